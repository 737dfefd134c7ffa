import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestWorkspace, openTestStores } from '../../platform/store/testing.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { factOf, hourOf, writeFacts, type Fact } from './analytics.testing.ts';
import * as metrics from './evaluation-metrics.ts';
import { checkGroupQuery, groupComparison, type ComparedGroup } from './group-comparison.ts';
import type { AnalyticsFilter } from './pure/filter.ts';
import { homogeneityOf } from '../../platform/statistics/homogeneity.ts';
import { newcombe95 } from '../../platform/statistics/differences.ts';
import { randomFact, randomNumbers } from './random-facts.testing.ts';
import * as reference from './reference.testing.ts';
import { Report } from './report.ts';
import { rebuildRollupHours } from './rollup.ts';

const from = new Date('2026-03-02T05:30:00.000Z');
const to = new Date('2026-03-07T18:15:30.250Z');
const now = new Date('2026-03-08T00:00:00Z');

let stores: Stores;
let workspaceId: string;
let facts: Fact[];

beforeAll(async () => {
  stores = await openTestStores();
  workspaceId = await createTestWorkspace(stores);
  await stores.prisma.model.createMany({
    data: [
      { workspaceId, name: 'gpt-4', trainingMethod: 'BASE' },
      { workspaceId, name: 'claude', trainingMethod: 'DPO' },
    ],
  });
  const random = randomNumbers(23);
  facts = Array.from({ length: 600 }, (_, index) => randomFact(random, index + 1, { from, to }));
  await writeFacts(stores, workspaceId, facts, 1);
  await rebuildRollupHours(
    stores.clickhouse,
    workspaceId,
    facts.map(({ at }) => hourOf(at)),
    2n,
  );
});
afterAll(() => stores.close());

const known = <Value>(values: readonly (Value | null)[]): Value[] => values.filter((value) => value !== null);
const verdictsOf = ({ evaluations }: Fact): boolean[] => known(evaluations.map(({ success }) => success));
const ratingsOf = ({ evaluations }: Fact): number[] => known(evaluations.map(({ rating }) => rating));
const open = (filter: AnalyticsFilter): Promise<Report> => Report.open(stores, workspaceId, filter, now);

/** Krippendorff's alpha by its definition: the disagreement within units over that among all values. */
function alphaOf(units: readonly (readonly number[])[]): number | null {
  const several = units.filter((unit) => unit.length > 1);
  const values = several.flat();
  const pairs = (own: readonly number[]): number =>
    own.reduce((sum, a, i) => sum + own.reduce((part, b, j) => part + (i === j ? 0 : (a - b) ** 2), 0), 0);
  const within = several.reduce((sum, unit) => sum + pairs(unit) / (unit.length - 1), 0) / values.length;
  const among = pairs(values) / (values.length * (values.length - 1));
  return values.length < 2 || among === 0 ? null : 1 - within / among;
}

describe.each<[string, AnalyticsFilter]>([
  ['time alone', { from, to }],
  ['a model and what is left out', { from, to, models: ['gpt-4', 'claude'], not: { failureTags: ['slow'] } }],
  ['failed messages of a session', { from, to, sessions: ['s-1'], verdicts: ['FAILURE'] }],
  ['nothing that is', { from, to, models: ['none'] }],
  ['an empty range', { from, to: from }],
])('with %s', (_name, filter) => {
  test('each of the 13 operations is what plain TypeScript makes of the messages', async () => {
    const report = await open(filter);
    const own = reference.matching(facts, filter);
    const numbers = reference.overview(own);
    const judged = own.map(verdictsOf).map((verdicts) => verdicts.filter(Boolean).length * 2 - verdicts.length);
    const decided = own.flatMap((fact, index) => (verdictsOf(fact).length > 0 && judged[index] !== 0 ? [judged[index] as number] : []));
    const successes = own.flatMap(verdictsOf).filter(Boolean).length;
    expect(await metrics.accuracy(report)).toMatchObject({ count: decided.filter((more) => more > 0).length, of: decided.length });
    expect(await metrics.successRate(report)).toMatchObject({ count: successes, of: numbers.judgedCount, share: numbers.successShare });
    expect(await metrics.errorRate(report)).toMatchObject({ count: numbers.errorCount, of: own.length, share: numbers.errorShare });
    const calls = own.flatMap(({ tools }) => known(tools.map(({ success }) => success)));
    expect(await metrics.toolSuccess(report)).toMatchObject({ count: calls.filter(Boolean).length, of: calls.length });
    const cost = await metrics.costPerSuccess(report);
    expect(cost.successCount).toBe(successes);
    if (numbers.costPerSuccessUsd === null) expect(cost.value).toBeNull();
    else expect(cost.value).toBeCloseTo(numbers.costPerSuccessUsd, 9);
    const tokens = own.reduce((sum, fact) => sum + fact.tokens.reduce((part, count) => part + count, 0), 0);
    expect(await metrics.tokensPerSuccess(report)).toEqual({ successCount: successes, value: successes === 0 ? null : tokens / successes });
    const time = await metrics.responseTime(report);
    for (const [level, ms] of Object.entries(numbers.latencyMs)) {
      const found = time[level as keyof typeof time];
      if (ms === null) expect(found).toBeNull();
      else expect(Math.abs((found as number) - ms)).toBeLessThanOrEqual(Math.abs(ms) * 1e-6 + 0.01);
    }
    const agreement = await metrics.agreement(report);
    for (const [found, units] of [
      [agreement.verdicts, own.map((fact) => verdictsOf(fact).map(Number))],
      [agreement.ratings, own.map(ratingsOf)],
    ] as const) {
      const several = units.filter((unit) => unit.length > 1);
      expect([found.messageCount, found.valueCount]).toEqual([several.length, several.flat().length]);
      const alpha = alphaOf(units);
      if (alpha === null) expect(found.alpha).toBeNull();
      else expect(found.alpha).toBeCloseTo(alpha, 9);
    }
    const beside = await metrics.compareModels(report, 'gpt-4', 'claude');
    const share = (model: string) => {
      const verdicts = own.filter((fact) => fact.model === model).flatMap(verdictsOf);
      return { count: verdicts.filter(Boolean).length, of: verdicts.length };
    };
    const interval = newcombe95(share('gpt-4'), share('claude'));
    if (interval === null) expect(beside[0]?.interval).toBeNull();
    else expect(beside[0]?.interval?.low).toBeCloseTo(interval.low, 9);
  });
});

