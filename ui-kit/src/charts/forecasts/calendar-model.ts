import type { Severity } from './anomaly-model.ts';

const DAY_MS = 86_400_000;

/** A day of a calendar: its name, and what happened on it. */
export interface CalendarDay {
  /** `2026-11-02`. */
  readonly day: string;
  readonly count: number;
  /** The worst of the day; null: nothing happened. */
  readonly worst: Severity | null;
  /** How many of each severity. */
  readonly counts: Readonly<Record<Severity, number>>;
}

/** Weeks from left to right, each of seven days; null: outside of the range. */
export interface CalendarGrid {
  readonly weeks: readonly (readonly (CalendarDay | null)[])[];
  readonly days: readonly CalendarDay[];
  readonly total: number;
}

const severities = ['high', 'medium', 'low'] as const satisfies readonly Severity[];
const noCounts: Readonly<Record<Severity, number>> = { low: 0, medium: 0, high: 0 };

/** The day after so many days. Days are names: no clock changes them. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Place of a day in its week, 0 to 6. */
function placeInWeek(day: string, weekStart: 'monday' | 'sunday'): number {
  const sundayFirst = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekStart === 'sunday' ? sundayFirst : (sundayFirst + 6) % 7;
}

/** The days from `from` to `to`, both included, by weeks, with what happened on each. What lies outside of them is left out. */
export function calendarOf(
  events: readonly { readonly day: string; readonly severity: Severity }[],
  from: string,
  to: string,
  weekStart: 'monday' | 'sunday',
): CalendarGrid {
  const byDay = Map.groupBy(events, ({ day }) => day);
  const days: CalendarDay[] = [];
  for (let day = from; day <= to; day = dayAfter(day, 1)) {
    const own = byDay.get(day) ?? [];
    const counts = own.reduce((sums, { severity }) => ({ ...sums, [severity]: sums[severity] + 1 }), noCounts);
    days.push({ day, count: own.length, counts, worst: severities.find((severity) => counts[severity] > 0) ?? null });
  }
  const before = days.length === 0 ? 0 : placeInWeek(from, weekStart);
  const cells: (CalendarDay | null)[] = [...Array.from({ length: before }, () => null), ...days];
  while (cells.length % 7 !== 0) cells.push(null);
  const weeks = Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
  return { weeks, days, total: days.reduce((sum, { count }) => sum + count, 0) };
}

/** Where an arrow leads from the day at `place` of `count` days: by a day up and down, by a week to the sides; null: the key is no move. */
export function dayAfterKey(key: string, place: number, count: number): number | null {
  const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -7, ArrowRight: 7 };
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = steps[key];
  if (step === undefined) return null;
  const next = place + step;
  return next < 0 || next >= count ? place : next;
}
