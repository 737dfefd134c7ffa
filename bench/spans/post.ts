import { Agent, request } from 'node:http';

/**
 * Posts OTLP protobuf to /v1/traces over kept-alive connections, and again when the server asks to come again. Errors: rejects on any other
 * answer.
 */
export function postSpans(url: string, connectionCount: number): { post(body: Buffer): Promise<void>; close(): void } {
  const agent = new Agent({ keepAlive: true, maxSockets: connectionCount });
  const { hostname, port } = new URL(url);
  const post = (body: Buffer): Promise<void> =>
    new Promise((resolve, reject) => {
      const sending = request(
        {
          hostname,
          port,
          agent,
          method: 'POST',
          path: '/v1/traces',
          headers: { 'content-type': 'application/x-protobuf', 'content-length': body.length },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const answer = Buffer.concat(chunks);
            // An empty message is full success.
            if (response.statusCode === 200 && answer.length === 0) resolve();
            else if (response.statusCode === 503)
              setTimeout(() => post(body).then(resolve, reject), 1_000 * Number(response.headers['retry-after'] ?? 1));
            else reject(new Error(`${response.statusCode}: ${answer.toString('utf8').slice(0, 300)}`));
          });
        },
      );
      sending.on('error', reject);
      sending.end(body);
    });
  return { post, close: () => agent.destroy() };
}