test('a trend is the line through whole days', async () => {
  const found = await metrics.trend(await open({ from, to }), 'MESSAGE_COUNT', 'DAY');
  const days = reference.series(reference.matching(facts, { from, to }), 'DAY').slice(1, -1);
  const [meanX, meanY] = [1.5, days.reduce((sum, { messageCount }) => sum + messageCount, 0) / days.length];
  const slope = days.reduce((sum, { messageCount }, x) => sum + (x - meanX) * (messageCount - meanY), 0) / 5;
  expect(found).toMatchObject({ bucketCount: 4, direction: 'TOO_FEW' });
  expect(found.slopePerDay).toBeCloseTo(slope, 9);
});

describe('groups beside the base', () => {
  const groupsOf = async (query: Parameters<typeof groupComparison>[1], filter: AnalyticsFilter = { from, to }) =>
    groupComparison(await open(filter), query);

  test('training methods are compared with BASE; models without one are in no group', async () => {
    const { base, groups } = await groupsOf({ by: 'TRAINING_METHOD', top: 20 });
    const own = reference.matching(facts, { from, to });
    expect(base).toBe('BASE');
    expect(groups.map(({ value, isBase, messageCount }) => [value, isBase, messageCount])).toEqual([
      ['BASE', true, own.filter(({ model }) => model === 'gpt-4').length],
      ['DPO', false, own.filter(({ model }) => model === 'claude').length],
    ]);
    const zeros = (groups[0] as ComparedGroup).metrics.flatMap(({ difference }) => (difference === null ? [] : [difference]));
    expect(zeros.every((difference) => difference === 0)).toBe(true);
  });

  test('the largest is the base where none is named; a named one is in the answer however few its messages', async () => {
    const bySession = await groupsOf({ by: 'SESSION', top: 2 });
    expect(bySession.base).toBe(bySession.groups[0]?.value);
    const least = (await groupsOf({ by: 'MODEL', top: 20 })).groups.at(-1)?.value as string;
    const named = await groupsOf({ by: 'MODEL', base: least, top: 2 });
    expect(named.groups.map(({ value }) => value)).toContain(least);
    expect(named.groups.find(({ value }) => value === least)?.isBase).toBe(true);
  });

  test('a base without messages leaves every verdict open', async () => {
    const { base, groups } = await groupsOf({ by: 'VARIANT', base: 'z', top: 9 });
    expect(base).toBe('z');
    expect(groups.flatMap(({ metrics: all }) => all.map(({ verdict }) => verdict)).every((verdict) => verdict === 'TOO_FEW')).toBe(true);
  });

  test('groups of one mix are not warned of; groups that were asked elsewhere are', async () => {
    const even = await groupsOf({ by: 'VARIANT', top: 9 });
    const own = reference.matching(facts, { from, to }).filter(({ variant }) => variant !== '');
    const environments = ['', 'production', 'staging'];
    const table = ['a', 'b'].map((variant) =>
      environments.map((environment) => own.filter((fact) => fact.variant === variant && fact.environment === environment).length),
    );
    const expected = homogeneityOf(table);
    const found = even.mixes.find(({ dimension }) => dimension === 'ENVIRONMENT');
    expect(found?.pValue).toBeCloseTo(expected?.pValue ?? NaN, 9);
    expect(even.mixes.map(({ isDifferent }) => isDifferent)).not.toContain(true);

    const id = await createTestWorkspace(stores, 'uneven');
    const uneven = Array.from({ length: 80 }, (_, index) =>
      factOf({ id: index + 1, at: from, variant: index % 2 === 0 ? 'a' : 'b', environment: index % 2 === 0 ? 'production' : 'staging' }),
    );
    await writeFacts(stores, id, uneven, 1);
    const report = await Report.open(stores, id, { from, to }, now);
    const { mixes } = await groupComparison(report, { by: 'VARIANT', top: 9 });
    expect(mixes).toMatchObject([{ dimension: 'ENVIRONMENT', isDifferent: true, effect: 1 }]);
    expect(mixes[0]?.sentence).toContain('may come from what they were asked');
  });

  test('nothing gives no group', async () => {
    expect(await groupsOf({ by: 'MODEL', top: 9 }, { from, to: from })).toEqual({ by: 'MODEL', base: null, groups: [], mixes: [] });
    expect(await groupsOf({ by: 'MODEL', top: 9 }, { from, to, models: ['none'] })).toEqual({
      by: 'MODEL',
      base: null,
      groups: [],
      mixes: [],
    });
  });

  test.each([1, 51])('%i groups are refused', (top) => expect(checkGroupQuery({ by: 'MODEL', top }).ok).toBe(false));
});
