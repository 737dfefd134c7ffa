import { afterAll, beforeAll, expect, test } from 'vitest';
import { factOf, writeFacts } from '../analytics/analytics.testing.ts';
import { dayMs } from '../analytics/pure/interval.ts';
import { saveTopic } from '../meaning/queries/topic-rows.ts';
import { messageMeaning } from '../meaning/tables.ts';
import { openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../workspace.testing.ts';

const now = Date.parse('2026-03-22T00:00:00Z');
const perWindow = 60;

let server: TestServer;
let workspace: TestWorkspace;
beforeAll(async () => {
  server = await openTestServer();
  workspace = await openTestWorkspace(server);
  // In the last week a third of the conversations is about topic 9, which has been retired, in place of topic 3.
  const conversations = Array.from({ length: 2 * perWindow }, (_, place) => {
    const isNow = place >= perWindow;
    const at = new Date(now - (isNow ? 6 : 13) * dayMs + (place % perWindow) * 60_000);
    return { conversation: place + 1, at, topicId: place % 3 === 0 ? (isNow ? 9 : 3) : 3 };
  });
  const facts = conversations.map(({ conversation, at }) => factOf({ id: conversation, conversation, at }));
  await writeFacts(server.stores, workspace.id, facts, 1);
  const lines = conversations.map(({ conversation, at, topicId }) =>
    messageMeaning.line({
      ...messageMeaning.empty,
      workspaceId: workspace.id,
      createdAt: at,
      messageId: 1_000 + conversation,
      conversationId: conversation,
      role: 'USER',
      language: 'en',
      topicId,
      version: 1,
    }),
  );
  await server.stores.clickhouse.insert(messageMeaning.name, messageMeaning.columnNames, lines.join('\n'));
  const topic = { workspaceId: workspace.id, number: 3, terms: ['seat', 'window'], centroid: [1], now: new Date(now) };
  await saveTopic(server.stores.postgres, topic);
});
afterAll(() => server?.close());

test('topics stand by their names, a retired one by its number', async () => {
  const input = {
    filter: { from: new Date(now - 7 * dayMs).toISOString(), to: new Date(now).toISOString() },
    role: 'USER',
    features: ['TOPIC'],
  };
  const { data, errors } = await workspace.run(
    'query ($input: DriftInput!) { drift(input: $input) { features { feature hasDrifted baseline { label count } current { label count } } } }',
    { input },
  );
  expect(errors).toBeUndefined();
  const [found] = data.drift.features as Loose[];
  expect(found).toMatchObject({ feature: 'TOPIC', hasDrifted: true });
  expect(found.baseline).toEqual([
    { label: 'seat, window', count: perWindow },
    { label: 'Topic 9', count: 0 },
  ]);
  expect(found.current).toEqual([
    { label: 'seat, window', count: (2 * perWindow) / 3 },
    { label: 'Topic 9', count: perWindow / 3 },
  ]);
});
