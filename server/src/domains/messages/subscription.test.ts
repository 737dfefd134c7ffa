import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ask, openTestServer, type TestServer } from '../../server.testing.ts';
import { messageOf } from './message.fixtures.ts';

let server: TestServer;
let listenerCount = 0;

beforeAll(async () => {
  server = await openTestServer();
  const { live } = server;
  const subscribe = live.subscribe.bind(live);
  live.subscribe = (...args) => {
    listenerCount += 1;
    return subscribe(...args);
  };
});
afterAll(() => server?.close());

const ingest = (...messages: object[]) =>
  ask(server, 'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted updated } }', {
    variables: { messages },
  });

test('messageIngested tells new messages over the WebSocket, of the conversation asked for, and no updates', async () => {
  const client = createClient({ url: `ws://127.0.0.1:${server.port}/graphql`, webSocketImpl: WebSocket });
  const all = client.iterate<{ messageIngested: { externalId: string } }>({
    query: 'subscription { messageIngested { externalId content conversation { externalId } costUsd } }',
  });
  const one = client.iterate<{ messageIngested: { externalId: string } }>({
    query: 'subscription { messageIngested(conversationId: "mine") { externalId } }',
  });
  const next = async (events: typeof all): Promise<unknown> =>
    ((await events.next()).value as { data: { messageIngested: unknown } }).data.messageIngested;
  const [first, mine] = [next(all), next(one)];
  while (listenerCount < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  await ingest(messageOf({ externalId: 'a', conversationId: 'theirs', content: 'hello' }));
  await ingest(
    messageOf({ externalId: 'a', conversationId: 'theirs', content: 'updated' }),
    messageOf({ externalId: 'b', conversationId: 'mine' }),
  );
  expect(await first).toMatchObject({ externalId: 'a', conversation: { externalId: 'theirs' }, costUsd: null });
  expect(await next(all)).toMatchObject({ externalId: 'b' });
  expect(await mine).toMatchObject({ externalId: 'b' });
  await client.dispose();
});
