/**
 * PostgreSQL array literals, so that a batch is one statement: `unnest($1::text[], $2::int4[])`. Arrays of different lengths
 * are padded with NULL by unnest, so a column that holds nothing but nulls is the empty array.
 *
 * Written here because the driver's own conversion cost more than the insert it fed (bench/ingest.ts).
 */
type Cell = string | number | bigint | boolean | null;

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
