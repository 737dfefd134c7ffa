/**
 * PostgreSQL array literals, so that a batch is one statement: `unnest($1::text[], $2::int4[])`. Arrays of different lengths
 * are padded with NULL by unnest, so a column that holds nothing but nulls is the empty array.
 *
 * Written here because the driver's own conversion cost more than the insert it fed (bench/ingest.ts).
 */
export type Cell = string | number | boolean | null;

const needsEscape = /["\\]/;
const escapes = /["\\]/g;

/** An array literal of texts, quoted and escaped. */
export function textArray<Row>(rows: readonly Row[], read: (row: Row) => string | null): string {
  let literal = '{';
  let hasValue = false;
  for (let index = 0; index < rows.length; index += 1) {
    const value = read(rows[index] as Row);
    if (index > 0) literal += ',';
    if (value === null) literal += 'NULL';
    else {
      hasValue = true;
      literal += needsEscape.test(value) ? `"${value.replace(escapes, '\\$&')}"` : `"${value}"`;
    }
  }
  return hasValue ? `${literal}}` : '{}';
}

/** An array literal of numbers, booleans or digits: values that need no quotes. */
export function plainArray<Row>(rows: readonly Row[], read: (row: Row) => Cell): string {
  let literal = '{';
  let hasValue = false;
  for (let index = 0; index < rows.length; index += 1) {
    const value = read(rows[index] as Row);
    if (index > 0) literal += ',';
    if (value === null) literal += 'NULL';
    else {
      hasValue = true;
      literal += value;
    }
  }
  return hasValue ? `${literal}}` : '{}';
}

/** One column of a bulk statement: its name, its PostgreSQL type and what of a row goes into it. */
export interface Column<Row> {
  name: string;
  type: string;
  array: (rows: readonly Row[]) => string;
}

export const textColumn = <Row>(name: string, read: (row: Row) => string | null, type = 'text'): Column<Row> => ({
  name,
  type,
  array: (rows) => textArray(rows, read),
});

export const plainColumn = <Row>(name: string, type: string, read: (row: Row) => Cell): Column<Row> => ({
  name,
  type,
  array: (rows) => plainArray(rows, read),
});

export const timeColumn = <Row>(name: string, read: (row: Row) => Date | null): Column<Row> =>
  plainColumn(name, 'timestamptz', (row) => read(row)?.toISOString() ?? null);

/** `unnest($2::text[], …) AS name (column, …)`, its parameters numbered from `first`. */
export function unnest<Row>(columns: readonly Column<Row>[], first: number, name: string): string {
  const params = columns.map((column, index) => `$${first + index}::${column.type}[]`);
  return `unnest(${params.join(', ')}) AS ${name} (${columns.map((column) => column.name).join(', ')})`;
}
