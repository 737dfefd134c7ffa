import { parse } from '#csv';
import type { SourceFile } from './records.ts';
import { linesOf, type Line } from './text.ts';

/** A row of a table, with the line that it begins at; or why there is none. */
export type TableRow =
  | { readonly line: number; readonly cells: readonly string[]; readonly problem?: never }
  | { readonly line: number; readonly problem: string; readonly cells?: never };

const separators = [',', ';', '\t', '|'] as const;
/** The line by which a file names its separator to a spreadsheet. */
const separatorLine = /^\ufeff?"?sep=(.)"?\s*$/i;
const looked = 20;

/** What stands between the cells of a table that begins so. */
export function separatorOf(head: string): string {
  const lines = withoutReturns(head)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const named = separatorLine.exec(lines[0] ?? '')?.[1];
  if (named !== undefined) return named;
  // The last of several lines may be cut off.
  const whole = lines.length > 1 ? lines.slice(0, -1).slice(0, looked) : lines;
  const rated = separators.map((separator) => {
    const counts = whole.map((line) => cellsOf(line, separator).length);
    const width = counts[0] ?? 1;
    return { separator, width, share: counts.filter((count) => count === width).length / Math.max(1, counts.length) };
  });
  const best = rated
    .filter(({ width }) => width > 1)
    .toSorted((one, other) => other.width * other.share - one.width * one.share)
    .at(0);
  return best?.separator ?? ',';
}

/** The names in the first line of a table; names with a line break in them are not expected. */
export function headerOf(head: string): string[] {
  const separator = separatorOf(head);
  const [first = '', second = ''] = withoutReturns(head)
    .replace(/^\ufeff/, '')
    .split('\n', 2);
  return cellsOf(separatorLine.test(first) ? second : first, separator).map((name) => name.trim());
}

/** Files of old spreadsheets end their lines with CR alone. */
const withoutReturns = (text: string): string => text.replaceAll(/\r\n?/g, '\n');

/** The cells of one line, leniently: for looking at the beginning of a file only. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at] as string;
    if (char === '"') {
      if (isQuoted && line[at + 1] === '"') {
        cell += char;
        at += 1;
      } else isQuoted = !isQuoted;
    } else if (char === separator && !isQuoted) {
      cells.push(cell);
      cell = '';
    } else cell += char;
  }
  return [...cells, cell];
}

/** Lines that are one row if their quotes are right. */
interface Candidate {
  readonly lines: readonly Line[];
}

const candidatesAtOnce = 500;
const maxRowLength = 16 * 1024 * 1024;
const headLength = 64 * 1024;

export interface TableOptions {
  /** Null: as the file shows. */
  readonly separator?: string | null;
}

/**
 * The rows of a table, its header first. A row with a broken quote, or with more or fewer cells than the header, is a problem with its
 * line; reading goes on at the next line that is a row, so that a quote that is never closed costs no row after it.
 */
