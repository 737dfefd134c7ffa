import { fromLocalText, toLocalText } from '../../controls/local-time.ts';
import type { View } from '../../controls/view.ts';
import { comparedStart } from '../../controls/window.ts';
import type { AnalyticsFilter, BucketFragment, FirstScreenFragment } from '../../graphql/generated/graphql.ts';
import { dayMs, hourMs } from '../../primitives/times.ts';

export type Interval = FirstScreenFragment['interval'];

const lengthMs: Record<Interval, number> = { HOUR: hourMs, DAY: dayMs, WEEK: 7 * dayMs, MONTH: 30 * dayMs };

/** How a chart's half-line names its buckets. */
export const perInterval: Record<Interval, string> = { HOUR: 'per hour', DAY: 'per day', WEEK: 'per week', MONTH: 'per month' };

/** Length of a bucket; a month is taken as 30 days, for the width of bars only. */
export function bucketMs(interval: Interval): number {
  return lengthMs[interval];
}

/** Start of the bucket after this one: hours are equally long, days, weeks and months are those of the zone. */
export function nextStart(startMs: number, interval: Interval, timeZone: string): number {
  if (interval === 'HOUR') return startMs + hourMs;
  // A bucket may begin after midnight, where clocks are set forward then: its day counts.
  const day = new Date(`${toLocalText(new Date(startMs).toISOString(), timeZone).slice(0, 10)}T00:00Z`);
  if (interval === 'MONTH') day.setUTCMonth(day.getUTCMonth() + 1, 1);
  else day.setUTCDate(day.getUTCDate() + lengthMs[interval] / dayMs);
  const next = fromLocalText(day.toISOString().slice(0, 16), timeZone);
  return next === null ? startMs + lengthMs[interval] : new Date(next).getTime();
}

/** One bucket of a line over time; null: nothing happened in it, which is 0 messages while latency, cost and success are unknown. */
export interface Point<Bucket extends Cut = BucketFragment> {
  readonly at: Date;
  readonly bucket: Bucket | null;
}

/** The buckets with the empty ones between them put in. */
export function withSilence<Bucket extends Cut>(series: readonly Bucket[], interval: Interval, timeZone: string): Point<Bucket>[] {
  const points: Point<Bucket>[] = [];
  for (const [index, bucket] of series.entries()) {
    const at = new Date(bucket.startedAt);
    points.push({ at, bucket });
    const following = series[index + 1];
    if (following === undefined) break;
    const end = new Date(following.startedAt).getTime();
    for (
      let start = nextStart(at.getTime(), interval, timeZone);
      start < end && points.length < 5_000;
      start = nextStart(start, interval, timeZone)
    ) {
      points.push({ at: new Date(start), bucket: null });
    }
  }
  return points;
}

/** A number of a point; null in a silent bucket. */
export function read<Bucket extends Cut>({ bucket }: Point<Bucket>, of: (bucket: Bucket) => number | null | undefined): number | null {
  return bucket === null ? null : (of(bucket) ?? null);
}

/** A count of a point; 0 in a silent bucket. */
export const countOf = <Bucket extends Cut>({ bucket }: Point<Bucket>, of: (bucket: Bucket) => number): number =>
  bucket === null ? 0 : of(bucket);

/** What every bucket has. */
export interface Cut {
  readonly startedAt: string;
  readonly isPartial: boolean;
}

/** When the last bucket starts, where it is still filling; undefined when it is whole. */
export function partialFrom(series: readonly Cut[]): Date | undefined {
  const last = series.at(-1);
  return last?.isPartial ? new Date(last.startedAt) : undefined;
}

/** When the first whole bucket starts, where the window cuts the one before it; undefined when it doesn't, or when there is no other. */
export function partialUntil(series: readonly Cut[], interval: Interval, timeZone: string): Date | undefined {
  const [first, second] = series;
  return first?.isPartial && second !== undefined
    ? new Date(nextStart(new Date(first.startedAt).getTime(), interval, timeZone))
    : undefined;
}

/** Values for a sparkline: whole buckets only, since a running hour would look like a fall. */
export function trendOf(series: readonly BucketFragment[], of: (bucket: BucketFragment) => number | null | undefined): (number | null)[] {
  return series.filter((bucket) => !bucket.isPartial).map((bucket) => of(bucket) ?? null);
}

/** Milliseconds to add to the compared period, to lay it under this one; 0 where the window has no beginning. */
export function shiftMs(view: View, { from, to }: AnalyticsFilter, timeZone: string): number {
  const window = { ...(from != null && { from }), ...(to != null && { to }) };
  const start = comparedStart(view, window, timeZone);
  return start === null || from == null ? 0 : Date.parse(from) - start;
}
