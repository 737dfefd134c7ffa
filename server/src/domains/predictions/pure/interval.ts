import { student975 } from '../../../platform/statistics/distributions/student.ts';
import type { Interval95 } from '../../../platform/statistics/wilson.ts';
import type { ScoreVerdict } from '../types.ts';

/** What is known of some numbers. */
export interface Sample {
  readonly count: number;
  readonly mean: number;
  /** Of the sample, by its count less one; null: fewer than two. */
  readonly variance: number | null;
}

/** The 95 % interval of a mean, by Student's t; null: fewer than two numbers, or numbers too large to be squared. */
export function meanInterval({ count, mean, variance }: Sample): Interval95 | null {
  if (count < 2 || variance === null) return null;
  const half = student975(count - 1) * Math.sqrt(variance / count);
  return Number.isFinite(half) ? { low: mean - half, high: mean + half } : null;
}

/** Whether differences show a change: only where their interval has no zero in it. */
export function verdictOf(interval: Interval95 | null, lowerIsBetter: boolean): ScoreVerdict {
  if (interval === null || (interval.low <= 0 && interval.high >= 0)) return 'NOT_DECISIVE';
  return interval.low > 0 === lowerIsBetter ? 'WORSE' : 'BETTER';
}
