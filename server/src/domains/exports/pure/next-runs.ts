import { dayIn, instantIn, startOfDayIn } from '../../analytics/pure/zone.ts';
import type { ScheduleInterval } from '../types.ts';

/** When a schedule runs. */
export interface Times {
  readonly every: ScheduleInterval;
  /** 1 (Monday) to 7; null: every day. */
  readonly weekday: number | null;
  /** Minutes since midnight, by the clock of the zone. */
  readonly minute: number;
  readonly timeZone: string;
}

/** The next runs after an instant, the earliest first; across changes of the clocks at the same time of day (next-runs.test.ts). */
export function nextRuns({ every, weekday, minute, timeZone }: Times, after: Date, count: number): Date[] {
  const runs: Date[] = [];
  const today = dayIn(timeZone, after);
  // The day before: its last hour may come twice, and a run at 23:30 of a day that is over is not.
  for (let later = -1; runs.length < count; later += 1) {
    const day = { year: today.year, month: today.month, day: today.day + later };
    const isWanted = every === 'DAILY' || (((today.weekday + later) % 7) + 7) % 7 === (weekday ?? 1) - 1;
    const run = isWanted ? instantIn(timeZone, day, minute) : null;
    if (run !== null && run > after && run.getTime() !== runs.at(-1)?.getTime()) runs.push(run);
  }
  return runs;
}

/** The whole days before the day of a run. */
export function daysBefore(timeZone: string, run: Date, dayCount: number): { readonly from: Date; readonly to: Date } {
  const { year, month, day } = dayIn(timeZone, run);
  return { from: startOfDayIn(timeZone, { year, month, day: day - dayCount }), to: startOfDayIn(timeZone, { year, month, day }) };
}
