import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestWorkspace, openTestStores } from '../../platform/store/testing.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { hourOf, writeFacts, type Fact } from './analytics.testing.ts';
import { abandonment, errorSeries, rateLimits, retention, turnsToSuccess } from './conversations.ts';
import * as second from './conversations.testing.ts';
import { sla } from './details.ts';
import { bySession } from './sessions.ts';
import type { AnalyticsFilter } from './pure/filter.ts';
import { randomFact, randomNumbers } from './random-facts.testing.ts';
import * as reference from './reference.testing.ts';
import { Report } from './report.ts';
import { rebuildRollupHours } from './rollup.ts';

const beginning = new Date('2026-02-20T05:30:00.000Z');
const from = new Date('2026-03-02T05:30:00.000Z');
const to = new Date('2026-03-31T18:15:30.250Z');
const now = new Date(to.getTime() + 20 * 60_000);

let stores: Stores;
let workspaceId: string;
let facts: Fact[];

beforeAll(async () => {
  stores = await openTestStores();
  workspaceId = await createTestWorkspace(stores);
  const random = randomNumbers(5);
  facts = Array.from({ length: 500 }, (_, index) => {
    const fact = randomFact(random, index + 1, { from: beginning, to });
    const conversation = 1 + Math.floor(random() * 150);
    return { ...fact, conversation, user: conversation % 4 === 0 ? 0 : 1 + Math.floor(random() * 60) };
  });
  await writeFacts(stores, workspaceId, facts, 1);
  await rebuildRollupHours(
    stores.clickhouse,
    workspaceId,
    facts.map(({ at }) => hourOf(at)),
    2n,
  );
});
afterAll(() => stores.close());

describe.each<[string, AnalyticsFilter]>([
  ['time alone', { from, to }],
  ['days of New York, over the change of its clocks', { from, to, timeZone: 'America/New_York' }],
  ['a provider and what is left out', { from, to, providers: ['openai', ''], not: { models: ['claude'], errorTypes: ['timeout'] } }],
  ['all time', {}],
  ['nothing that is', { from, to, models: ['none'] }],
  ['an empty range', { from, to: from }],
])('with %s', (_name, filter) => {
  const open = (): Promise<Report> => Report.open(stores, workspaceId, filter, now);
  const zone = filter.timeZone ?? 'UTC';

  test('answers to the first success are counted in each conversation', async () => {
    expect(await turnsToSuccess(await open())).toEqual(second.turnsToSuccess(reference.matching(facts, filter)));
  });

  test('conversations that ended without an answer, or with a failed one, are abandoned', async () => {
    expect(await abandonment(await open())).toEqual(second.abandonment(facts, reference.matching(facts, filter), now));
  });

  test('users come again in the weeks after that of their first message', async () => {
    expect(await retention(await open())).toEqual(second.retention(facts, reference.matching(facts, filter), zone));
  });

  test('errors over time, and the limits of rate of a provider', async () => {
    const report = await open();
    const own = reference.matching(facts, filter);
    expect(await errorSeries(report, 'DAY', 50)).toEqual(second.errorSeries(own, 'DAY', zone));
    const limited = own.filter(({ error, provider }) => error === 'rate_limit' && provider === 'openai');
    expect(await rateLimits(report, 'openai')).toEqual({
      count: limited.length,
      buckets: second.bucketsOf(limited, report.interval, zone),
    });
  });
});

test('sessions and breaches of the threshold are counted in the period before, too', async () => {
  const before = { from: new Date(from.getTime() - (to.getTime() - from.getTime())), to: from };
  const report = await Report.open(stores, workspaceId, { from, to }, now);
  const earlier = reference.matching(facts, before);
  const sessions = await bySession(report, 500);
  expect(sessions.length).toBeGreaterThan(1);
  for (const { sessionId, previous } of sessions)
    expect((await previous())?.messageCount).toBe(earlier.filter(({ session }) => session === sessionId).length);
  const measured = earlier.filter(({ latencyMs }) => latencyMs !== null);
  const found = await sla(report, 250, 'previous');
  expect([found.measuredCount, found.breachCount]).toEqual([
    measured.length,
    measured.filter(({ latencyMs }) => (latencyMs ?? 0) > 250).length,
  ]);
  const [open] = await bySession(await Report.open(stores, workspaceId, {}, now), 1);
  expect(await open?.previous()).toBeNull();
});
