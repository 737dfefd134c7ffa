import type { Worker } from 'node:worker_threads';

interface Limits {
  /** Starts the thread; it answers `{ id, asked }` with `{ id, answer }`. */
  readonly start: () => Worker;
  /** Work that takes longer is ended. */
  readonly mostMs: number;
  /** More for the first work of a thread, which has to start. */
  readonly startMs: number;
}

/**
 * Work in a thread of its own that is ended where it takes too long: the server goes on meanwhile. One piece of work after the other, so that one that
 * hangs is known by its turn. A thread that was ended is started again by the next work, and an idle one does not hold the process.
 *
 * Returns  what the thread answers; null: it took longer than `mostMs`.
 * Errors   throws what the thread throws; the next work starts another one.
 */
export function limitedThread<Asked, Answer>({ start, mostMs, startMs }: Limits): (asked: Asked) => Promise<Answer | null> {
  let worker: Worker | null = null;
  let next = 0;
  let turn: Promise<unknown> = Promise.resolve();

  const work = (asked: Asked): Promise<Answer | null> => {
    const isFresh = worker === null;
    const own = (worker ??= start());
    own.unref();
    const id = (next += 1);
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        own.off('message', heard);
        own.off('error', failed);
      };
      const heard = (message: { readonly id: number; readonly answer: Answer }): void => {
        if (message.id !== id) return;
        end();
        resolve(message.answer);
      };
      const failed = (error: Error): void => {
        end();
        worker = null;
        reject(error);
      };
      const timer = setTimeout(
        () => {
          end();
          worker = null;
          void own.terminate();
          resolve(null);
        },
        mostMs + (isFresh ? startMs : 0),
      );
      own.on('message', heard);
      own.on('error', failed);
      own.postMessage({ id, asked });
    });
  };

  return (asked) => {
    const answer = turn.then(() => work(asked));
    turn = answer.catch(() => {});
    return answer;
  };
}
