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

test('pictures of a prompt and of an answer are parts of their messages, also where the same words came before without one', async () => {
  const picture = { type: 'image_url', image_url: { url: 'https://example.org/a.png' } };
  const at = Date.UTC(2026, 10, 20, 13) * 1_000;
  const later = { startUs: at, endUs: at + 1_000 };
  const citations = { type: 'citations', citations: [{ url: 'https://example.org' }] };
  await captureSpans(
    server,
    server.defaultWorkspaceId,
    [
      testModelCall(50, {
        sessionId: 'pictures',
        input: {
          form: 'CHAT',
          messages: [
            { role: 'USER', content: 'Look.' },
            { role: 'USER', content: 'Look.', parts: [picture] },
          ],
        },
        output: { form: 'CHAT', messages: [{ role: 'ASSISTANT', content: 'A cat.', parts: [citations] }] },
      }),
      testModelCall(51, {
        ...later,
        sessionId: 'pictures',
        input: { form: 'CHAT', messages: [{ role: 'USER', content: 'Say "parts":[ in JSON.' }] },
      }),
    ],
    new Date('2026-11-21T00:00:00Z'),
  );
  const asked: string[] = [];
  server.stores.clickhouse.observe = (statement) => asked.push(statement);
  const { body } = await ask(server, '{ conversation(id: "pictures") { messages(first: 10) { edges { node { role content parts } } } } }');
  server.stores.clickhouse.observe = () => {};
  expect(body.errors).toBeUndefined();
  expect(body.data.conversation.messages.edges.map(({ node }: Loose) => [node.role, node.content, node.parts])).toEqual([
    ['USER', 'Look.', null],
    ['USER', 'Look.', [picture]],
    ['ASSISTANT', 'A cat.', [citations]],
    ['USER', 'Say "parts":[ in JSON.', null],
    ['ASSISTANT', 'Answer 51.', null],
  ]);
  expect(asked).toEqual(['traces.callsWithParts', 'traces.contents']);
});
