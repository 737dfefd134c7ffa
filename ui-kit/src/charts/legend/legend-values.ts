/** What a long legend's list tells of a series, beside its name; null where it has no values. */
export interface LegendValues {
  readonly min: number | null;
  readonly max: number | null;
  readonly last: number | null;
}

/** Lowest, highest and last finite value of a column, in one pass. */
export function legendValues(values: ArrayLike<number>): LegendValues {
  let min: number | null = null;
  let max: number | null = null;
  let last: number | null = null;
  for (let place = 0; place < values.length; place += 1) {
    const value = values[place] as number;
    if (!Number.isFinite(value)) continue;
    if (min === null || value < min) min = value;
    if (max === null || value > max) max = value;
    last = value;
  }
  return { min, max, last };
}
