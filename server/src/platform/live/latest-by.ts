import type { LiveBus } from './bus.ts';
import { Readers } from './readers.ts';
import type { KeyOf, PayloadOf, Topic } from './topics.ts';

export interface LatestByOptions<Payload> {
  /** The shortest time between two values, in milliseconds. */
  readonly everyMs: number;
  /** What a payload is about: of the same thing only the latest one is kept. */
  readonly nameOf: (payload: Payload) => string;
}

/**
 * The latest payloads of a topic about several things, those that have come since the value before, at most one value every `everyMs`. The
 * first value is empty and comes at once.
 *
 * Bounded: a reader that stops keeps one payload of each thing waiting. Ends at once on `return()` (readers.ts).
 */
export function latestBy<T extends Topic>(
  bus: LiveBus,
  topic: T,
  key: KeyOf<T>,
  { everyMs, nameOf }: LatestByOptions<PayloadOf<T>>,
): AsyncIterableIterator<readonly PayloadOf<T>[], undefined> {
  const waiting = new Map<string, PayloadOf<T>>();
  const readers = new Readers<readonly PayloadOf<T>[]>();
  let isFirst = true;
  let quietUntil: NodeJS.Timeout | null = null;

  const stop = bus.subscribe(topic, key, (payload) => {
    waiting.set(nameOf(payload), payload);
    deliver();
  });

  function deliver(): void {
    if (quietUntil !== null || (!isFirst && waiting.size === 0) || !readers.give([...waiting.values()])) return;
    isFirst = false;
    waiting.clear();
    quietUntil = setTimeout(() => {
      quietUntil = null;
      deliver();
    }, everyMs);
  }

  return readers.iterator(deliver, () => {
    waiting.clear();
    stop();
    if (quietUntil !== null) clearTimeout(quietUntil);
  });
}
