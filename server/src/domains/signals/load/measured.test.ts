import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { factOf, hourOf, markDirty, writeFacts, type Fact } from '../../analytics/analytics.testing.ts';
import type { BucketDimension } from '../../analytics/load/buckets.ts';
import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { randomFact, randomNumbers } from '../../analytics/random-facts.testing.ts';
import { rebuildRollupHours } from '../../analytics/rollup.ts';
import { hourMs } from '../../analytics/pure/interval.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { createTestWorkspace, openTestStores } from '../../../platform/store/testing.ts';
import { messageMetrics, type MessageMetric } from '../types.ts';
import { measuredBuckets, type MeasuredBucket } from './measured.ts';

const [from, to] = [new Date('2026-03-02T00:00:00Z'), new Date('2026-03-05T00:00:00Z')];
const random = randomNumbers(17);
const facts = Array.from({ length: 1_500 }, (_, index) => randomFact(random, index + 1, { from, to }));
let stores: Stores;
let workspaceId: string;

beforeAll(async () => {
  stores = await openTestStores();
  workspaceId = await createTestWorkspace(stores);
  await writeFacts(stores, workspaceId, facts, 1);
  const hours = [...new Set(facts.map(({ at }) => hourOf(at).getTime()))].map((at) => new Date(at));
  // Two hours come from the facts, all others from the rollup.
  await rebuildRollupHours(stores.clickhouse, workspaceId, hours.slice(2), 2n);
  await markDirty(stores, workspaceId, hours.slice(0, 2));
});
afterAll(() => stores?.close());

const valuesOf: Record<BucketDimension, (fact: Fact) => string[]> = {
  MODEL: ({ model }) => [model],
  PROVIDER: ({ provider }) => [provider],
  ENVIRONMENT: ({ environment }) => [environment],
  EXPERIMENT: ({ experiment }) => [experiment],
  TOOL: ({ tools }) => [...new Set(tools.map(({ name }) => name))],
};

/** Between the two nearest values, as ClickHouse's inclusive quantile. */
function quantile(values: readonly number[], level: number): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const place = level * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below === undefined || above === undefined ? null : below + (above - below) * (place - Math.floor(place));
}

/** The metric of some answers, counted a second time. `tool`: of whose calls alone. */
function valueOf(metric: MessageMetric, of: readonly Fact[], tool: string | null): Omit<MeasuredBucket, 'at'> {
  const share = (part: number, whole: number) => ({ value: whole === 0 ? null : part / whole, of: whole });
  const evaluations = of.flatMap((fact) => fact.evaluations);
  const latencies = of.flatMap(({ latencyMs }) => (latencyMs === null ? [] : [latencyMs]));
  switch (metric) {
    case 'MESSAGE_COUNT':
      return { value: of.length, of: of.length };
    case 'SUCCESS_SHARE': {
      const verdicts = evaluations.filter(({ success }) => success !== null);
      return share(verdicts.filter(({ success }) => success).length, verdicts.length);
    }
    case 'AVERAGE_RATING': {
      const ratings = evaluations.flatMap(({ rating }) => (rating === null ? [] : [rating]));
      return share(
        ratings.reduce((sum, rating) => sum + rating, 0),
        ratings.length,
      );
    }
    case 'ERROR_SHARE':
      return share(of.filter(({ error }) => error !== '').length, of.length);
    case 'LATENCY_P50':
      return { value: quantile(latencies, 0.5), of: latencies.length };
    case 'LATENCY_P95':
      return { value: quantile(latencies, 0.95), of: latencies.length };
    case 'COST': {
      const costs = of.flatMap(({ costNanoUsd }) => (costNanoUsd === null ? [] : [costNanoUsd]));
      return { value: costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0) / 1e9, of: costs.length };
    }
    case 'TOKENS':
      return { value: of.length === 0 ? null : of.flatMap(({ tokens }) => tokens).reduce((sum, count) => sum + count, 0), of: of.length };
    case 'TOOL_FAILURE_SHARE': {
      const calls = of.flatMap(({ tools }) => tools).filter(({ name, success }) => success !== null && (tool === null || name === tool));
      return share(calls.filter(({ success }) => success === false).length, calls.length);
    }
    default:
      return metric satisfies never;
  }
}

