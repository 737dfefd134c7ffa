import { csv } from './formats/csv.ts';
import { flattened } from './formats/json.ts';
import type { Format, SourceFile } from './records.ts';
import { rowsOf } from './table.ts';
import { isObject } from './values.ts';

/** The columns of a file, and its first rows by them. */
export interface Beginning {
  /** In the order of the file; of objects in the order in which the rows have them. */
  readonly names: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly unknown[] }[];
}

/**
 * The first rows of a file by a format that `tableOf` gives; null: it has none. Columns of objects are those of the first `lookedAt` rows.
 * Rows that cannot be read are left out.
 */
export async function beginningOf(
  file: SourceFile,
  format: Format,
  { separator, shown, lookedAt }: { readonly separator: string | null; readonly shown: number; readonly lookedAt: number },
): Promise<Beginning | null> {
  if (format === csv) return beginningOfTable(file, separator, shown);
  if (format.values === undefined) return null;
  const names = new Map<string, number>();
  const rows: { line: number; value: ReadonlyMap<string, unknown> }[] = [];
  for await (const { line, value } of untilBroken(format.values(file))) {
    if (!isObject(value)) continue;
    const flat = new Map(flattened(value, ''));
    for (const name of flat.keys()) if (!names.has(name)) names.set(name, names.size);
    rows.push({ line, value: flat });
    if (rows.length >= lookedAt) break;
  }
  const all = [...names.keys()];
  return all.length === 0
    ? null
    : { names: all, rows: rows.slice(0, shown).map(({ line, value }) => ({ line, cells: all.map((name) => value.get(name)) })) };
}

async function beginningOfTable(file: SourceFile, separator: string | null, shown: number): Promise<Beginning | null> {
  let names: readonly string[] | null = null;
  const rows: { line: number; cells: readonly string[] }[] = [];
  for await (const { line, cells } of rowsOf(file, { separator })) {
    if (cells === undefined) continue;
    if (names === null) names = cells.map((name) => name.trim());
    else rows.push({ line, cells });
    if (rows.length >= shown) break;
  }
  return names === null ? null : { names, rows };
}

/** What was read before it breaks off; the import names where and why. */
async function* untilBroken<Value>(values: AsyncIterable<Value>): AsyncIterable<Value> {
  try {
    yield* values;
  } catch {
    // An array that is cut off, a page of Parquet that is damaged.
  }
}
