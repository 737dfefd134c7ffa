import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, until, untilProjected } from '../../../e2e/ask.ts';
import { makeUsedDataDir, removeDataDir, startServer, type RunningServer } from '../../../e2e/server.ts';

const SOCKET_COUNT = 3;
const SUBSCRIPTION_COUNT = 100;
const INGEST = 'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }';
const COUNT = '{ analytics(filter: {}) { overview { messageCount } } }';

let dataDir: string;
let server: RunningServer;
let sentCount = 0;

beforeAll(async () => {
  dataDir = await makeUsedDataDir();
  server = await startServer({ dataDir });
  await ingest(2_000);
  await untilProjected(server.address);
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await removeDataDir(dataDir);
});

async function ingest(count: number): Promise<void> {
  const messages = Array.from({ length: count }, () => {
    sentCount += 1;
    return {
      externalId: `m-${sentCount}`,
      conversationId: `c-${sentCount % 50}`,
      role: 'ASSISTANT',
      content: 'Hello',
      model: `m${sentCount % SOCKET_COUNT}-${sentCount % SUBSCRIPTION_COUNT}`,
    };
  });
  await ask(server.address, INGEST, { messages });
}

interface Watcher {
  readonly socket: WebSocket;
  /** How often each subscription was answered, and the last answer's count of messages. */
  readonly answers: Map<string, { count: number; messageCount: number }>;
  close(): Promise<void>;
}

/** A socket with one subscription for each of these filters, by their index. */
async function watch(filters: readonly object[]): Promise<Watcher> {
  const socket = new WebSocket(`${server.address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const answers: Watcher['answers'] = new Map();
  const closed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('error', () => reject(new Error('The socket failed')));
    socket.addEventListener('open', () => socket.send('{"type":"connection_init"}'));
    socket.addEventListener('message', ({ data }) => {
      const message = JSON.parse(String(data)) as {
        id: string;
        type: string;
        payload: { data: { analyticsChanged: { overview: { messageCount: number } } } };
      };
      if (message.type === 'connection_ack') resolve();
      else if (message.type === 'next')
        answers.set(message.id, {
          count: (answers.get(message.id)?.count ?? 0) + 1,
          messageCount: message.payload.data.analyticsChanged.overview.messageCount,
        });
      else if (message.type === 'error') reject(new Error(String(data)));
    });
  });
  filters.forEach((filter, index) => {
    const payload = {
      query:
        'subscription ($filter: AnalyticsFilter!) { analyticsChanged(filter: $filter) { overview { messageCount } series { startedAt } byModel { model } } }',
      variables: { filter },
    };
    socket.send(JSON.stringify({ id: String(index), type: 'subscribe', payload }));
  });
  const close = (): Promise<void> => {
    socket.close();
    return closed;
  };
  return { socket, answers, close };
}

const answeredCount = (watchers: readonly Watcher[]): number => watchers.reduce((sum, { answers }) => sum + answers.size, 0);
const statementCount = async (): Promise<number> => {
  const metrics = await (await fetch(`${server.address}/metrics`)).text();
  return Number(
    /^ftl_clickhouse_statement_seconds_count\{statement="analytics.groupedNumbers",failed="false"\} (\d+)/m.exec(metrics)?.[1] ?? 0,
  );
};

describe(`${SOCKET_COUNT} sockets with ${SUBSCRIPTION_COUNT} different subscriptions each, while messages come`, () => {
  const filters = (socket: number): object[] =>
    Array.from({ length: SUBSCRIPTION_COUNT }, (_, index) => ({ models: [`m${socket}-${index}`] }));
  let watchers: Watcher[];

  test('a query is answered before the line of live queries has moved by more than a few', async () => {
    watchers = await Promise.all(Array.from({ length: SOCKET_COUNT }, (_, socket) => watch(filters(socket))));
    await until(
      async () => answeredCount(watchers),
      (count) => count > 0,
    );
    for (let asked = 0; asked < 5; asked += 1) {
      const before = await statementCount();
      await ask(server.address, COUNT);
      // Its own, and the live ones that began beside it: not the hundreds that wait.
      expect((await statementCount()) - before).toBeLessThan(20);
    }
    expect(answeredCount(watchers), 'the live ones are still waiting').toBeLessThan(SOCKET_COUNT * SUBSCRIPTION_COUNT);
  });

  test('the sockets are answered in rounds, and one that comes late does not wait for the others', async () => {
    const late = await watch([{ models: ['m0-0', 'm1-1'] }]);
    await until(
      async () => late.answers.size,
      (count) => count === 1,
    );
    const counts = watchers.map(({ answers }) => answers.size);
    expect(Math.max(...counts), 'nobody had all before the late one had its first').toBeLessThan(SUBSCRIPTION_COUNT);
    expect(Math.max(...counts) - Math.min(...counts), 'each socket had about as many').toBeLessThan(10);
    await late.close();
  });

  test('when they are closed, what waited is not asked any more', async () => {
    await ingest(1);
    await untilProjected(server.address);
    await Promise.all(watchers.map((watcher) => watcher.close()));
    await ask(server.address, COUNT);
    const before = await statementCount();
    await sleep(1_500);
    expect(await statementCount(), 'what ran was finished').toBeLessThanOrEqual(before + 1);
  });
});

describe('2 sockets with 8 different subscriptions each', () => {
  test('each is answered again only after all others had their turn', async () => {
    const watchers = await Promise.all(
      [0, 1].map((socket) => watch(Array.from({ length: 8 }, (_, index) => ({ models: [`m${socket}-${index}`] })))),
    );
    const stop = new AbortController();
    const ingesting = (async () => {
      while (!stop.signal.aborted) {
        await ingest(1);
        await sleep(100);
      }
    })();
    const counts = (): number[] => watchers.flatMap(({ answers }) => [...answers.values()].map(({ count }) => count));
    await until(
      async () => answeredCount(watchers),
      (count) => count === 16,
    );
    expect(Math.max(...counts()), 'the first had a second answer at most').toBeLessThanOrEqual(2);
    await until(
      async () => Math.min(...counts()),
      (count) => count >= 2,
    );
    expect(Math.max(...counts()) - Math.min(...counts())).toBeLessThanOrEqual(1);
    stop.abort();
    await ingesting;
    await Promise.all(watchers.map((watcher) => watcher.close()));
  });
});

describe('20 sockets with one subscription, the same for all', () => {
  test('do not cost a query each, and all see what changes', async () => {
    const watchers = await Promise.all(Array.from({ length: 20 }, () => watch([{}])));
    await until(
      async () => answeredCount(watchers),
      (count) => count === watchers.length,
    );
    await untilProjected(server.address);
    const before = await statementCount();
    await ingest(1);
    await until(
      async () => watchers.map(({ answers }) => answers.get('0')?.messageCount),
      (counts) => counts.every((count) => count === sentCount),
    );
    // One, and those for what was still being announced.
    expect((await statementCount()) - before).toBeLessThan(watchers.length / 4);
    await Promise.all(watchers.map((watcher) => watcher.close()));
  });
});
