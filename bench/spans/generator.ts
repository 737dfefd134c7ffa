import { postSpans } from './post.ts';
import { ReusableRequest } from './requests.ts';

/** Sends requests over one connection until the time is over, one always ready before the last is answered; in a process of its own. */
interface Task {
  url: string;
  batchSize: number;
  /** Model calls among the 25 spans of a trace. */
  callsPerTrace: number;
  durationMs: number;
  /** Requests on their way at once. */
  inFlight: number;
}

process.once('message', async ({ url, batchSize, callsPerTrace, durationMs, inFlight }: Task) => {
  const { post, close } = postSpans(url, inFlight);
  const requests = Array.from({ length: inFlight }, () => new ReusableRequest(batchSize, callsPerTrace));
  const startedAt = performance.now();
  const latenciesMs: number[] = [];
  let sentCount = 0;
  let sentBytes = 0;
  await Promise.all(
    requests.map(async (request) => {
      while (performance.now() - startedAt < durationMs) {
        const body = request.renew();
        const sentAt = performance.now();
        await post(body);
        latenciesMs.push(performance.now() - sentAt);
        sentCount += batchSize;
        sentBytes += body.length;
        process.send?.({ acknowledged: batchSize });
      }
    }),
  );
  close();
  process.send?.({ done: true, sentCount, sentBytes, latenciesMs, elapsedMs: performance.now() - startedAt }, () => process.disconnect());
});
