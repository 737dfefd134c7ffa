import { instantText } from './instant-text.ts';

/** A day of the calendar. */
export interface CalendarDay {
  readonly year: number;
  /** 0 to 11. */
  readonly month: number;
  /** May lie outside of the month: the day 0 is the last one of the month before. */
  readonly day: number;
}

export const utcZone = 'UTC';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

interface Clock {
  readonly format: Intl.DateTimeFormat;
  /** Offsets from UTC at the starts of UTC's days since 1970, as far as they were asked for. */
  readonly offsets: Map<number, number>;
}
const clocks = new Map<string, Clock | null>();
const maxClocks = 1_000;
/** Offsets that are kept of a zone: more than a century of days. */
const maxOffsets = 50_000;

/** The clock of a zone of IANA's list ("America/New_York"), or null: there is no such zone. */
function clockOf(zone: string): Clock | null {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const clock = makeClock(zone);
  if (clocks.size >= maxClocks) clocks.clear();
  clocks.set(zone, clock);
  return clock;
}

function makeClock(timeZone: string): Clock | null {
  // Offsets ("+05:30") are zones to Intl, and are none here: they know no summer time.
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(timeZone)) return null;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    return { format, offsets: new Map() };
  } catch {
    return null;
  }
}

export const isTimeZone = (zone: string): boolean => clockOf(zone) !== null;

/** What the zone's clock shows at an instant, as the instant at which UTC's shows the same. `zone`: one that is. */
function wallMs(ms: number, zone: string): number {
  const clock = clockOf(zone) as Clock;
  const day = Math.floor(ms / dayMs);
  const offset = offsetAtDay(clock, day);
  // Asking Intl costs as much as forty additions: a day that begins and ends with one offset has no other in between (zone.test.ts).
  return ms + (offset === offsetAtDay(clock, day + 1) ? offset : offsetAt(clock, ms));
}

function offsetAtDay(clock: Clock, day: number): number {
  const known = clock.offsets.get(day);
  if (known !== undefined) return known;
  const offset = offsetAt(clock, day * dayMs);
  if (clock.offsets.size >= maxOffsets) clock.offsets.clear();
  clock.offsets.set(day, offset);
  return offset;
}

function offsetAt({ format }: Clock, ms: number): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(ms)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1_000) * 1_000;
}

/** What the zone's clock shows at an instant: `2026-03-29 03:00:00.000`, as programs for tables read a time. `zone`: one that is. */
export function clockText(zone: string, ms: number): string {
  const text = instantText(wallMs(ms, zone));
  return `${text.slice(0, 10)} ${text.slice(11, 23)}`;
}

/**
 * The instant at which the zone's clock shows a time of a day, in minutes since midnight. A time that the day leaves out, where clocks are
 * set forward, is as much later as they are set; of one that comes twice it is the first.
 */
export function instantIn(zone: string, { year, month, day }: CalendarDay, minute: number): Date {
  const wall = Date.UTC(year, month, day, 0, minute);
  const [before, after] = [wall - 26 * hourMs, wall + 26 * hourMs].map((ms) => wallMs(ms, zone) - ms) as [number, number];
  const instants = [wall - before, wall - after].sort((one, other) => one - other);
  return new Date(instants.find((ms) => wallMs(ms, zone) === wall) ?? wall - before);
}

/** The day that the zone's calendar shows at an instant, and its place in the week: 0 is Monday. */
export function dayIn(zone: string, instant: Date): CalendarDay & { readonly weekday: number } {
  const wall = new Date(wallMs(instant.getTime(), zone));
  return { year: wall.getUTCFullYear(), month: wall.getUTCMonth(), day: wall.getUTCDate(), weekday: (wall.getUTCDay() + 6) % 7 };
}

/**
 * The first instant of a day in a zone. Mostly midnight; where clocks are set forward at midnight, the instant at which they are; where
 * they are set back over it, the first midnight; of a day that a zone has left out, the start of the next.
 */
export function startOfDayIn(zone: string, { year, month, day }: CalendarDay): Date {
  for (let later = 0; later < 3; later += 1) {
    const midnight = Date.UTC(year, month, day + later);
    // Clocks change once within two days: one of the offsets around it holds at midnight.
    const around = [midnight - 26 * hourMs, midnight + 26 * hourMs].map((ms) => wallMs(ms, zone) - ms);
    const starts = around.map((offset) => midnight - offset).sort((one, other) => one - other);
    const start = starts.find((ms) => wallMs(ms, zone) >= midnight && wallMs(ms - 1_000, zone) < midnight);
    if (start !== undefined) return new Date(start);
  }
  return new Date(Date.UTC(year, month, day));
}

/**
 * The instant that lies so many days or months earlier on a zone's calendar, at the same time since the day began. A day that the earlier
 * month does not have is its last one.
 */
export function earlierIn(zone: string, instant: Date, { days = 0, months = 0 }: { days?: number; months?: number }): Date {
  const { year, month, day } = dayIn(zone, instant);
  const sinceStart = instant.getTime() - startOfDayIn(zone, { year, month, day }).getTime();
  const lastDay = new Date(Date.UTC(year, month - months + 1, 0)).getUTCDate();
  const start = startOfDayIn(zone, { year, month: month - months, day: (months === 0 ? day : Math.min(day, lastDay)) - days });
  return new Date(start.getTime() + sinceStart);
}
