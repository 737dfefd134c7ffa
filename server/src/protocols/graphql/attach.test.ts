import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createRequestMemory } from '../../platform/graphql/limits/request-memory.ts';
import { testSchema } from '../../platform/graphql/pipeline.testing.ts';
import { ask, openTestServer, type TestServer } from '../../server.testing.ts';
import { openLocalBus } from '../../platform/live/bus.ts';
import { coalesced } from '../../platform/live/coalesce.ts';

const maxBytes = 10_000;
const patience = { timeout: 20_000 };
const requestMemory = createRequestMemory({ maxBytes });
const live = openLocalBus();
let server: TestServer;
beforeAll(async () => {
  server = await openTestServer({
    live,
    requestMemory,
    schema: testSchema({ ticks: () => coalesced(live, 'facts.landed', 'w', { everyMs: 5 }) }),
  });
});
afterAll(() => server.close());

/** A socket on which `connection_init` was acknowledged. */
async function connected(): Promise<{ socket: WebSocket; closed: Promise<unknown[]> }> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/graphql`, 'graphql-transport-ws');
  const closed = once(socket, 'close');
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  await once(socket, 'message');
  return { socket, closed };
}
const subscribe = (variables: object): string =>
  JSON.stringify({ id: '1', type: 'subscribe', payload: { query: 'subscription { ticks }', variables } });

test('what a subscription was sent with is held as long as it goes on', async () => {
  const { socket, closed } = await connected();
  await expect.poll(() => requestMemory.heldBytes(), patience).toBe(0);
  const message = subscribe({ text: 'x'.repeat(1_000) });
  socket.send(message);
  await expect.poll(() => requestMemory.heldBytes(), patience).toBeGreaterThan(message.length);
  expect(requestMemory.heldBytes()).toBeLessThan(2 * message.length);
  socket.send('{"id":"1","type":"complete"}');
  live.publish('facts.landed', 'w', { messageCount: 1 });
  await expect.poll(() => requestMemory.heldBytes(), patience).toBe(0);
  socket.close();
  await closed;
});

test('a message for which there is no memory closes its socket with 1013, after which clients connect again; others go on', async () => {
  const other = await connected();
  const { socket, closed } = await connected();
  socket.send(subscribe({ text: 'x'.repeat(maxBytes) }));
  const [code, reason] = await closed;
  expect([code, String(reason)]).toEqual([1013, 'SERVER_BUSY']);
  expect(other.socket.readyState).toBe(WebSocket.OPEN);
  other.socket.close();
  await other.closed;
  expect(requestMemory.heldBytes()).toBe(0);
});

test('a request over HTTP is held until it is answered', async () => {
  expect((await ask(server, '{ hello }')).status).toBe(200);
  expect(requestMemory.heldBytes()).toBe(0);
  const { status, headers, body } = await ask(server, '{ hello }', { variables: { text: 'x'.repeat(maxBytes) } });
  expect([status, headers.get('retry-after'), body.errors[0].extensions.code]).toEqual([503, '2', 'SERVER_BUSY']);
  expect(requestMemory.heldBytes()).toBe(0);
});
