import { Worker } from 'node:worker_threads';
import type { Search } from '../pure/rule.ts';

/** A search that takes longer is ended. */
const mostMs = 250;
/** More for the first one of a thread, which has to start. */
const startMs = 2_000;

const program = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', ({ id, pattern, flags, text }) => parentPort.postMessage({ id, found: new RegExp(pattern, flags).test(text) }));
`;

let worker: Worker | null = null;
let next = 0;
/** One after the other: a search that hangs is known by its turn. */
let turn: Promise<unknown> = Promise.resolve();

/** Searches in a thread of its own that is ended where a pattern tries ways without end: the server goes on meanwhile. */
export const searchInThread: Search = (pattern, flags, text) => {
  const answer = turn.then(() => search(pattern, flags, text));
  turn = answer.catch(() => {});
  return answer;
};

function search(pattern: string, flags: string, text: string): Promise<boolean | null> {
  const isFresh = worker === null;
  const own = (worker ??= started());
  const id = (next += 1);
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      own.off('message', heard);
      own.off('error', failed);
    };
    const heard = (message: { id: number; found: boolean }): void => {
      if (message.id !== id) return;
      end();
      resolve(message.found);
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
    own.postMessage({ id, pattern, flags, text });
  });
}

function started(): Worker {
  const made = new Worker(program, { eval: true });
  made.unref();
  return made;
}
