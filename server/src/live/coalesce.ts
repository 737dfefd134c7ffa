import type { LiveBus } from './bus.ts';
import type { KeyOf, PayloadOf, Topic } from './topics.ts';

export interface CoalesceOptions {
  /** The shortest time between two values, in milliseconds. */
  everyMs: number;
  /** Whether a first value (null) comes at once, before anything has happened. */
  first?: boolean;
}

/**
 * The latest payload of a topic, at most one every `everyMs`; the first after a silence comes at once.
 *
 * Bounded: a reader that stops keeps one payload waiting, however many are published, and each reader has its own.
 * Ends at once on `return()`, also while waiting on a quiet topic (an `async function*` could not).
 */
export function coalesced<T extends Topic>(
  bus: LiveBus,
  topic: T,
  key: KeyOf<T>,
  { everyMs, first = false }: CoalesceOptions,
): AsyncIterableIterator<PayloadOf<T> | null, undefined> {
  type Value = PayloadOf<T> | null;
  let waiting: { value: Value } | null = first ? { value: null } : null;
  let readers: ((result: IteratorResult<Value, undefined>) => void)[] = [];
  let quietUntil: NodeJS.Timeout | null = null;
  let isOver = false;

  const stop = bus.subscribe(topic, key, (payload) => {
    waiting = { value: payload };
    deliver();
  });

  function deliver(): void {
    if (quietUntil !== null || waiting === null) return;
    const reader = readers.shift();
    if (reader === undefined) return;
    const { value } = waiting;
    waiting = null;
    quietUntil = setTimeout(() => {
      quietUntil = null;
      deliver();
    }, everyMs);
    reader({ value, done: false });
  }

  function finish(): void {
    isOver = true;
    waiting = null;
    stop();
    if (quietUntil !== null) clearTimeout(quietUntil);
    for (const reader of readers) reader({ value: undefined, done: true });
    readers = [];
  }

  return {
    next: () =>
      new Promise((resolve) => {
        if (isOver) return resolve({ value: undefined, done: true });
        readers.push(resolve);
        deliver();
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
