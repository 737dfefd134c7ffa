import { bucketEnd, bucketStart, storableInstant, type Interval, type Range } from './pure/interval.ts';
import { utcZone } from './pure/zone.ts';

/** The time that a query is about. */
export interface Period {
  /** Where it looks; without an end of its own, whole days around everything there is. Empty: from equals to. */
  readonly range: Range;
  /** The ends that were asked for; null: open. */
  readonly from: Date | null;
  readonly to: Date | null;
}

/** First and last instant of the workspace's messages; null: it has none. */
export type Extent = { readonly firstAt: Date; readonly lastAt: Date } | null;

/** The period that `from` and `to` name, its open ends closed by the extent of what there is, in whole days of a zone. */
export function periodOf(from: Date | null, to: Date | null, extent: Extent, zone = utcZone): Period {
  const first = from ?? bucketStart(extent?.firstAt ?? to ?? epoch, 'DAY', zone);
  const end = to ?? bucketEnd(bucketStart(extent?.lastAt ?? first, 'DAY', zone), 'DAY', zone);
  return { range: storable({ from: first, to: end }), from, to };
}

/** The period of equal length just before; null where either end is open. */
export function previousPeriod({ from, to }: Pick<Period, 'from' | 'to'>): Period | null {
  if (from === null || to === null) return null;
  const earlier = new Date(from.getTime() - (to.getTime() - from.getTime()));
  return { range: storable({ from: earlier, to: from }), from: earlier, to: from };
}

/** Whether a bucket does not hold all it could: the period cuts it, or it is still running. */
export function isPartialBucket(
  startedAt: Date,
  interval: Interval,
  { from, to }: Pick<Period, 'from' | 'to'>,
  now: Date,
  zone = utcZone,
): boolean {
  const end = bucketEnd(startedAt, interval, zone);
  return end > now || (from !== null && startedAt < from) || (to !== null && end > to);
}

const epoch = new Date(0);

/** The part of a range in which instants can be stored: nothing is lost outside it, and the store could not compare it. */
function storable({ from, to }: Range): Range {
  const first = storableInstant(from);
  const last = storableInstant(to);
  return { from: first, to: last > first ? last : first };
}
