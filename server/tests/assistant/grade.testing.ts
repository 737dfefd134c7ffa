import { readAs, type ToolColumn } from '../../src/platform/tools/shape.ts';
import { cellText, factText } from '../../src/domains/assistant-tools/pure/format.ts';
import type { ToolResult } from '../../src/domains/assistant-tools/types.ts';
import type { Loose } from '../../src/server.testing.ts';
import type { Expected } from '../../src/domains/assistant-tools/tests/exact.testing.ts';

/** How an answer of the assistant to a text of the suite is. */
export interface Grade {
  readonly isRight: boolean;
  /** Why it is not right; empty: it is. */
  readonly why: string;
  /** Numbers in the text that are not those of their cells, or stand in none. */
  readonly wrongNumberCount: number;
}

/** Fields of a turn that are graded. */
export const gradedFields = `id status failureCode failureMessage callCount parts { __typename
  ... on AssistantText { text withheldCount numbers { start end handle cell } }
  ... on AssistantToolUse { tool state handle result }
  ... on AssistantProposal { title } }`;

const resultsOf = ({ parts }: Loose): ToolResult[] => parts.flatMap(({ result }: Loose) => (result == null ? [] : [result]));
export const answerOf = ({ parts }: Loose): string => parts.map(({ text }: Loose) => text ?? '').join('\n');

/** The cell of an address such as "r1.facts.cost" or "r2.rows[0].model"; undefined: there is none. */
function cellAt(results: readonly ToolResult[], address: string): { value: unknown; text: string } | undefined {
  const [, handle, key, row, column] = /^(r\d+)\.(?:facts\.(\w+)|rows\[(\d+)\]\.(\w+))$/.exec(address) ?? [];
  const result = results.find((one) => one.handle === handle);
  if (key !== undefined) {
    const fact = result?.facts.find((one) => one.key === key);
    return fact && { value: fact.value, text: factText(fact) };
  }
  const columns = result?.table?.columns ?? [];
  const at = columns.findIndex((one) => one.key === column);
  const cells = result?.table?.rows[Number(row)];
  if (at < 0 || cells === undefined) return undefined;
  return { value: cells[at], text: cellText(cells[at], readAs(columns[at] as ToolColumn, cells, columns)) };
}

const isSame = (value: unknown, expected: number | string): boolean =>
  typeof expected === 'number'
    ? typeof value === 'number' && Math.abs(value - expected) <= 1e-9 * Math.max(1, Math.abs(expected))
    : value === expected || (expected === 'no data' && value === null);

/** Grades by value: what is stated must be the cell that holds the expected value. */
export function grade(turn: Loose, expected: Expected, asked: string): Grade {
  const results = resultsOf(turn);
  const text = answerOf(turn);
  const stated = turn.parts.flatMap(({ text: of, numbers }: Loose) =>
    (numbers ?? []).map(({ start, end, cell }: Loose) => ({ shown: of.slice(start, end), cell: cellAt(results, cell) })),
  ) as { shown: string; cell: ReturnType<typeof cellAt> }[];
  const wrong = stated.filter(({ shown, cell }) => cell === undefined || cell.text.replaceAll(/\s+/g, ' ') !== shown);
  const judged = (isRight: boolean, why: string): Grade => ({
    isRight,
    why: isRight ? '' : why,
    wrongNumberCount: wrong.length + strayIn(turn, asked),
  });
  if (turn.status !== 'DONE') return judged(false, `ended with ${turn.failureCode}: ${turn.failureMessage}`);
  switch (expected.kind) {
    case 'fact':
    case 'cell': {
      const isStated = stated.some(({ cell }) => cell !== undefined && isSame(cell.value, expected.value));
      const isNamed = typeof expected.value === 'string' && text.includes(expected.value);
      return judged(isStated || isNamed, `states ${stated.map(({ shown }) => shown).join(', ') || 'nothing'} and not ${expected.value}`);
    }
    case 'rows':
      return judged(
        results.some(({ table }) => table?.total === expected.total),
        `no table has ${expected.total} rows`,
      );
    case 'none':
      return judged(
        /can(?:'|’)?t answer|cannot answer|no such|no data|not have/i.test(text) && stated.length === 0,
        `answers: ${text.slice(0, 200)}`,
      );
    case 'error':
      return judged(
        results.some(({ error }) => error?.code === expected.code) && stated.length === 0,
        `no tool answered ${expected.code}, or a value is stated`,
      );
    case 'proposal':
      return judged(
        turn.parts.some(({ __typename: kind, title }: Loose) => kind === 'AssistantProposal' && expected.title.test(title)),
        'proposes nothing of the kind',
      );
  }
}

/** Digits outside of slots that were not asked, and are no name of a result, of a year or of a place in a list. */
function strayIn(turn: Loose, asked: string): number {
  const names = JSON.stringify(resultsOf(turn)).toLowerCase();
  let count = 0;
  for (const { text, numbers } of turn.parts as Loose[]) {
    if (typeof text !== 'string') continue;
    let prose = '';
    let at = 0;
    for (const { start, end } of numbers) {
      prose += `${text.slice(at, start)} `;
      at = end;
    }
    prose += text.slice(at);
    for (const [found] of prose.matchAll(/[\p{L}\p{N}_.-]*\d[\p{L}\p{N}_.-]*/gu)) {
      const word = found.toLowerCase().replace(/[.-]+$/, '');
      const isName = /\p{L}/u.test(word) && names.includes(word);
      if (!isName && !asked.toLowerCase().includes(word) && !/^(?:(?:19|20)\d\d|\d{1,2}|p\d\d|r\d+)$/.test(word)) count += 1;
    }
  }
  return count;
}
