import { observed, type Finder, type Finding } from './detect/findings.ts';
import type { Thresholds } from './feedback.ts';
import { judgedValue, shownValueOf, type MeasuredBucket } from './measure.ts';
import type { SignalMetric } from '../types.ts';

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

/** Gives a finder the next buckets of a series of a metric, in the order of time. `thresholds`: how strong a finding must be to open. */
export function runOf(finder: Finder, metric: SignalMetric, buckets: readonly MeasuredBucket[], thresholds: Thresholds): Run {
  const judged: Judged[] = [];
  const changes: FindingChange[] = [];
  let valueCount = 0;
  const shown = (value: number | undefined): number | null => (value === undefined ? null : shownValueOf(metric, value));
  const worstOf = ({ at, value, expected, low, high, deviation }: Finding['worst']): Finding['worst'] => {
    const [own, usual, least, most] = [value, expected, low, high].map((one) => shownValueOf(metric, one)) as [
      number,
      number,
      number,
      number,
    ];
    return { at, value: own, expected: usual, low: least, high: most, deviation };
  };
  for (const { at, value, of } of buckets) {
    const { band, change, finding } = observed(finder, { at, value: value === null ? null : judgedValue(metric, value), of }, thresholds);
    if (value !== null) valueCount += 1;
    judged.push({ at, value, of, expected: shown(band?.expected), low: shown(band?.low), high: shown(band?.high) });
    if (change !== null && finding !== null) changes.push({ at, change, finding: { ...finding, worst: worstOf(finding.worst) } });
  }
  return { judged, changes, valueCount };
}
