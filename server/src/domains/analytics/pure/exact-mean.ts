import type { MeanSample } from '../../../platform/statistics/differences.ts';

/**
 * Mean and variance of whole numbers from their sums, without a rounding before the last step: the same in whatever order and parts a store
 * has added them up.
 *
 * `squares`  Σ x².
 * `unit`     how many of the numbers make one of the sample's unit: 1e9 nano-dollars a dollar.
 */
export function exactMean(count: number, sum: bigint, squares: bigint, unit = 1): MeanSample {
  if (count === 0) return { count, mean: 0, variance: null };
  const deviations = BigInt(count) * squares - sum * sum;
  return {
    count,
    mean: Number(sum) / count / unit,
    variance: count < 2 ? null : Number(deviations) / count / (count - 1) / unit / unit,
  };
}
