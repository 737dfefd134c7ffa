import { wilson95, z975 as z, type Interval95 } from './wilson.ts';
import { student975 } from './distributions/student.ts';

/** A number with the ends of its own 95 % interval. */
export interface Estimate extends Interval95 {
  readonly value: number;
}

/** How many of how many. */
export interface ShareSample {
  readonly count: number;
  readonly of: number;
}

export interface MeanSample {
  readonly count: number;
  readonly mean: number;
  /** By count less one; null: fewer than two values. */
  readonly variance: number | null;
}

/**
 * The 95 % interval of the difference of two estimates of independent samples, from the interval of each: the squares of the distances add
 * up (Zou and Donner 2008). Of Wilson's intervals it is Newcombe's method 10; of percentiles it takes those of order statistics.
 */
export function combinedInterval(one: Estimate, base: Estimate): Interval95 {
  const difference = one.value - base.value;
  return {
    low: difference - Math.hypot(one.value - one.low, base.high - base.value),
    high: difference + Math.hypot(one.high - one.value, base.value - base.low),
  };
}

/** Newcombe's interval of the difference of two independent shares, −1 to 1; null: one of them is of nothing. */
export function newcombe95(one: ShareSample, base: ShareSample): Interval95 | null {
  const [first, second] = [estimateOf(one), estimateOf(base)];
  return first === null || second === null ? null : combinedInterval(first, second);
}

function estimateOf({ count, of }: ShareSample): Estimate | null {
  const interval = wilson95(count, of);
  return interval === null ? null : { value: count / of, ...interval };
}

/** Welch's interval of the difference of two means of independent samples; null: one of them has fewer than two values. */
export function welch95(one: MeanSample, base: MeanSample): Interval95 | null {
  if (one.variance === null || base.variance === null || one.count < 2 || base.count < 2) return null;
  const difference = one.mean - base.mean;
  const [ofOne, ofBase] = [one.variance / one.count, base.variance / base.count];
  const square = ofOne + ofBase;
  if (square === 0) return { low: difference, high: difference };
  const freedom = square ** 2 / (ofOne ** 2 / (one.count - 1) + ofBase ** 2 / (base.count - 1));
  const half = student975(freedom) * Math.sqrt(square);
  return Number.isFinite(half) ? { low: difference - half, high: difference + half } : null;
}

/**
 * The ranks (from 1) of the values between which a percentile lies at 95 %, of `count` sorted values: by the normal approximation of the
 * binomial distribution; below 1 or above `count`: so few values have no such interval.
 */
export function percentileRanks(level: number, count: number): { readonly low: number; readonly high: number } {
  const half = z * Math.sqrt(count * level * (1 - level));
  return { low: Math.floor(count * level - half), high: Math.ceil(count * level + half) + 1 };
}
