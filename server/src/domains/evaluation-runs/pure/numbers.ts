import { wilson95 } from '../../../platform/statistics/wilson.ts';
import { meanInterval } from '../../predictions/pure/interval.ts';
import type { ScoreKind, ScoreNumbers } from '../types.ts';

/** Sums over the rows of one score (queries/numbers.ts). */
export interface ScoreSums {
  readonly name: string;
  readonly kinds: readonly ScoreKind[];
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
  /** Rows that pass or fail, the sum of their shares that passed, and whether each share is 0 or 1. */
  readonly decided: number;
  readonly passed: number;
  readonly isWhole: boolean;
  readonly labels: readonly { readonly label: string; readonly count: number }[];
  readonly errorCount: number;
}

/** Of verdicts the interval is Wilson's, of numbers Student's; it stays within 0 to 1 where all are verdicts. */
export function numbersOf({ sum, squares, decided, passed, isWhole, ...score }: ScoreSums): ScoreNumbers {
  const { n } = score;
  const mean = n === 0 ? null : sum / n;
  const passShare = decided === 0 ? null : passed / decided;
  const isVerdict = decided > 0 && decided === n;
  const spread =
    mean === null ? null : meanInterval({ count: n, mean, variance: n < 2 ? null : Math.max(0, (squares - sum ** 2 / n) / (n - 1)) });
  const interval = isVerdict && isWhole ? wilson95(Math.round(passed), decided) : spread;
  return {
    ...score,
    mean,
    passShare,
    interval: interval === null || !isVerdict ? interval : { low: Math.max(0, interval.low), high: Math.min(1, interval.high) },
  };
}
