import type { Logger } from 'pino';
import { rebuildRollupHours } from './domains/analytics/rollup.ts';
import { attachWaitingEvaluations } from './domains/evaluations/waiting.ts';
import { projectionOf as projectOf } from './domains/facts/background/project.ts';
import { drainSummaries } from './domains/traces/background/summaries.ts';
import { domains } from './domains.ts';
import { jobsOf } from './platform/domain.ts';
import { startJobs } from './platform/jobs/runner.ts';
import { startSweeps } from './platform/jobs/sweeps.ts';
import type { LiveBus } from './platform/live/bus.ts';
import { RoomShortage } from './platform/store/disk/shortage.ts';
import { otherDisk, type Disk } from './platform/store/disk/watch.ts';
import { drain, startProjector, type ProjectorOptions } from './platform/store/projector/projector.ts';
import type { Stores } from './platform/store/stores.ts';

/** What turns messages into numbers; the same for the running server, the command line and the tests. */
export function projectionOf(stores: Stores): Pick<ProjectorOptions, 'project' | 'rebuildHours'> {
  return { project: projectOf(stores), rebuildHours: rebuildRollupHours };
}

/** Projects, rolls up and sums up until nothing waits. */
export async function drainProjection(stores: Stores): Promise<void> {
  await attachWaitingEvaluations(stores);
  await drain(stores, projectionOf(stores));
  await drainSummaries(stores);
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
    startProjector(stores, {
      ...projectionOf(stores),
      onProjected: ({ countByWorkspace }) => {
        for (const [workspaceId, messageCount] of countByWorkspace) live.publish('facts.landed', workspaceId, { messageCount });
      },
      onPassed: (stage) => shortage.passed(stage),
      onError: (stage, error) => failed(stage, error, 'Projection failed and is tried again'),
      disk,
    }),
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
        start({
          stores,
          live,
          onPassed: () => shortage.passed(name),
          onError: (error) => failed(name, error, 'Background work failed and is tried again'),
        }),
      ),
  ];
  return {
    stop: async () => {
      await Promise.all(parts.map((part) => part.stop()));
    },
  };
}
