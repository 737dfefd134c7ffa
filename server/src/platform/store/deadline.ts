import { AsyncLocalStorage } from 'node:async_hooks';

/** The time by which all queries of one operation must be answered. */
interface Deadline {
  /** How long the operation may take, from its start. */
  readonly timeoutMs: number;
  readonly endsAt: number;
}

const current = new AsyncLocalStorage<Deadline>();

/** All queries within `work` share this time, however deep in the code they are sent. */
export const withinTime = <Value>(timeoutMs: number, work: () => Value): Value =>
  current.run({ timeoutMs, endsAt: performance.now() + timeoutMs }, work);

/**
 * For an answer that others wait for, too: the first caller must not cut it short for them. Each waits for it in its own time
 * (`waitInTime`).
 */
export const withoutDeadline = <Value>(work: () => Value): Value => current.exit(work);

/** The time limit of one query, and the failure when it, or the operation, takes longer. */
export interface TimeLimit {
  readonly timeoutMs: number;
  readonly failure: (timeoutMs: number) => Error;
}

/**
 * Runs a query, and returns the answer or `failure` before the operation's time is over. ClickHouse itself checks its limit only
 * between blocks of rows, and not while a statement waits for a session or is parsed; a statement that runs then goes on until ClickHouse
 * stops it, and no caller waits for it.
 *
 * `ask` calls `begin` when its statement begins: it gives the milliseconds that the statement may take, and throws when none are left.
 */
export function inTime<Value>({ timeoutMs, failure }: TimeLimit, ask: (begin: () => number) => Promise<Value>): Promise<Value> {
  const deadline = current.getStore();
  if (deadline === undefined) return ask(() => timeoutMs);
  const leftMs = (): number => Math.max(0, Math.floor(deadline.endsAt - performance.now()));
  return new Promise((resolve, reject) => {
    const isOver = (): Error => failure(deadline.timeoutMs);
    const timer = setTimeout(() => reject(isOver()), leftMs());
    const begin = (): number => {
      const left = leftMs();
      if (left === 0) throw isOver();
      return Math.min(left, timeoutMs);
    };
    ask(begin)
      .then(resolve, (error: unknown) => reject(leftMs() === 0 ? isOver() : error))
      .finally(() => clearTimeout(timer));
  });
}

/** Waits for an answer that was asked for without a deadline, until the operation's time is over. */
export const waitInTime = <Value>(answer: Promise<Value>, failure: TimeLimit['failure']): Promise<Value> =>
  inTime({ timeoutMs: Number.POSITIVE_INFINITY, failure }, () => answer);
