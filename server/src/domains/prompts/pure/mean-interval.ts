import type { MeanSample } from '../../../platform/statistics/differences.ts';
import { student975 } from '../../../platform/statistics/distributions/student.ts';
import type { Interval95 } from '../../../platform/statistics/wilson.ts';

/** Student's interval of a mean at 95 %; null: fewer than two values. */
export function meanInterval({ count, mean, variance }: MeanSample): Interval95 | null {
  if (variance === null || count < 2) return null;
  const half = student975(count - 1) * Math.sqrt(variance / count);
  return { low: mean - half, high: mean + half };
}
