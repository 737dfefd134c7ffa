import { expect, test } from 'vitest';
import { rangeOf, shareOf } from './gauge.tsx';

const ranges = [
  { to: 1000, label: 'fast' },
  { to: 2500, label: 'fair' },
  { to: 5000, label: 'slow' },
];

test.each([
  [999, 'fast'],
  [1000, 'fair'],
  [4999, 'slow'],
  [9000, 'slow'],
] as const)('%d ms is %s: a range ends before the next begins', (value, label) => {
  expect(rangeOf(value, ranges)?.label).toBe(label);
});

test('no value is in no range', () => expect(rangeOf(null, ranges)).toBeNull());

test('a value beyond the scale is drawn to its end', () => {
  expect([shareOf(-5, [0, 10]), shareOf(5, [0, 10]), shareOf(50, [0, 10]), shareOf(1, [3, 3])]).toEqual([0, 0.5, 1, 0]);
});
