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

/** Answers of one store that are cached at once; the oldest go first. */
const mostKept = 1_000;

/**
 * Caches each answer for ten times its computing time, at most half a minute: however often it is requested, computing takes at most a
 * tenth of the time. Callers during a running query wait for the same answer. A failure is not cached. Keys are the same where their JSON is.
 */
export function kept<Store extends object, Value, Key = string>(
  ask: (store: Store, key: Key) => Promise<Value>,
  now: () => number = () => performance.now(),
): (store: Store, key: Key) => Promise<Value> {
  const ofStore = new WeakMap<Store, Map<string, Kept<Value>>>();
  return (store, asked) => {
    const key = JSON.stringify(asked);
    const answers = ofStore.get(store) ?? new Map<string, Kept<Value>>();
    ofStore.set(store, answers);
    const known = answers.get(key);
    const startedAt = now();
    if (known !== undefined && (known.until === null || startedAt < known.until)) return waitInTime(known.answer, tooLate);
    const running: Kept<Value> = { answer: withoutDeadline(() => wantedAnyway(() => ask(store, asked))), until: null };
    answers.delete(key);
    answers.set(key, running);
    for (const oldest of answers.size > mostKept ? answers.keys().take(1) : []) answers.delete(oldest);
    running.answer.then(
      () => {
        running.until = now() + Math.min(longestMs, keptTimes * (now() - startedAt));
      },
      () => void (answers.get(key) === running && answers.delete(key)),
    );
    return waitInTime(running.answer, tooLate);
  };
}
