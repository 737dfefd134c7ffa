import type { SignalMetric } from '../types.ts';
import { judgedValue, measuredKind } from './measure.ts';

/*
 * Which of the series that moved together tells most. Of all messages, a metric has changed from what was expected of it by so much. Without
 * the messages of one value of a dimension it would have changed by less: the difference is what the value explains. A value that has half of
 * the messages explains half of any change that came over all of them: what it explains beyond its share of the messages is how telling
 * it is. Where no value is telling, all messages are what the incident is about.
 */

/** A series over the buckets of an incident: of each what was measured, over how many, and what was expected. */
export type Course = readonly { readonly value: number | null; readonly of: number; readonly expected: number | null }[];

interface Sums {
  readonly actual: number;
  readonly expected: number;
  readonly of: number;
}

/** Of a count and a sum the values add up; of a share, a mean and a percentile those weighed by how many they are of. */
function sumsOf(course: Course, isSum: boolean): Sums {
  let [actual, expected, count] = [0, 0, 0];
  for (const { value, of, expected: usual } of course) {
    if (usual === null || (value === null && !isSum)) continue;
    const weight = isSum ? 1 : of;
    actual += weight * (value ?? 0);
    expected += weight * usual;
    count += of;
  }
  return { actual, expected, of: count };
}

/** Metrics whose values of parts add up to that of the whole. */
export const isSumOf = (metric: string): boolean => metric === 'MESSAGE_COUNT' || metric === 'COST' || metric === 'TOKENS';

/** Below it, all messages are what an incident is about. */
export const leastTelling = 0.2;

/**
 * How telling a value is: what it explains of the change of the whole, 0 to 1, less its share of the messages. Negative where the change is
 * elsewhere; 0 where the whole has not changed.
 */
export function tellingOf(whole: Course, part: Course, isSum: boolean): number {
  const [all, one] = [sumsOf(whole, isSum), sumsOf(part, isSum)];
  const change = changeOf(all, isSum);
  if (change === 0 || all.of === 0) return 0;
  const rest = { actual: all.actual - one.actual, expected: all.expected - one.expected, of: Math.max(0, all.of - one.of) };
  const without = rest.of === 0 ? 0 : changeOf(rest, isSum);
  const explained = Math.max(-1, Math.min(1, 1 - without / change));
  return explained - Math.min(1, one.of / all.of);
}

/** Of a mean the distance of the means. */
const changeOf = ({ actual, expected, of }: Sums, isSum: boolean): number =>
  isSum ? actual - expected : of === 0 ? 0 : (actual - expected) / of;

/** How much a change matters, whatever its metric: of a share the difference, ten times; of others the logarithm of the factor. */
export function effectOf(metric: SignalMetric, value: number, expected: number): number {
  const kind = measuredKind(metric);
  if (kind === 'SHARE') return 10 * Math.abs(judgedValue(metric, value) - judgedValue(metric, expected));
  const least = kind === 'COUNT' ? 0.5 : 1e-9;
  return Math.abs(Math.log((Math.abs(value) + least) / (Math.abs(expected) + least)));
}
