import { student975 } from '../../../platform/statistics/distributions/student.ts';

/** Sums over clusters: of a total and of the numbers of messages that it is about. */
export interface ClusterTotals {
  readonly clusterCount: number;
  /** Messages, and the sum of the squares of each cluster's. */
  readonly count: number;
  readonly countSquares: number;
  /** What is summed up, the squares of each cluster's, and their products with its number of messages. */
  readonly total: number;
  readonly totalSquares: number;
  readonly products: number;
}

export interface MeanWithInterval {
  readonly mean: number;
  /** Null: fewer than two clusters. */
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * A mean over messages with its 95 % interval, each cluster (a conversation) counting as one draw: the ratio of two sums, its variance from
 * what is left of each cluster around it (Cochran 1977, 6.3), with Student's t at one fewer than the clusters. Null: there is no message.
 *
 * `bounds`  of what can be: a share lies within 0 to 1.
 */
export function clusteredMean(totals: ClusterTotals, bounds: readonly [number, number]): MeanWithInterval | null {
  const { clusterCount, count, total } = totals;
  if (count === 0) return null;
  const mean = total / count;
  if (clusterCount < 2) return { mean, low: null, high: null };
  const half = student975(clusterCount - 1) * (standardErrorOfShare(totals) as number);
  return { mean, low: Math.max(bounds[0], mean - half), high: Math.min(bounds[1], mean + half) };
}

/** The standard error of such a mean or share; null: there are fewer than two clusters. */
export function standardErrorOfShare({ clusterCount, count, countSquares, total, totalSquares, products }: ClusterTotals): number | null {
  if (clusterCount < 2) return null;
  const mean = total / count;
  const left = Math.max(0, totalSquares - 2 * mean * products + mean ** 2 * countSquares);
  return Math.sqrt((clusterCount / (clusterCount - 1)) * left) / count;
}
