import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, openTestServer, type Loose, type TestServer } from '../../../server.testing.ts';
import { captureSpans } from '../commands.ts';
import { testModelCall } from '../spans.testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
  const { stores, live, defaultWorkspaceId } = server;
  await captureSpans(
    { stores, live },
    defaultWorkspaceId,
    Array.from({ length: 12 }, (_, n) => testModelCall(n, { sessionId: 'c' })),
    new Date('2026-11-21T00:00:00Z'),
  );
  const messages = [
    { externalId: 'of no trace', conversationId: 'c', role: 'USER', content: 'Hello' },
    { externalId: 'of a trace elsewhere', conversationId: 'c', role: 'USER', content: 'Hello', traceId: 'somewhere', spanId: 'else' },
  ];
  await ask(server, 'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }', {
    variables: { messages },
  });
});
afterAll(() => server?.close());

test('messages know their trace and their span, all of a page by one query each', async () => {
  const asked: string[] = [];
  server.stores.clickhouse.observe = (statement) => asked.push(statement);
  const { body } = await ask(
    server,
    '{ conversation(id: "c") { messages(first: 100) { edges { node { externalId role trace { id name } span { id name } } } } } }',
  );
  server.stores.clickhouse.observe = () => {};
  expect(body.errors).toBeUndefined();
  const nodes: Loose[] = body.data.conversation.messages.edges.map(({ node }: Loose) => node);
  const replies = nodes.filter(({ role }) => role === 'ASSISTANT');
  expect(replies.length).toBe(12);
  for (const reply of replies) expect(reply.externalId).toBe(`span:${reply.trace.id}:${reply.span.id}`);
  for (const node of nodes.filter(({ externalId }) => externalId.startsWith('of ')))
    expect(node).toMatchObject({ trace: null, span: null });
  // Not summed up yet: what is missing among the summaries is read from the spans.
  expect(asked.sort()).toEqual(['traces.shapes', 'traces.spans', 'traces.summaries', 'traces.summedUp']);
});
