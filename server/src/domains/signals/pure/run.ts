import { observed, type Finder, type Finding } from './detect/findings.ts';
import type { MeasuredBucket } from './measure.ts';

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

/** Gives a finder the next buckets of its series, in the order of time. `strictness`: what a finding needs, times this. */
export function runOf(finder: Finder, buckets: readonly MeasuredBucket[], strictness: number): Run {
  const judged: Judged[] = [];
  const changes: FindingChange[] = [];
  let valueCount = 0;
  for (const { at, value, of } of buckets) {
    // A value of nothing measured is none, so that a share of no trials is judged by nobody's.
    const { band, change, finding } = observed(finder, { at, value, of }, strictness);
    if (value !== null) valueCount += 1;
    judged.push({ at, value, of, expected: band?.expected ?? null, low: band?.low ?? null, high: band?.high ?? null });
    if (change !== null && finding !== null) changes.push({ at, change, finding: { ...finding, worst: { ...finding.worst } } });
  }
  return { judged, changes, valueCount };
}
