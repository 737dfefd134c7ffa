import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openTestServer, type TestServer } from '../../server.testing.ts';
import { askedBy } from '../../platform/store/asker.ts';
import { sql } from '../../platform/store/sql.ts';

/** Different ones, so that none is asked with another. */
const queryOf = (day: number): string =>
  `{ analytics(filter: { from: "2026-01-0${day}T00:00:00Z", to: "2026-02-01T00:00:00Z" }) { overview { messageCount } } }`;

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

const waiting = (): number => server.stores.clickhouse.waitingCount;

/** Queries of as many viewers as may ask at once, each of which takes three seconds. */
function sleepers(): Promise<unknown> {
  const { clickhouse } = server.stores;
  const sleep = (viewer: string) =>
    askedBy({ places: () => [{ viewer, socket: 'requests' }], isLive: false, signal: null }, () =>
      clickhouse.query(`test.sleep.${viewer}`, sql`SELECT sleep(3) AS slept`, { timeoutMs: 10_000 }),
    );
  return Promise.all(['a', 'b', 'c'].map(sleep));
}

async function askOnSocket(query: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  await once(socket, 'message');
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
  return socket;
}

test('the queries of a client that has left do not run: a request, a completed operation, a closed socket', async () => {
  const asleep = sleepers();
  const leaving = new AbortController();
  const answer = fetch(`${server.url}/graphql`, {
    method: 'POST',
    signal: leaving.signal,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: queryOf(1) }),
  });
  const [completed, closed] = [await askOnSocket(queryOf(2)), await askOnSocket(queryOf(3))];
  await expect.poll(waiting).toBe(3);

  leaving.abort();
  await expect(answer).rejects.toThrow();
  await expect.poll(waiting).toBe(2);
  completed.send('{"id":"1","type":"complete"}');
  await expect.poll(waiting).toBe(1);
  closed.close();
  await expect.poll(waiting).toBe(0);

  await asleep;
  completed.terminate();
  expect(await (await fetch(`${server.url}/metrics`)).text(), 'none was asked').not.toContain('analytics.groupedNumbers');
  expect(
    server.logged.filter(({ level }) => Number(level) >= 50),
    'and it is no fault',
  ).toEqual([]);
});
