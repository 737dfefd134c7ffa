import { dayMs } from '../../../platform/ingest/time.ts';
import { clockText, dayIn, instantIn, isTimeZone, startOfDayIn } from '../../analytics/pure/zone.ts';
import { BadToolArgument, UnknownValue } from '../../../platform/tools/tool.ts';
import { nearest } from '../../../platform/tools/near.ts';

const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const zones = Intl.supportedValuesOf('timeZone');

/** Errors: throws `UnknownValue` for a name that is none of IANA's list, with those that are spelled alike. */
export function zoneOf(name: string, argument: string): string {
  if (isTimeZone(name)) return name;
  const cities = new Map(zones.map((zone) => [zone.split('/').at(-1) as string, zone]));
  const near = [
    ...nearest(name, zones),
    ...nearest(name.replaceAll(' ', '_'), [...cities.keys()]).map((city) => cities.get(city) as string),
  ];
  throw new UnknownValue(
    argument,
    `${argument} is "${name}", which is no name of IANA's list such as "Europe/Berlin".`,
    [...new Set(near)].slice(0, 5),
  );
}

const written = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/** An instant; written without an offset, it is a time of the zone's clock. Errors: throws `BadToolArgument`. */
export function instantOf(text: string, zone: string, argument: string): Date {
  const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0', fraction = '0', offset] =
    written.exec(text.trim()) ?? [];
  const at = { year: Number(year), month: Number(month) - 1, day: Number(day) };
  const lastDay = new Date(Date.UTC(at.year, at.month + 1, 0)).getUTCDate();
  const isDate = year !== '' && at.month >= 0 && at.month < 12 && at.day >= 1 && at.day <= lastDay;
  if (!isDate || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    throw new BadToolArgument(
      argument,
      `${argument} is "${text}"; a date such as "2026-03-29" or a time such as "2026-03-29T14:30" is taken.`,
    );
  const rest = Number(second) * 1_000 + Number(fraction.padEnd(3, '0'));
  if (offset === undefined) return new Date(instantIn(zone, at, Number(hour) * 60 + Number(minute)).getTime() + rest);
  const utc = Date.UTC(at.year, at.month, at.day, Number(hour), Number(minute)) + rest;
  return new Date(utc - offsetMinutes(offset) * 60_000);
}

function offsetMinutes(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(-2))];
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** Minutes that the zone's clock is ahead of UTC. */
const aheadMinutes = (instant: Date, zone: string): number =>
  Math.round((Date.parse(`${clockText(zone, instant.getTime()).replace(' ', 'T')}Z`) - instant.getTime()) / 60_000);

const offsetText = (minutes: number): string => {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
};

export interface ZonedTime {
  /** Such as "2026-03-29 03:00:00". */
  readonly clock: string;
  readonly offset: string;
  readonly weekday: string;
  /** Of ISO 8601: weeks begin on Monday, the first has the year's first Thursday. */
  readonly week: number;
  readonly dayOfYear: number;
  /** Hours of the day: 23 or 25 where clocks are set. */
  readonly hoursOfDay: number;
}

export function zonedTime(instant: Date, zone: string): ZonedTime {
  const { year, month, day, weekday } = dayIn(zone, instant);
  const thursday = new Date(Date.UTC(year, month, day - weekday + 3));
  const firstThursday = Date.UTC(thursday.getUTCFullYear(), 0, 4);
  const weekOne = firstThursday - (((new Date(firstThursday).getUTCDay() + 6) % 7) - 3) * dayMs;
  const [start, end] = [startOfDayIn(zone, { year, month, day }), startOfDayIn(zone, { year, month, day: day + 1 })];
  return {
    clock: clockText(zone, instant.getTime()).slice(0, 19),
    offset: offsetText(aheadMinutes(instant, zone)),
    weekday: dayNames[weekday] as string,
    week: Math.round((thursday.getTime() - weekOne) / (7 * dayMs)) + 1,
    dayOfYear: Math.round((Date.UTC(year, month, day) - Date.UTC(year, 0, 1)) / dayMs) + 1,
    hoursOfDay: (end.getTime() - start.getTime()) / 3_600_000,
  };
}

/** Whether a local time falls into the hour that the zone leaves out, or comes twice. */
export function clockChange(text: string, instant: Date, zone: string): string | null {
  const [, , , , hour, minute, , , offset] = written.exec(text.trim()) ?? [];
  if (offset !== undefined || hour === undefined) return null;
  if (clockText(zone, instant.getTime()).slice(11, 16) !== `${hour}:${minute}`)
    return `Clocks in ${zone} are set forward over ${hour}:${minute} on that day; the time is read as much later as they are set.`;
  const later = [30, 60, 120].some(
    (minutes) => clockText(zone, instant.getTime() + minutes * 60_000).slice(11, 16) === `${hour}:${minute}`,
  );
  return later ? `${hour}:${minute} comes twice on that day, as clocks in ${zone} are set back; the first is meant.` : null;
}

export const timeUnits = ['minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const;
export type TimeUnit = (typeof timeUnits)[number];

/** Days and longer units keep the time of the zone's clock; a month without that day ends earlier. */
export function addTime(instant: Date, amount: number, unit: TimeUnit, zone: string): Date {
  switch (unit) {
    case 'minutes':
    case 'hours':
      return new Date(instant.getTime() + amount * (unit === 'hours' ? 3_600_000 : 60_000));
    case 'days':
    case 'weeks':
      return atSameClock(instant, zone, { days: amount * (unit === 'weeks' ? 7 : 1), months: 0 });
    default:
      return atSameClock(instant, zone, { days: 0, months: amount * (unit === 'years' ? 12 : 1) });
  }
}

function atSameClock(instant: Date, zone: string, later: { readonly days: number; readonly months: number }): Date {
  const { year, month, day } = dayIn(zone, instant);
  const [, hour = 0, minute = 0] = /(\d{2}):(\d{2})/.exec(clockText(zone, instant.getTime()))?.map(Number) ?? [];
  const lastDay = new Date(Date.UTC(year, month + later.months + 1, 0)).getUTCDate();
  const on = { year, month: month + later.months, day: (later.months === 0 ? day : Math.min(day, lastDay)) + later.days };
  return new Date(instantIn(zone, on, 60 * hour + minute).getTime() + (instant.getTime() % 60_000));
}

/** Whole days on the zone's calendar from one instant to another. */
export function calendarDays(from: Date, to: Date, zone: string): number {
  const [a, b] = [dayIn(zone, from), dayIn(zone, to)];
  return Math.round((Date.UTC(b.year, b.month, b.day) - Date.UTC(a.year, a.month, a.day)) / dayMs);
}
