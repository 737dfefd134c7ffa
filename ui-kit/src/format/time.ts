import { defaultLocale } from './locale.tsx';
import type { Locale } from './locale.tsx';

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter({ locale, timeZone }: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}|${timeZone}|${JSON.stringify(options)}`;
  let made = formatters.get(key);
  if (made === undefined) {
    made = new Intl.DateTimeFormat(locale, { timeZone, ...options });
    formatters.set(key, made);
  }
  return made;
}

/** The precision at which an instant is shown. */
export type TimePrecision =
  | 'year'
  | 'month'
  | 'monthAlone'
  | 'day'
  | 'dayOfYear'
  | 'minute'
  | 'minuteOfYear'
  | 'second'
  | 'clock'
  | 'clockSecond';

const options: Record<TimePrecision, Intl.DateTimeFormatOptions> = {
  year: { year: 'numeric' },
  month: { month: 'short', year: 'numeric' },
  monthAlone: { month: 'short' },
  day: { day: 'numeric', month: 'short' },
  dayOfYear: { day: 'numeric', month: 'short', year: 'numeric' },
  minuteOfYear: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  minute: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  second: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  clock: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  clockSecond: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
};

/**
 * An instant in the reader's zone: `12 Nov 14:00`; never later than what `precision` says is known. In the hour that a clock
 * change repeats, the zone's name tells one from the other: `25 Oct 02:30 CEST`, `25 Oct 02:30 CET`.
 */
export function formatTime(at: Date | number, precision: TimePrecision, locale: Locale = defaultLocale): string {
  const text = formatter(locale, options[precision]).format(at).replace(',', '');
  if ((precision !== 'minute' && precision !== 'minuteOfYear' && precision !== 'second') || !isRepeated(Number(at), locale.timeZone))
    return text;
  const zone = formatter(locale, { timeZoneName: 'short' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value;
  return `${text} ${zone ?? ''}`.trimEnd();
}

/** Clocks go back by an hour nearly everywhere, by half an hour on Lord Howe Island. */
const SET_BACK_MS = [1_800_000, 3_600_000];

/** The zone's clock shows the same time once more, earlier or later. */
function isRepeated(atMs: number, timeZone: string): boolean {
  if (timeZone === 'UTC' || !Number.isFinite(atMs)) return false;
  const wall = wallMs(atMs, timeZone);
  return SET_BACK_MS.some((ms) => wallMs(atMs + ms, timeZone) === wall || wallMs(atMs - ms, timeZone) === wall);
}

/** The same instant for a title on hover: `2026-11-12 14:00:00 UTC`. */
export function formatUtc(at: Date | number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** The precision that distinguishes instants `stepMs` apart. */
export function precisionFor(stepMs: number): TimePrecision {
  if (stepMs >= 360 * 86_400_000) return 'year';
  if (stepMs >= 27 * 86_400_000) return 'month';
  if (stepMs >= 23 * 3_600_000) return 'day';
  return stepMs >= 60_000 ? 'minute' : 'second';
}

/** Milliseconds to add to an instant to get the zone's wall clock, written as if it were UTC. */
function zoneOffsetMs(atMs: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  const parts = formatter(
    { locale: 'en-US', timeZone },
    {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
      era: 'short',
    },
  ).formatToParts(atMs);
  const field = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const wall = Date.UTC(field('year'), field('month') - 1, field('day'), field('hour'), field('minute'), field('second'));
  return wall - Math.floor(atMs / 1000) * 1000;
}

/** The wall clock of an instant, as a UTC timestamp: read it with `getUTC…`. */
export function wallMs(atMs: number, timeZone: string): number {
  return atMs + zoneOffsetMs(atMs, timeZone);
}

/** The instant at which the zone's wall clock shows `wall`; in the hour that spring skips, the instant just after. */
export function instantMs(wall: number, timeZone: string): number {
  const guess = wall - zoneOffsetMs(wall, timeZone);
  return wall - zoneOffsetMs(guess, timeZone);
}

/** The precision of a text that is read now: an instant of another year is shown with its year, and without seconds. */
export function datedPrecision(at: Date | number, precision: TimePrecision, now: number, locale: Locale = defaultLocale): TimePrecision {
  return precisionBeside(at, precision, yearOf(now, locale), locale);
}

/** An instant that is read by itself, as in a tooltip or a table: with its year where that is not the locale's `year`. */
export function formatDated(at: Date | number, precision: TimePrecision, locale: Locale = defaultLocale): string {
  return formatTime(at, locale.year === undefined ? precision : precisionBeside(at, precision, locale.year, locale), locale);
}

const yearOf = (at: Date | number, { timeZone }: Locale): number => new Date(wallMs(Number(at), timeZone)).getUTCFullYear();

function precisionBeside(at: Date | number, precision: TimePrecision, year: number, locale: Locale): TimePrecision {
  if ((precision !== 'day' && precision !== 'minute' && precision !== 'second') || yearOf(at, locale) === year) return precision;
  return precision === 'day' ? 'dayOfYear' : 'minuteOfYear';
}
