import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestWorkspace, openTestStores } from '../../platform/store/testing.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { factOf, hourOf, writeFacts, type Fact } from './analytics.testing.ts';
import { periodComparison } from './comparison.ts';
import { checkCompareWith, comparedPeriod, type CompareWith } from './period.ts';
import { comparedMetrics, type MetricComparison } from './pure/comparison.ts';
import type { AnalyticsFilter } from './pure/filter.ts';
import { newcombe95, percentileRanks, welch95, type MeanSample } from '../../platform/statistics/differences.ts';
import { randomFact, randomNumbers } from './random-facts.testing.ts';
import * as reference from './reference.testing.ts';
import { Report } from './report.ts';
import { rebuildRollupHours } from './rollup.ts';

const from = new Date('2026-03-02T05:30:00.000Z');
const to = new Date('2026-03-03T18:15:30.250Z');
const now = new Date('2026-03-04T00:00:00Z');

let stores: Stores;
let workspaceId: string;
let facts: Fact[];

beforeAll(async () => {
  stores = await openTestStores();
  workspaceId = await createTestWorkspace(stores);
  const random = randomNumbers(11);
  facts = Array.from({ length: 700 }, (_, index) => randomFact(random, index + 1, { from: new Date('2026-02-20T00:00:00Z'), to }));
  await writeFacts(stores, workspaceId, facts, 1);
  await rebuildRollupHours(
    stores.clickhouse,
    workspaceId,
    facts.map(({ at }) => hourOf(at)),
    2n,
  );
});
afterAll(() => stores.close());

const meanOf = (values: readonly number[]): MeanSample => {
  const count = values.length;
  const mean = count === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / count;
  return { count, mean, variance: count < 2 ? null : values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1) };
};
const known = <Value>(values: readonly (Value | null)[]): Value[] => values.filter((value) => value !== null);

/** Every interval a second time, from the messages themselves. */
function intervalsOf(one: readonly Fact[], base: readonly Fact[]) {
  const verdicts = (own: readonly Fact[]) => known(own.flatMap(({ evaluations }) => evaluations.map(({ success }) => success)));
  const share = (own: readonly boolean[]) => ({ count: own.filter(Boolean).length, of: own.length });
  const means = (of: (fact: Fact) => number[]) => welch95(meanOf(one.flatMap(of)), meanOf(base.flatMap(of)));
  return {
    SUCCESS_SHARE: newcombe95(share(verdicts(one)), share(verdicts(base))),
    ERROR_SHARE: newcombe95(share(one.map(({ error }) => error !== '')), share(base.map(({ error }) => error !== ''))),
    AVERAGE_RATING: means(({ evaluations }) => known(evaluations.map(({ rating }) => rating))),
    AVERAGE_LATENCY: means(({ latencyMs }) => known([latencyMs])),
    COST_PER_MESSAGE: means(({ costNanoUsd }) => known([costNanoUsd]).map((nano) => nano / 1e9)),
    OUTPUT_TOKENS_PER_MESSAGE: means(({ tokens }) => [tokens[3] + tokens[4]]),
  };
}

function expectMetrics(found: readonly MetricComparison[], one: readonly Fact[], base: readonly Fact[]): void {
  expect(found.map(({ metric }) => metric)).toEqual(comparedMetrics);
  const byMetric = Object.fromEntries(found.map((metric) => [metric.metric, metric])) as Record<string, MetricComparison>;
  for (const [metric, interval] of Object.entries(intervalsOf(one, base))) {
    if (interval === null) expect(byMetric[metric]?.interval, metric).toBeNull();
    else {
      const size = Math.max(1, Math.abs(interval.high), Math.abs(interval.low));
      expect(Math.abs((byMetric[metric]?.interval?.low ?? NaN) - interval.low) / size, metric).toBeLessThan(1e-9);
      expect(Math.abs((byMetric[metric]?.interval?.high ?? NaN) - interval.high) / size, metric).toBeLessThan(1e-9);
    }
  }
  const [own, other] = [reference.overview(one), reference.overview(base)];
  for (const [metric, of] of [
    ['SUCCESS_SHARE', (numbers: typeof own) => numbers.successShare],
    ['AVERAGE_RATING', (numbers: typeof own) => numbers.averageRating],
    ['LATENCY_P50', (numbers: typeof own) => numbers.latencyMs.p50Ms],
    ['LATENCY_P95', (numbers: typeof own) => numbers.latencyMs.p95Ms],
    ['TIME_TO_FIRST_TOKEN_P50', (numbers: typeof own) => numbers.timeToFirstTokenMs.p50Ms],
    ['COST_PER_MESSAGE', (numbers: typeof own) => numbers.costPerMessageUsd],
  ] as const) {
    for (const [value, expected] of [
      [byMetric[metric]?.value, of(own)],
      [byMetric[metric]?.base, of(other)],
    ]) {
      if (expected === null || expected === undefined) expect(value, metric).toBeNull();
      else expect(Math.abs((value as number) - expected), metric).toBeLessThanOrEqual(Math.abs(expected) * 1e-9);
    }
  }
}

