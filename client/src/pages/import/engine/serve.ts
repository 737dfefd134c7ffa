import { readingOf, runImport, tryOut, type Readable } from './read.ts';
import { openFile } from './source.ts';
import type { Reply, Request } from './types.ts';

/** What messages go through: a worker, what is around its code, or one end of a channel. */
export interface Port {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** Answers what the page asks. It holds one file at a time, and imports once at a time. */
export function serve(port: Port): void {
  let held: Readable | null = null;
  let stop = new AbortController();
  const reply = (answer: Reply): void => port.postMessage(answer);
  async function answer(request: Exclude<Request, { call: 'stop' }>): Promise<unknown> {
    if (request.call === 'open') {
      const { readable, reading } = await readingOf(await openFile(request.file, request.letters.encoding), request.letters);
      held = readable;
      return reading;
    }
    if (held === null) throw new Error('No file is open.');
    if (request.call === 'tryOut') return tryOut(held, request.choice);
    stop = new AbortController();
    return runImport(held, request, stop.signal, (progress) => reply({ id: request.id, progress }));
  }
  port.addEventListener('message', ({ data }) => {
    const request = data as Request;
    if (request.call === 'stop') return stop.abort();
    const { id } = request;
    return void answer(request).then(
      (value) => reply({ id, value }),
      (error: unknown) => reply({ id, failure: error instanceof Error ? error.message : String(error) }),
    );
  });
}
