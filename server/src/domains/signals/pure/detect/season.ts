import { dayMs } from '../../../../platform/ingest/time.ts';
const weekMs = 7 * dayMs;
/** 1970-01-05 was a Monday. */
const firstMonday = 4 * dayMs;
/** Finer seasons would not see the same slot often enough to learn it. */
const mostSlots = { daily: 288, weekly: 2_016 };

/** Where a bucket lies in the day and in the week of its time zone. */
export interface Season {
  readonly daySlots: number;
  readonly weekSlots: number;
  slotsOf(at: number): { readonly day: number; readonly week: number };
}

/** `timeZone`: an IANA name; throws a RangeError for any other. */
export function seasonOf(bucketMs: number, timeZone: string): Season {
  const daySlots = Math.max(1, Math.min(mostSlots.daily, Math.round(dayMs / bucketMs)));
  const weekSlots = Math.max(1, Math.min(mostSlots.weekly, Math.round(weekMs / bucketMs)));
  const offsetAt = offsets(timeZone);
  return {
    daySlots,
    weekSlots,
    slotsOf: (at) => {
      const local = at + offsetAt(at);
      return {
        // Multiplied first: whole numbers stay exact, and 102 of 168 hours are not 101.999….
        day: Math.floor((mod(local, dayMs) * daySlots) / dayMs),
        week: Math.floor((mod(local - firstMonday, weekMs) * weekSlots) / weekMs),
      };
    },
  };
}

const mod = (value: number, by: number): number => ((value % by) + by) % by;

/** How many ms a zone is ahead of UTC at an instant; zones change at whole quarters of an hour, so that one answer holds for one. */
function offsets(timeZone: string): (at: number) => number {
  if (timeZone === 'UTC') return () => 0;
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const known = new Map<number, number>();
  return (at) => {
    const quarter = Math.floor(at / 900_000);
    const found = known.get(quarter);
    if (found !== undefined) return found;
    const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours, minutes = '0'] = /GMT([+-])(\d+)(?::(\d+))?/.exec(name) ?? [];
    const offset = sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 3_600_000 + Number(minutes) * 60_000);
    known.set(quarter, offset);
    return offset;
  };
}
