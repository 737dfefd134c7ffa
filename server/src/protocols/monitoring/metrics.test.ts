import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiKey } from '../../domains/access/commands.ts';
import { ask, openTestServer, type TestServer } from '../../server.testing.ts';
import { openTestWorkspace } from '../../workspace.testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

async function value(name: string): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1) ?? 0);
}

test('what is sent is counted by what became of it, and waits in the queue until it is projected', async () => {
  const message = (externalId: string, more = {}) => ({ externalId, conversationId: 'c', role: 'ASSISTANT', content: 'text', ...more });
  const send = (messages: unknown[]) =>
    ask(server, 'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }', { variables: { messages } });
  await send([message('1'), message('2'), message('3', { inputTokens: -1 })]);
  await send([message('1', { content: 'changed' })]);
  const evaluations = [
    { messageExternalId: '1', rating: 5 },
    { messageExternalId: '1', rating: 6 },
  ];
  await ask(server, 'mutation ($evaluations: [EvaluationInput!]!) { evaluateMessages(evaluations: $evaluations) { accepted } }', {
    variables: { evaluations },
  });
  expect(await value('ftl_ingested_total{kind="message",result="accepted"}')).toBe(2);
  expect(await value('ftl_ingested_total{kind="message",result="updated"}')).toBe(1);
  expect(await value('ftl_ingested_total{kind="message",result="rejected"}')).toBe(1);
  expect(await value('ftl_ingested_total{kind="evaluation",result="accepted"}')).toBe(1);
  expect(await value('ftl_ingested_total{kind="evaluation",result="rejected"}')).toBe(1);
  expect(await value('ftl_projection_queue_messages')).toBeGreaterThanOrEqual(2);
});

test('queries and statements are timed by their names', async () => {
  await ask(server, '{ analytics(filter: {}) { overview { messageCount } } }');
  const text = await (await fetch(`${server.url}/metrics`)).text();
  expect(text).toMatch(/ftl_clickhouse_statement_seconds_count\{statement="analytics\.\w+",failed="false"\} [1-9]/);
  expect(text).toMatch(/ftl_postgres_statement_seconds_count\{statement="messages\.insert",failed="false"\} [1-9]/);
});

test('numbers of all workspaces are for administrators of the workspace `default`, and their keys that read', async () => {
  const elsewhere = (await openTestWorkspace(server)).id;
  const statusOf = async (key: object): Promise<number> => {
    const { secret } = await createApiKey(server.stores, { workspaceId: server.defaultWorkspaceId, name: 'test', role: 'ADMIN', ...key });
    return (await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${secret}` } })).status;
  };
  expect([await statusOf({}), await statusOf({ scope: 'READ' })]).toEqual([200, 200]);
  for (const key of [{ scope: 'INGEST' }, { role: 'EDITOR' }, { role: 'VIEWER', scope: 'READ' }, { workspaceId: elsewhere, role: 'OWNER' }])
    expect(await statusOf(key), JSON.stringify(key)).toBe(403);
});
