import type { LiveBus } from './bus.ts';
import { Readers } from './readers.ts';
import type { KeyOf, PayloadOf, Topic } from './topics.ts';

export interface RecentOptions<Payload, Item> {
  /** The items of one payload, oldest first. */
  of: (payload: Payload) => readonly Item[];
  /** How many items wait for a slow reader; older ones are dropped. */
  keep: number;
}

/**
 * Each item of a topic's payloads, in order; when they arrive faster than they are read, the oldest waiting ones are dropped.
 * Bounded, one queue per reader, and ended at once by `return()`, as `coalesced`.
 */
export function recent<T extends Topic, Item>(
  bus: LiveBus,
  topic: T,
  key: KeyOf<T>,
  { of, keep }: RecentOptions<PayloadOf<T>, Item>,
): AsyncIterableIterator<Item, undefined> {
  let waiting: Item[] = [];
  const readers = new Readers<Item>();

  const stop = bus.subscribe(topic, key, (payload) => {
    for (const item of of(payload).slice(-(keep + readers.count))) if (!readers.give(item)) waiting.push(item);
    if (waiting.length > keep) waiting = waiting.slice(-keep);
  });

  function deliver(): void {
    const [oldest] = waiting;
    if (waiting.length > 0 && readers.give(oldest as Item)) waiting.shift();
  }

  return readers.iterator(deliver, () => {
    waiting = [];
    stop();
  });
}
