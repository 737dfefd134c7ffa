/** Statistics that a few wild values cannot move. Each ignores what is not finite; NaN is the answer where nothing is left. */

/** 97.5 % point of Student's t with 8 degrees of freedom: what a line through ten blocks leaves (scipy.stats.t.ppf(0.975, 8)). */
const T_OF_TEN_BLOCKS = 2.306004135;
export const BLOCKS = 10;

/** Median absolute deviation to standard deviation, for normal noise: 1 ÷ Φ⁻¹(¾). */
const MAD_TO_SIGMA = 1.482602218505602;

/** Standard error of a median against that of a mean, for normal noise: √(π ÷ 2). */
export const MEDIAN_ERROR = 1.2533141373155;

/** A value of an array at a place that the caller knows to exist; NaN beyond the ends. */
export const at = (values: ArrayLike<number>, index: number): number => values[index] ?? Number.NaN;

export const clamp01 = (value: number): number => Math.min(1, Math.max(0, value));

/** Quantile of the finite values, linear between the two nearest (numpy's default). */
export function quantileOf(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values)
    .filter((value) => Number.isFinite(value))
    .sort();
  const position = share * (sorted.length - 1);
  const low = Math.floor(position);
  const below = at(sorted, low);
  return low === position ? below : below + (at(sorted, low + 1) - below) * (position - low);
}

export const medianOf = (values: ArrayLike<number>): number => quantileOf(values, 0.5);

export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  let count = 0;
  for (let index = 0; index < values.length; index++) {
    if (!Number.isFinite(at(values, index))) continue;
    sum += at(values, index);
    count++;
  }
  return count === 0 ? Number.NaN : sum / count;
}

/** Standard deviation of the noise around a median, by the median absolute deviation. */
export function robustSigma(values: ArrayLike<number>): number {
  const middle = medianOf(values);
  return MAD_TO_SIGMA * medianOf(Float64Array.from(values, (value) => Math.abs(value - middle)));
}

/**
 * Standard deviation of the noise of a curve that also moves: from the differences of neighbours, whose variance is twice that of the
 * noise. 0 for fewer than three values.
 */
export function noiseOf(values: ArrayLike<number>): number {
  if (values.length < 3) return 0;
  const differences = new Float64Array(values.length - 1);
  for (let index = 1; index < values.length; index++) differences[index - 1] = at(values, index) - at(values, index - 1);
  return robustSigma(differences) / Math.SQRT2;
}

/**
 * The same of few values on a curve that bends slowly: from second differences, whose variance is six times that of the noise. 0 for
 * fewer than three values.
 */
export function noiseAroundBends(values: Float64Array): number {
  if (values.length < 3) return 0;
  const bends = Float64Array.from(
    { length: values.length - 2 },
    (_, index) => at(values, index) - 2 * at(values, index + 1) + at(values, index + 2),
  );
  return (MAD_TO_SIGMA * medianOf(bends.map(Math.abs))) / Math.sqrt(6);
}

/**
 * Medians of the blocks of so many neighbours each; the last block ends with the last value, and values before the first whole block are
 * left out.
 */
export function blockMedians(values: Float64Array, size: number): Float64Array {
  const count = Math.floor(values.length / size);
  const start = values.length - count * size;
  return Float64Array.from({ length: count }, (_, block) => medianOf(values.subarray(start + block * size, start + (block + 1) * size)));
}

/**
 * How far a line through the means of ten blocks rises from the first block's middle to the last's, with its 95 % interval. Values: at
 * least ten.
 */
export function changeOver(values: Float64Array): { change: number; low: number; high: number; means: Float64Array } {
  const means = Float64Array.from({ length: BLOCKS }, (_, block) =>
    meanOf(values.subarray(Math.floor((block * values.length) / BLOCKS), Math.floor(((block + 1) * values.length) / BLOCKS))),
  );
  const middle = (BLOCKS - 1) / 2;
  const level = meanOf(means);
  let cross = 0;
  let square = 0;
  for (let block = 0; block < BLOCKS; block++) {
    cross += (block - middle) * (at(means, block) - level);
    square += (block - middle) ** 2;
  }
  const slope = cross / square;
  let left = 0;
  for (let block = 0; block < BLOCKS; block++) left += (at(means, block) - level - slope * (block - middle)) ** 2;
  const half = T_OF_TEN_BLOCKS * Math.sqrt(left / (BLOCKS - 2) / square) * (BLOCKS - 1);
  const change = slope * (BLOCKS - 1);
  return { change, low: change - half, high: change + half, means };
}
