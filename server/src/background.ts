import type { Logger } from 'pino';
import { rebuildRollupHours } from './domains/analytics/rollup.ts';
import { removeFacts } from './domains/facts/commands.ts';
import { projectMessages } from './domains/facts/messages.ts';
import { rebuildJob } from './domains/facts/background/rebuild.ts';
import { attachWaitingEvaluations } from './domains/evaluations/waiting.ts';
import { startTaskRunner, type Job } from './platform/jobs/runner.ts';
import { repeatEvery } from './platform/jobs/repeat.ts';
import type { LiveBus } from './platform/live/bus.ts';
import { startPolicies } from './domains/policies/background.ts';
import { restampJob } from './domains/policies/background/trace-retention.ts';
import { loadPriceBook } from './domains/prices/load.ts';
import { repriceJob } from './domains/prices/background/reprice.ts';
import { drain, startProjector, type ProjectorOptions } from './platform/store/projector/projector.ts';
import { RoomShortage } from './platform/store/disk/shortage.ts';
import { otherDisk, type Disk } from './platform/store/disk/watch.ts';
import type { Stores } from './platform/store/stores.ts';
import { deleteTraces, purgeDeleted } from './domains/traces/commands/delete.ts';
import { forgetHomes } from './domains/traces/record/writer.ts';
import { repriceSpans } from './domains/traces/background/reprice.ts';
import { drainSummaries, startSummaries } from './domains/traces/background/summaries.ts';

/** What turns messages into numbers; the same for the running server, the command line and the tests. */
export function projectionOf(stores: Stores): Pick<ProjectorOptions, 'project' | 'rebuildHours'> {
  return {
    // Read anew for each batch: a price changed a moment ago already holds.
    project: projectMessages((workspaceId) => loadPriceBook(stores, workspaceId)),
    rebuildHours: rebuildRollupHours,
  };
}

/** A price change touches messages and the spans that they came from. */
const repriceEverything: Job = {
  kind: repriceJob.kind,
  run: async (stores, task, report, signal) => {
    await repriceJob.run(stores, task, report, signal);
    if (!signal.aborted) await repriceSpans(stores, task, report, signal);
  },
};

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

const SWEEP_MS = 3_000;
/** Deleted rows leave the disk within this. */
const PURGE_MS = 3_600_000;

export interface BackgroundOptions {
  /** Where the embedded stores are; absent: they are elsewhere. */
  readonly disk?: Disk;
  /** Outlives the background, which a full disk pauses; absent: a new one. */
  readonly shortage?: RoomShortage;
}

/** Everything that goes on behind the requests. */
export function startBackground(stores: Stores, live: LiveBus, logger: Logger, { disk = otherDisk, shortage = new RoomShortage(logger) }: BackgroundOptions = {}): Background {
  const failed = (work: string, error: unknown, words: string): void => {
    if (!shortage.failed(work, error)) logger.error({ err: error, work }, words);
  };
  const projection = projectionOf(stores);
  const parts: Background[] = [
    startProjector(stores, {
      ...projection,
      onProjected: ({ countByWorkspace }) => {
        for (const [workspaceId, messageCount] of countByWorkspace) live.publish('facts.landed', workspaceId, { messageCount });
      },
      onPassed: (stage) => shortage.passed(stage),
      onError: (stage, error) => failed(stage, error, 'Projection failed and is tried again'),
      disk,
    }),
    startTaskRunner(stores, {
      jobs: [rebuildJob(projection.project), repriceEverything, restampJob],
      onChanged: (taskId, status) => live.publish('task.changed', taskId, { status }),
      onError: (task, error) => logger.error({ err: error, task }, 'A background task failed'),
    }),
    startSummaries(stores, live, { onPassed: () => shortage.passed('sums'), onError: (error) => failed('sums', error, 'Summing up traces failed and is tried again') }),
    repeatEvery(PURGE_MS, () => purgeDeleted(stores), (error) => logger.error({ err: error }, 'Taking deleted traces off the disk failed')),
    startPolicies(stores, live, {
      removeFacts,
      // Instructions and history that other traces may name go with their retention: to look for other namers every minute costs too much.
      deleteTraces: (from, workspaceId, traceIds) => deleteTraces(from, workspaceId, traceIds, { keepsShared: true }),
      forgetTexts: () => forgetHomes(stores),
      onError: (work, error) => logger.error({ err: error, work }, 'What a data policy does not keep could not be deleted and is tried again'),
    }),
    repeatEvery(
      SWEEP_MS,
      () => attachWaitingEvaluations(stores).then(() => shortage.passed('evaluations')),
      (error) => failed('evaluations', error, 'Attaching evaluations failed'),
    ),
  ];
  return {
    stop: async () => {
      await Promise.all(parts.map((part) => part.stop()));
    },
  };
}
