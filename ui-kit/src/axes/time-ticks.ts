import { formatTime, instantMs, wallMs } from '../format/time.ts';
import type { Locale } from '../format/locale.tsx';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** 5 January 1970 was a Monday: weeks are counted from it. */
const FIRST_MONDAY = 4 * DAY;

type Step = { readonly ms: number } | { readonly months: number };

const steps: readonly Step[] = [
  ...[1, 5, 15, 30].map((count) => ({ ms: count * SECOND })),
  ...[1, 5, 15, 30].map((count) => ({ ms: count * MINUTE })),
  ...[1, 3, 6, 12].map((count) => ({ ms: count * HOUR })),
  ...[1, 2, 5, 7, 10, 14, 21].map((count) => ({ ms: count * DAY })),
  ...[1, 3, 6, 12, 24, 60, 120].map((months) => ({ months })),
];

function lengthOf(step: Step): number {
  return 'ms' in step ? step.ms : step.months * 30.44 * DAY;
}

export interface Tick {
  readonly value: number;
  readonly label: string;
}

/**
 * At most `most` ticks at round times of the zone's wall clock inside [from, to], in ms. Days begin at the zone's midnight
 * also where a clock change makes a day 23 or 25 hours long; labels name the day (or year) where it changes.
 * No closer than `leastStepMs`: days have no hours between them.
 */
export function timeTicks([from, to]: readonly [number, number], most: number, locale: Locale, leastStepMs = 0): Tick[] {
  const step =
    steps.find((candidate) => lengthOf(candidate) >= leastStepMs * 0.99 && (to - from) / lengthOf(candidate) <= Math.max(1, most)) ??
    steps.at(-1);
  if (step === undefined || !(to > from)) return [{ value: from, label: formatTime(from, 'minute', locale) }];
  const values = 'ms' in step ? evenly(from, to, step.ms, locale) : byMonth(from, to, step.months, locale);
  return values.map((value, place) => ({ value, label: label(value, values[place - 1], step, locale) }));
}

function evenly(from: number, to: number, stepMs: number, { timeZone }: Locale): number[] {
  const origin = stepMs % (7 * DAY) === 0 ? FIRST_MONDAY : 0;
  const values: number[] = [];
  const first = Math.floor((wallMs(from, timeZone) - origin) / stepMs) * stepMs + origin;
  for (let wall = first; wall <= wallMs(to, timeZone) + stepMs; wall += stepMs) {
    const value = instantMs(wall, timeZone);
    if (value >= from && value <= to && value > (values.at(-1) ?? -Infinity)) values.push(value);
  }
  return values;
}

function byMonth(from: number, to: number, months: number, { timeZone }: Locale): number[] {
  const start = new Date(wallMs(from, timeZone));
  const values: number[] = [];
  const first = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / months) * months;
  for (let month = first; ; month += months) {
    const value = instantMs(Date.UTC(Math.floor(month / 12), month % 12), timeZone);
    if (value > to) return values;
    if (value >= from) values.push(value);
  }
}

function label(value: number, before: number | undefined, step: Step, locale: Locale): string {
  const wall = new Date(wallMs(value, locale.timeZone));
  const earlier = before === undefined ? null : new Date(wallMs(before, locale.timeZone));
  if ('months' in step) {
    if (step.months >= 12) return formatTime(value, 'year', locale);
    const isNewYear = earlier === null || earlier.getUTCFullYear() !== wall.getUTCFullYear();
    return isNewYear ? formatTime(value, 'month', locale) : formatTime(value, 'monthAlone', locale);
  }
  if (step.ms >= DAY) {
    const isNewMonth = earlier === null || earlier.getUTCMonth() !== wall.getUTCMonth();
    return isNewMonth ? formatTime(value, 'day', locale) : String(wall.getUTCDate());
  }
  const isMidnight = wall.getTime() % DAY === 0;
  const isNewDay = isMidnight || (earlier !== null && earlier.getUTCDate() !== wall.getUTCDate());
  if (isNewDay) return formatTime(value, 'day', locale);
  return formatTime(value, step.ms < MINUTE ? 'clockSecond' : 'clock', locale);
}
