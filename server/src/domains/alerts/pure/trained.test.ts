import { expect, test } from 'vitest';
import type { TrainedCondition } from '../types.ts';
import { backsOf, keyOfJob, trainedReading, type PointWindow } from './trained.ts';

const at = Date.UTC(2026, 2, 2, 12);
const value: Extract<TrainedCondition, { source: 'VALUE' }> = {
  source: 'VALUE',
  metric: 'TRAINING_LOSS',
  dimension: 'TRAINING_JOB',
  isAbove: true,
  trip: 2,
  clear: 2,
  windowMinutes: 10,
  minimumCount: 3,
  noDataMinutes: null,
};
const { noDataMinutes: _none, ...levels } = value;
const change: TrainedCondition = { ...levels, source: 'CHANGE', trip: 50, clear: 25, compareWith: 'WINDOW_BEFORE' };
const window = (of: Partial<PointWindow> = {}): PointWindow => ({
  metric: 'loss',
  place: 0,
  attempt: 1,
  pointCount: 10,
  finiteCount: 10,
  median: 1.5,
  firstStep: 100,
  lastStep: 190,
  firstValue: 1.6,
  lastValue: 1.4,
  firstAtMs: at - 540_000,
  lastAtMs: at - 90_000,
  ...of,
});
const read = (condition: TrainedCondition, ...windows: readonly (readonly PointWindow[])[]) => {
  const { words, ...reading } = trainedReading(condition, windows, 'tune 7', at);
  return { ...reading, sentence: words() };
};

test('a loss is the median of the finite points of its window, with what it saw in words', () => {
  expect(read(value, [window({ finiteCount: 9 })])).toEqual({
    kind: 'value',
    value: 1.5,
    of: 9,
    sentence: 'The training loss of training job tune 7 over 10 minutes up to 2026-03-02 12:00 UTC was 1.5 of 9 points; at least 2 is bad.',
  });
});

test.each<[string, readonly PointWindow[]]>([
  ['no points', []],
  ['too few finite points', [window({ finiteCount: 2 })]],
  ['points that are no numbers', [window({ finiteCount: 0, median: null })]],
  ['points of another metric alone', [window({ metric: 'grad_norm' })]],
])('of a window with %s there is no value', (_, rows) => expect(read(value, rows).kind).toBe('empty'));

test('the newest attempt counts, and the preferred name of a metric', () => {
  const rows = [window({ attempt: 2, median: 3 }), window({ attempt: 1, median: 9 }), window({ metric: 'train_loss', median: 7 })];
  expect(read(value, rows)).toMatchObject({ value: 3 });
  expect(read(value, rows.toReversed())).toMatchObject({ value: 3 });
  // A mean that is sent once at the end gives way to any curve.
  expect(
    read({ ...value, minimumCount: 1 }, [
      window({ pointCount: 1, finiteCount: 1, median: 5 }),
      window({ metric: 'train_loss', median: 7 }),
    ]),
  ).toMatchObject({ value: 7 });
});

test('throughput is tokens a second where they are counted, else steps, from the first point to the last one', () => {
  const throughput: TrainedCondition = { ...value, metric: 'TRAINING_THROUGHPUT', isAbove: false };
  expect(read(throughput, [window()])).toMatchObject({ kind: 'value', value: 90 / 450, of: 10 });
  expect(read(throughput, [window()]).sentence).toContain('was 0.2 steps a second of 10 points; at most 2 a second is bad.');
  const tokens = window({ metric: 'num_tokens', firstValue: 1_000, lastValue: 10_000 });
  expect(read(throughput, [window(), tokens])).toMatchObject({ value: 20 });
  expect(read(throughput, [window(), tokens]).sentence).toContain('was 20 tokens a second');
  // A loss that is no number says nothing of speed.
  expect(read(throughput, [window({ finiteCount: 0, median: null })])).toMatchObject({ value: 0.2 });
  expect(read(throughput, [window({ lastAtMs: at - 540_000 })]).kind).toBe('empty');
});

test('a change is percent of the window before, and there is none against nothing', () => {
  expect(read(change, [window({ median: 3 })], [window({ median: 2 })])).toMatchObject({
    kind: 'value',
    value: 50,
    sentence: 'The training loss of training job tune 7 over 10 minutes up to 2026-03-02 12:00 UTC was 3, before 2: +50 %; +50 % is bad.',
  });
  // A loss below 0 that falls has fallen.
  expect(read(change, [window({ median: -3 })], [window({ median: -2 })])).toMatchObject({ value: -50 });
  expect(read(change, [window()], []).kind).toBe('empty');
  expect(read(change, [window()], [window({ median: 0 })]).kind).toBe('empty');
  expect([backsOf(value), backsOf(change), backsOf({ ...change, compareWith: 'DAY_BEFORE' })]).toEqual([
    [0],
    [0, 600_000],
    [0, 86_400_000],
  ]);
});

test('jobs of one name are distinguished by the beginning of their ids', () => {
  expect(keyOfJob({ id: '0123456789', name: 'tune' })).toBe('tune (01234567)');
  expect(keyOfJob({ id: '0123456789', name: 'x'.repeat(500) })).toHaveLength(111);
});
