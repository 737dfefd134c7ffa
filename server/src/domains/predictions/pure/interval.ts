import { z975 as z, type Interval95 } from '../../analytics/pure/wilson.ts';
import type { ScoreVerdict } from '../types.ts';

/** What is known of some numbers. */
export interface Sample {
  readonly count: number;
  readonly mean: number;
  /** Of the sample, by its count less one; null: fewer than two. */
  readonly variance: number | null;
}

/** 97.5 % points of Student's t at 1 to 9 degrees of freedom (scipy.stats.t.ppf). */
const small = [12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004, 2.262157] as const;

/** The 97.5 % point of Student's t: exact to six decimals below ten degrees of freedom, within 0.0002 beyond (Cornish and Fisher 1937). */
export function t975(freedom: number): number {
  const known = small[freedom - 1];
  if (known !== undefined) return known;
  return (
    z +
    (z ** 3 + z) / (4 * freedom) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3)
  );
}

/** The 95 % interval of a mean, by Student's t; null: fewer than two numbers, or numbers too large to be squared. */
export function meanInterval({ count, mean, variance }: Sample): Interval95 | null {
  if (count < 2 || variance === null) return null;
  const half = t975(count - 1) * Math.sqrt(variance / count);
  return Number.isFinite(half) ? { low: mean - half, high: mean + half } : null;
}

/** Whether differences show a change: only where their interval has no zero in it. */
export function verdictOf(interval: Interval95 | null, lowerIsBetter: boolean): ScoreVerdict {
  if (interval === null || (interval.low <= 0 && interval.high >= 0)) return 'NOT_DECISIVE';
  return interval.low > 0 === lowerIsBetter ? 'WORSE' : 'BETTER';
}
