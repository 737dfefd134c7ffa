import { createServer, request as httpRequest, type ClientRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { flowing, limitRequestTime } from './request-time.ts';

/** Shorter than those of the server. */
const limitMs = 400;
/** Sender and reader share one thread: on a busy machine it rests for some hundred milliseconds, which is no stall. */
const pace = { everyMs: 1_000, leastBytes: 1_000 };

let server: Server;
beforeAll(async () => {
  server = createServer(async (request, response) => {
    limitRequestTime(request, response, limitMs);
    if (request.url === '/unread') return;
    let byteCount = 0;
    try {
      for await (const chunk of flowing(request, pace)) {
        byteCount += chunk.length;
        if (request.url === '/slow-reader') await sleep(2 * pace.everyMs);
      }
      response.end(`${byteCount} bytes`);
    } catch (error) {
      response.end((error as Error).message);
    }
  });
  server.requestTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());

/** A body under way, and its answer: status and text, or why there is none. */
function open(path: string): { body: ClientRequest; answer: Promise<string> } {
  const { port } = server.address() as AddressInfo;
  const body = httpRequest({ host: '127.0.0.1', port, path, method: 'PUT' });
  const answer = new Promise<string>((resolve) => {
    body.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    body.on('response', async (response) => {
      let text = '';
      for await (const piece of response) text += piece;
      resolve(`${response.statusCode} ${text}`);
    });
  });
  return { body, answer };
}

test('a body that flows is taken to its end, however long it takes', async () => {
  const { body, answer } = open('/');
  for (let count = 0; count < 10; count += 1) {
    body.write(Buffer.alloc(2_000));
    await sleep(limitMs / 5);
  }
  body.end();
  expect(await answer).toBe('200 20000 bytes');
});

test('time that the reader takes is not the sender’s', async () => {
  const { body, answer } = open('/slow-reader');
  body.write(Buffer.alloc(100));
  await sleep(50);
  body.end(Buffer.alloc(100));
  expect(await answer).toBe('200 200 bytes');
});

test.each<[name: string, byteCount: number]>([
  ['stalls', 0],
  ['sends a byte now and then', 1],
])('a body whose sender %s is given up, with its connection', async (_name, byteCount) => {
  const { body, answer } = open('/');
  body.write(Buffer.alloc(10));
  for (let isOver = false; !isOver;) {
    if (byteCount > 0) body.write(Buffer.alloc(byteCount));
    isOver = await Promise.race([answer.then(() => true), sleep(50, false)]);
  }
  expect(await answer).toBe('ECONNRESET');
});

test('a body that nothing reads is answered with 408 when its time is over', async () => {
  const { body, answer } = open('/unread');
  body.write('x');
  expect(await answer).toBe('408 ');
});
