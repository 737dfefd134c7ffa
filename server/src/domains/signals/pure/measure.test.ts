import { expect, test } from 'vitest';
import { messageMetrics, type MessageMetric } from '../types.ts';
import { boundsOf, emptyValue, judgedValue, measured, measuredKind, shownValueOf, unitOf, type Sums } from './measure.ts';

const sums: Sums = {
  messageCount: 40,
  errorCount: 4,
  successCount: 15,
  failureCount: 5,
  ratedCount: 8,
  ratingSum: 32,
  latencyCount: 36,
  latencyPercentilesMs: [700, 2_100],
  costNanoUsd: 1_500_000_000n,
  pricedCount: 30,
  tokenCount: 9_000,
  toolCallCount: 12,
  toolFailureCount: 3,
};
const none: Sums = {
  ...sums,
  messageCount: 0,
  errorCount: 0,
  successCount: 0,
  failureCount: 0,
  ratedCount: 0,
  ratingSum: 0,
  latencyCount: 0,
  latencyPercentilesMs: [null, null],
  costNanoUsd: 0n,
  pricedCount: 0,
  tokenCount: 0,
  toolCallCount: 0,
  toolFailureCount: 0,
};

test.each<[MessageMetric, number, number]>([
  ['MESSAGE_COUNT', 40, 40],
  ['SUCCESS_SHARE', 0.75, 20],
  ['AVERAGE_RATING', 4, 8],
  ['ERROR_SHARE', 0.1, 40],
  ['LATENCY_P50', 700, 36],
  ['LATENCY_P95', 2_100, 36],
  ['COST', 1.5, 30],
  ['TOKENS', 9_000, 40],
  ['TOOL_FAILURE_SHARE', 0.25, 12],
])('%s is %d of %d', (metric, value, of) => {
  expect(measured[metric].of(sums)).toEqual({ value, of });
  const empty = metric === 'MESSAGE_COUNT' ? 0 : null;
  expect(measured[metric].of(none)).toEqual({ value: empty, of: 0 });
  expect(emptyValue(metric)).toEqual({ value: empty, of: 0 });
});

test('a value is judged on its scale, and shown as it was', () => {
  expect([judgedValue('AVERAGE_RATING', 4), judgedValue('LATENCY_P50', 700), judgedValue('TRAINING_LOSS', -2)]).toEqual([0.75, 700, -2]);
  for (const metric of messageMetrics)
    for (const value of [1, 2.5, 5]) expect(shownValueOf(metric, judgedValue(metric, value))).toBeCloseTo(value, 12);
});

test('values lie within the bounds of their metrics, whose units are those of charts', () => {
  expect([boundsOf('ERROR_SHARE'), boundsOf('AVERAGE_RATING'), boundsOf('COST')]).toEqual([
    { least: 0, most: 1 },
    { least: 1, most: 5 },
    { least: 0, most: Number.POSITIVE_INFINITY },
  ]);
  expect([measuredKind('GRADIENT_NORM'), measuredKind('COST'), measuredKind('MESSAGE_COUNT')]).toEqual(['VALUE', 'AMOUNT', 'COUNT']);
  expect(messageMetrics.map(unitOf)).toEqual(['count', 'share', 'rating', 'share', 'ms', 'ms', 'usd', 'tokens', 'share']);
});
