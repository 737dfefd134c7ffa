import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestWorkspace, openTestStores } from '../../platform/store/testing.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { hourOf, writeFacts, type Fact } from './analytics.testing.ts';
import { abandonment, errorSeries, rateLimits, retention, turnsToSuccess } from './conversations.ts';
import { bySession, sla } from './details.ts';
import type { AnalyticsFilter } from './pure/filter.ts';
import { bucketStart, dayMs, hourMs } from './pure/interval.ts';
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

const inOrder = (a: Fact, b: Fact): number => a.at.getTime() - b.at.getTime() || a.id - b.id;

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
    const own = Map.groupBy(reference.matching(facts, filter).sort(inOrder), ({ conversation }) => conversation);
    const turns = [...own.values()]
      .map((answers) => answers.findIndex(({ evaluations }) => evaluations.some(({ success }) => success)) + 1)
      .filter((turn) => turn > 0);
    const expected = reference
      .frequencies(turns.map(String))
      .map(({ name, count }) => ({ turn: Number(name), conversationCount: count }))
      .sort((a, b) => a.turn - b.turn);
    expect(await turnsToSuccess(await open())).toEqual(expected);
  });

  test('conversations that ended without an answer, or with a failed one, are abandoned', async () => {
    const ids = new Set(reference.matching(facts, filter).map(({ conversation }) => conversation));
    const all = Map.groupBy(facts.filter(({ conversation }) => ids.has(conversation)).sort(inOrder), ({ conversation }) => conversation);
    const lasts = [...all.values()].map((messages) => messages.at(-1) as Fact);
    const rested = lasts.filter(({ at }) => at.getTime() < now.getTime() - hourMs);
    const unanswered = rested.filter(({ role }) => role === 'USER').length;
    const failed = rested.filter(({ role, error }) => role === 'ASSISTANT' && error !== '').length;
    expect(await abandonment(await open())).toEqual({
      conversationCount: rested.length,
      openCount: lasts.length - rested.length,
      unansweredCount: unanswered,
      failedCount: failed,
      abandonedShare: rested.length === 0 ? null : (unanswered + failed) / rested.length,
    });
  });

  test('users come again in the weeks after that of their first message', async () => {
    const weekOf = (at: Date): number => bucketStart(at, 'WEEK', zone).getTime();
    const first = new Map<number, number>();
    for (const { user, at } of facts) first.set(user, Math.min(first.get(user) ?? Infinity, weekOf(at)));
    const own = reference.matching(facts, filter).filter(({ user }) => user !== 0);
    const expected = [...Map.groupBy(own, ({ user }) => first.get(user) as number)]
      .map(([start, messages]) => {
        const users = new Set(messages.map(({ user }) => user)).size;
        const weeks = Map.groupBy(messages, ({ at }) => Math.round((weekOf(at) - start) / (7 * dayMs)));
        return {
          startedAt: new Date(start),
          userCount: users,
          weeks: [...weeks]
            .map(([week, those]) => ({ week, userCount: new Set(those.map(({ user }) => user)).size }))
            .map((cell) => ({ ...cell, share: cell.userCount / users }))
            .sort((a, b) => a.week - b.week),
        };
      })
      .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
    expect(await retention(await open())).toEqual(expected);
  });

  test('errors over time, and the limits of rate of a provider', async () => {
    const report = await open();
    const own = reference.matching(facts, filter).filter(({ error }) => error !== '');
    const buckets = (those: readonly Fact[], interval: 'DAY' | typeof report.interval) =>
      [...Map.groupBy(those, ({ at }) => bucketStart(at, interval, zone).getTime())]
        .map(([ms, some]) => ({ startedAt: new Date(ms), count: some.length }))
        .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
    expect(await errorSeries(report, 'DAY', 50)).toEqual(
      reference.frequencies(own.map(({ error }) => error)).map(({ name, count }) => ({
        errorType: name,
        count,
        buckets: buckets(
          own.filter(({ error }) => error === name),
          'DAY',
        ),
      })),
    );
    const limited = own.filter(({ error, provider }) => error === 'rate_limit' && provider === 'openai');
    expect(await rateLimits(report, 'openai')).toEqual({ count: limited.length, buckets: buckets(limited, report.interval) });
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