function expectSame(
  found: readonly MeasuredBucket[],
  asked: { metric: MessageMetric; of: readonly Fact[]; tool: string | null; bucketMs: number },
): void {
  const { metric, of, tool, bucketMs } = asked;
  const first = Math.min(...of.map(({ at }) => Math.floor((at.getTime() - from.getTime()) / bucketMs)));
  const byPlace = Map.groupBy(of, ({ at }) => Math.floor((at.getTime() - from.getTime()) / bucketMs));
  const counted = Array.from({ length: Math.ceil((to.getTime() - from.getTime()) / bucketMs) }, (_, place) => {
    const { value, of: count } = valueOf(metric, byPlace.get(place) ?? [], tool);
    return { at: from.getTime() + place * bucketMs, value: rounded(place < first ? null : value), of: count };
  });
  expect(found.map(({ value, ...bucket }) => ({ ...bucket, value: rounded(value) }))).toEqual(counted);
}

const rounded = (value: number | null): string | null => (value === null ? null : value.toPrecision(9));

const answers = (filter: AnalyticsFilter): Fact[] =>
  facts.filter(({ role, model, session }) => {
    if (role !== 'ASSISTANT') return false;
    return (filter.models ?? [model]).includes(model) && (filter.sessions ?? [session]).includes(session);
  });

describe('buckets are what a second count of the messages gives', () => {
  const dimensions = [null, 'MODEL', 'PROVIDER', 'ENVIRONMENT', 'TOOL', 'EXPERIMENT'] as const;
  const asked: [name: string, filter: AnalyticsFilter, bucketMs: number][] = [
    ['hours', {}, hourMs],
    ['hours of a model', { models: ['gpt-4'] }, hourMs],
    ['two hours of a session, which only the facts know', { sessions: ['s-1'] }, 2 * hourMs],
    ['days', {}, 24 * hourMs],
    ['five minutes', {}, hourMs / 12],
    ['buckets that do not divide an hour', {}, 7 * 60_000],
  ];
  test.each(messageMetrics)('%s', async (metric) => {
    for (const dimension of dimensions)
      for (const [, filter, bucketMs] of dimension === null || metric === 'TOOL_FAILURE_SHARE' ? asked : asked.slice(0, 1)) {
        const found = await measuredBuckets(stores, workspaceId, { metric, filter, dimension, bucketMs, from, to });
        const of = answers(filter);
        const keys = dimension === null ? [''] : [...new Set(of.flatMap(valuesOf[dimension]))];
        expect([...found.keys()].toSorted()).toEqual(keys.toSorted());
        for (const key of keys) {
          const own = dimension === null ? of : of.filter((fact) => valuesOf[dimension](fact).includes(key));
          expectSame(found.get(key) ?? [], { metric, of: own, tool: dimension === 'TOOL' ? key : null, bucketMs });
        }
      }
  });
});

test('counts are 0 after the first message, and unknown before it', async () => {
  const own = await createTestWorkspace(stores, randomUUID());
  const at = new Date(from.getTime() + 2 * hourMs);
  await writeFacts(stores, own, [factOf({ id: 1, at })], 1);
  await markDirty(stores, own, [at]);
  const found = await measuredBuckets(stores, own, {
    metric: 'MESSAGE_COUNT',
    filter: {},
    dimension: null,
    bucketMs: hourMs,
    from,
    to: new Date(from.getTime() + 5 * hourMs),
  });
  expect(found.get('')?.map(({ value }) => value)).toEqual([null, null, 1, 0, 0]);
});

test('without a message there is one series of nothing, by a dimension none; a range without length has no bucket', async () => {
  const own = await createTestWorkspace(stores, randomUUID());
  const asked = { metric: 'ERROR_SHARE', filter: {}, bucketMs: hourMs, from, to: new Date(from.getTime() + 2 * hourMs) } as const;
  const found = await measuredBuckets(stores, own, { ...asked, dimension: null });
  expect([...found]).toEqual([
    [
      '',
      [
        { at: from.getTime(), value: null, of: 0 },
        { at: from.getTime() + hourMs, value: null, of: 0 },
      ],
    ],
  ]);
  expect((await measuredBuckets(stores, own, { ...asked, dimension: 'MODEL' })).size).toBe(0);
  expect((await measuredBuckets(stores, workspaceId, { ...asked, to: from, dimension: null })).get('')).toEqual([]);
});
