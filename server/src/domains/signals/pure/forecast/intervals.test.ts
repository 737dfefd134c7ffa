import { expect, test } from 'vitest';
import { atTheLevelOfNow, widthsOf } from './intervals.ts';

test('errors count for more where the series has grown since, up to four times, and never for less', () => {
  const grown = [1, 1, 1, 1, 2, 2, 2];
  expect(atTheLevelOfNow([[1, -2]], [4], grown, 1)).toEqual([[2, -4]]);
  expect(atTheLevelOfNow([[1, -2]], [4], grown.toReversed(), 1)).toEqual([[1, -2]]);
  expect(atTheLevelOfNow([[1]], [3], [1, 1, 1, 9, 9, 9], 1)).toEqual([[4]]);
  expect(atTheLevelOfNow([[1]], [3], [0, 0, 0, 9, 9, 9], 1)).toEqual([[1]]);
});

test('a width is the quantile of the errors beside that of an exponential distribution', () => {
  // One origin, all errors 1: half of 1 and half of −ln 0.05, twice as wide for one origin, and a tenth for 30 values.
  const width = widthsOf([[1, -1, 1]], 3, 30);
  for (const step of [0, 1, 2]) expect(width(0.95, step)).toBeCloseTo(((1 + Math.log(20)) / 2) * 2 * 1.1, 9);
  expect(width(0.5, 0)).toBeCloseTo(((1 + Math.log(2)) / 2) * 2 * 1.1, 9);
});

test('widths grow with the steps as errors did', () => {
  const width = widthsOf(
    Array.from({ length: 10 }, () => [1, 2, 3]),
    3,
    100,
  );
  expect(width(0.95, 2) / width(0.95, 0)).toBeCloseTo(3, 9);
});

test('without errors there is no width', () => {
  expect(widthsOf([[0, 0]], 2, 50)(0.95, 1)).toBeLessThan(1e-300);
});
