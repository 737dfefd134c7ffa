import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, openTestServer, type Loose, type TestServer } from '../../../server.testing.ts';
import { clearDirty, hourOf, markDirty, writeFacts } from '../analytics.testing.ts';
import { randomFact, randomNumbers } from '../random-facts.testing.ts';
import { rebuildRollupHours } from '../rollup.ts';

/*
 * A statement leaves out the numbers of which an operation names no field. Each field is asked alone here, and beside all others: it has
 * the same value.
 */
const from = new Date('2026-02-10T00:00:00.000Z');
const middle = new Date('2026-02-12T00:00:00.000Z');
const to = new Date('2026-02-14T00:00:00.000Z');

let server: TestServer;

beforeAll(async () => {
  server = await openTestServer();
  const random = randomNumbers(3);
  const facts = Array.from({ length: 400 }, (_, index) => randomFact(random, index + 1, { from, to }));
  const { stores, defaultWorkspaceId: workspaceId } = server;
  await writeFacts(stores, workspaceId, facts, 1);
  // Half of the hours are answered from the rollup, the others from facts.
  const hours = [...new Set(facts.map(({ at }) => hourOf(at).getTime()))].map((ms) => new Date(ms));
  await markDirty(stores, workspaceId, hours);
  const rolledUp = hours.filter((_, index) => index % 2 === 0);
  await rebuildRollupHours(stores.clickhouse, workspaceId, rolledUp, 1n);
  await clearDirty(stores, workspaceId, rolledUp);
});
afterAll(() => server.close());

const filter = { from: middle, to };

async function analytics(selections: readonly string[]): Promise<Loose> {
  const query = `query ($filter: AnalyticsFilter!) { analytics(filter: $filter) { ${selections.join('\n')} } }`;
  const { body } = await ask(server, query, { variables: { filter } });
  if (body.errors !== undefined) throw new Error(JSON.stringify(body.errors));
  return body.data.analytics;
}

const numbers = [
  'messageCount',
  'conversationCount',
  'userCount',
  'inputTokens',
  'outputTokens',
  'cacheReadTokens',
  'cacheWriteTokens',
  'reasoningTokens',
  'costUsd',
  'costPerMessageUsd',
  'pricedCount',
  'evaluatedCount',
  'ratedCount',
  'judgedCount',
  'successShare',
  'successInterval { low high }',
  'averageRating',
  'errorShare',
  'errorCount',
  'costPerSuccessUsd',
  'latencyMs { p50Ms averageMs }',
  'timeToFirstTokenMs { p99Ms }',
];
const places = [
  'overview',
  'previous',
  'series',
  'previousSeries',
  'byModel',
  'byProvider',
  'bySession',
  'byVariant',
  'byTrainingMethod',
  'seriesByModel(top: 2) { buckets',
  'byModel { previous',
  'byProvider { series',
  'bySession { previous',
  'byVariant { previous',
];
const others = [
  'comparison { metrics { metric difference verdict sentence } }',
  'ratings { rating count previousCount comparison { difference sentence } }',
  'failureTags { tag count previousCount comparison { difference sentence } }',
  'errors { errorType count share previousCount comparison { difference sentence } }',
  'tools { name callCount comparison { difference } }',
  'groupComparison(by: MODEL) { groups { value messageCount metrics { metric value difference verdict } } }',
  'sla(thresholdMs: 900) { breachShare comparison { difference } }',
];

const inPlace = (place: string, selection: string): string => `${place} { ${selection} }${place.includes('{') ? ' }' : ''}`;

test('every number of a group has the same value alone as beside all others, wherever it stands', async () => {
  const { body } = await ask(server, '{ __type(name: "OverviewNumbers") { fields { name } } }');
  expect((await analytics(['overview { messageCount }'])).overview.messageCount).toBeGreaterThan(50);
  const fields = body.data.__type.fields.map(({ name }: { name: string }) => name);
  expect(numbers.map((one) => one.split(' ')[0]).sort()).toEqual(fields.sort());
  const everywhere = (selection: string) => analytics(places.map((place) => inPlace(place, selection)));
  const all = await everywhere(numbers.join(' '));
  for (const one of numbers) expect(all, one).toMatchObject(await everywhere(one));
});

test('every other field has the same value alone as beside all numbers', async () => {
  const all = await analytics([`overview { ${numbers.join(' ')} }`, ...others]);
  for (const one of others) expect(all, one).toMatchObject(await analytics([one]));
  expect(all.ratings.some(({ count }: { count: number }) => count > 0)).toBe(true);
  expect(all.comparison.metrics.some(({ difference }: { difference: number | null }) => difference !== null)).toBe(true);
});
