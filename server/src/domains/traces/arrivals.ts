import type { LiveBus } from '../../platform/live/bus.ts';
import { coalesced } from '../../platform/live/coalesce.ts';
import { recent } from '../../platform/live/recent.ts';

/** Traces that wait for a watcher that is slower than they come; older ones are left out. */
const keptCount = 100;
/** At most 25 a second to each watcher: more than a person can follow, and each is read again. */
const everyMs = 40;

/**
 * Traces as their spans are stored, each read with `read`; when they arrive faster than they are delivered, the oldest are dropped. One
 * that is gone when it is read (deleted) is dropped.
 */
export function landings<Trace>(
  live: LiveBus,
  workspaceId: string,
  read: (traceId: string) => Promise<Trace | null>,
): AsyncIterableIterator<Trace, undefined> {
  const ids = recent(live, 'traces.landed', workspaceId, { of: ({ traceIds }) => traceIds, keep: keptCount });
  let deliveredAtMs = 0;
  return {
    async next() {
      for (;;) {
        const waitMs = deliveredAtMs + everyMs - Date.now();
        if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
        const { value, done } = await ids.next();
        if (done === true) return { value: undefined, done: true };
        deliveredAtMs = Date.now();
        const trace = await read(value);
        if (trace !== null) return { value: trace, done: false };
      }
    },
    return: async () => {
      await ids.return?.();
      return { value: undefined, done: true };
    },
    throw: async (error) => {
      await ids.throw?.(error).catch(() => {});
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Announcements of deletions that wait for a slow subscriber; older ones are dropped. */
const keptDeletions = 100;

/** Ids of traces that are deleted, one list for each announcement. */
export const deletions = (live: LiveBus, workspaceId: string): AsyncIterableIterator<readonly string[], undefined> =>
  recent(live, 'traces.deleted', workspaceId, { of: ({ traceIds }) => [traceIds], keep: keptDeletions });

/** A trace changes on the page at most once a second. */
const changeEveryMs = 1_000;

/** One value at once, then one whenever spans of this trace land, at most one a second. */
export function changesOfTrace(live: LiveBus, workspaceId: string, traceId: string): AsyncIterableIterator<unknown, undefined> {
  return coalesced(onlyOf(live, traceId), 'traces.landed', workspaceId, { everyMs: changeEveryMs, first: true });
}

/** The bus filtered to one trace: events of other traces are dropped, and so delay nothing. */
const onlyOf = (live: LiveBus, traceId: string): LiveBus => ({
  publish: (topic, key, payload) => live.publish(topic, key, payload),
  subscribe: (topic, key, listener) =>
    live.subscribe(topic, key, (payload) => {
      if ('traceIds' in payload && payload.traceIds.includes(traceId)) listener(payload);
    }),
  close: () => live.close(),
});
