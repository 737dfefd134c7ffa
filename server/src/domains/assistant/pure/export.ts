import type { ToolResult } from '../../assistant-tools/types.ts';
import type { TurnPart } from '../types.ts';

export interface ExportedTurn {
  readonly asked: string;
  readonly status: string;
  readonly model: string | null;
  readonly startedAt: Date;
  readonly failureMessage: string | null;
  readonly parts: readonly TurnPart[];
  /** By handle. */
  readonly results: ReadonlyMap<string, ToolResult>;
}

export interface ExportedConversation {
  readonly title: string;
  readonly ownerName: string;
  readonly createdAt: Date;
  readonly turns: readonly ExportedTurn[];
}

const mostRows = 200;

/** A conversation as Markdown: texts, each tool with its arguments, its query and its table. */
export function markdownOf({ title, ownerName, createdAt, turns }: ExportedConversation): string {
  const lines = [`# ${oneLine(title)}`, '', `${ownerName}, ${createdAt.toISOString()}`, ''];
  for (const turn of turns) {
    lines.push('---', '', ...turn.asked.split('\n').map((line) => `> ${line}`), '');
    for (const part of turn.parts) lines.push(...linesOf(part, turn.results), '');
    if (turn.failureMessage !== null) lines.push(`**Not finished:** ${turn.failureMessage}`, '');
    lines.push(`*${turn.model ?? 'No language model'}, ${turn.startedAt.toISOString()}*`, '');
  }
  return `${lines.join('\n').trim()}\n`;
}

function linesOf(part: TurnPart, results: ReadonlyMap<string, ToolResult>): string[] {
  switch (part.kind) {
    case 'text':
      return [part.text];
    case 'notice':
      return [`*${part.message}*`];
    case 'proposal':
      return [
        `**Proposal (${part.state}):** ${oneLine(part.proposal.title)}`,
        ...part.proposal.changes.map(({ path, before, after }) => `- ${path}: ${codeOf(before)} → ${codeOf(after)}`),
      ];
    case 'tool': {
      const result = part.handle === null ? undefined : results.get(part.handle);
      return [
        `**${part.handle ?? ''} ${part.tool}** ${codeOf(part.arguments)}${part.durationMs === null ? '' : `, ${part.durationMs} ms`}`,
        ...(part.error === null ? [] : [`Failed: ${part.error.message}`]),
        ...(result === undefined ? [] : resultLines(result)),
      ];
    }
  }
}

function resultLines({ facts, table, query, notes }: ToolResult): string[] {
  const lines = facts.map(
    ({ key, title, value, unit }) => `- ${oneLine(title)} (${key}): ${codeOf(value)}${unit === null ? '' : ` ${unit}`}`,
  );
  if (table !== null && table.rows.length > 0) {
    lines.push('', `| ${table.columns.map(({ title }) => cellOf(title)).join(' | ')} |`, `|${table.columns.map(() => ' --- |').join('')}`);
    for (const row of table.rows.slice(0, mostRows)) lines.push(`| ${row.map(cellOf).join(' | ')} |`);
    const shown = Math.min(table.rows.length, mostRows);
    if (shown < table.total) lines.push('', `${shown} of ${table.total} rows.`);
  }
  for (const note of notes) lines.push('', `Note: ${note}`);
  if (query !== null) lines.push('', '```graphql', query.document.trim().replaceAll('```', ''), '```', codeOf(query.variables));
  return lines;
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');
const codeOf = (value: unknown): string =>
  `\`${(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null')).replaceAll(/[`\n]/g, ' ')}\``;
/** Data never becomes Markdown of its own: a picture in it would be asked for. */
const cellOf = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : oneLine(typeof value === 'string' ? value : JSON.stringify(value)).replaceAll(/[\\`*_{}[\]<>#!|~]/g, '\\$&');
