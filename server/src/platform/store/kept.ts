import { wantedAnyway } from './asker.ts';
import { StoreTimeout } from './clickhouse/client.ts';
import { waitInTime, withoutDeadline } from './deadline.ts';

const tooLate = (timeoutMs: number): StoreTimeout => new StoreTimeout('kept', timeoutMs);
const keptTimes = 10;
const longestMs = 30_000;

interface Kept<Value> {
  answer: Promise<Value>;
  /** null: the query is still running. */
  until: number | null;
}

/**
 * Caches each answer for ten times its computing time, at most half a minute: however often it is requested, computing takes at most a
 * tenth of the time. Callers during a running query wait for the same answer. A failure is not cached.
 */
export function kept<Store extends object, Value>(
  ask: (store: Store, key: string) => Promise<Value>,
  now: () => number = () => performance.now(),
): (store: Store, key: string) => Promise<Value> {
  const ofStore = new WeakMap<Store, Map<string, Kept<Value>>>();
  return (store, key) => {
    const answers = ofStore.get(store) ?? new Map<string, Kept<Value>>();
    ofStore.set(store, answers);
    const known = answers.get(key);
    const startedAt = now();
    if (known !== undefined && (known.until === null || startedAt < known.until)) return waitInTime(known.answer, tooLate);
    const asked: Kept<Value> = { answer: withoutDeadline(() => wantedAnyway(() => ask(store, key))), until: null };
    answers.set(key, asked);
    asked.answer.then(
      () => {
        asked.until = now() + Math.min(longestMs, keptTimes * (now() - startedAt));
      },
      () => answers.delete(key),
    );
    return waitInTime(asked.answer, tooLate);
  };
}
