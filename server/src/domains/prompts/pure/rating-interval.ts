import type { MeanSample } from '../../../platform/statistics/differences.ts';
import { student975 } from '../../../platform/statistics/distributions/student.ts';
import type { Interval95 } from '../../../platform/statistics/wilson.ts';

const [least, most] = [1, 5];

/** Student's interval of a mean rating at 95 %, within the scale; null: fewer than two ratings. */
export function ratingInterval({ count, mean, variance }: MeanSample): Interval95 | null {
  if (variance === null || count < 2) return null;
  const half = student975(count - 1) * Math.sqrt(variance / count);
  return { low: Math.max(least, mean - half), high: Math.min(most, mean + half) };
}
