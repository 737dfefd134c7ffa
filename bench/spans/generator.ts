import { Agent, request } from 'node:http';
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
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  const { hostname, port } = new URL(url);
  const post = (body: Buffer): Promise<void> =>
    new Promise((resolve, reject) => {
      const sending = request({ hostname, port, agent, method: 'POST', path: '/v1/traces', headers: { 'content-type': 'application/x-protobuf', 'content-length': body.length } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const answer = Buffer.concat(chunks);
          // An empty message is full success.
          if (response.statusCode === 200 && answer.length === 0) resolve();
          else if (response.statusCode === 503) setTimeout(() => post(body).then(resolve, reject), 1_000 * Number(response.headers['retry-after'] ?? 1));
          else reject(new Error(`${response.statusCode}: ${answer.toString('utf8').slice(0, 300)}`));
        });
      });
      sending.on('error', reject);
      sending.end(body);
    });
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
  agent.destroy();
  process.send?.({ done: true, sentCount, sentBytes, latenciesMs, elapsedMs: performance.now() - startedAt }, () => process.disconnect());
});
