import { observed, type Finder, type Finding, type Worst } from './detect/findings.ts';
import type { Thresholds } from './feedback.ts';
import { judgedValue, measuredKind, shownValueOf, type MeasuredBucket } from './measure.ts';
import type { SignalMetric } from '../types.ts';
import { slowly, type Slow } from './slow.ts';

/** A bucket, and what was expected of it when it came. */
export interface Judged extends MeasuredBucket {
  /** null: the series is too new to expect anything. */
  readonly expected: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** What a bucket has made of the findings of its series. */
export interface FindingChange {
  /** Beginning of the bucket. */
  readonly at: number;
  readonly change: 'OPENED' | 'CHANGED' | 'CLOSED';
  /** As it stands after the bucket. */
  readonly finding: Finding;
}

export interface Run {
  readonly judged: readonly Judged[];
  readonly changes: readonly FindingChange[];
  /** Values among the buckets. */
  readonly valueCount: number;
}

/** Buckets that were judged together with a series stay with it, so that what it explains of an incident can be computed. */
export const recentBuckets = 48;

const noChange = { change: null, finding: null } as const;

/** An amount of nothing, such as the tokens of messages that all failed, says nothing of what is usual. */
export const judgedOrNone = (metric: SignalMetric, value: number | null): number | null =>
  value === null || (measuredKind(metric) === 'AMOUNT' && value <= 0) ? null : judgedValue(metric, value);

/** What was judged, in the unit of the metric. */
export const shownWorst = (metric: SignalMetric, worst: Worst): Worst => ({
  ...worst,
  value: shownValueOf(metric, worst.value),
  expected: shownValueOf(metric, worst.expected),
  low: shownValueOf(metric, worst.low),
  high: shownValueOf(metric, worst.high),
});

/** Gives a finder the next buckets of a series of a metric, in the order of time. `thresholds`: how strong a finding must be to open; `slow`: of a
 * series in which people judge seldom. */
export function runOf(
  finder: Finder,
  metric: SignalMetric,
  buckets: readonly MeasuredBucket[],
  thresholds: Thresholds,
  slow: Slow | null = null,
): Run {
  const judged: Judged[] = [];
  const changes: FindingChange[] = [];
  let valueCount = 0;
  const shown = (value: number | undefined): number | null => (value === undefined ? null : shownValueOf(metric, value));
  for (const { at, value, of } of buckets) {
    const judgedNow = judgedOrNone(metric, value);
    const { band, ...found } = observed(finder, { at, value: judgedNow, of }, thresholds);
    if (value !== null) valueCount += 1;
    judged.push({ at, value, of, expected: shown(band?.expected), low: shown(band?.low), high: shown(band?.high) });
    // Of a slow series the finder gives what is expected, and its findings come from days.
    const { change, finding } =
      slow === null ? found : (slowly(slow, { at, value: judgedNow, of }, finder.watch.series.bucketMs, thresholds) ?? noChange);
    if (change !== null && finding !== null)
      changes.push({ at, change, finding: { ...finding, worst: shownWorst(metric, finding.worst) } });
  }
  return { judged, changes, valueCount };
}
