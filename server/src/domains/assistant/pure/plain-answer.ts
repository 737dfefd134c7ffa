import type { ToolResult } from '../../assistant-tools/types.ts';

const mostFacts = 12;

/** The answer where no model words it: the facts of a result as a list with slots, and what its table holds. */
export function plainAnswer({ handle, facts, table, notes, error, proposal }: ToolResult, why: string | null): string {
  const lines: string[] = [];
  if (why !== null) lines.push(why, '');
  if (error !== null) {
    lines.push(error.message);
    if (error.near.length > 0) lines.push('', `Spelled alike: ${error.near.map((name) => `\`${name.replaceAll('`', '')}\``).join(', ')}.`);
    return lines.join('\n');
  }
  for (const { key, title, value, n } of facts.slice(0, mostFacts))
    lines.push(`- ${title}: ${value === null ? 'no data' : `{{${handle}.facts.${key}}}`}${n === null ? '' : ` (n = ${n})`}`);
  if (table !== null) {
    if (lines.length > 0) lines.push('');
    lines.push(table.total === 0 ? 'No rows fit.' : rowsOf(table.rows.length, table.total, table.complete));
  }
  if (proposal !== null) lines.push('', `${proposal.title}: nothing is changed until the card is confirmed.`);
  for (const note of notes) lines.push('', `Note: ${note}`);
  return lines.join('\n').trim();
}

const rowsOf = (count: number, total: number, isComplete: boolean): string =>
  isComplete && count === total
    ? `The table has ${count === 1 ? 'the one row' : `all ${count} rows`}.`
    : `The table has ${count} of ${isComplete ? '' : 'at least '}${total} rows.`;
