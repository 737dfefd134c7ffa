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

const nanoPerUsd = 1_000_000_000n;

/** Nano-dollars in dollars, exactly and without an exponent: 1500000000 is 1.5. */
export function usdText(nanoUsd: number | bigint): string {
  const nano = BigInt(nanoUsd);
  const absolute = nano < 0n ? -nano : nano;
  const fraction = (absolute % nanoPerUsd).toString().padStart(9, '0').replace(/0+$/, '');
  return `${nano < 0n ? '-' : ''}${absolute / nanoPerUsd}${fraction === '' ? '' : `.${fraction}`}`;
}
