/** How the values of a column are written. */
export type ColumnKind =
  | 'text'
  | 'integer'
  | 'float'
  | 'boolean'
  /** Milliseconds since 1970; written in ISO 8601, in UTC. */
  | 'instant'
  /** Nano-dollars; written in dollars. */
  | 'usd'
  /** The text of a JSON value. */
  | 'json';

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
}

export type Value = string | number | bigint | boolean | null;
/** Values in the order of the columns. */
export type Row = readonly Value[];

/** A table that is read once, some rows at a time. */
export interface Table {
  readonly columns: readonly Column[];
  readonly pages: () => AsyncIterable<readonly Row[]>;
  /** How many rows there are to be. */
  readonly expectedCount: number;
  /** How many there are to be after they were read: rows may have been deleted meanwhile. */
  readonly countAgain: () => Promise<number>;
}

/** A column of rows that are objects. */
export interface ColumnOf<Item> extends Column {
  readonly of: (item: Item) => Value;
}

/** A table of rows that are there already. */
export const tableOf = <Item>(columns: readonly ColumnOf<Item>[], items: readonly Item[]): Table => ({
  columns: columns.map(({ name, kind }) => ({ name, kind })),
  expectedCount: items.length,
  countAgain: () => Promise.resolve(items.length),
  async *pages() {
    yield items.map((item) => columns.map(({ of }) => of(item)));
  },
});

/** Nano-dollars in dollars, exactly and without an exponent: 1500000000 is 1.5. */
export function usdText(nanoUsd: number | bigint): string {
  const isNegative = nanoUsd < 0;
  const digits = String(isNegative ? -nanoUsd : nanoUsd).padStart(10, '0');
  let end = digits.length;
  while (end > digits.length - 9 && digits.charCodeAt(end - 1) === 48) end -= 1;
  const point = digits.length - 9;
  return `${isNegative ? '-' : ''}${digits.slice(0, point)}${end === point ? '' : `.${digits.slice(point, end)}`}`;
}
