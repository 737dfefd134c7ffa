import { Worker } from 'node:worker_threads';
import type { Judged, JudgeOptions } from '../pure/judge.ts';

/*
 * Draws of a report take up to some seconds of computing: they are made in a worker thread of this process, one feature after the other, so that the
 * thread that answers requests is not held up. It is started with the first report, and an idle one does not hold the process.
 */

/** Samples of one feature: numbers, codes of categories from 0, or vectors of one length. */
export type ToJudge = { readonly options: JudgeOptions } & (
  | { readonly kind: 'NUMBER' | 'CATEGORY'; readonly baseline: readonly number[]; readonly current: readonly number[] }
  | { readonly kind: 'VECTOR'; readonly baseline: readonly ArrayLike<number>[]; readonly current: readonly ArrayLike<number>[] }
);

interface Waiting {
  readonly asked: ToJudge;
  readonly done: (judged: Judged) => void;
  readonly failed: (error: unknown) => void;
}

const waiting: Waiting[] = [];
let worker: Worker | null = null;

function started(): Worker {
  const made = new Worker(new URL('judging-worker.ts', import.meta.url));
  made.on('message', (judged: Judged) => {
    waiting.shift()?.done(judged);
    next();
  });
  const lost = (error: unknown): void => {
    if (worker !== made) return;
    worker = null;
    waiting.shift()?.failed(error);
    next();
  };
  made.on('error', lost);
  made.on('exit', (code) => lost(new Error(`The thread that judges drift ended with code ${code}.`)));
  return made;
}

function next(): void {
  const first = waiting[0];
  // With nothing to do, the thread does not hold the process. (Listeners do: `unref` before them is undone.)
  if (first === undefined) return worker?.unref();
  worker ??= started();
  worker.ref();
  worker.postMessage(first.asked);
}

/** Both samples compared (pure/judge.ts). Errors: throws when the thread ends; the next request starts another one. */
export const judged = (asked: ToJudge): Promise<Judged> =>
  new Promise((done, failed) => {
    waiting.push({ asked, done, failed });
    if (waiting.length === 1) next();
  });
