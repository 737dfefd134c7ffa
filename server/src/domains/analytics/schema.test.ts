import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { drainProjection } from '../../background.ts';
import { ask, openTestServer, type TestServer } from '../../server.testing.ts';

let server: TestServer;
const asked: string[] = [];

beforeAll(async () => {
  server = await openTestServer();
  // Not those of the server's own work, and of what an operation before asked for without waiting for it.
  const others = ['analytics.activeSince', 'analytics.sessionExtents'];
  server.stores.clickhouse.observe = (name) => {
    if (name.startsWith('analytics.') && !others.includes(name)) asked.push(name);
  };
  await send([
    {
      externalId: 'a',
      model: 'gpt-4',
      latencyMs: 100,
      inputTokens: 10,
      outputTokens: 4,
      sessionId: 's',
      userId: 'u',
      environment: 'production',
    },
    {
      externalId: 'b',
      model: 'claude',
      latencyMs: 300,
      errorType: 'timeout',
      experimentName: 'e',
      variant: 'v',
      createdAt: '2026-03-02T00:00:00Z',
      toolCalls: [{ name: 't', success: false, durationMs: 7 }],
    },
    { externalId: 'c', role: 'USER', createdAt: '2026-03-02T00:00:00Z' },
  ]);
  await ask(server, 'mutation { saveModel(model: { name: "gpt-4", provider: "openai", trainingMethod: SFT }) { name } }');
});
afterAll(() => server.close());

async function send(messages: readonly object[]): Promise<void> {
  const complete = messages.map((message) => ({
    conversationId: 'c',
    role: 'ASSISTANT',
    content: 'x',
    createdAt: '2026-03-01T12:00:00Z',
    ...message,
  }));
  const { body } = await ask(
    server,
    'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { rejected { reason } } }',
    { variables: { messages: complete } },
  );
  expect(body.data.ingestMessages.rejected).toEqual([]);
  await drainProjection(server.stores);
}

async function data(query: string, variables: unknown = {}) {
  const { body } = await ask(server, query, { variables });
  if (body.errors !== undefined) throw new Error(JSON.stringify(body.errors));
  return body.data;
}

const march = { from: '2026-03-01T00:00:00Z', to: '2026-03-03T00:00:00Z' };

