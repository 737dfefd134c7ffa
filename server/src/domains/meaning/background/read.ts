import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import type { Loop } from '../../../platform/domain.ts';
import { pause } from '../../../platform/store/pause.ts';
import { nextVersion } from '../../../platform/store/projector/queue.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { embeddingSettings } from '../load/settings.ts';
import { topicsOf } from '../load/topic-of.ts';
import { readMeanings, writeMeanings } from '../record.ts';
import { meaningQueue, type QueuedMeaning } from '../queries.ts';

/** Nothing was waiting. */
const idleMs = 1_000;
const failedMs = 2_000;
/** Share of the thread's time above which requests go first: the loop rests so many times as long as its pass took. */
const busyShare = 0.5;
const busyRests = 4;
const longestRestMs = 5_000;

/**
 * Reads the messages of the oldest row of the queue: locks it, takes a version, reads the messages as they are now, writes what they mean,
 * deletes the row, commits. Cut off anywhere, the row is taken again; the version makes that harmless. Returns how many messages.
 */
async function readQueued(stores: Stores): Promise<{ count: number; workspaceId: string } | null> {
  if (!(await meaningQueue.hasAny(stores.postgres))) return null;
  const taken = await meaningQueue.take(stores.postgres, 1, async (session, rows) => {
    const row = rows[0] as QueuedMeaning;
    const { workspaceId } = row;
    const version = await nextVersion(session);
    const stale = row.staleIds.map((id, place) => ({ messageId: Number(id), createdAt: new Date(Number(row.staleAt[place])) }));
    const read = await readMeanings(session, { workspaceId, ids: row.messageIds.map(Number) });
    const settings = await embeddingSettings(stores, workspaceId);
    await writeMeanings(stores.clickhouse, { workspaceId, read, stale, version, settings, topicOf: await topicsOf(stores, workspaceId) });
    return { done: rows, value: { count: read.length + stale.length, workspaceId } };
  });
  return taken?.value ?? null;
}

/** Reads what the projector has passed on, behind it and behind requests. Any number of servers may run one. */
export const reading: Loop = {
  name: 'read texts',
  start: ({ stores, live, onPassed, onError }) => {
    const stopping = new AbortController();
    const run = async (): Promise<void> => {
      while (!stopping.signal.aborted) {
        let restMs = failedMs;
        try {
          const startedAt = performance.now();
          const busyBefore = performance.eventLoopUtilization();
          const done = await readQueued(stores);
          onPassed();
          if (done !== null) live.publish('meaning.landed', done.workspaceId, { messageCount: done.count });
          const isBusy = performance.eventLoopUtilization(busyBefore).utilization > busyShare;
          restMs = done === null ? idleMs : isBusy ? Math.min(longestRestMs, busyRests * (performance.now() - startedAt)) : 0;
        } catch (error) {
          onError(error);
        }
        await (restMs === 0 ? setImmediate() : pause(restMs, stopping.signal));
      }
    };
    const done = run();
    return {
      stop: async () => {
        stopping.abort();
        await done;
      },
    };
  },
  drain: async (stores) => {
    while ((await readQueued(stores)) !== null);
  },
};
