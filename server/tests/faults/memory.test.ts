import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../../e2e/ask.ts';
import { makeUsedDataDir, removeDataDir, startServer, type RunningServer } from '../../../e2e/server.ts';
import { maxJsonValueCount } from '../../src/platform/graphql/limits/limits.ts';

/** A heap that two requests of the largest kind fill. */
const heapMB = 160;

let dataDir: string;
let server: RunningServer;
beforeAll(async () => {
  dataDir = await makeUsedDataDir();
  server = await startServer({ dataDir, env: { NODE_OPTIONS: `--max-old-space-size=${heapMB}` } });
});
afterAll(async () => {
  await server?.stop('SIGKILL');
  await removeDataDir(dataDir);
});

const listOf = (count: number): string => `[${'{},'.repeat(count - 1)}{}]`;
const packed = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(gzipSync(text));
const query = '{ workspace { slug } }';
const operation = (count: number): Uint8Array<ArrayBuffer> => packed(`{"query":"${query}","variables":{"a":${listOf(count)}}}`);
const post = (path: string, body: Uint8Array<ArrayBuffer>): Promise<Response> =>
  fetch(server.address + path, { method: 'POST', headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' }, body });
const answers = (): Promise<unknown> => ask(server.address, query);

test('twenty packed bombs at once, on every path, are refused before they are parsed, and others are answered meanwhile', async () => {
  const bomb = operation(4 * maxJsonValueCount);
  expect(bomb.length).toBeLessThan(20_000);
  const langfuse = packed(`{"batch":${listOf(4 * maxJsonValueCount)}}`);
  const spans = packed(`{"resourceSpans":${listOf(4 * maxJsonValueCount)}}`);
  const bombs = [
    ...Array.from({ length: 8 }, () => post('/graphql', bomb)),
    ...['/v1/traces', '/v1/logs', '/v1/metrics'].flatMap((path) => [post(path, spans), post(path, spans)]),
    ...Array.from({ length: 6 }, () => post('/api/public/ingestion', langfuse)),
  ];
  let isOver = false;
  const statuses = Promise.all(bombs.map(async (answer) => (await answer).status)).finally(() => (isOver = true));
  do expect(await answers()).toEqual({ workspace: { slug: 'default' } });
  while (!isOver);
  // Those that find the memory taken by the others are asked to come again.
  for (const status of await statuses) expect([413, 503]).toContain(status);
  const { errors } = (await (await post('/graphql', bomb)).json()) as { errors: { extensions: { code: string } }[] };
  expect(errors[0]?.extensions.code).toBe('TOO_MANY_VALUES');
}, 60_000);

test('a WebSocket message of too many values closes its socket, and no other', async () => {
  const socket = new WebSocket(`${server.address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const closed = new Promise<CloseEvent>((resolve) => socket.addEventListener('close', resolve));
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  socket.send(`{"type":"connection_init","payload":{"a":${listOf(maxJsonValueCount)}}}`);
  expect(await closed).toMatchObject({ code: 1009, reason: 'TOO_MANY_VALUES' });
  await answers();
});

// Over 10 s: the heap is filled, and a server starts after it.
test('a heap at its end ends the process, says why, frees the port, and the next start has everything', async () => {
  const isFreed = async (): Promise<boolean> => {
    const { hostname, port } = new URL(server.address);
    return new Promise((resolve) =>
      connect(Number(port), hostname)
        .once('connect', () => resolve(false))
        .once('error', () => resolve(true)),
    );
  };
  // Each is within the limits; this heap is too small for several.
  const drive = async (): Promise<void> => {
    const body = operation(maxJsonValueCount - 10);
    while (!(await isFreed())) await Promise.allSettled([post('/graphql', body), post('/graphql', body), post('/graphql', body)]);
  };
  void drive();
  const { code, signal, output } = await server.ended;
  expect(signal ?? code).not.toBe(0);
  expect(output).toContain('JavaScript heap out of memory');
  expect(await isFreed()).toBe(true);
  server = await startServer({ dataDir });
  await answers();
}, 60_000);
