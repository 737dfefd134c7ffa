import type { LiveBus } from './bus.ts';
import type { KeyOf, PayloadOf, Topic } from './topics.ts';

export interface RecentOptions<Payload, Item> {
  /** The items of one payload, oldest first. */
  of: (payload: Payload) => readonly Item[];
  /** How many items wait for a reader that is slower than they come; older ones are dropped. */
  keep: number;
}

/**
 * Each item of a topic's payloads, in order; when they come faster than they are read, the oldest waiting ones are dropped.
 * Bounded, one queue per reader, and ended at once by `return()`, as `coalesced`.
 */
export function recent<T extends Topic, Item>(
  bus: LiveBus,
  topic: T,
  key: KeyOf<T>,
  { of, keep }: RecentOptions<PayloadOf<T>, Item>,
): AsyncIterableIterator<Item, undefined> {
  let waiting: Item[] = [];
  let readers: ((result: IteratorResult<Item, undefined>) => void)[] = [];
  let isOver = false;

  const stop = bus.subscribe(topic, key, (payload) => {
    for (const item of of(payload).slice(-(keep + readers.length))) {
      const reader = readers.shift();
      if (reader !== undefined) reader({ value: item, done: false });
      else waiting.push(item);
    }
    if (waiting.length > keep) waiting = waiting.slice(-keep);
  });

  function finish(): void {
    isOver = true;
    waiting = [];
    stop();
    for (const reader of readers) reader({ value: undefined, done: true });
    readers = [];
  }

  return {
    next: () =>
      new Promise((resolve) => {
        if (isOver) return resolve({ value: undefined, done: true });
        if (waiting.length > 0) return resolve({ value: waiting.shift() as Item, done: false });
        readers.push(resolve);
      }),
    return: async () => {
      finish();
      return { value: undefined, done: true };
    },
    throw: async (error) => {
      finish();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
