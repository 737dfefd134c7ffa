import { chiSquareAbove } from './distributions/gamma.ts';

/** Whether groups have the same mix of something. */
export interface Homogeneity {
  readonly chiSquare: number;
  readonly freedom: number;
  readonly pValue: number;
  /** Cramér's V: 0, the same mix; 1, mixes that share nothing. */
  readonly effect: number;
}

/**
 * Pearson's chi-square test of a table of counts, groups by values. Null: fewer than two groups or two values have any count, so nothing
 * can differ.
 */
export function homogeneityOf(table: readonly (readonly number[])[]): Homogeneity | null {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const rows = table.filter((row) => sum(row) > 0);
  const columnSums = (rows[0] ?? []).map((_, column) => sum(rows.map((row) => row[column] ?? 0)));
  const columns = columnSums.filter((total) => total > 0).length;
  if (rows.length < 2 || columns < 2) return null;
  const whole = sum(columnSums);
  let chiSquare = 0;
  for (const row of rows) {
    const rowSum = sum(row);
    columnSums.forEach((columnSum, column) => {
      if (columnSum === 0) return;
      const expected = (rowSum * columnSum) / whole;
      chiSquare += ((row[column] ?? 0) - expected) ** 2 / expected;
    });
  }
  const freedom = (rows.length - 1) * (columns - 1);
  const effect = Math.sqrt(chiSquare / whole / Math.min(rows.length - 1, columns - 1));
  return { chiSquare, freedom, pValue: chiSquareAbove(chiSquare, freedom), effect: Math.min(1, effect) };
}
