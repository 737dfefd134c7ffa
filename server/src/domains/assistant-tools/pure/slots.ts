import { readAs } from '../../../platform/tools/shape.ts';
import type { ToolResult } from '../types.ts';
import { cellText, factText } from './format.ts';
import { numberWordsIn } from './number-words.ts';

/** A cell of a result that stands in a text. */
export interface FilledSlot {
  /** Such as `r1.facts.messageCount` or `r1.rows[2].model`. */
  readonly cell: string;
  readonly handle: string;
  /** Place of its text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly value: unknown;
}

export interface Filled {
  readonly text: string;
  readonly slots: readonly FilledSlot[];
  /** Slots that name no cell, and numbers that stand in none: the text may not be shown as an answer while there are any. */
  readonly problems: readonly SlotProblem[];
}

export interface SlotProblem {
  readonly kind: 'UNKNOWN_CELL' | 'NUMBER_WITHOUT_CELL';
  /** As it stands in the text. */
  readonly text: string;
  readonly message: string;
}

const slot = /\{\{\s*(r\d+)\.(?:facts\.([A-Za-z0-9_]+)|rows\[(\d+)\]\.([A-Za-z0-9_]+))\s*\}\}|\{\{([^{}]*)\}\}/g;

export type Results = readonly Pick<ToolResult, 'handle' | 'facts' | 'table'>[];

function cellOf(
  results: Results,
  handle: string,
  fact: string | undefined,
  row: string | undefined,
  key: string | undefined,
): { value: unknown; text: string } | null {
  const result = results.find((one) => one.handle === handle);
  if (result === undefined) return null;
  if (fact !== undefined) {
    const found = result.facts.find((one) => one.key === fact);
    return found === undefined ? null : { value: found.value, text: factText(found) };
  }
  const columns = result.table?.columns ?? [];
  const column = columns.find((one) => one.key === key);
  const cells = result.table?.rows[Number(row)];
  if (column === undefined || cells === undefined) return null;
  const value = cells[columns.indexOf(column)];
  return { value, text: cellText(value, readAs(column, cells, columns)) };
}

/**
 * Puts the values of cells into a text, formatted with their units, and looks for numbers that are in no cell, in digits or in words.
 *
 * `alsoKnown`  texts whose numbers may be repeated: what was asked.
 */
export const fillSlots = (text: string, results: Results, alsoKnown: readonly string[] = []): Filled =>
  fill(text, results, namesIn(results, alsoKnown));

/**
 * `fillSlots` for many texts over the same results: the names in them are read once for each list of results, which is not changed but
 * replaced where a result is added. `alsoNamed`: names that may be written, such as of models; a number alone is none.
 */
export function slotFiller(alsoKnown: readonly string[], alsoNamed: readonly string[] = []): (text: string, results: Results) => Filled {
  let [known, names]: [Results | null, ReadonlySet<string>] = [null, new Set()];
  return (text, results) => {
    if (known !== results) [known, names] = [results, namesIn(results, alsoKnown, alsoNamed)];
    return fill(text, results, names);
  };
}

function fill(text: string, results: Results, names: ReadonlySet<string>): Filled {
  const problems: SlotProblem[] = [];
  const slots: FilledSlot[] = [];
  let filled = '';
  let at = 0;
  const addProse = (prose: string, isLineStart: boolean): void => {
    problems.push(...strayNumbers(prose, names, isLineStart));
    filled += prose;
  };
  for (const match of text.matchAll(slot)) {
    const [whole, handle, fact, row, key] = match;
    addProse(text.slice(at, match.index), at === 0);
    at = match.index + whole.length;
    const cell = handle === undefined ? null : cellOf(results, handle, fact, row, key);
    if (cell === null) {
      problems.push({ kind: 'UNKNOWN_CELL', text: whole, message: `${whole} names no cell of a result.` });
      filled += whole;
      continue;
    }
    const start = filled.length;
    filled += cell.text;
    const name = fact === undefined ? `rows[${row}].${key}` : `facts.${fact}`;
    slots.push({ cell: `${handle}.${name}`, handle: handle as string, start, end: filled.length, value: cell.value });
  }
  addProse(text.slice(at), at === 0);
  return { text: filled, slots, problems };
}

/** Names that hold digits: of models, sessions, columns, what was asked. A number inside one of them is no statement. */
function namesIn(results: Results, alsoKnown: readonly string[], alsoNamed: readonly string[] = []): ReadonlySet<string> {
  const names = new Set<string>();
  const wordsIn = (text: string): string[] => (text.toLowerCase().match(withDigits) ?? []).map((name) => name.replace(/[.:,]+$/, ''));
  const add = (text: string): void => wordsIn(text).forEach((name) => names.add(name));
  /** A number alone in a name that others gave may be a false statement: it needs a slot. */
  const addCell = (text: string): void => wordsIn(text).forEach((name) => /\p{L}/u.test(name) && names.add(name));
  for (const { table, facts } of results) {
    for (const { key, title } of [...(table?.columns ?? []), ...facts]) add(`${key} ${title}`);
    for (const { value, isPayload } of facts) if (typeof value === 'string' && isPayload !== true) addCell(value);
    for (const row of table?.rows ?? [])
      row.forEach((cell, index) => {
        if (typeof cell === 'string' && cell.length <= 200 && table?.columns[index]?.isPayload !== true) addCell(cell);
      });
  }
  for (const name of alsoNamed) addCell(name);
  for (const known of alsoKnown) {
    add(known);
    for (const { text, digits } of numberWordsIn(known)) names.add(digits ?? text.toLowerCase());
  }
  return names;
}

/** Words with digits of any script: "12", "4.5%", "gpt-4", "$3", "2026-03-01", "p95", "½", "١٢". */
const withDigits = /[\p{L}\p{N}_.:/@+-]*\p{N}[\p{L}\p{N}_.:/@+-]*/gu;
const year = /^(?:19|20)\d{2}$/;
/** Percentiles are names of measures; r1 of results. */
const isMeasure = /^(?:p(?:50|90|95|99)|r\d+)$/;

function strayNumbers(prose: string, names: ReadonlySet<string>, startsText: boolean): SlotProblem[] {
  const problems: SlotProblem[] = [];
  for (const match of prose.matchAll(withDigits)) {
    const word = match[0].toLowerCase().replace(/[.:,]+$/, '');
    const before = prose.slice(0, match.index);
    const after = prose.slice(match.index + word.length);
    const isMarker =
      /^\d{1,2}$/.test(word) && /^[.)](?:\s|$)/.test(after) && (/\n[ \t]*$/.test(before) || (startsText && /^[ \t]*$/.test(before)));
    const isYear = year.test(word) && !/^\s*(?:%|usd|ms|tokens?|messages?)/i.test(after) && !/[$€]$/.test(before);
    if (isMarker || isYear || names.has(word) || isMeasure.test(word)) continue;
    problems.push(problemWith(match[0].slice(0, word.length)));
  }
  // Where what was asked has the number, in words or in digits, it may be repeated.
  for (const { text, digits } of numberWordsIn(prose)) if (!names.has(digits ?? text.toLowerCase())) problems.push(problemWith(text));
  return problems;
}

const problemWith = (text: string): SlotProblem => ({
  kind: 'NUMBER_WITHOUT_CELL',
  text,
  message: `"${text}" stands in no cell of a result; numbers are written as slots such as {{r1.facts.key}}.`,
});
