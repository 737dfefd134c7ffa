import { dayIn, instantIn } from '../../analytics/pure/zone.ts';
import type { AlertSchedule } from '../types.ts';

/** Whether an instant lies in the hours of a schedule; of one that reaches over midnight, in those of the day on which it began. */
export function isWithin({ timeZone, days, from, to }: AlertSchedule, at: Date): boolean {
  const today = dayIn(timeZone, at);
  return [0, -1].some((offset) => {
    const weekday = ((today.weekday + offset + 7) % 7) + 1;
    if (!days.includes(weekday)) return false;
    const day = { year: today.year, month: today.month, day: today.day + offset };
    const start = instantIn(timeZone, day, from);
    const end = to > from ? instantIn(timeZone, day, to) : instantIn(timeZone, { ...day, day: day.day + 1 }, to);
    return at >= start && at < end;
  });
}
