import type { ToolColumn, ToolFact, ToolTable, ValueType } from './shape.ts';

/** A column with where its cells come from. */
export interface ColumnOf<Row> extends ToolColumn {
  of(row: Row): unknown;
}

interface Options {
  readonly unit?: string;
  readonly type?: ValueType;
  readonly isPayload?: boolean;
  /** Key of the column with the unit of each row. */
  readonly unitFrom?: string;
}

/** Makes columns of rows of one kind. */
export interface ColumnMaker<Row> {
  /** A column of numbers, unless another type is given. */
  number(key: string, title: string, of: (row: Row) => unknown, options?: Options): ColumnOf<Row>;
  text(key: string, title: string, of: (row: Row) => unknown): ColumnOf<Row>;
  /** Text that an application or a person wrote. */
  payload(key: string, title: string, of: (row: Row) => unknown): ColumnOf<Row>;
  time(key: string, title: string, of: (row: Row) => unknown): ColumnOf<Row>;
  usd(key: string, title: string, of: (row: Row) => unknown): ColumnOf<Row>;
  ms(key: string, title: string, of: (row: Row) => unknown): ColumnOf<Row>;
  share(key: string, title: string, of: (row: Row) => unknown): ColumnOf<Row>;
}

export function columnMaker<Row>(): ColumnMaker<Row> {
  const number: ColumnMaker<Row>['number'] = (key, title, of, { unit, type = 'number', isPayload, unitFrom } = {}) => ({
    key,
    title,
    unit: unit ?? null,
    type,
    ...(isPayload === true && { isPayload }),
    ...(unitFrom !== undefined && { unitFrom }),
    of,
  });
  return {
    number,
    text: (key, title, of) => number(key, title, of, { type: 'text' }),
    payload: (key, title, of) => number(key, title, of, { type: 'text', isPayload: true }),
    time: (key, title, of) => number(key, title, of, { type: 'time' }),
    usd: (key, title, of) => number(key, title, of, { unit: 'usd' }),
    ms: (key, title, of) => number(key, title, of, { unit: 'ms' }),
    share: (key, title, of) => number(key, title, of, { type: 'share' }),
  };
}

/** `total`: rows that there are; absent: these. `hasMore`: there are more, and how many was not counted. */
export function tableOf<Row>(
  rows: readonly Row[],
  columnsOf: (at: ColumnMaker<Row>) => readonly ColumnOf<Row>[],
  { total = rows.length, hasMore = false }: { total?: number; hasMore?: boolean } = {},
): ToolTable {
  const columns = columnsOf(columnMaker<Row>());
  return {
    columns: columns.map(({ of: _of, ...shown }) => shown),
    rows: rows.map((row) => columns.map(({ of }) => of(row) ?? null)),
    total,
    complete: !hasMore && total <= rows.length,
  };
}

interface FactOptions {
  readonly unit?: string;
  readonly interval?: { readonly low: number; readonly high: number } | null;
  readonly n?: number | null;
  readonly isPayload?: boolean;
}

export const fact = (
  key: string,
  title: string,
  value: number | string | null | undefined,
  { unit, interval, n, isPayload }: FactOptions = {},
): ToolFact => ({
  key,
  title,
  value: value ?? null,
  unit: unit ?? null,
  interval: interval == null ? null : [interval.low, interval.high],
  n: n ?? null,
  ...(isPayload === true && { isPayload }),
});
