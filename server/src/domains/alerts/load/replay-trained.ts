import { setImmediate as breathe } from 'node:timers/promises';
import { dayMs } from '../../analytics/pure/interval.ts';
import { windowsOfJobs } from '../../training/load/windows.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { maxReplayed, type ReplayedSeries, type ReplayOptions } from '../pure/replay.ts';
import type { Worded } from '../pure/readings.ts';
import { backsOf, keyOfJob, namesRead, overSentence, trainedReading, type PointWindow, type TrainedJob } from '../pure/trained.ts';
import { minuteMs, type TrainedCondition } from '../types.ts';
import { trainedJobs } from './trained.ts';

interface TrainedHistory {
  readonly series: readonly ReplayedSeries[];
  /** Jobs that are not replayed. */
  readonly leftOutCount: number;
  readonly options: ReplayOptions;
}

/**
 * The jobs of some days before now as a rule would have seen them: looked at when a window ends, from when each began until it ended. A comparison is
 * with the window that ends nearest to the day or week before. One statement.
 */
export async function trainedHistory(
  stores: Stores,
  workspaceId: string,
  condition: TrainedCondition,
  now: Date,
  days: number,
): Promise<TrainedHistory> {
  const windowMs = condition.windowMinutes * minuteMs;
  const to = Math.floor(now.getTime() / windowMs) * windowMs;
  const from = to - Math.floor((days * dayMs) / windowMs) * windowMs;
  const backs = backsOf(condition).map((back) => (back === 0 ? 0 : Math.max(1, Math.round(back / windowMs))));
  const begin = from - Math.max(...backs) * windowMs;
  const jobs = await trainedJobs(stores, workspaceId, new Date(from));
  const watched = jobs.slice(0, maxReplayed);
  const rows = await windowsOfJobs(stores, {
    workspaceId,
    jobIds: watched.map(({ id }) => id),
    metrics: namesRead(condition.metric),
    from: new Date(begin),
    to: new Date(to),
    windowMs,
  });
  const byJob = Map.groupBy(rows, ({ jobId }) => jobId);
  const series = watched.map((job): ReplayedSeries => {
    const byPlace = Map.groupBy(byJob.get(job.id) ?? [], ({ place }) => place);
    // Points may have been sent later than they were made.
    const firstAt = Math.min(job.startedAt.getTime(), ...[...byPlace.keys()].map((place) => begin + place * windowMs));
    return {
      key: keyOfJob(job),
      readAt: (at) => (at <= firstAt ? null : readJob(condition, job, byPlace, { at, place: (at - begin) / windowMs - 1, backs })),
    };
  });
  const options = { from, to, stepMs: windowMs, periodStartAt: (at: number) => at, breathe };
  return { series, leftOutCount: jobs.length - watched.length, options };
}

function readJob(
  condition: TrainedCondition,
  job: TrainedJob,
  byPlace: ReadonlyMap<number, readonly PointWindow[]>,
  { at, place, backs }: { readonly at: number; readonly place: number; readonly backs: readonly number[] },
): Worded {
  if (job.endedAt !== null && at >= job.endedAt.getTime()) return { kind: 'over', words: () => overSentence(keyOfJob(job), at) };
  return trainedReading(
    condition,
    backs.map((back) => byPlace.get(place - back) ?? []),
    job.name,
    at,
  );
}
