import { runTool } from '../commands.ts';
import { planQuestion } from '../load/plan.ts';
import type { ToolContext, ToolResult } from '../types.ts';

/** What the answer to a text must hold. */
export type Expected =
  | { readonly kind: 'fact'; readonly key: string; readonly value: number | string }
  /** Cell of the row whose first column that is a text has this name; a number: the row at that place. */
  | { readonly kind: 'cell'; readonly row: string | number; readonly column: string; readonly value: number | string }
  | { readonly kind: 'rows'; readonly total: number }
  /** The plan itself refuses, with these words. */
  | { readonly kind: 'none'; readonly words: RegExp }
  /** The tool answers with an error. */
  | { readonly kind: 'error'; readonly code: string; readonly near?: string }
  | { readonly kind: 'proposal'; readonly title: RegExp };

/** A text with the value that its answer must hold. */
export interface ExactCase {
  readonly text: string;
  readonly expected: Expected;
}

/** What the planner and its tool answer to a text, where it is not as expected; null: it is. */
export async function wrongAnswer(context: ToolContext, { text, expected }: ExactCase, now: Date): Promise<string | null> {
  const plan = await planQuestion(context, text, now);
  if (!plan.canAnswer) return expected.kind === 'none' && expected.words.test(plan.why) ? null : `${text}: ${plan.why}`;
  if (expected.kind === 'none') return `${text}: was answered by ${plan.tool}`;
  const result = await runTool(context, plan.tool, plan.arguments, { now });
  const shown = (found: unknown): string => `${text}: ${JSON.stringify(found)} in place of ${JSON.stringify(expected)}`;
  if (expected.kind === 'error') {
    const isRight = result.error?.code === expected.code && (expected.near === undefined || result.error.near.includes(expected.near));
    return isRight ? null : shown(result.error);
  }
  if (result.error !== null) return shown(result.error);
  if (expected.kind === 'proposal') return expected.title.test(result.proposal?.title ?? '') ? null : shown(result.proposal);
  if (expected.kind === 'rows') return result.table?.total === expected.total ? null : shown(result.table?.total);
  const value = valueIn(result, expected);
  return isSame(value, expected.value) ? null : shown(value);
}

const isSame = (value: unknown, expected: number | string): boolean =>
  typeof expected === 'number'
    ? typeof value === 'number' && Math.abs(value - expected) <= 1e-9 * Math.max(1, Math.abs(expected))
    : value === expected;

/** The cell that a case is about; a text where there is none, or it is empty. */
function valueIn({ facts, table }: ToolResult, expected: Extract<Expected, { kind: 'fact' | 'cell' }>): unknown {
  if (expected.kind === 'fact') {
    const found = facts.find(({ key }) => key === expected.key);
    return found === undefined ? `no fact ${expected.key} among ${facts.map(({ key }) => key).join(', ')}` : (found.value ?? 'no data');
  }
  const at = table?.columns.findIndex(({ key }) => key === expected.column) ?? -1;
  const row = typeof expected.row === 'number' ? table?.rows[expected.row] : table?.rows.find((cells) => cells.includes(expected.row));
  return row === undefined ? `no row ${expected.row}` : at < 0 ? `no column ${expected.column}` : (row[at] ?? 'no data');
}
