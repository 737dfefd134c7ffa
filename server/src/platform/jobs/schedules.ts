import type { CronItem } from 'graphile-worker';
import type { WorkContext } from './context.ts';
import type { Stores } from '../store/stores.ts';
import { markFinished, markStarted, storeSchedules } from './queries/jobs.ts';

/** Work that comes at set times, over all workspaces, once for all servers. A run that failed is made again when its time comes next. */
export interface Schedule {
  readonly name: string;
  /** Minute, hour, day, month and weekday, in UTC. */
  readonly cron: string;
  /** A run that was missed while no server ran is made up for within so long. */
  readonly catchUpMs: number;
  readonly run: (context: WorkContext, now: Date, signal: AbortSignal) => Promise<unknown>;
}

const failureText = 'It stopped on an unexpected error; the server log has it.';

export const scheduleJob = ({ name }: Schedule): string => `schedule ${name}`;

/** One run stands in the queue at most; a run that is longer than its pause holds up the next. */
export const cronItemOf = (schedule: Schedule): CronItem => ({
  task: scheduleJob(schedule),
  match: schedule.cron,
  identifier: schedule.name,
  options: { backfillPeriod: schedule.catchUpMs, maxAttempts: 1, queueName: scheduleJob(schedule), jobKey: scheduleJob(schedule) },
});

/** Makes the schedules known, so that they are seen before their first run. */
export async function register({ postgres }: Stores, schedules: readonly Schedule[]): Promise<void> {
  await storeSchedules(postgres, { schedules });
}

/** Runs a schedule and keeps how it went. Errors: whatever the work throws. */
export async function runSchedule(context: WorkContext, schedule: Schedule, now: Date, signal: AbortSignal): Promise<void> {
  const { postgres } = context.stores;
  const { name } = schedule;
  await markStarted(postgres, { name });
  try {
    await schedule.run(context, now, signal);
    await markFinished(postgres, { name, error: null });
  } catch (error) {
    await markFinished(postgres, { name, error: failureText }).catch(() => {});
    throw error;
  }
}
