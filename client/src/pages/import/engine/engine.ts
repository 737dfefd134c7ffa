import { workspaceHere } from '../../../graphql/workspace.ts';
import type { Port } from './serve.ts';
import type { Choice, Letters, Reading, Reply, Request, Run, Trial } from './types.ts';

/** Reads files and imports them, beside the page. */
export interface Engine {
  /** Errors: rejects where the browser cannot read the file. */
  open(file: File, letters: Letters): Promise<Reading>;
  tryOut(choice: Choice): Promise<Trial>;
  run(choice: Choice, onProgress: (run: Run) => void): Promise<Run>;
  /** Ends the import; what was read until then is imported. */
  stop(): void;
  close(): void;
}

/** Where the engine's code runs. */
export interface Place {
  readonly port: Port & { addEventListener(type: 'error', listener: () => void): void };
  close(): void;
}

export function startWorker(): Place {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'import' });
  return { port: worker, close: () => worker.terminate() };
}

interface Waiting {
  readonly settle: (value: never) => void;
  readonly fail: (error: Error) => void;
  readonly onProgress: (run: Run) => void;
}

export function openEngine({ port, close }: Place): Engine {
  const waiting = new Map<number, Waiting>();
  let count = 0;
  type Call = Exclude<Request, { call: 'stop' }>;
  const ask = <Value>(
    request: Call extends infer One ? (One extends Call ? Omit<One, 'id'> : never) : never,
    onProgress: Waiting['onProgress'] = () => {},
  ) =>
    new Promise<Value>((settle, fail) => {
      count += 1;
      waiting.set(count, { settle, fail, onProgress });
      port.postMessage({ id: count, ...request });
    });
  port.addEventListener('message', ({ data }) => {
    const reply = data as Reply;
    const held = waiting.get(reply.id);
    if ('progress' in reply) return held?.onProgress(reply.progress);
    waiting.delete(reply.id);
    return 'value' in reply ? held?.settle(reply.value as never) : held?.fail(new Error(reply.failure));
  });
  port.addEventListener('error', () => {
    for (const { fail } of waiting.values()) fail(new Error('the browser did not start the program that reads files'));
    waiting.clear();
  });
  return {
    open: (file, letters) => ask<Reading>({ call: 'open', file, letters }),
    tryOut: (choice) => ask<Trial>({ call: 'tryOut', choice }),
    run: (choice, onProgress) => ask<Run>({ call: 'run', choice, workspace: workspaceHere }, onProgress),
    stop: () => port.postMessage({ call: 'stop' }),
    close,
  };
}