describe('analytics', () => {
  test('every field answers, flat and in its units', async () => {
    const { analytics } = await data(
      `query ($filter: AnalyticsFilter!) { analytics(filter: $filter) {
        interval
        overview { ...Numbers latencyMs { p50Ms p90Ms p95Ms p99Ms averageMs } timeToFirstTokenMs { p50Ms } successInterval { low } }
        previous { ...Numbers }
        series(interval: DAY) { startedAt isPartial ...Numbers }
        previousSeries { startedAt }
        seriesByModel(interval: DAY, top: 1) { model buckets { startedAt messageCount } }
        byModel { model provider trainingMethod ...Numbers previous { messageCount } series { startedAt messageCount } }
        byProvider { provider messageCount }
        bySession { sessionId experimentName variant messageCount }
        byVariant { experimentName variant messageCount }
        byTrainingMethod { trainingMethod messageCount }
        ratings { rating count } failureTags { tag count } errors { errorType count share }
        tools { name callCount failureCount successShare durationMs { p50Ms averageMs } }
        conversationLengths { messageCount conversationCount }
        sla(thresholdMs: 200) { thresholdMs measuredCount breachCount breachShare series { startedAt measuredCount breachCount breachShare } }
      } }
      fragment Numbers on OverviewNumbers { messageCount conversationCount userCount inputTokens outputTokens costUsd errorShare }`,
      { filter: march },
    );
    const none = { messageCount: 0, conversationCount: 0, userCount: 0, inputTokens: 0, outputTokens: 0, costUsd: null, errorShare: null };
    const gpt = { messageCount: 1, conversationCount: 1, userCount: 1, inputTokens: 10, outputTokens: 4, costUsd: null, errorShare: 0 };
    const claude = { messageCount: 1, conversationCount: 1, userCount: 1, inputTokens: 0, outputTokens: 0, costUsd: null, errorShare: 1 };
    expect(analytics).toMatchObject({
      interval: 'HOUR',
      overview: {
        ...gpt,
        messageCount: 2,
        errorShare: 0.5,
        latencyMs: { p50Ms: 200, p90Ms: 280, p95Ms: 290, p99Ms: 298, averageMs: 200 },
        timeToFirstTokenMs: { p50Ms: null },
        successInterval: null,
      },
      previous: none,
      series: [
        { startedAt: '2026-03-01T00:00:00.000Z', isPartial: false, ...gpt },
        { startedAt: '2026-03-02T00:00:00.000Z', isPartial: false, ...claude },
      ],
      previousSeries: [],
      byModel: [
        { model: 'claude', provider: null, trainingMethod: null, ...claude, previous: { messageCount: 0 } },
        {
          model: 'gpt-4',
          provider: 'openai',
          trainingMethod: 'SFT',
          ...gpt,
          series: [{ startedAt: '2026-03-01T12:00:00.000Z', messageCount: 1 }],
        },
      ],
      byProvider: [{ provider: null, messageCount: 2 }],
      bySession: [{ sessionId: 's', experimentName: 'e', variant: 'v', messageCount: 2 }],
      byVariant: [{ experimentName: 'e', variant: 'v', messageCount: 2 }],
      byTrainingMethod: [
        { trainingMethod: null, messageCount: 1 },
        { trainingMethod: 'SFT', messageCount: 1 },
      ],
      ratings: [1, 2, 3, 4, 5].map((rating) => ({ rating, count: 0 })),
      failureTags: [],
      errors: [{ errorType: 'timeout', count: 1, share: 0.5 }],
      tools: [{ name: 't', callCount: 1, failureCount: 1, successShare: 0, durationMs: { p50Ms: 7, averageMs: 7 } }],
      conversationLengths: [{ messageCount: 2, conversationCount: 1 }],
      sla: {
        thresholdMs: 200,
        measuredCount: 2,
        breachCount: 1,
        breachShare: 0.5,
        series: [
          { startedAt: '2026-03-01T12:00:00.000Z', breachCount: 0 },
          { startedAt: '2026-03-02T00:00:00.000Z', breachShare: 1 },
        ],
      },
    });
    expect(analytics.seriesByModel).toEqual([
      { model: 'claude', buckets: [{ startedAt: '2026-03-02T00:00:00.000Z', messageCount: 1 }] },
      { model: 'other', buckets: [{ startedAt: '2026-03-01T00:00:00.000Z', messageCount: 1 }] },
    ]);
  });

  test('a whole first screen, with the period before, is two statements', async () => {
    asked.length = 0;
    await data(
      `query ($filter: AnalyticsFilter!) { analytics(filter: $filter) {
        overview { messageCount } previous { messageCount } series { messageCount } previousSeries { messageCount } seriesByModel { model }
        byModel { model series { messageCount } } ratings { count } tools { name }
      } }`,
      { filter: march },
    );
    expect(asked.sort()).toEqual(['analytics.groupedNumbers', 'analytics.toolUses']);
  });

  test('two filters in one request are kept apart', async () => {
    const { one, other } = await data(
      '{ one: analytics(filter: { models: ["gpt-4"] }) { overview { messageCount } } other: analytics(filter: { models: ["gpt-4", "claude"] }) { overview { messageCount } } }',
    );
    expect([one.overview.messageCount, other.overview.messageCount]).toEqual([1, 2]);
  });

  test('training methods are those of the list of models', async () => {
    const { analytics } = await data('{ analytics(filter: { trainingMethods: ["SFT"] }) { byModel { model } } }');
    expect(analytics.byModel).toEqual([{ model: 'gpt-4' }]);
  });

  test.each([
    [
      '{ analytics(filter: { trainingMethods: ["lora"] }) { interval } }',
      'filter.trainingMethods: "lora" is not known; there are BASE, SFT, DPO, RLHF.',
    ],
    ['{ analytics(filter: { ratings: [6] }) { interval } }', 'filter.ratings: 6 is no rating; there are 1, 2, 3, 4, 5.'],
    [
      '{ analytics(filter: { from: "2026-03-02", to: "2026-03-01" }) { interval } }',
      'filter.from: 2026-03-02T00:00:00.000Z is after "to" (2026-03-01T00:00:00.000Z); the time range is [from, to).',
    ],
    [
      '{ analytics(filter: { from: "2020-01-01", to: "2026-01-01" }) { series(interval: HOUR) { messageCount } } }',
      'interval: HOUR cuts this time range into 52608 buckets, more than 5000; use DAY or WEEK or MONTH.',
    ],
    ['{ analytics(filter: {}) { sla(thresholdMs: -1) { breachCount } } }', 'thresholdMs: -1 is less than no time.'],
    ['{ analytics(filter: {}) { seriesByModel(top: 0) { model } } }', 'top: 0 is not possible; 1 to 50 are.'],
    ['{ analytics(filter: {}) { bySession(top: 5001) { sessionId } } }', 'top: 5001 is not possible; 1 to 5000 are.'],
  ])('%s is refused with a reason', async (query, message) => {
    const { body } = await ask(server, query);
    expect(body.errors[0]).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } });
  });

  test('a filter beyond every message is empty, and far dates are no error', async () => {
    for (const filter of [
      { from: '2030-01-01T00:00:00Z' },
      { to: '1999-01-01T00:00:00Z' },
      { from: '0001-01-01T00:00:00Z', to: '1969-01-01T00:00:00Z' },
      { from: '2200-01-01T00:00:00Z', to: '9999-12-31T00:00:00Z' },
    ]) {
      const { analytics } = await data(
        'query ($filter: AnalyticsFilter!) { analytics(filter: $filter) { overview { messageCount } previous { messageCount } series { startedAt } tools { name } bySession { sessionId } conversationLengths { messageCount } } messages(filter: $filter) { edges { cursor } } }',
        { filter },
      );
      expect(analytics).toMatchObject({ overview: { messageCount: 0 }, series: [], tools: [], bySession: [], conversationLengths: [] });
    }
    const { analytics } = await data(
      '{ analytics(filter: { from: "0001-01-01", to: "9999-12-31" }) { interval overview { messageCount } series { startedAt messageCount } } }',
    );
    expect(analytics).toMatchObject({
      interval: 'MONTH',
      overview: { messageCount: 2 },
      series: [{ startedAt: '2026-03-01T00:00:00.000Z', messageCount: 2 }],
    });
  });

  test('another workspace’s key sees nothing of it', async () => {
    const { id } = await server.stores.prisma.workspace.create({ data: { slug: 'stranger', name: 'stranger' } });
    const { createApiKey } = await import('../access/commands.ts');
    const { secret } = await createApiKey(server.stores, { workspaceId: id, name: 'k', role: 'EDITOR' });
    const { body } = await ask(
      server,
      '{ analytics(filter: {}) { overview { messageCount } byModel { model } } filterOptions { models } messages { edges { cursor } } }',
      { headers: { authorization: `Bearer ${secret}` } },
    );
    expect(body.data).toEqual({
      analytics: { overview: { messageCount: 0 }, byModel: [] },
      filterOptions: { models: [] },
      messages: { edges: [] },
    });
  });
});

