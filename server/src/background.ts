import type { Logger } from 'pino';
import { domains } from './domains.ts';
import { jobsOf } from './platform/domain.ts';
import { startJobs } from './platform/jobs/runner.ts';
import { startSweeps } from './platform/jobs/sweeps.ts';
import type { LiveBus } from './platform/live/bus.ts';
import { RoomShortage } from './platform/store/disk/shortage.ts';
import { otherDisk, type Disk } from './platform/store/disk/watch.ts';
import type { Stores } from './platform/store/stores.ts';
import { outsideWorkspaces } from './platform/store/scope.ts';

/** Does all that is derived in the background at once: what crossed is attached, facts, rollups and sums are made until nothing waits. */
export async function drainProjection(stores: Stores): Promise<void> {
  for (const { run } of domains.flatMap(({ sweeps = [] }) => sweeps)) await outsideWorkspaces(() => run(stores));
  for (const { drain } of domains.flatMap(({ loops = [] }) => loops)) await outsideWorkspaces(() => drain(stores));
}

export interface Background {
  /** Finishes what is in hand, then stops. */
  stop(): Promise<void>;
}

/** A server that was just started answers first. */
const jobsAfterMs = 2_000;

export interface BackgroundOptions {
  /** Where the embedded stores are; absent: they are elsewhere. */
  readonly disk?: Disk;
  /** Outlives the background, which a full disk pauses; absent: a new one. */
  readonly shortage?: RoomShortage;
}

/** Everything that goes on behind the requests. */
export function startBackground(
  stores: Stores,
  live: LiveBus,
  logger: Logger,
  { disk = otherDisk, shortage = new RoomShortage(logger) }: BackgroundOptions = {},
): Background {
  const failed = (work: string, error: unknown, words: string): void => {
    if (!shortage.failed(work, error)) logger.error({ err: error, work }, words);
  };
  const parts: Background[] = [
    startJobs(stores, {
      live,
      beginAfterMs: jobsAfterMs,
      jobs: jobsOf(domains),
      schedules: domains.flatMap(({ schedules = [] }) => schedules),
      onChanged: (taskId, status) => live.publish('task.changed', taskId, { status }),
      onError: (task, error) => logger.error({ err: error, task }, 'A background task failed'),
    }),
    startSweeps(
      stores,
      domains.flatMap(({ sweeps = [] }) => sweeps),
      {
        onPassed: (sweep) => shortage.passed(sweep),
        onError: (sweep, error) => failed(sweep, error, 'A sweep failed and is made again'),
      },
    ),
    ...domains
      .flatMap(({ loops = [] }) => loops)
      .map(({ name, start }) =>
        outsideWorkspaces(() =>
          start({
            stores,
            live,
            disk,
            onPassed: () => shortage.passed(name),
            onError: (error) => failed(name, error, 'Background work failed and is tried again'),
          }),
        ),
      ),
  ];
  return {
    stop: async () => {
      await Promise.all(parts.map((part) => part.stop()));
    },
  };
}
