import { expect, test } from 'vitest';
import { signalDimensions } from '../types.ts';
import { bucketMsOf, filterOf, isDriftFound, isWatched, learningOf, metricsOf, watchedDimensions } from './watched.ts';

const hourMs = 3_600_000;
const whole = 'WORKSPACE';

test.each<[string, Parameters<typeof isWatched>[0], number, number, boolean]>([
  ['100 messages on two days', { metric: 'ERROR_SHARE', dimension: whole }, 2, 100, true],
  ['99', { metric: 'ERROR_SHARE', dimension: whole }, 2, 99, false],
  ['100 on one day', { metric: 'ERROR_SHARE', dimension: whole }, 1, 100, false],
  ['a 95th percentile of 30 an hour', { metric: 'LATENCY_P95', dimension: whole }, 7, 30 * 168, true],
  ['one of fewer', { metric: 'LATENCY_P95', dimension: whole }, 7, 30 * 168 - 1, false],
  ['messages of a model with 10 an hour', { metric: 'MESSAGE_COUNT', dimension: 'MODEL' }, 7, 1_680, true],
  ['of one with fewer', { metric: 'MESSAGE_COUNT', dimension: 'MODEL' }, 7, 1_679, false],
  ['of all, with fewer', { metric: 'MESSAGE_COUNT', dimension: whole }, 7, 200, true],
])('%s', (_, of, days, count, is) => expect(isWatched(of, { days, count })).toBe(is));

test('what people judge seldom has buckets of six hours', () => {
  expect(bucketMsOf('SUCCESS_SHARE', { days: 7, count: 10 * 24 * 7 - 1 })).toBe(6 * hourMs);
  expect(bucketMsOf('SUCCESS_SHARE', { days: 7, count: 10 * 24 * 7 })).toBe(hourMs);
  expect(bucketMsOf('ERROR_SHARE', { days: 7, count: 200 })).toBe(hourMs);
});

test('nothing is found before 72 values, and ranges are wide for three weeks', () => {
  const of = (valueCount: number, bucketMs = hourMs) => learningOf({ valueCount, bucketMs });
  expect([of(71), of(72), of(503), of(504), of(72, 6 * hourMs), of(84, 6 * hourMs)]).toEqual([
    'LEARNING',
    'WIDE',
    'WIDE',
    'LEARNED',
    'WIDE',
    'LEARNED',
  ]);
});

test('every dimension but jobs is watched, and its filter has its value alone', () => {
  expect(watchedDimensions.map(({ dimension }) => dimension)).toEqual(signalDimensions.filter((one) => one !== 'TRAINING_JOB'));
  expect(signalDimensions.map((dimension) => Object.values(filterOf({ dimension, value: 'x' })))).toEqual([
    [],
    ...Array.from({ length: 5 }, () => [['x']]),
    [],
  ]);
  expect([metricsOf('TOOL'), metricsOf('TRAINING_JOB')]).toEqual([['TOOL_FAILURE_SHARE'], []]);
  expect((['COST', 'TOKENS', 'MESSAGE_COUNT', 'ERROR_SHARE'] as const).map(isDriftFound)).toEqual([false, false, false, true]);
});
