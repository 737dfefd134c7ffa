import { Agent, createServer, request as httpRequest, type ClientRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createRequestMemory } from '../graphql/limits/request-memory.ts';
import { readBody } from './body.ts';

const patience = { timeout: 20_000 };
/** Shorter than that of the server, at the same share of what a good sender sends. */
const pace = { everyMs: 300, leastBytes: 1_000 };
const memory = createRequestMemory({ maxBytes: 100_000 });

/** What became of the body of each request, in the order in which they ended. */
const outcomes: string[] = [];
/** Requests that are over, after which nothing keeps them in memory. */
let closedCount = 0;
let server: Server;
beforeAll(async () => {
  server = createServer(async (request, response) => {
    request.once('close', () => (closedCount += 1));
    // Who asks is found out meanwhile.
    await Promise.resolve();
    const hold = memory.hold(String(request.headers['x-viewer']));
    try {
      outcomes.push(`${(await readBody(request, { maxBytes: 1_000_000, hold, pace })).length} bytes`);
      response.end();
    } catch (error) {
      const { extensions } = error as { extensions: { code: string; http: { status: number } } };
      outcomes.push(extensions.code);
      response.writeHead(extensions.http.status).end();
    } finally {
      hold.release();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());

interface Sender {
  readonly body: ClientRequest;
  /** The status of the answer, or why there is none. */
  readonly ended: Promise<number | string>;
}
function open(viewer: string): Sender {
  const body = httpRequest({
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    method: 'POST',
    headers: { 'x-viewer': viewer },
  });
  const ended = new Promise<number | string>((resolve) => {
    body.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    body.on('response', (response) => resolve(response.resume().statusCode ?? 0));
  });
  return { body, ended };
}
/** Sends a piece of this size every so often until the request is over. */
async function drip({ body }: Sender, byteCount: number, everyMs: number): Promise<void> {
  while (!body.destroyed) {
    body.write(Buffer.alloc(byteCount));
    await sleep(everyMs);
  }
}

test('a body of which nothing more comes is given up, its connection closed, and what it held is free', async () => {
  const sender = open('one');
  sender.body.write(Buffer.alloc(50_000));
  await expect.poll(() => memory.heldBytes(), patience).toBe(50_000);
  expect(await sender.ended).toBe('ECONNRESET');
  expect(outcomes.splice(0)).toEqual(['BAD_REQUEST']);
  expect(memory.heldBytes()).toBe(0);
});

test('so is one of which a byte comes now and then', async () => {
  const sender = open('one');
  sender.body.write(Buffer.alloc(50_000));
  void drip(sender, 1, 50);
  expect(await sender.ended).toBe('ECONNRESET');
  expect(outcomes.splice(0)).toEqual(['BAD_REQUEST']);
  expect(memory.heldBytes()).toBe(0);
});

test('one that comes slowly and steadily is read to its end', async () => {
  const sender = open('one');
  for (let count = 0; count < 20; count += 1) {
    sender.body.write(Buffer.alloc(1_000));
    await sleep(60);
  }
  sender.body.end();
  expect(await sender.ended).toBe(200);
  expect(outcomes.splice(0)).toEqual(['20000 bytes']);
});

test('however many one viewer lets stall, others are taken meanwhile', async () => {
  const stalling = Array.from({ length: 10 }, () => open('one'));
  const dripping = stalling.map((sender) => drip(sender, 2_000, 20)); // fast enough to be waited for
  await expect.poll(() => outcomes.includes('SERVER_BUSY'), patience).toBe(true);
  const other = open('other');
  other.body.end(Buffer.alloc(30_000));
  expect(await other.ended).toBe(200);
  for (const { body } of stalling) body.destroy();
  await Promise.all(dripping);
  expect(outcomes).toContain('30000 bytes');
  await expect.poll(() => memory.heldBytes(), patience).toBe(0);
});

test('a request whose small body was read before its end was noticed is over with its answer', async () => {
  const before = closedCount;
  const agent = new Agent({ keepAlive: true });
  for (let count = 0; count < 20; count += 1) {
    const { port } = server.address() as AddressInfo;
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = httpRequest({ host: '127.0.0.1', port, method: 'POST', agent, headers: { 'content-length': 7 } }, (response) => {
        response.resume().once('end', () => resolve(response.statusCode));
      });
      sent.once('error', reject).end('{"a":1}');
    });
    expect(status).toBe(200);
  }
  agent.destroy();
  await vi.waitFor(() => expect(closedCount - before).toBe(20), patience);
});