const inRange = (range: { from: Date; to: Date }, filter: AnalyticsFilter): Fact[] => reference.matching(facts, { ...filter, ...range });

test.each<[string, AnalyticsFilter, CompareWith, { from: Date; to: Date }]>([
  ['the period before', { from, to }, { period: 'PREVIOUS' }, { from: new Date('2026-02-28T16:44:29.750Z'), to: from }],
  [
    'a week before, under a filter of the facts',
    { from, to, sessions: ['s-1', 's-2'], not: { models: ['claude'] } },
    { period: 'WEEK_BEFORE' },
    { from: new Date('2026-02-23T05:30:00Z'), to: new Date('2026-02-24T18:15:30.250Z') },
  ],
  [
    'any range',
    { from, to },
    { range: { from: new Date('2026-02-21T00:00:00Z'), to: new Date('2026-02-22T00:00:00Z') } },
    { from: new Date('2026-02-21T00:00:00Z'), to: new Date('2026-02-22T00:00:00Z') },
  ],
  [
    'a range without messages',
    { from, to },
    { range: { from: new Date('2020-02-21T00:00:00Z'), to: new Date('2020-02-22T00:00:00Z') } },
    { from: new Date('2020-02-21T00:00:00Z'), to: new Date('2020-02-22T00:00:00Z') },
  ],
  [
    'a range that holds the whole',
    { from, to },
    { range: { from: new Date('2026-02-21T00:00:00Z'), to: new Date('2026-03-22T00:00:00Z') } },
    { from: new Date('2026-02-21T00:00:00Z'), to: new Date('2026-03-22T00:00:00Z') },
  ],
])('compared with %s, every number of tiles, series and groups is that of the other period', async (_name, filter, compareWith, range) => {
  const report = await Report.open(stores, workspaceId, filter, now, undefined, compareWith);
  const comparison = await periodComparison(report);
  const [own, base] = [reference.matching(facts, filter), inRange(range, filter)];
  expect(comparison).toMatchObject(range);
  expectMetrics(comparison?.metrics ?? [], own, base);
  expect((await report.previous())?.messageCount).toBe(base.length);
  expect((await report.series('DAY', 'previous')).map(({ startedAt, messageCount }) => [startedAt.toISOString(), messageCount])).toEqual(
    reference.series(base, 'DAY').map(({ key, messageCount }) => [key, messageCount]),
  );
  expect((await report.previousOfModel('gpt-4'))?.messageCount).toBe(base.filter(({ model }) => model === 'gpt-4').length);
});

test('without both ends there is no period before, and any range is compared all the same', async () => {
  expect(await periodComparison(await Report.open(stores, workspaceId, { from }, now))).toBeNull();
  const range = { from: new Date('2026-02-21T00:00:00Z'), to: new Date('2026-02-22T00:00:00Z') };
  const open = await Report.open(stores, workspaceId, { from }, now, undefined, { range });
  expectMetrics((await periodComparison(open))?.metrics ?? [], reference.matching(facts, { from }), inRange(range, {}));
});

