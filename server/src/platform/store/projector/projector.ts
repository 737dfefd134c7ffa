import { performance } from 'node:perf_hooks';
import { Gathering, type GatheringOptions, type Pass } from '../gathering.ts';
import type { Disk } from '../disk/watch.ts';
import type { Stores } from '../stores.ts';
import { projectBatch, type ProjectMessages, type ProjectedBatch } from './queue.ts';

export interface ProjectorOptions {
  readonly project: ProjectMessages;
  /** After each committed batch; publishes, counts. */
  readonly onProjected: (batch: ProjectedBatch) => void;
  /** After each pass that did not fail, also one that found nothing. */
  readonly onPassed: () => void;
  /** A batch that failed is tried again; its error is only reported. */
  readonly onError: (error: unknown) => void;
  /** Work that was put off while more messages waited than one batch takes: begun when none waits any more, beside the batches that follow. */
  readonly caughtUp: (signal: AbortSignal) => Promise<void>;
  /** Where ClickHouse writes: what its room allows bounds a batch. */
  readonly disk: Pick<Disk, 'room' | 'state'>;
}

/** Enough for one ClickHouse part to be worth its file, few enough to stay far below a second. */
const BATCH_SIZE = 5_000;
/** The same while the disk is short of room: what is read and does not fit is read again. */
const SMALL_BATCH_SIZE = 500;
/** Share of the disk's free room that the facts of one batch may take before they are packed: merges reserve room beside it. */
const ROOM_SHARE = 1 / 8;
const PASSES: GatheringOptions = {
  fewASecond: 1_000,
  quickPasses: { burst: 10, everyMs: 3_000 },
  pauses: { idleMs: 200, busyMs: 60, gatherMs: 700, unwatchedMs: 5_000, failedMs: 1_000 },
};
/** Share of the thread's time above which it is overloaded; projecting alone stays well below. */
const OVERLOADED_SHARE = 0.9;
const LONGEST_PAUSE_MS = 1_000;

/** Moves queued messages into facts until stopped; the batch in hand is finished. Any number of servers may run one. */
export function startProjector(stores: Stores, options: ProjectorOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let wasBehind = false;
  let catchingUp: Promise<void> | null = null;
  const project = async (): Promise<Pass> => {
    const startedAt = performance.now();
    const busyBefore = performance.eventLoopUtilization();
    const { room, state } = options.disk;
    const batch = await projectBatch(
      stores,
      options.project,
      state === 'ROOMY' ? BATCH_SIZE : SMALL_BATCH_SIZE,
      room === null ? Infinity : room.freeBytes * ROOM_SHARE,
    );
    options.onPassed();
    if (batch.messageCount > 0) options.onProjected(batch);
    if (batch.isAll) {
      if (wasBehind && catchingUp === null && options.disk.state === 'ROOMY') {
        wasBehind = false;
        catchingUp = options
          .caughtUp(stopping.signal)
          .catch(options.onError)
          .finally(() => (catchingUp = null));
      }
      return { count: batch.messageCount };
    }
    wasBehind = true;
    // More comes in than this thread can take and count at once: taking it goes first, counting gets half of the turns.
    const isOverloaded = performance.eventLoopUtilization(busyBefore).utilization > OVERLOADED_SHARE;
    return { count: batch.messageCount, pauseMs: isOverloaded ? Math.min(LONGEST_PAUSE_MS, performance.now() - startedAt) : 0 };
  };
  const done = new Gathering(stores.clickhouse.demand, PASSES).run(project, options.onError, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await done;
      await catchingUp;
    },
  };
}

/** Projects until nothing is queued, and leaves nothing for later: for tests and for a rebuild from the command line. */
export async function drainQueue(stores: Stores, project: ProjectMessages): Promise<void> {
  const wholly: ProjectMessages = (client, messages, version) => project(client, messages, version);
  while ((await projectBatch(stores, wholly, BATCH_SIZE)).messageCount > 0);
}
