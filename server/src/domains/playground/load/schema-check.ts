import { Worker } from 'node:worker_threads';
import { limitedThread } from '../../../platform/limited-thread.ts';

/** A text that is to fit a JSON Schema. */
export interface ToCheck {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** `problem`: why the text does not fit, as a sentence; null: it does. */
export interface SchemaChecked {
  readonly problem: string | null;
}

const checkInThread = limitedThread<ToCheck, SchemaChecked>({
  start: () => new Worker(new URL('schema-worker.ts', import.meta.url)),
  mostMs: 1_000,
  startMs: 5_000,
});

/**
 * Whether a text fits a JSON Schema of any size, checked in a thread of its own: choices of many forms over a long list take minutes, and models
 * answer what they like. Null: the check took too long. Errors: throws when the thread ends.
 */
export const outputProblemInThread = (schema: ToCheck['schema'], text: string): Promise<SchemaChecked | null> =>
  checkInThread({ schema, text });
