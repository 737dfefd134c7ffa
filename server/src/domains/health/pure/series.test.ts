import { expect, test } from 'vitest';
import { before, finite, firstAfter, seriesOf, thinned } from './series.ts';

const points = [1, 2, 4, 8].map((step) => ({ step, value: step * 10, at: step * 1_000 }));

test('points come in any order, and of several at one step the last counts', () => {
  const { steps, values, ats } = seriesOf([
    { step: 8, value: 1 },
    { step: 2, value: 5 },
    { step: 8, value: 7, at: 3 },
  ]);
  expect([...steps]).toEqual([2, 8]);
  expect([...values]).toEqual([5, 7]);
  expect([...ats]).toEqual([NaN, 3]);
});

test.each([
  [0, 0],
  [1, 1],
  [3, 2],
  [8, 4],
  [99, 4],
])('the first point after step %d has index %d', (step, index) => expect(firstAfter(seriesOf(points), step)).toBe(index));

test('the points before a step do not include it', () => expect([...before(seriesOf(points), 4).steps]).toEqual([1, 2]));

test('finite points keep their steps and times', () => {
  const { steps, ats } = finite(
    seriesOf([...points, { step: 9, value: NaN, at: 1 }, { step: 10, value: -Infinity }, { step: 11, value: 1, at: 11 }]),
  );
  expect([...steps]).toEqual([1, 2, 4, 8, 11]);
  expect(ats[4]).toBe(11);
});

test.each([10, 11, 999, 1_000, 1_001, 2_345])('a long series is thinned evenly and keeps its last point: %d points', (count) => {
  const long = seriesOf(Array.from({ length: count }, (_, step) => ({ step, value: step })));
  const few = thinned(long, 10);
  expect(few.steps.length).toBeLessThanOrEqual(10);
  expect(few.steps.length).toBeGreaterThanOrEqual(5);
  expect(few.steps.at(-1)).toBe(count - 1);
  const strides = new Set([...few.steps].slice(1).map((step, index) => step - (few.steps[index] ?? 0)));
  expect(strides.size).toBe(1);
});