test('models have their own numbers, in one statement for all', async () => {
  asked.length = 0;
  const { models } = await data(
    '{ models { name analytics(filter: { from: "2026-03-01", to: "2026-03-03" }) { messageCount latencyMs { p50Ms } } } }',
  );
  expect(models).toEqual([
    { name: 'claude', analytics: { messageCount: 1, latencyMs: { p50Ms: 300 } } },
    { name: 'gpt-4', analytics: { messageCount: 1, latencyMs: { p50Ms: 100 } } },
  ]);
  expect(asked).toEqual(['analytics.groupedNumbers']);
  const narrowed = await data('{ models { name analytics(filter: { models: ["claude"] }) { messageCount errorShare } } }');
  expect(narrowed.models).toEqual([
    { name: 'claude', analytics: { messageCount: 1, errorShare: 1 } },
    { name: 'gpt-4', analytics: { messageCount: 0, errorShare: null } },
  ]);
});

test('filters can be set to what messages name, most used first', async () => {
  await send([{ externalId: 'd', model: 'claude', conversationId: 'd', environment: 'staging', provider: 'anthropic' }]);
  await new Promise((resolve) => setTimeout(resolve, 2_100)); // the answer is kept for two seconds
  const { filterOptions } = await data('{ filterOptions { models providers trainingMethods sessions experiments variants environments } }');
  expect(filterOptions).toEqual({
    models: ['claude', 'gpt-4'],
    providers: ['anthropic'],
    trainingMethods: ['SFT'],
    sessions: ['s'],
    experiments: ['e'],
    variants: ['v'],
    environments: ['production', 'staging'],
  });
});

test('a message that turns out to be no answer is no longer counted', async () => {
  const count = async (): Promise<number> =>
    (await data('{ analytics(filter: { models: ["turned"] }) { overview { messageCount } } }')).analytics.overview.messageCount;
  await send([{ externalId: 'turned', model: 'turned' }]);
  expect(await count()).toBe(1);
  await send([{ externalId: 'turned', model: 'turned', role: 'USER' }]);
  expect(await count()).toBe(0);
});

test('analyticsChanged gives a first value at once, then one after messages have landed', async () => {
  const client = createClient({ url: `ws://127.0.0.1:${server.port}/graphql`, webSocketImpl: WebSocket });
  const values = client.iterate<{ analyticsChanged: { overview: { messageCount: number } } }>({
    query: 'subscription { analyticsChanged(filter: { environments: ["live"] }) { overview { messageCount } } }',
  });
  const next = async (): Promise<number | undefined> => (await values.next()).value?.data?.analyticsChanged.overview.messageCount;
  expect(await next()).toBe(0);
  await send([{ externalId: 'live-1', environment: 'live', conversationId: 'live' }]);
  server.live.publish('facts.landed', server.defaultWorkspaceId, { messageCount: 1 });
  expect(await next()).toBe(1);
  await send([
    { externalId: 'live-2', conversationId: 'live' },
    { externalId: 'live-3', conversationId: 'live' },
  ]);
  for (let landing = 0; landing < 5; landing += 1) server.live.publish('facts.landed', server.defaultWorkspaceId, { messageCount: 1 });
  expect(await next()).toBe(3);
  await values.return?.();
  await client.dispose();
});
