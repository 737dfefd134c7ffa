import { Worker } from 'node:worker_threads';
import type { TextMeaning, TextToRead } from '../types.ts';

/*
 * Texts are read in a worker thread of this process: the thread that answers requests is not held up by it, and loads neither the detector
 * of languages nor the model. It is started with the first text, and nothing waits for it when the process ends.
 */

interface Waiting {
  readonly texts: readonly TextToRead[];
  readonly done: (meanings: readonly TextMeaning[]) => void;
  readonly failed: (error: unknown) => void;
}

const waiting: Waiting[] = [];
let worker: Worker | null = null;

function started(): Worker {
  const made = new Worker(new URL('reading-worker.ts', import.meta.url));
  made.unref();
  made.on('message', (meanings: readonly TextMeaning[]) => {
    waiting.shift()?.done(meanings);
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
  if (first !== undefined) (worker ??= started()).postMessage(first.texts);
}

/**
 * What these texts mean, in their order. Requests are answered one after the other; a few hundred texts each keep the thread's messages
 * small. Errors: throws when the thread ends; the next request starts another one.
 */
export const readTexts = (texts: readonly TextToRead[]): Promise<readonly TextMeaning[]> =>
  new Promise((done, failed) => {
    waiting.push({ texts, done, failed });
    if (waiting.length === 1) next();
  });
