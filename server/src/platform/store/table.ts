import { formatUtc, raw, type Sql } from './sql.ts';
import { writtenOut } from './written-out.ts';

/** A column of a ClickHouse table: its type there, and the TypeScript value that goes into it. */
export interface TableColumn<Value> {
  readonly type: string;
  /** What ClickHouse fills in where a row names no value. */
  readonly empty: Value;
  /** A value that is not null as `JSONCompactEachRow` takes it; absent: as it is. */
  readonly encode?: (value: NonNullable<Value>) => unknown;
  /** Its form in JSON, where that needs no look at the value: `text` has nothing to escape; `value` is a number or a boolean. */
  readonly json?: 'text' | 'value';
}

type Encoding<Value> = Pick<TableColumn<Value>, 'encode' | 'json'>;
const typed = <Value>(type: string, empty: Value, encoding: Encoding<Value> = {}): TableColumn<Value> => ({ type, empty, ...encoding });
const text = { json: 'text' } as const;
const value = { json: 'value' } as const;

/** Seconds with six decimals, which ClickHouse reads as an instant: an ISO text would cost more to write and to read. */
export function instantOfUs(us: number): string {
  const seconds = Math.floor(us / 1_000_000);
  return `${seconds}.${String(us - seconds * 1_000_000).padStart(6, '0')}`;
}

/** The types of columns, by what they hold. */
export const columns = {
  /** With or without dashes. */
  uuid: typed('UUID', '00000000-0000-0000-0000-000000000000', text),
  string: typed('String', ''),
  /** Digits and letters alone. */
  hex: typed('String', '', text),
  /** Few different values. */
  word: typed('LowCardinality(String)', ''),
  words: typed<readonly string[]>('Array(LowCardinality(String))', []),
  bool: typed('Bool', false, value),
  uint8: typed('UInt8', 0, value),
  uint8s: typed<readonly number[]>('Array(UInt8)', []),
  uint16: typed('UInt16', 0, value),
  uint32: typed('UInt32', 0, value),
  /** Exact below 2^53. */
  uint64: typed('UInt64', 0, value),
  int64: typed<bigint | number>('Int64', 0, { encode: (number) => (typeof number === 'bigint' ? String(number) : number) }),
  /** NaN and infinities included. */
  float64: typed('Float64', 0, { encode: (number) => (Number.isFinite(number) ? number : String(number)) }),
  /** NaN and infinities included. */
  float64s: typed<readonly number[]>('Array(Float64)', [], {
    encode: (numbers) => (numbers.every(Number.isFinite) ? numbers : numbers.map((one) => (Number.isFinite(one) ? one : String(one)))),
  }),
  /** An instant to the millisecond. */
  instantMs: typed<Date>("DateTime64(3, 'UTC')", new Date(0), { ...text, encode: formatUtc }),
  /** Integer microseconds since the epoch. */
  instantUs: typed<number>("DateTime64(6, 'UTC')", 0, { ...text, encode: instantOfUs }),
  /** A day, as "2026-12-31". */
  day: typed('Date', '1970-01-01', text),
  /** One of these; they are numbered from `first` in the table. */
  enumerated: <const Values extends readonly [string, ...string[]]>(values: Values, first: number): TableColumn<Values[number]> =>
    typed<Values[number]>(`Enum8(${values.map((name, place) => `'${name}' = ${first + place}`).join(', ')})`, values[0], text),
  /** Null: there is none. */
  nullable: <Value>({ type, encode }: TableColumn<Value>): TableColumn<Value | null> =>
    typed<Value | null>(`Nullable(${type})`, null, encode && { encode }),
  /** A list of values that need no encoding. */
  array: <Value>({ type }: TableColumn<Value>): TableColumn<readonly Value[]> => typed<readonly Value[]>(`Array(${type})`, []),
};

interface AnyColumn {
  readonly type: string;
  readonly empty: unknown;
  readonly encode?: (value: never) => unknown;
  readonly json?: 'text' | 'value';
}

/** One row of a table: a value for each of its columns, by name. */
export type RecordOf<Shape> = { readonly [Key in keyof Shape]: Shape[Key] extends TableColumn<infer Value> ? Value : never };

/** What an insert names: the table, its columns in the order of the lines, and the settings of every insert into it. */
export interface InsertTarget {
  readonly name: string;
  readonly columnNames: readonly string[];
}

export interface Table<Shape> extends InsertTarget {
  readonly shape: Shape;
  /** A row as a `JSONCompactEachRow` line. */
  line(record: RecordOf<Shape>): string;
  /** A row of default values. */
  readonly empty: RecordOf<Shape>;
  /** The same table with these columns alone: ClickHouse fills the others in. */
  only<Key extends keyof Shape & string>(...keys: readonly Key[]): Table<Pick<Shape, Key>>;
  /** Every column for a `SELECT`: as stored, except those that are given. */
  selection(changes: Partial<Record<keyof Shape, Sql>>): Sql[];
}

/** `costNanoUsd` is the column `cost_nano_usd`. */
export const columnName = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * A table of ClickHouse, its columns declared once: who writes rows names their values, and a pair that is swapped does not compile. The
 * declaration is compared with the migrated table (tables.test.ts).
 */
export function defineTable<Shape extends { readonly [Key in keyof Shape]: AnyColumn }>({
  name,
  columns: shape,
}: {
  readonly name: string;
  readonly columns: Shape;
}): Table<Shape> {
  const keys = Object.keys(shape) as (keyof Shape & string)[];
  return {
    name,
    shape,
    columnNames: keys.map(columnName),
    line: encoderOf(shape),
    empty: Object.fromEntries(keys.map((key) => [key, shape[key].empty])) as RecordOf<Shape>,
    only: (...some) =>
      defineTable({
        name,
        columns: Object.fromEntries(some.map((key) => [key, shape[key]])) as Pick<Shape, (typeof some)[number]>,
      }) as never,
    selection: (changes) => keys.map((key) => changes[key] ?? raw(columnName(key))),
  };
}

/**
 * Written out for the columns of one table: a loop over names would cost half as much as the JSON. table.test.ts compares both forms.
 */
function encoderOf<Shape>(shape: Shape): (record: RecordOf<Shape>) => string {
  const all = Object.entries<AnyColumn>(shape as Readonly<Record<string, AnyColumn>>);
  const values = all.map(([key, { encode, empty }], place) => {
    if (encode === undefined) return `record.${key}`;
    return empty === null ? `(record.${key} === null ? null : encode${place}(record.${key}))` : `encode${place}(record.${key})`;
  });
  const parts = all.map(([, { json }], place) => {
    if (json === 'text') return `'"' + ${values[place]} + '"'`;
    return json === 'value' ? `${values[place]}` : `JSON.stringify(${values[place]})`;
  });
  // Texts with nothing to escape are quoted and put together; in one go JSON looks through each of them, but gives a text in one piece.
  const isPutTogether = all.filter(([, { json }]) => json === 'text').length > all.length / 2;
  const line = isPutTogether ? `'[' + ${parts.join(` + ',' + `)} + ']'` : `JSON.stringify([${values.join(', ')}])`;
  return writtenOut(`(record) => ${line}`, Object.fromEntries(all.map(([, { encode }], place) => [`encode${place}`, encode])));
}
