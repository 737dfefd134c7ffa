/** Pooled values in their order, with which of two samples each is from. */
export interface PooledNumbers {
  /** Rising. */
  readonly values: Float64Array;
  /** In that order: 1 of the current sample, else 0. */
  readonly labels: Uint8Array;
  /** The bucket of each value: tenths of the pooled values, equal ones in one. */
  readonly tenths: Uint8Array;
  /** The bucket of each value by equal widths, as many as Sturges' rule gives. */
  readonly widths: Uint8Array;
}

export function pooledNumbers(baseline: readonly number[], current: readonly number[]): PooledNumbers {
  const all = [...baseline.map((value) => ({ value, label: 0 })), ...current.map((value) => ({ value, label: 1 }))];
  all.sort((one, other) => one.value - other.value);
  const values = Float64Array.from(all, ({ value }) => value);
  const [least = 0, most = 0] = [values[0], values.at(-1)];
  const widthCount = sturges(values.length);
  const borders = Array.from({ length: 9 }, (_, place) => values[Math.floor(((place + 1) * values.length) / 10)] as number);
  return {
    values,
    labels: Uint8Array.from(all, ({ label }) => label),
    tenths: Uint8Array.from(values, (value) => bucketOf(borders, value)),
    widths: Uint8Array.from(values, (value) =>
      most === least ? 0 : Math.min(widthCount - 1, Math.floor(((value - least) / (most - least)) * widthCount)),
    ),
  };
}

/** Number of buckets of equal width for so many values. */
export const sturges = (count: number): number => Math.max(1, Math.ceil(Math.log2(Math.max(1, count)) + 1));

/** How many borders a value reaches. */
export const bucketOf = (borders: readonly number[], value: number): number => borders.filter((border) => value >= border).length;

/** The largest distance between the shares of both samples at or below a value (two-sample Kolmogorov-Smirnov), 0 to 1. */
export function ksOf(values: ArrayLike<number>, labels: Uint8Array): number {
  const currentCount = labels.reduce((sum, label) => sum + label, 0);
  const baselineCount = labels.length - currentCount;
  let [of, other, largest] = [0, 0, 0];
  for (let place = 0; place < labels.length; place++) {
    if (labels[place] === 1) of++;
    else other++;
    if (values[place] !== values[place + 1]) largest = Math.max(largest, Math.abs(of / currentCount - other / baselineCount));
  }
  return largest;
}

/** The mean distance by which one sample has to be moved to become the other (Wasserstein's first), in the unit of the values. */
export function wassersteinOf(values: ArrayLike<number>, labels: Uint8Array): number {
  const currentCount = labels.reduce((sum, label) => sum + label, 0);
  const baselineCount = labels.length - currentCount;
  let [of, other, sum] = [0, 0, 0];
  for (let place = 0; place + 1 < labels.length; place++) {
    if (labels[place] === 1) of++;
    else other++;
    sum += Math.abs(of / currentCount - other / baselineCount) * ((values[place + 1] as number) - (values[place] as number));
  }
  return sum;
}

/** Standard deviation, by the number of values less one; 0 of fewer than two. */
export function deviationOf(values: ArrayLike<number>): number {
  const count = values.length;
  if (count < 2) return 0;
  let [sum, squares] = [0, 0];
  for (let place = 0; place < count; place++) sum += values[place] as number;
  const mean = sum / count;
  for (let place = 0; place < count; place++) squares += ((values[place] as number) - mean) ** 2;
  return Math.sqrt(squares / (count - 1));
}
