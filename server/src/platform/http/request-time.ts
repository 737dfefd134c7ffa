import type { IncomingMessage, ServerResponse } from 'node:http';
import { ordinaryPace, type BodyPace } from './body.ts';
import { perRequest } from './per-request.ts';

/** A request with a body has so long to be here whole. */
const requestTimeMs = 120_000;

const timers = perRequest<NodeJS.Timeout>('timer');

/** Refuses a request that is not here whole in time, read or not, and closes its connection; a body that `flowing` reads is excepted. */
export function limitRequestTime(request: IncomingMessage, response: ServerResponse, ms = requestTimeMs): void {
  const length = request.headers['content-length'] ?? '0';
  if (length === '0' && request.headers['transfer-encoding'] === undefined) return;
  const end = (): void => {
    if (request.complete) return;
    if (response.headersSent) return void response.destroy();
    response.writeHead(408, { connection: 'close' });
    response.end(() => request.destroy());
  };
  const timer = setTimeout(end, ms).unref();
  timers.set(request, timer);
  request.once('close', () => clearTimeout(timer));
}

/**
 * The body of a request, a piece at a time, for as long as it flows: it is given up where less comes in an interval than `pace` asks for.
 * Time in which the reader did not wait for it does not count: a slow disk is not the sender's fault.
 *
 * Errors  throws where the sender stalls, or disconnects before the end.
 */
export async function* flowing(request: IncomingMessage, pace: BodyPace = ordinaryPace): AsyncGenerator<Buffer> {
  clearTimeout(timers.get(request));
  const chunks = request[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
  let [waitedMs, cameBytes] = [0, 0];
  let timer: NodeJS.Timeout;
  const watch = (): void => {
    timer = setTimeout(() => setImmediate(look), pace.everyMs - waitedMs);
  };
  let isWaiting = false;
  // Data that arrived while this thread was busy is read first.
  const look = (): void => {
    if (!isWaiting) return;
    if (cameBytes < pace.leastBytes) return void request.destroy(new Error('The body stalled.'));
    [waitedMs, cameBytes] = [0, 0];
    watch();
  };
  try {
    for (;;) {
      const startedAt = performance.now();
      isWaiting = true;
      watch();
      const { value, done } = await chunks.next().finally(() => {
        isWaiting = false;
        clearTimeout(timer);
      });
      if (done === true || value === undefined) break;
      cameBytes += value.length;
      waitedMs += performance.now() - startedAt;
      if (waitedMs >= pace.everyMs) {
        if (cameBytes < pace.leastBytes) request.destroy(new Error('The body stalled.'));
        [waitedMs, cameBytes] = [0, 0];
      }
      yield value;
    }
  } finally {
    await chunks.return?.();
  }
  if (!request.complete) throw new Error('The body ended before all of it had come.');
}