test('order statistics: the interval of a percentile is made of values, and of too few there is none', async () => {
  const id = await createTestWorkspace(stores, 'ordered');
  const at = new Date('2026-03-02T10:00:00Z');
  const earlier = new Date('2026-02-01T10:00:00Z');
  const timed = (first: number, latencies: readonly number[], when: Date): Fact[] =>
    latencies.map((latencyMs, index) => factOf({ id: first + index, at: when, latencyMs }));
  const [one, base] = [Array.from({ length: 100 }, (_, i) => 1_000 + i * 10), Array.from({ length: 30 }, (_, i) => 500 + i * 7)];
  await writeFacts(stores, id, [...timed(1, one, at), ...timed(500, base, earlier)], 1);
  await rebuildRollupHours(stores.clickhouse, id, [hourOf(at), hourOf(earlier)], 2n);
  const report = await Report.open(stores, id, { from, to }, now, undefined, {
    range: { from: new Date('2026-02-01T00:00:00Z'), to: new Date('2026-02-02T00:00:00Z') },
  });
  const metrics = (await periodComparison(report))?.metrics ?? [];
  const of = (metric: string): MetricComparison => metrics.find((one_) => one_.metric === metric) as MetricComparison;
  const ends = (values: readonly number[], level: number) => {
    const { low, high } = percentileRanks(level, values.length);
    return [values[low - 1], values[high - 1]];
  };
  const [[low = 0, high = 0], [baseLow = 0, baseHigh = 0]] = [ends(one, 0.5), ends(base, 0.5)];
  const [median, baseMedian] = [1_495, 601.5];
  expect(of('LATENCY_P50')).toMatchObject({ value: median, base: baseMedian, difference: median - baseMedian, verdict: 'WORSE' });
  expect(of('LATENCY_P50').interval?.low).toBeCloseTo(median - baseMedian - Math.hypot(median - low, baseHigh - baseMedian), 9);
  expect(of('LATENCY_P50').interval?.high).toBeCloseTo(median - baseMedian + Math.hypot(high - median, baseMedian - baseLow), 9);
  expect(of('LATENCY_P95')).toMatchObject({ interval: null, verdict: 'TOO_FEW' });
  expect(of('LATENCY_P95').sentence).toBe('95th percentile of latency is 1248 ms higher, of 100 beside 30 values: too few for a verdict.');
  expect(of('SUCCESS_SHARE')).toMatchObject({ value: null, base: null, difference: null, interval: null, verdict: 'TOO_FEW' });
  expect(of('ERROR_SHARE')).toMatchObject({ value: 0, base: 0, difference: 0, relativeChange: null, verdict: 'NOT_DECISIVE' });
});

describe('comparedPeriod', () => {
  const of = (start: string, end: string, period: NonNullable<CompareWith['period']>, zone = 'UTC') => {
    const found = comparedPeriod({ from: new Date(start), to: new Date(end) }, { period }, zone);
    return [found?.from?.toISOString(), found?.to?.toISOString()];
  };
  test.each<[string, string, NonNullable<CompareWith['period']>, string, string, string]>([
    ['2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z', 'MONTH_BEFORE', 'UTC', '2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'],
    ['2026-03-31T08:00:00Z', '2026-03-31T20:00:00Z', 'MONTH_BEFORE', 'UTC', '2026-02-28T08:00:00.000Z', '2026-02-28T20:00:00.000Z'],
    ['2028-02-29T00:00:00Z', '2028-03-01T00:00:00Z', 'YEAR_BEFORE', 'UTC', '2027-02-28T00:00:00.000Z', '2027-03-01T00:00:00.000Z'],
    ['2026-01-15T00:00:00Z', '2026-01-16T00:00:00Z', 'MONTH_BEFORE', 'UTC', '2025-12-15T00:00:00.000Z', '2025-12-16T00:00:00.000Z'],
    // New York goes to summer time on 8 March 2026: the days of the week before begin at another instant of UTC.
    [
      '2026-03-09T04:00:00Z',
      '2026-03-10T04:00:00Z',
      'WEEK_BEFORE',
      'America/New_York',
      '2026-03-02T05:00:00.000Z',
      '2026-03-03T05:00:00.000Z',
    ],
    // The day of the change itself has 23 hours, the one a week before 24.
    [
      '2026-03-08T05:00:00Z',
      '2026-03-09T04:00:00Z',
      'WEEK_BEFORE',
      'America/New_York',
      '2026-03-01T05:00:00.000Z',
      '2026-03-02T05:00:00.000Z',
    ],
    ['2026-10-25T00:00:00Z', '2026-10-26T00:00:00Z', 'PREVIOUS', 'Europe/Berlin', '2026-10-24T00:00:00.000Z', '2026-10-25T00:00:00.000Z'],
  ])('%s to %s, %s in %s', (start, end, period, zone, earlier, earlierEnd) =>
    expect(of(start, end, period, zone)).toEqual([earlier, earlierEnd]),
  );

  test.each<[CompareWith, string]>([
    [{}, 'period: is missing; one of PREVIOUS, WEEK_BEFORE, MONTH_BEFORE, YEAR_BEFORE is possible, or "range".'],
    [{ period: 'PREVIOUS', range: { from, to } }, 'range: is given beside "period"; one of the two is possible.'],
    [{ range: { from } }, 'range.to: is missing; both ends are needed to compare.'],
    [{ range: { to } }, 'range.from: is missing; both ends are needed to compare.'],
    [
      { range: { from: to, to: from } },
      'range.from: 2026-03-03T18:15:30.250Z is after "to" (2026-03-02T05:30:00.000Z); the time range is [from, to).',
    ],
  ])('refuses %j', (compareWith, message) => {
    const checked = checkCompareWith(compareWith);
    expect(checked.ok ? null : checked.failure.message).toBe(message);
  });
});
