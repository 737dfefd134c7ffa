/** How evenly rows are spread over classes: entropy of the shares over that of equal shares, 0 to 1; null: fewer than two classes. */
export function evenness(counts: readonly number[]): number | null {
  const present = counts.filter((count) => count > 0);
  const total = present.reduce((sum, count) => sum + count, 0);
  if (present.length < 2) return null;
  const entropy = present.reduce((sum, count) => sum - (count / total) * Math.log(count / total), 0);
  return entropy / Math.log(present.length);
}

export interface Gap {
  readonly name: string;
  readonly rowCount: number;
  readonly share: number;
}

/** A class is thin below so much of an equal share. */
const thinShare = 0.2;

/** Classes with less than a fifth of what each would have if all were equal. */
export function thinClasses(counts: ReadonlyMap<string, number>): Gap[] {
  const total = counts.values().reduce((sum, count) => sum + count, 0);
  if (counts.size < 2) return [];
  return [...counts]
    .map(([name, rowCount]) => ({ name, rowCount, share: rowCount / total }))
    .filter(({ share }) => share < thinShare / counts.size)
    .toSorted((one, other) => one.rowCount - other.rowCount || (one.name < other.name ? -1 : 1));
}

/**
 * How much two properties of rows go together, 0 to 1: Cramér's V with Bergsma's correction (2013), so that few rows don't look like much.
 * `table`: rows by one property, columns by the other. Null: a property has one value.
 */
export function cramersV(table: readonly (readonly number[])[]): number | null {
  const rows = table.filter((row) => row.some((count) => count > 0));
  const columnCount = rows[0]?.length ?? 0;
  const columns = Array.from({ length: columnCount }, (_, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0));
  const usedColumns = columns.filter((sum) => sum > 0).length;
  const total = columns.reduce((sum, count) => sum + count, 0);
  if (rows.length < 2 || usedColumns < 2 || total < 2) return null;
  let chiSquare = 0;
  for (const row of rows) {
    const own = row.reduce((sum, count) => sum + count, 0);
    for (const [at, column] of columns.entries()) {
      if (column === 0) continue;
      const expected = (own * column) / total;
      chiSquare += ((row[at] ?? 0) - expected) ** 2 / expected;
    }
  }
  const [r, c] = [rows.length, usedColumns];
  const phi = Math.max(0, chiSquare / total - ((r - 1) * (c - 1)) / (total - 1));
  const [rowsLeft, columnsLeft] = [r - (r - 1) ** 2 / (total - 1), c - (c - 1) ** 2 / (total - 1)];
  const most = Math.min(rowsLeft, columnsLeft) - 1;
  return most <= 0 ? null : Math.min(1, Math.sqrt(phi / most));
}
