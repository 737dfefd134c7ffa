import { parse } from 'csv-parse/sync';
import { headerOf, rowsOf, separatorOf } from 'importer/table';
import { linesOf } from 'importer/text';
import { isObject, parsePythonJson } from 'importer/values';
import { headOf, lastLinesOf, type CountedFile } from '../text.ts';
import { columnsOf, type Columns } from './columns.ts';

/** What a row holds, by the names of its columns; empty cells and nulls are absent. */
export type Row = Readonly<Record<string, unknown>>;

export interface NumberedRow {
  readonly line: number;
  /** The row as a text that a longer version of the file has, too. */
  readonly text: string;
  /** Or why there is none. */
  readonly row: Row | string;
  /** Null: neither step nor epoch. */
  readonly columns: Columns | null;
}

/** The rows of a table, from the start; and its last one, without reading what is before it. */
export interface Table {
  rows(): AsyncIterable<NumberedRow>;
  lastRow(): Promise<Row | null>;
}

export function csvTable(file: CountedFile): Table {
  const rowOf = (header: readonly string[], cells: readonly string[]): Row =>
    Object.fromEntries(
      header.flatMap((name, index) => ((cells[index] ?? '').trim() === '' ? [] : [[name, (cells[index] as string).trim()]])),
    );
  return {
    async *rows() {
      let header: string[] | null = null;
      let columns: Columns | null = null;
      for await (const { cells, line, problem } of rowsOf(file)) {
        if (problem !== undefined) {
          yield { line, text: '', row: problem, columns };
          continue;
        }
        if (header === null) {
          header = cells.map((name) => name.trim());
          columns = columnsOf(header);
          continue;
        }
        yield { line, text: JSON.stringify([header, cells]), row: rowOf(header, cells), columns };
      }
    },
    async lastRow() {
      const head = await headOf(file.path);
      const header = headerOf(head);
      const line = (await lastLinesOf(file.path)).findLast((text) => text.trim() !== '') ?? '';
      try {
        const [cells] = parse(line, { relax_column_count: true, delimiter: separatorOf(head) }) as string[][];
        return cells?.length === header.length ? rowOf(header, cells) : null;
      } catch {
        return null;
      }
    },
  };
}

/** JSON Lines: columns may differ from line to line, except that steps are not mixed with epochs. */
export function jsonTable(file: CountedFile): Table {
  return {
    async *rows() {
      const known = new Map<string, Columns | null>();
      let hasSteps: boolean | null = null;
      for await (const { line, text } of linesOf(file.open())) {
        if (text.trim() === '') continue;
        const row = jsonRowOf(text);
        const names = typeof row === 'string' ? [] : Object.keys(row);
        const signature = JSON.stringify(names);
        let columns = known.get(signature);
        if (columns === undefined) known.set(signature, (columns = columnsOf(names)));
        if (columns !== null) hasSteps ??= columns.step !== null;
        yield { line, text: text.trim(), row, columns: hasSteps === true && columns?.step === null ? null : columns };
      }
    },
    async lastRow() {
      const row = jsonRowOf((await lastLinesOf(file.path)).findLast((text) => text.trim() !== '') ?? '');
      return typeof row === 'string' ? null : row;
    },
  };
}

/** Nested objects are read under their path with slashes. Gives why a text is no row. */
export function jsonRowOf(text: string): Row | string {
  try {
    const value = parsePythonJson(text);
    return isObject(value) ? Object.fromEntries(flattened(value, '')) : 'is not a JSON object';
  } catch (error) {
    return `is not JSON: ${(error as Error).message}`;
  }
}

function* flattened(value: Record<string, unknown>, prefix: string): Iterable<[string, unknown]> {
  for (const [key, inner] of Object.entries(value)) {
    if (isObject(inner)) yield* flattened(inner, `${prefix}${key}/`);
    else if (inner !== null) yield [`${prefix}${key}`, inner];
  }
}
