import { performance } from 'node:perf_hooks';
import { LastSecond, Pace } from '../pace.ts';
import { pause } from '../pause.ts';
import type { Stores } from '../stores.ts';
import { projectBatch, type ProjectMessages, type ProjectedBatch } from './queue.ts';
import { rebuildDirtyHours, type RebuildHours } from './rollup-hours.ts';

export interface ProjectorOptions {
  readonly project: ProjectMessages;
  readonly rebuildHours: RebuildHours;
  /** After each committed batch; publishes, counts. */
  readonly onProjected: (batch: ProjectedBatch) => void;
  /** A batch that failed is tried again; the error is only told. */
  readonly onError: (stage: 'project' | 'rollup', error: unknown) => void;
}

export interface Projector {
  /** Lets the batch in hand finish, then stops. */
  stop(): Promise<void>;
}

/** Enough for one ClickHouse part to be worth its file, few enough to stay far below a second. */
const BATCH_SIZE = 5_000;
/** Between batches while messages come: small ones gather into one insert. */
const BUSY_PAUSE_MS = 60;
/** Messages a second below which batches are mostly the cost of their parts. */
const FEW_A_SECOND = 1_000;
/** After a silence batches follow each other; what keeps coming gathers (bench/trickle.ts). */
const QUICK_BATCHES = { burst: 10, everyMs: 3_000 };
const GATHER_MS = 700;
const UNWATCHED_GATHER_MS = 5_000;
const IDLE_PAUSE_MS = 200;
const FAILED_PAUSE_MS = 1_000;
/** Share of the thread's time above which it is overloaded; projecting alone stays well below. */
const OVERLOADED_SHARE = 0.9;
const LONGEST_PAUSE_MS = 1_000;
const ROLLUP_PAUSE_MS = 1_000;
const ROLLUP_HOURS = 48;

/** Moves queued messages into facts, and facts into rollups, until stopped. Any number of servers may run one. */
export function startProjector(stores: Stores, options: ProjectorOptions): Projector {
  const stopping = new AbortController();
  const pace = new Pace(QUICK_BATCHES);
  const recent = new LastSecond();
  const deriving = stores.clickhouse.demand.enter();
  const loops = [
    loop(stopping.signal, async () => {
      const startedAt = performance.now();
      const busyBefore = performance.eventLoopUtilization();
      const batch = await projectBatch(stores, options.project, BATCH_SIZE).finally(() => deriving.passed());
      if (batch.messageCount === 0) return IDLE_PAUSE_MS;
      options.onProjected(batch);
      const areFew = recent.add(batch.messageCount, performance.now()) < FEW_A_SECOND;
      if (batch.messageCount < BATCH_SIZE) {
        const isSustained = pace.waitMs(performance.now()) > 0;
        pace.take(performance.now());
        if (!isSustained) return BUSY_PAUSE_MS;
        await deriving.rest({ whileWatchedMs: areFew ? GATHER_MS : BUSY_PAUSE_MS, elseMs: UNWATCHED_GATHER_MS }, stopping.signal);
        return 0;
      }
      // More comes in than this thread can take and count at once: taking it goes first, counting gets half of the turns.
      const isOverloaded = performance.eventLoopUtilization(busyBefore).utilization > OVERLOADED_SHARE;
      return isOverloaded ? Math.min(LONGEST_PAUSE_MS, performance.now() - startedAt) : 0;
    }, (error) => options.onError('project', error)),
    loop(stopping.signal, async () => {
      const count = await rebuildDirtyHours(stores, options.rebuildHours, { limit: ROLLUP_HOURS });
      return count === 0 ? ROLLUP_PAUSE_MS : 20;
    }, (error) => options.onError('rollup', error)),
  ];
  return {
    stop: async () => {
      stopping.abort();
      deriving.leave();
      await Promise.all(loops);
    },
  };
}

/** Projects and rolls up until nothing is queued or dirty: for tests and for a rebuild from the command line. */
export async function drain(stores: Stores, options: Pick<ProjectorOptions, 'project' | 'rebuildHours'>): Promise<void> {
  while ((await projectBatch(stores, options.project, BATCH_SIZE)).messageCount > 0);
  while ((await rebuildDirtyHours(stores, options.rebuildHours, { limit: 1_000, everything: true })) > 0);
}

async function loop(signal: AbortSignal, step: () => Promise<number>, onError: (error: unknown) => void): Promise<void> {
  while (!signal.aborted) {
    let pauseMs = FAILED_PAUSE_MS;
    try {
      pauseMs = await step();
    } catch (error) {
      onError(error);
    }
    await pause(pauseMs, signal);
  }
}
