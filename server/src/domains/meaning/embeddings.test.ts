import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { drainProjection } from '../../background.ts';
import { inWorkspace } from '../../platform/store/scope.ts';
import { defineQuery } from '../../platform/store/query.ts';
import { sql, uuid } from '../../platform/store/sql.ts';
import { openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../workspace.testing.ts';
import { setPrice } from '../model-connections/tests/stream.testing.ts';
import { embedPending, type Held } from './background/embed.ts';
import { findTopics } from './background/find-topics.ts';
import { fakeWidth, openFakeEmbeddings, type FakeEmbeddings } from './tests/fake-embeddings.testing.ts';

let server: TestServer;
let fake: FakeEmbeddings;
let own: TestWorkspace;
beforeAll(async () => {
  server = await openTestServer();
  fake = await openFakeEmbeddings();
});
afterAll(async () => {
  await fake?.close();
  await server?.close();
});
beforeEach(async () => {
  own = await openTestWorkspace(server);
  fake.requests.length = 0;
  fake.trouble(() => null);
});

const must = async (query: string, variables: object = {}): Promise<Loose> => {
  const { data, errors } = await own.run(query, variables);
  expect(errors).toBeUndefined();
  return data;
};
const fields = 'embeddings model connection { name } dailyCapUsd spentTodayUsd pendingCount problem';
const settings = async (): Promise<Loose> => (await must(`{ meaningSettings { ${fields} } }`)).meaningSettings;
const update = `mutation ($input: UpdateMeaningSettingsInput!) { updateMeaningSettings(input: $input) { ${fields} } }`;
const connect = async (kind = 'OPENAI_COMPATIBLE'): Promise<string> =>
  (
    await must('mutation ($input: CreateModelConnectionInput!) { createModelConnection(input: $input) { id } }', {
      input: { name: 'open', kind, baseUrl: fake.url, apiKey: 'sk-embeddings-key', allowedModels: ['embed-small'] },
    })
  ).createModelConnection.id;
const choose = async (more: object = {}): Promise<void> => {
  await must(update, { input: { embeddings: 'ENDPOINT', connectionId: await connect(), model: 'embed-small', ...more } });
};
/** Paraphrases that have no telling word in common. */
const themes = [
  ['My suitcase did not come', 'Where is the baggage that I checked', 'The luggage is lost'],
  ['I want a refund', 'Give the money back', 'Please reimburse the payment'],
  ['I forgot the password', 'The login does not work', 'I can not sign in'],
] as const;
const have = async (
  count: number,
  text = (place: number): string => `${themes[place % 3]?.[Math.floor(place / 3) % 3]}, number ${place}`,
): Promise<void> => {
  const messages = Array.from({ length: count }, (_, place) => ({
    externalId: `u${place}`,
    conversationId: `c${place}`,
    role: 'USER',
    content: text(place),
    createdAt: new Date(Date.now() - 3_600_000 - place * 1_000).toISOString(),
  }));
  await must('mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted rejected { reason } } }', {
    messages,
  });
  await drainProjection(server.stores);
};
const rows = defineQuery({
  name: 'test.embeddings',
  timeoutMs: 20_000,
  row: z.object({ modelVersion: z.string(), width: z.coerce.number(), topicId: z.coerce.number(), count: z.coerce.number() }),
  sql: ({ workspaceId }: { workspaceId: string }) => sql`
    SELECT model_version AS modelVersion, length(embedding) AS width, topic_id AS topicId, count() AS count FROM message_meaning FINAL
    WHERE workspace_id = ${uuid(workspaceId)} GROUP BY modelVersion, width, topicId ORDER BY count DESC`,
});
const stored = (): Promise<readonly Loose[]> => rows(server.stores.clickhouse, { workspaceId: own.id }) as Promise<readonly Loose[]>;
const pass = (held: Held = new Map()): Promise<number> =>
  inWorkspace(own.id, () => embedPending(server.stores, own.id, held, new AbortController().signal));
const embedAll = async (): Promise<void> => {
  while ((await pass()) > 0);
};

describe('embeddings by a server', () => {
  test('are asked for in batches with the key of the connection, in the ledger, and make topics of paraphrases', async () => {
    await have(150);
    expect(await settings()).toMatchObject({ embeddings: 'BUILT_IN', pendingCount: 0, problem: null });
    expect((await stored())[0]).toMatchObject({ modelVersion: 'emotions-1', width: 256 });
    await findTopics(server.stores, own.id, new Date());
    await choose();
    expect((await must('{ topicNames { name } }')).topicNames).toEqual([]);
    expect(await settings()).toMatchObject({
      embeddings: 'ENDPOINT',
      model: 'embed-small',
      connection: { name: 'open' },
      pendingCount: 150,
    });
    await embedAll();
    expect(fake.requests.map(({ input }) => input.length)).toEqual([64, 64, 22]);
    expect(fake.requests[0]).toMatchObject({ path: '/v1/embeddings', authorization: 'Bearer sk-embeddings-key', model: 'embed-small' });
    expect((await stored()).map(({ width }) => width)).toEqual([fakeWidth]);
    expect(await settings()).toMatchObject({ pendingCount: 0, problem: null });
    expect(await findTopics(server.stores, own.id, new Date())).toBeGreaterThanOrEqual(3);
    // Each topic holds one theme alone, whatever words its messages have.
    const { topics } = await must('{ topics(filter: {}) { id messageCount examples { content } } }');
    for (const { examples } of topics) {
      const of = new Set(examples.map(({ content }: Loose) => themes.findIndex((texts) => texts.some((text) => content.startsWith(text)))));
      expect(of.size).toBe(1);
    }
    const calls = await server.stores.prisma.modelCall.findMany({ where: { workspaceId: own.id } });
    expect(calls.map(({ purpose, model, outcome, inputTokens }) => [purpose, model, outcome, inputTokens])).toEqual([
      ['embeddings', 'embed-small', 'DONE', 640],
      ['embeddings', 'embed-small', 'DONE', 640],
      ['embeddings', 'embed-small', 'DONE', 220],
    ]);
  });

  test('of messages that come later are made in the next pass, and sorted by topic', async () => {
    await have(150);
    await choose();
    await embedAll();
    await findTopics(server.stores, own.id, new Date());
    fake.requests.length = 0;
    await must('mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }', {
      messages: [
        { externalId: 'late', conversationId: 'late', role: 'USER', content: 'Reimburse me now', createdAt: new Date().toISOString() },
      ],
    });
    await drainProjection(server.stores);
    expect(fake.requests.map(({ input }) => input)).toEqual([['Reimburse me now']]);
    const { message } = await must('{ message(externalId: "late") { meaning { topic { name } } } }');
    expect(message.meaning.topic).not.toBeNull();
  });

  test('are asked for again after errors, rate limits, broken answers and cut connections', async () => {
    await have(10);
    await choose();
    fake.trouble(
      (_request, count) => [{ status: 500 }, { status: 429, headers: { 'retry-after-ms': '10' } }, 'cut' as const, null][count] ?? null,
    );
    await embedAll();
    expect(fake.requests).toHaveLength(4);
    expect(await settings()).toMatchObject({ pendingCount: 0, problem: null });
  });

  test.each([
    ['vectors of another number', { body: '{"data":[{"index":0,"embedding":[1,2]}]}' }, /gave 1 vectors/],
    ['no JSON', { body: '<html>' }, /can't be read/],
    ['a key that is refused', { status: 401, message: 'bad key' }, /refuses the key/],
    ['a model that is not there', { status: 404, message: 'no model' }, /embed-small/],
    ['a rate limit of an hour', { status: 429, headers: { 'retry-after': '3600' } }, /./],
  ] as const)('stop at %s, and say so; nothing of it is written', async (_name, trouble, problem) => {
    await have(5);
    await choose();
    fake.trouble(() => trouble);
    const held: Held = new Map();
    expect(await pass(held)).toBe(0);
    expect(await settings()).toMatchObject({ pendingCount: 5, problem: expect.stringMatching(problem) });
    const count = fake.requests.length;
    expect(count).toBeLessThanOrEqual(4);
    // It is held off for a while, and asked again after that.
    await pass(held);
    expect(fake.requests).toHaveLength(count);
    fake.trouble(() => null);
    held.clear();
    await pass(held);
    expect(await settings()).toMatchObject({ pendingCount: 0, problem: null });
  });

  test('are left out of the one text that the server refuses', async () => {
    await have(20, (place) => (place === 7 ? 'refuse this one' : `the suitcase ${place}`));
    await choose();
    fake.trouble(({ input }) => (input.some((text) => text.includes('refuse')) ? { status: 400, message: 'too long' } : null));
    await embedAll();
    expect((await stored()).map(({ width, count }) => [width, count])).toEqual([
      [fakeWidth, 19],
      [0, 1],
    ]);
    expect(await settings()).toMatchObject({ pendingCount: 0 });
    const asked = fake.requests.length;
    await pass();
    expect(fake.requests).toHaveLength(asked);
  });

  test('stay within the cap of the day, and need a price for one', async () => {
    await have(300);
    await choose({ dailyCapUsd: 0.0004 });
    expect(await pass()).toBe(0);
    expect((await settings()).problem).toMatch(/No price is known for embed-small/);
    expect(fake.requests).toEqual([]);
    await setPrice(own, 'embed-small', 0.1, 0.1);
    await embedAll();
    const { spentTodayUsd, problem, pendingCount } = await settings();
    expect(problem).toMatch(/^The cap of the day, \$0\.0004, has no room/);
    expect(spentTodayUsd).toBeGreaterThan(0);
    expect(spentTodayUsd).toBeLessThanOrEqual(0.0004);
    expect(pendingCount).toBeGreaterThan(0);
    expect(pendingCount).toBe(300 - fake.requests.reduce((sum, { input }) => sum + input.length, 0));
  });

  test('go with OFF, and come back with BUILT_IN', async () => {
    await have(12);
    await must(update, { input: { embeddings: 'OFF' } });
    await embedAll();
    expect((await stored()).map(({ modelVersion, width, count }) => [modelVersion, width, count])).toEqual([['emotions-1 off', 0, 12]]);
    await must(update, { input: { embeddings: 'BUILT_IN' } });
    await embedAll();
    expect((await stored()).map(({ modelVersion, width }) => [modelVersion, width])).toEqual([['emotions-1', 256]]);
    expect(fake.requests).toEqual([]);
  });

  test.each([
    [{ embeddings: 'ENDPOINT', model: 'm' }, 'input.connectionId', 'BAD_MEANING_SETTINGS'],
    [
      { embeddings: 'ENDPOINT', connectionId: btoa('ModelConnection:00000000-0000-4000-8000-000000000000'), model: 'm' },
      'input.connectionId',
      'NOT_FOUND',
    ],
    [{ embeddings: 'OFF', model: 'm' }, 'input.model', 'BAD_MEANING_SETTINGS'],
    [{ embeddings: 'BUILT_IN', dailyCapUsd: 1 }, 'input.dailyCapUsd', 'BAD_MEANING_SETTINGS'],
  ])('%j is refused', async (input, field, code) => {
    const { errors } = await own.run(update, { input });
    expect(errors[0].extensions).toMatchObject({ code, field });
  });

  test.each([
    [{ model: ' ' }, 'input.model'],
    [{ model: 'a\u0000' }, 'input.model'],
    [{ dailyCapUsd: 0 }, 'input.dailyCapUsd'],
    [{ dailyCapUsd: -1 }, 'input.dailyCapUsd'],
  ])('a server with %j is refused', async (more, field) => {
    const { errors } = await own.run(update, { input: { embeddings: 'ENDPOINT', connectionId: await connect(), model: 'm', ...more } });
    expect(errors[0].extensions).toMatchObject({ code: 'BAD_MEANING_SETTINGS', field });
  });

  test('an API that makes none, and a connection of another workspace, are refused', async () => {
    const { errors } = await own.run(update, { input: { embeddings: 'ENDPOINT', connectionId: await connect('ANTHROPIC'), model: 'm' } });
    expect(errors[0].extensions).toMatchObject({ code: 'BAD_MEANING_SETTINGS', field: 'input.connectionId' });
    const theirs = await connect().catch(() => null);
    expect(theirs).toBeNull(); // the name is taken: the id of the first is used from another workspace
    const { modelConnections } = await must('{ modelConnections { id } }');
    const other = await openTestWorkspace(server);
    const body = await other.run(update, { input: { embeddings: 'ENDPOINT', connectionId: modelConnections[0].id, model: 'm' } });
    expect(body.errors[0].extensions.code).toBe('NOT_FOUND');
  });
});
