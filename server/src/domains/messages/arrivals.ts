import type { LiveBus } from '../../platform/live/bus.ts';
import { recent } from '../../platform/live/recent.ts';

/** Messages that wait for a watcher that is slower than they come; older ones are left out. */
const keptCount = 100;
/** Announcements of deletions that wait for a slow subscriber; older ones are dropped. */
const keptDeletions = 100;
/** At most 25 a second to each watcher: more than a person can follow, and each is read again. */
const everyMs = 40;

/**
 * Ids of new messages as they are stored, of one conversation or of all; when they arrive faster than they are delivered, the oldest are
 * dropped.
 */
export function arrivals(live: LiveBus, workspaceId: string, conversationId: string | null): AsyncIterableIterator<bigint, undefined> {
  const ids = recent(live, 'messages.stored', workspaceId, {
    of: ({ messageIds, conversationIds }) =>
      conversationId === null ? messageIds : messageIds.filter((_, index) => conversationIds[index] === conversationId),
    keep: keptCount,
  });
  let deliveredAtMs = 0;
  return {
    async next() {
      const waitMs = deliveredAtMs + everyMs - Date.now();
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      const { value, done } = await ids.next();
      if (done === true) return { value: undefined, done: true };
      deliveredAtMs = Date.now();
      return { value: BigInt(value), done: false };
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

/** Ids of messages that are deleted, one list for each announcement. */
export const deletions = (live: LiveBus, workspaceId: string): AsyncIterableIterator<readonly string[], undefined> =>
  recent(live, 'messages.deleted', workspaceId, { of: ({ messageIds }) => [messageIds], keep: keptDeletions });