export async function* rowsOf(file: Pick<SourceFile, 'open'>, { separator: given = null }: TableOptions = {}): AsyncIterable<TableRow> {
  const { head, chunks } = await beginningOf(file.open());
  const separator = given ?? separatorOf(head);
  const hasOnlyReturns = !head.includes('\n') && head.includes('\r');
  const lines = linesOf(hasOnlyReturns ? replaced(chunks) : chunks, true)[Symbol.asyncIterator]();
  const putBack: Line[] = []; // the next one last
  let width: number | null = null;
  let open: Line[] = [];
  let openLength = 0;
  let isOpen = false;
  let candidates: Candidate[] = [];
  /** The last line of the rows that were broken. */
  let reread = 0;

  const next = async (): Promise<Line | null> => {
    const back = putBack.pop();
    if (back !== undefined) return back;
    const { done, value } = await lines.next();
    return done === true ? null : value;
  };
  /** Reads again from a place within what was taken. */
  const rewind = (...taken: readonly (readonly Line[])[]): void => {
    for (const part of taken.toReversed()) for (const line of part.toReversed()) putBack.push(line);
  };
  /** The row's problem; reading goes on at the line after its first one, since it may have swallowed rows. */
  function* broken(taken: readonly Line[], reason: string, after: readonly Line[]): Iterable<TableRow> {
    const [first, ...rest] = taken as [Line, ...Line[]];
    yield* problemAt(first, reason);
    rewind(rest, after);
    reread = Math.max(reread, taken.at(-1)?.line ?? 0);
  }
  /** Of what is read again, a line without a separator is no row but the rest of one that was named. */
  function* problemAt(line: Line, problem: string): Iterable<TableRow> {
    if (line.line <= reread && !line.text.includes(separator)) return;
    yield { line: line.line, problem };
  }
  function* settle(): Iterable<TableRow> {
    const taken = candidates;
    candidates = [];
    const all = parsedAtOnce(taken, separator);
    for (const [index, { lines: own }] of taken.entries()) {
      const cells = all?.[index] ?? cellsOfRow(own, separator);
      const fitted = typeof cells === 'string' ? cells : fit(cells, width);
      if (typeof fitted === 'string') {
        if (own.length === 1) {
          yield* problemAt(own[0] as Line, fitted);
          continue;
        }
        const after = [...taken.slice(index + 1).flatMap((one) => [...one.lines]), ...open];
        yield* broken(own, fitted, after);
        open = [];
        isOpen = false;
        openLength = 0;
        return;
      }
      width ??= fitted.length;
      yield { line: (own[0] as Line).line, cells: fitted };
    }
  }

  for (;;) {
    const line = await next();
    if (line === null) {
      yield* settle();
      if (putBack.length > 0) continue;
      if (open.length === 0) return;
      const taken = open;
      open = [];
      isOpen = false;
      openLength = 0;
      yield* broken(taken, 'has a quote that is not closed', []);
      continue;
    }
    if (open.length === 0 && (line.text.trim() === '' || (line.line === 1 && separatorLine.test(line.text)))) continue;
    open.push(line);
    openLength += line.text.length;
    if (hasOddQuotes(line.text)) isOpen = !isOpen;
    if (isOpen && openLength <= maxRowLength) continue;
    if (isOpen) {
      yield* settle();
      const taken = open;
      open = [];
      yield* broken(taken, `has a quote that is not closed within ${maxRowLength} characters`, []);
    } else {
      candidates.push({ lines: open });
      open = [];
      // The header alone: its width decides what is a row.
      if (width === null || candidates.length >= candidatesAtOnce) yield* settle();
    }
    isOpen = false;
    openLength = 0;
  }
}

async function beginningOf(chunks: AsyncIterable<string>): Promise<{ head: string; chunks: AsyncIterable<string> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  let head = '';
  let isOver = false;
  while (head.length < headLength && !isOver) {
    const { done, value } = await iterator.next();
    isOver = done === true;
    if (!isOver) head += value as string;
  }
  async function* whole(): AsyncIterable<string> {
    yield head;
    for (let step = await iterator.next(); step.done !== true; step = await iterator.next()) yield step.value;
  }
  return { head, chunks: whole() };
}

async function* replaced(chunks: AsyncIterable<string>): AsyncIterable<string> {
  for await (const chunk of chunks) yield chunk.replaceAll('\r', '\n');
}

function hasOddQuotes(text: string): boolean {
  let isOdd = false;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) isOdd = !isOdd;
  return isOdd;
}

const optionsOf = (separator: string) => ({
  delimiter: separator,
  relax_column_count: true,
  skip_empty_lines: false,
  record_delimiter: '\n',
});

const textOf = (lines: readonly Line[]): string => {
  const text = lines.map((line) => line.text).join('\n');
  return text.endsWith('\r') ? text.slice(0, -1) : text;
};

/** All candidates by one call of the parser; null where one of them is no row. */
function parsedAtOnce(candidates: readonly Candidate[], separator: string): readonly (readonly string[])[] | null {
  if (candidates.length < 2) return null;
  try {
    const rows = parse(candidates.map(({ lines }) => textOf(lines)).join('\n'), optionsOf(separator)) as string[][];
    return rows.length === candidates.length ? rows : null;
  } catch {
    return null;
  }
}

/** The cells of one row, or why there are none. */
function cellsOfRow(lines: readonly Line[], separator: string): readonly string[] | string {
  const text = textOf(lines);
  const attempt = (options: object): readonly string[] | null => {
    try {
      const rows = parse(text, { ...optionsOf(separator), ...options }) as string[][];
      return rows.length === 1 ? (rows[0] as string[]) : null;
    } catch {
      return null;
    }
  };
  // A space before a quote; and tables with tabs, whose quotes are letters like others.
  const cells = attempt({}) ?? attempt({ ltrim: true }) ?? (separator === '\t' && lines.length === 1 ? attempt({ quote: false }) : null);
  return cells ?? 'has a quote in the middle of a cell; a cell with quotes stands in quotes, and each quote in it is written twice';
}

/** Empty cells beyond the header are none. */
function fit(cells: readonly string[], width: number | null): readonly string[] | string {
  if (width === null || cells.length === width) return cells;
  if (cells.length > width && cells.slice(width).every((cell) => cell.trim() === '')) return cells.slice(0, width);
  return `has ${cells.length} cells; the header has ${width}`;
}
