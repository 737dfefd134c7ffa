import { bucketEnd, bucketStart, storableInstant, type Interval, type Range } from './pure/interval.ts';
import { BadInput, fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import type { TimeEnds } from './pure/filter.ts';
import { earlierIn, utcZone } from './pure/zone.ts';

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

/** Periods that another one is compared with, by where they lie. */
export const comparisonPeriods = ['PREVIOUS', 'WEEK_BEFORE', 'MONTH_BEFORE', 'YEAR_BEFORE'] as const;
export type ComparisonPeriod = (typeof comparisonPeriods)[number];

/** What a period is compared with: either one of the list, or any time range. */
export interface CompareWith {
  readonly period?: ComparisonPeriod | null | undefined;
  readonly range?: TimeEnds | null | undefined;
}

/** What it asks for, or why it is refused. */
export function checkCompareWith({ period, range }: CompareWith): Result<CompareWith, BadInput> {
  if ((period ?? null) === null && (range ?? null) === null)
    return fail(new BadInput('period', `is missing; one of ${comparisonPeriods.join(', ')} is possible, or "range".`));
  if (range === null || range === undefined) return succeed({ period });
  if ((period ?? null) !== null) return fail(new BadInput('range', 'is given beside "period"; one of the two is possible.'));
  if (!range.from || !range.to)
    return fail(new BadInput(range.from ? 'range.to' : 'range.from', 'is missing; both ends are needed to compare.'));
  if (range.from > range.to)
    return fail(
      new BadInput('range.from', `${range.from.toISOString()} is after "to" (${range.to.toISOString()}); the time range is [from, to).`),
    );
  return succeed({ range });
}

/**
 * The period to compare with; null where an end of the current one is open and it is found by it. The same period of another week, month or
 * year begins and ends at the same times of the zone's days.
 */
export function comparedPeriod(current: Pick<Period, 'from' | 'to'>, { period, range }: CompareWith, zone: string): Period | null {
  if (range?.from && range.to) return periodOf(range.from, range.to, null, zone);
  const { from, to } = current;
  if (from === null || to === null) return null;
  if (period === null || period === undefined || period === 'PREVIOUS') return previousPeriod(current);
  const back = { WEEK_BEFORE: { days: 7 }, MONTH_BEFORE: { months: 1 }, YEAR_BEFORE: { months: 12 } }[period];
  const [earlier, end] = [earlierIn(zone, from, back), earlierIn(zone, to, back)];
  return { range: storable({ from: earlier, to: end }), from: earlier, to: end };
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
