import { fromLocalText } from '../../controls/local-time.ts';
import { dayMs } from '../../primitives/times.ts';

/** The day after so many days, as `2026-11-30`. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** Ends of a day in a zone, as addresses have them: of 23 or 25 hours where the clock is changed. Undefined: it has no such midnight. */
export const endsOfDay = (day: string, timeZone: string) => ({
  from: fromLocalText(`${day}T00:00`, timeZone) ?? undefined,
  to: fromLocalText(`${dayAfter(day, 1)}T00:00`, timeZone) ?? undefined,
});

/** The day that a range is, in a zone; undefined: it is another length. */
export function selectedDay(from: string | undefined, to: string | undefined, timeZone: string): string | undefined {
  if (from === undefined || to === undefined) return undefined;
  const day = new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(from));
  const ends = endsOfDay(day, timeZone);
  return ends.from === from && ends.to === to ? day : undefined;
}
