import { afterAll, beforeAll, expect, test } from 'vitest';
import { factOf, writeFacts, type Fact } from '../analytics/analytics.testing.ts';
import { dayMs } from '../analytics/pure/interval.ts';
import { saveTopic } from '../meaning/queries/topic-rows.ts';
import { messageMeaning } from '../meaning/tables.ts';
import { randomOf } from '../../platform/statistics/bootstrap.ts';
import { openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../workspace.testing.ts';

const now = Date.parse('2026-03-22T00:00:00Z');
const currentFrom = now - 7 * dayMs;
const quietFrom = now - 21 * dayMs;
const filter = { from: new Date(currentFrom).toISOString(), to: new Date(now).toISOString() };

interface Asked {
  readonly conversation: number;
  readonly at: Date;
  readonly topicId: number;
  readonly language: string;
}

/** Conversations of a user's message and four answers: in the last week, answers to German messages about topic 7 fail. */
function conversations(): { asked: Asked[]; facts: Fact[] } {
  const random = randomOf(7);
  const of = <Value>(values: readonly Value[]): Value => values[Math.floor(values.length * random())] as Value;
  const asked = Array.from({ length: 3_000 }, (_, place): Asked => ({
    conversation: place + 1,
    at: new Date(quietFrom + Math.floor(21 * dayMs * random())),
    topicId: of([0, 3, 7]),
    language: of(['en', 'de', 'und']),
  }));
  const facts = asked.flatMap(({ conversation, at, topicId, language }) =>
    Array.from({ length: 4 }, (_, place) => {
      const isHit = at.getTime() >= currentFrom && topicId === 7 && language === 'de';
      return factOf({
        id: conversation * 10 + place,
        at: new Date(Math.min(at.getTime() + place * 1_000, now - 1)),
        conversation,
        model: of(['m-large', 'm-small']),
        error: random() < (isHit ? 0.5 : 0.04) ? 'timeout' : '',
      });
    }),
  );
  return { asked, facts };
}

let server: TestServer;
let workspace: TestWorkspace;
let facts: Fact[];
let asked: Asked[];
beforeAll(async () => {
  server = await openTestServer();
  workspace = await openTestWorkspace(server);
  ({ asked, facts } = conversations());
  await writeFacts(server.stores, workspace.id, facts, 1);
  const line = (of: Asked, place: number, topicId: number, language: string, laterMs: number): string =>
    messageMeaning.line({
      ...messageMeaning.empty,
      workspaceId: workspace.id,
      createdAt: new Date(of.at.getTime() + laterMs),
      messageId: 1_000_000 + of.conversation * 10 + place,
      conversationId: of.conversation,
      role: 'USER',
      topicId,
      language,
      version: 1,
    });
  // What users write afterwards is of another topic and language, and does not count.
  const lines = asked.flatMap((one) => [
    line(one, 0, one.topicId, one.language, -1_000),
    ...(one.topicId !== 0 && one.language !== 'und' ? [line(one, 1, 3, 'fr', 500)] : []),
  ]);
  await server.stores.clickhouse.insert(messageMeaning.name, messageMeaning.columnNames, lines.join('\n'));
  for (const [number, terms] of [
    [3, ['seat', 'window']],
    [7, ['refund', 'ticket', 'money', 'back']],
  ] as const)
    await saveTopic(server.stores.postgres, { workspaceId: workspace.id, number, terms, centroid: [1], now: new Date(now) });
});
afterAll(() => server?.close());

const explainOf = async (input: object): Promise<Loose> => {
  const body = await workspace.run(
    `query ($input: ExplainInput!) { explain(input: $input) { sentence dimensions dimensionEffects { dimension mixEffect rateEffect } change
       causes { conditions { dimension value } baselineCount currentCount currentValue sentence filter isFilterExact isContradicted recommendation { key } traceIds } } }`,
    { input },
  );
  expect(body.errors).toBeUndefined();
  return body.data.explain;
};

test('a change that comes from what users ask about, and in which language, is found by both, with the topic by its name', async () => {
  const found = await explainOf({ metric: 'ERROR_SHARE', filter });
  expect(found.dimensions).toEqual(expect.arrayContaining(['TOPIC', 'LANGUAGE']));
  const [first] = found.causes;
  expect(Object.fromEntries(first.conditions.map(({ dimension, value }: Loose) => [dimension, value]))).toEqual({
    TOPIC: 'refund, ticket, money',
    LANGUAGE: 'de',
  });
  expect(first.sentence).toContain('topic refund, ticket, money and language de');
  expect(first.filter).toMatchObject({ topicIds: ['7'], languages: ['de'] });
  expect(first).toMatchObject({ isFilterExact: false, isContradicted: false });
  const isHit = new Set(
    asked.filter(({ topicId, language }) => topicId === 7 && language === 'de').map(({ conversation }) => conversation),
  );
  const own = facts.filter(({ at, conversation }) => at.getTime() >= currentFrom && isHit.has(conversation));
  expect(first.currentCount).toBe(own.length);
  expect(first.currentValue).toBeCloseTo(own.filter(({ error }) => error !== '').length / own.length, 12);
  for (const { mixEffect, rateEffect } of found.dimensionEffects) expect(mixEffect + rateEffect).toBeCloseTo(found.change, 10);
});

test('a dimension that is asked for alone gives its part; where nothing was read, there is none', async () => {
  const alone = await explainOf({ metric: 'ERROR_SHARE', filter, dimensions: ['LANGUAGE'] });
  expect(alone.dimensions).toEqual(['LANGUAGE']);
  expect(alone.causes[0].conditions).toEqual([{ dimension: 'LANGUAGE', value: 'de' }]);
  expect(alone.causes[0].recommendation.key).toBe('read-examples');
  const other = await openTestWorkspace(server);
  await writeFacts(server.stores, other.id, facts.slice(0, 4_000), 1);
  const { data } = await other.run('query ($input: ExplainInput!) { explain(input: $input) { dimensions } }', {
    input: { metric: 'ERROR_SHARE', filter },
  });
  expect(data.explain.dimensions).toEqual(['MODEL', 'HOUR']);
});
