import { setImmediate } from 'node:timers/promises';
import { bucketsOf, type BucketPart, type BucketSums } from '../../analytics/load/buckets.ts';
import { hourMs } from '../../analytics/pure/interval.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { JudgedFinding, Sensitivity } from '../pure/feedback.ts';
import { keptOf, nothingKept, type Kept } from '../pure/kept.ts';
import { isOfMessages, measuredKind, type MeasuredBucket } from '../pure/measure.ts';
import { thresholdsAmong } from '../pure/multiplicity.ts';
import { recentBuckets, runOf, type Judged, type Run } from '../pure/run.ts';
import { watchedDimensions } from '../pure/watched.ts';
import type { SeriesKey } from '../types.ts';
import { bucketsOfSeries } from './measured.ts';

/** Buckets are read by the hour; longer ones are made of them. */
export const bucketMs = hourMs;
/** End of the last bucket of a series that has ended then. */
export const endOf = (series: Pick<Watched, 'bucketMs'>, until: Date): Date =>
  new Date(Math.floor(until.getTime() / series.bucketMs) * series.bucketMs);

/** A series, and from where on it is judged. */
export interface Watched extends SeriesKey {
  readonly id: string;
  readonly bucketMs: number;
  /** Length of the short buckets that it is watched by, too; null: it has too few messages. */
  readonly shortMs: number | null;
  /** What is kept of it; null: nothing yet. */
  readonly state: string | null;
  /** Beginning of the first bucket to judge. */
  readonly from: Date;
  /** Findings that open in buckets before it were judged once, and are not reported again. */
  readonly reportFrom: Date;
  readonly verdicts: readonly JudgedFinding[];
  readonly mutedUntil: Date | null;
  /** What was known of it before. */
  readonly valueCount: number;
  readonly lastBucketAt: Date | null;
  readonly level: number | null;
  readonly bandShare: number | null;
}

/** A series after its newest buckets. */
export interface Course extends Run {
  readonly series: Watched;
  readonly kept: Kept;
}

export const everyPart: ReadonlySet<BucketPart> = new Set(['errors', 'verdicts', 'ratings', 'latencies', 'cost', 'tokens', 'tools']);
/** After so many hours without a message, a count is unknown rather than 0. */
const knownZeros = 48;
/** Other work has its turn after so many buckets. */
export const atOnce = 2_000;

interface Asked {
  readonly timeZone: string;
  readonly sensitivity: Sensitivity;
  /** End of the last bucket. */
  readonly until: Date;
}

/**
 * Judges the buckets of all series up to an instant: one statement for each dimension, whatever the number of series.
 */
export async function judgeSeries(
  stores: Stores,
  workspaceId: string,
  watched: readonly Watched[],
  { timeZone, sensitivity, until }: Asked,
): Promise<Course[]> {
  const courses: Course[] = [];
  let count = 0;
  for (const { dimension, by } of watchedDimensions) {
    const own = watched.filter((series) => series.dimension === dimension && series.from < endOf(series, until));
    if (own.length === 0) continue;
    const from = new Date(Math.min(...own.map((series) => series.from.getTime())));
    const rows = await bucketsOf(stores, workspaceId, { filter: {}, dimension: by, bucketMs, from, to: until, parts: everyPart });
    const byValue = Map.groupBy(rows, ({ key }) => key);
    for (const known of own) {
      const all = longer(known, bucketsOfOne(known, byValue.get(known.value) ?? [], from, until), endOf(known, until));
      const back = returnOf(known, all);
      const series: Watched = back === null ? known : { ...known, state: null };
      const buckets = back === null ? all : all.slice(back);
      const kind = measuredKind(series.metric);
      const finderOf = { kind, bucketMs: series.bucketMs, timeZone };
      const kept = (series.state === null ? null : keptOf(series.state, finderOf)) ?? nothingKept(finderOf);
      const run = runOf(kept.finder, series.metric, buckets, thresholdsAmong(watched.length, { ...series, sensitivity }), kept.slow);
      const recent = [...kept.recent, ...run.judged].slice(-recentBuckets);
      courses.push({ ...run, series, kept: { ...kept, recent } });
      count += buckets.length;
      if (count > atOnce) {
        count = 0;
        await setImmediate();
      }
    }
  }
  return courses;
}

/** After so long without a value, what was known of a series says nothing of what comes. */
const silentMs = 7 * 24 * hourMs;

/** The place of the last bucket that comes after a week of silence, of a series that has values before; null: there is none. */
function returnOf({ state, lastBucketAt }: Watched, buckets: readonly MeasuredBucket[]): number | null {
  let last = state === null ? null : (lastBucketAt?.getTime() ?? null);
  let found: number | null = null;
  for (const [place, { at, value }] of buckets.entries()) {
    if (value === null) continue;
    if (last !== null && at - last > silentMs) found = place;
    last = at;
  }
  return found;
}

/** The buckets of a series from where it is judged on: of a new one, from its first message on. */
function bucketsOfOne(series: Watched, rows: readonly BucketSums[], from: Date, until: Date): MeasuredBucket[] {
  const { metric } = series;
  if (!isOfMessages(metric)) return [];
  const all = bucketsOfSeries(metric, rows, { bucketMs, from, to: until }, series.state !== null);
  let zeros = 0;
  return all.flatMap((bucket): MeasuredBucket[] => {
    zeros = bucket.value === 0 && bucket.of === 0 ? zeros + 1 : 0;
    if (bucket.at < series.from.getTime()) return [];
    return [zeros > knownZeros ? { at: bucket.at, value: null, of: 0 } : bucket];
  });
}

/** Buckets of a series whose buckets are longer than hours: shares and means of them, weighed by how many they are of. */
function longer(series: Watched, hours: readonly MeasuredBucket[], end: Date): readonly MeasuredBucket[] {
  if (series.bucketMs === bucketMs) return hours;
  const known = hours.filter(({ at }) => at < end.getTime());
  return [...Map.groupBy(known, ({ at }) => Math.floor(at / series.bucketMs) * series.bucketMs)].map(([at, own]) => {
    const of = own.reduce((sum, one) => sum + one.of, 0);
    const sum = own.reduce((total, one) => total + (one.value ?? 0) * one.of, 0);
    return { at, value: of === 0 ? null : sum / of, of };
  });
}

/** What is needed of a course to say what it explains. */
export interface KnownCourse {
  readonly series: SeriesKey;
  readonly judged: readonly Judged[];
  readonly kept: { readonly recent: readonly Judged[] };
}

/** Buckets of a course in a stretch of time, of those that are known. */
export const judgedWithin = ({ judged, kept }: KnownCourse, from: number, to: number): Judged[] => {
  const first = judged[0]?.at ?? Number.POSITIVE_INFINITY;
  return [...kept.recent.filter(({ at }) => at < first), ...judged].filter(({ at }) => at >= from && at < to);
};
