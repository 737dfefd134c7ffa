import { setImmediate } from 'node:timers/promises';
import { bucketsOf } from '../../analytics/load/buckets.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { JudgedFinding, Sensitivity } from '../pure/feedback.ts';
import { baselineOf, shortOf } from '../pure/kept.ts';
import { isOfMessages, measuredKind, type MeasuredBucket } from '../pure/measure.ts';
import { thresholdsAmong } from '../pure/multiplicity.ts';
import type { Run } from '../pure/run.ts';
import { newShort, shortHistoryMs, shortRunOf, type Short } from '../pure/short.ts';
import { seasonOf } from '../pure/detect/season.ts';
import { watchedDimensions } from '../pure/watched.ts';
import type { SeriesKey } from '../types.ts';
import { bucketsOfSeries } from './measured.ts';
import { atOnce, bucketMs as hourly, everyPart } from './watch.ts';

/** A busy series: what its hours have learned, and what is known of its short buckets. */
export interface ShortWatched extends SeriesKey {
  readonly id: string;
  readonly shortMs: number;
  readonly shortBase: string | null;
  /** null: nothing is known yet. */
  readonly shortState: string | null;
  readonly shortUntil: Date | null;
  readonly mutedUntil: Date | null;
  readonly verdicts: readonly JudgedFinding[];
  /** Whether a finding of its hours goes on. */
  readonly isOpenByHour: boolean;
}

/** A busy series after its newest short buckets. */
export interface ShortCourse extends Run {
  readonly series: ShortWatched;
  readonly short: Short;
  /** What is known of its newest buckets. */
  readonly kept: { readonly recent: Run['judged'] };
  readonly until: Date;
  /** Findings that open in buckets before it are of the past that distances were learned from: they are not reported. */
  readonly reportFrom: Date;
}

/** The busy series of a workspace. Their texts alone are read, not those of hours. */
export const busySeries = ({ prisma }: Pick<Stores, 'prisma'>, workspaceId: string) =>
  prisma.watchedSeries.findMany({
    where: { workspaceId, shortMs: { not: null }, shortBase: { not: null } },
    select: {
      id: true,
      metric: true,
      dimension: true,
      value: true,
      shortMs: true,
      shortBase: true,
      shortState: true,
      shortUntil: true,
      mutedUntil: true,
    },
    orderBy: { id: 'asc' },
  });

interface Asked {
  readonly timeZone: string;
  readonly sensitivity: Sensitivity;
  /** Buckets that have ended by then are judged. */
  readonly until: Date;
  /** How many series are watched in all. */
  readonly seriesCount: number;
}

/** Judges the short buckets of busy series up to an instant: one statement for each dimension and length. */
export async function judgeShort(
  stores: Stores,
  workspaceId: string,
  watched: readonly ShortWatched[],
  { timeZone, sensitivity, until, seriesCount }: Asked,
): Promise<ShortCourse[]> {
  const courses: ShortCourse[] = [];
  const season = seasonOf(hourly, timeZone);
  let count = 0;
  for (const { dimension, by } of watchedDimensions)
    for (const [bucketMs, own] of Map.groupBy(
      watched.filter((series) => series.dimension === dimension),
      ({ shortMs }) => shortMs,
    )) {
      const end = Math.floor(until.getTime() / bucketMs) * bucketMs;
      const begun = own.map((series) => beginOf(series, { timeZone, end }));
      const from = Math.min(...begun.map((one) => one.from));
      if (from >= end) continue;
      const range = { bucketMs, from: new Date(from), to: new Date(end) };
      const rows = await bucketsOf(stores, workspaceId, { filter: {}, dimension: by, ...range, parts: everyPart });
      const byValue = Map.groupBy(rows, ({ key }) => key);
      for (const { series, short, from: ownFrom, isNew } of begun) {
        const baseline = baselineOf(series.shortBase ?? '', { kind: measuredKind(series.metric), bucketMs: hourly, timeZone });
        if (baseline === null || !isOfMessages(series.metric) || ownFrom >= end) continue;
        // Busy series had messages before: a bucket without any has none.
        const all: MeasuredBucket[] = bucketsOfSeries(series.metric, byValue.get(series.value) ?? [], range, true);
        const buckets = all.filter(({ at }) => at >= ownFrom);
        const thresholds = thresholdsAmong(seriesCount, { ...series, sensitivity });
        const asked = { thresholds, isOpenByHour: series.isOpenByHour };
        const run = shortRunOf(short, { metric: series.metric, bucketMs, baseline, season }, buckets, asked);
        const reportFrom = new Date(isNew ? end : ownFrom);
        // A finding of the past goes on as if it had not been one.
        if (isNew) short.open = null;
        courses.push({ ...run, series, short, kept: { recent: [...short.judged] }, until: new Date(end), reportFrom });
        count += buckets.length;
        if (count > atOnce) {
          count = 0;
          await setImmediate();
        }
      }
    }
  return courses;
}

/** Where a series goes on: after its last bucket, or, new and after a long pause, with the past that distances are learned from. */
function beginOf(series: ShortWatched, { timeZone, end }: { readonly timeZone: string; readonly end: number }) {
  const kind = measuredKind(series.metric);
  const history = end - shortHistoryMs(series.shortMs);
  const until = series.shortUntil?.getTime() ?? 0;
  const known = until < history ? null : shortOf(series.shortState, { kind, bucketMs: series.shortMs, timeZone });
  return { series, short: known ?? newShort(), from: known === null ? history : until, isNew: known === null };
}
