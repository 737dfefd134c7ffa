import type { LiveBus } from './bus.ts';
import { Readers } from './readers.ts';
import type { KeyOf, PayloadOf, Topic } from './topics.ts';

export interface CoalesceOptions {
  /** The shortest time between two values, in milliseconds. */
  everyMs: number;
  /** Whether a first value (null) is delivered at once, before any event. */
  first?: boolean;
}

/**
 * The latest payload of a topic, at most one every `everyMs`; the first after a silence is delivered at once.
 *
 * Bounded: a reader that stops keeps one payload waiting, however many are published, and each reader has its own.
 * Ends at once on `return()`, also while waiting on a quiet topic (readers.ts).
 */
export function coalesced<T extends Topic>(
  bus: LiveBus,
  topic: T,
  key: KeyOf<T>,
  { everyMs, first = false }: CoalesceOptions,
): AsyncIterableIterator<PayloadOf<T> | null, undefined> {
  type Value = PayloadOf<T> | null;
  let waiting: { value: Value } | null = first ? { value: null } : null;
  const readers = new Readers<Value>();
  let quietUntil: NodeJS.Timeout | null = null;

  const stop = bus.subscribe(topic, key, (payload) => {
    waiting = { value: payload };
    deliver();
  });

  function deliver(): void {
    if (quietUntil !== null || waiting === null || !readers.give(waiting.value)) return;
    waiting = null;
    quietUntil = setTimeout(() => {
      quietUntil = null;
      deliver();
    }, everyMs);
  }

  return readers.iterator(deliver, () => {
    waiting = null;
    stop();
    if (quietUntil !== null) clearTimeout(quietUntil);
  });
}
