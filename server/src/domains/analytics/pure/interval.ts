import { raw, sql, uints, type Sql } from '../../../platform/store/sql.ts';
import { BadInput, fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { WeekStart } from '../../settings/types.ts';
import { dayIn, startOfDayIn, utcZone } from './zone.ts';

export const intervals = ['HOUR', 'DAY', 'WEEK', 'MONTH'] as const;
/** Length of a bucket: hours of UTC, days, weeks and months of a zone. */
export type Interval = (typeof intervals)[number];

/** Instants from `from` up to and not including `to`. */
export interface Range {
  readonly from: Date;
  readonly to: Date;
}

export const hourMs = 3_600_000;
export const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
const meanMonthMs = 30.44 * dayMs;
/** 1970-01-05, a Monday. */
const firstMondayMs = 4 * dayMs;

const firstStorable = new Date('1971-01-01T00:00:00Z');
const lastStorable = new Date('2100-01-01T00:00:00Z');

/** The instant, or the nearest that the store can hold; messages lie well within (domains/messages/ingest.ts). */
export const storableInstant = (instant: Date): Date =>
  instant < firstStorable ? firstStorable : instant > lastStorable ? lastStorable : instant;

/** What automatic aims at: more points than this say no more on a chart. */
export const comfortableBucketCount = 120;
/** More than this is refused. */
export const maxBucketCount = 5_000;

const lengthMs: Record<Interval, number> = { HOUR: hourMs, DAY: dayMs, WEEK: weekMs, MONTH: meanMonthMs };

/** The shortest interval that cuts the range into at most 120 buckets or so; months beyond that. */
export function automaticInterval({ from, to }: Range): Interval {
  const spanMs = to.getTime() - from.getTime();
  return intervals.find((interval) => spanMs <= comfortableBucketCount * lengthMs[interval]) ?? 'MONTH';
}

/** The interval, or why it is refused: it cuts the range into more than 5,000 buckets. */
export function checkInterval({ from, to }: Range, interval: Interval): Result<Interval, BadInput> {
  const bucketCount = Math.ceil((to.getTime() - from.getTime()) / lengthMs[interval]);
  if (bucketCount <= maxBucketCount) return succeed(interval);
  const longer = intervals.slice(intervals.indexOf(interval) + 1);
  return fail(
    new BadInput(
      'interval',
      `${interval} cuts this time range into ${bucketCount} buckets, more than ${maxBucketCount}; use ${longer.join(' or ') || 'a shorter range'}.`,
    ),
  );
}

/** Days that weeks begin before Monday. */
const daysBeforeMonday: Record<WeekStart, number> = { MONDAY: 0, SUNDAY: 1, SATURDAY: 2 };

/** The start of the bucket that `instant` falls into. `zone`: whose days, weeks and months. */
export function bucketStart(instant: Date, interval: Interval, zone = utcZone, weekStart: WeekStart = 'MONDAY'): Date {
  const ms = instant.getTime();
  if (interval === 'HOUR') return new Date(Math.floor(ms / hourMs) * hourMs);
  if (zone !== utcZone) return startIn(zone, instant, interval, weekStart);
  switch (interval) {
    case 'DAY':
      return new Date(Math.floor(ms / dayMs) * dayMs);
    case 'WEEK': {
      const firstMs = firstMondayMs - daysBeforeMonday[weekStart] * dayMs;
      return new Date(Math.floor((ms - firstMs) / weekMs) * weekMs + firstMs);
    }
    case 'MONTH':
      return new Date(Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth()));
    default:
      return interval satisfies never;
  }
}

/** The end of the bucket that starts at `startedAt`: the start of the next. */
export function bucketEnd(startedAt: Date, interval: Interval, zone = utcZone): Date {
  if (zone !== utcZone && interval !== 'HOUR') return nextIn(zone, startedAt, interval);
  if (interval === 'MONTH') return new Date(Date.UTC(startedAt.getUTCFullYear(), startedAt.getUTCMonth() + 1));
  return new Date(startedAt.getTime() + lengthMs[interval]);
}

/** The start of the bucket of an instant in a zone. */
function startIn(zone: string, instant: Date, interval: 'DAY' | 'WEEK' | 'MONTH', weekStart: WeekStart): Date {
  const { year, month, day, weekday } = dayIn(zone, instant);
  if (interval === 'MONTH') return startOfDayIn(zone, { year, month, day: 1 });
  const back = interval === 'DAY' ? 0 : (weekday + daysBeforeMonday[weekStart]) % 7;
  return startOfDayIn(zone, { year, month, day: day - back });
}

/** The start of the bucket after one, in a zone. */
function nextIn(zone: string, startedAt: Date, interval: 'DAY' | 'WEEK' | 'MONTH'): Date {
  const { year, month, day } = dayIn(zone, startedAt);
  if (interval === 'MONTH') return startOfDayIn(zone, { year, month: month + 1, day: 1 });
  return startOfDayIn(zone, { year, month, day: day + (interval === 'DAY' ? 1 : 7) });
}

/** The starts of all buckets of a range, and the end of the last one. */
export function bucketBorders({ from, to }: Range, interval: Interval, zone: string, weekStart: WeekStart = 'MONDAY'): Date[] {
  const borders = [bucketStart(from, interval, zone, weekStart)];
  for (let last = borders[0] as Date; last < to; borders.push(last)) last = bucketEnd(last, interval, zone);
  return borders;
}

/** The first day of the week of a day, in ClickHouse. */
export function weekOf(day: Sql, weekStart: WeekStart): Sql {
  const days = raw(String(daysBeforeMonday[weekStart]));
  return weekStart === 'MONDAY' ? sql`toMonday(${day})` : sql`addDays(toMonday(addDays(${day}, ${days})), -${days})`;
}

/** The same cut in ClickHouse, in UTC, as seconds since 1970 (interval.test.ts compares the two). */
const bucketStarts: Record<Interval, (time: Sql, weekStart: WeekStart) => Sql> = {
  HOUR: (time) => sql`toStartOfHour(${time})`,
  DAY: (time) => sql`toStartOfDay(${time})`,
  WEEK: (time, weekStart) => weekOf(sql`toDate(${time})`, weekStart),
  MONTH: (time) => sql`toStartOfMonth(${time})`,
};

/**
 * How the start of a row's bucket is computed in ClickHouse, in seconds since 1970. Days of other zones than UTC are found among their
 * borders, so that both sides know the same days.
 */
export function bucketSeconds(interval: Interval, borders: readonly Date[] | null, weekStart: WeekStart = 'MONDAY'): (time: Sql) => Sql {
  if (borders === null) return (time) => sql`toUnixTimestamp(toDateTime(${bucketStarts[interval](time, weekStart)}, 'UTC'))`;
  const seconds = uints(borders.map((border) => Math.floor(border.getTime() / 1_000)));
  return (time) => sql`roundDown(toUInt64(toUnixTimestamp(${time})), ${seconds})`;
}
