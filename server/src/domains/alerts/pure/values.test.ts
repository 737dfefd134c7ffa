import { expect, test } from 'vitest';
import type { HistoryRow } from './ladder.ts';
import type { BucketSums, MeasuredCondition } from './readings.ts';
import { valuesOf } from './values.ts';

const minute = 60_000;
const none: Omit<BucketSums, 'place'> = {
  messageCount: 0,
  errorCount: 0,
  successCount: 0,
  failureCount: 0,
  ratedCount: 0,
  ratingSum: 0,
  latencyCount: 0,
  latencyPercentilesMs: [],
  costNanoUsd: 0n,
  pricedCount: 0,
  tokenCount: 0,
  toolCallCount: 0,
  toolFailureCount: 0,
};
const condition: MeasuredCondition = {
  source: 'VALUE',
  metric: 'MESSAGE_COUNT',
  isAbove: true,
  trip: 10,
  clear: 10,
  windowMinutes: 10,
  minimumCount: 1,
  noDataMinutes: null,
  filter: {},
  dimension: 'MODEL',
};
const rows: HistoryRow[] = [
  { ...none, key: 'a', place: 0, messageCount: 3 },
  { ...none, key: 'b', place: 0, messageCount: 100 },
  { ...none, key: 'a', place: 7, messageCount: 20 },
];
const history = { rows, from: 0, bucketMs: 5 * minute };
const options = {
  from: 0,
  to: 60 * minute,
  stepMs: 5 * minute,
  periodStartAt: (at: number) => at,
  breathe: () => Promise.resolve(),
};

test('each evaluation sees its window of its own series alone', async () => {
  const found = await valuesOf(condition, 'a', history, options, 100);
  expect(found.map(({ value }) => value)).toEqual([3, 3, 0, 0, 0, 0, 0, 20, 20, 0, 0, 0]);
  expect(found.map(({ at }) => at)).toEqual(Array.from({ length: 12 }, (_, place) => (place + 1) * 5 * minute));
});

test('of evaluations that are put together the worst stays, high or low', async () => {
  expect((await valuesOf(condition, 'a', history, options, 3)).map(({ at, value }) => [at / minute, value])).toEqual([
    [20, 3],
    [40, 20],
    [60, 20],
  ]);
  const below = await valuesOf({ ...condition, isAbove: false }, 'a', history, options, 3);
  expect(below.map(({ value }) => value)).toEqual([0, 0, 0]);
});

test('a value of too few messages is none', async () => {
  const rare: MeasuredCondition = { ...condition, metric: 'ERROR_SHARE', minimumCount: 5 };
  const found = await valuesOf(rare, 'a', history, options, 100);
  expect(found.map(({ value }) => value)).toEqual([null, null, null, null, null, null, null, 0, 0, null, null, null]);
});
