import { Worker } from 'node:worker_threads';
import type { Clusters } from '../pure/cluster.ts';
import type { TextMeaning, TextToRead } from '../types.ts';

/*
 * Texts are read in a worker thread of this process: the thread that answers requests is not held up by it, and loads neither the detector
 * of languages nor the model. It is started with the first text, and an idle one does not hold the process.
 */

/** Texts to read, or vectors to cluster (pure/cluster.ts). */
export type Asked =
  | { readonly texts: readonly TextToRead[] }
  | { readonly vectors: readonly (readonly number[])[]; readonly count: number; readonly known: readonly (readonly number[])[] };

interface Waiting {
  readonly asked: Asked;
  readonly done: (answer: unknown) => void;
  readonly failed: (error: unknown) => void;
}

const waiting: Waiting[] = [];
let worker: Worker | null = null;

function started(): Worker {
  const made = new Worker(new URL('reading-worker.ts', import.meta.url));
  made.on('message', (answer: unknown) => {
    waiting.shift()?.done(answer);
    next();
  });
  const lost = (error: unknown): void => {
    if (worker !== made) return;
    worker = null;
    waiting.shift()?.failed(error);
    next();
  };
  made.on('error', lost);
  made.on('exit', (code) => lost(new Error(`The thread that reads texts ended with code ${code}.`)));
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

const ask = <Answer>(asked: Asked): Promise<Answer> =>
  new Promise((done, failed) => {
    waiting.push({ asked, done: done as (answer: unknown) => void, failed });
    if (waiting.length === 1) next();
  });

/**
 * What these texts mean, in their order. Requests are answered one after the other; a few hundred texts each keep the thread's messages
 * small. Errors: throws when the thread ends; the next request starts another one.
 */
export const readTexts = (texts: readonly TextToRead[]): Promise<readonly TextMeaning[]> => ask({ texts });

/** Clusters of vectors (pure/cluster.ts), computed in the same thread: some seconds for some thousand. */
export const clusterVectors = (
  vectors: readonly (readonly number[])[],
  count: number,
  known: readonly (readonly number[])[],
): Promise<Clusters> => ask({ vectors, count, known });
