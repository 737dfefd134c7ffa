import { expect, test } from 'vitest';
import { bandShareOf } from './band.ts';
import type { Judged } from './run.ts';

const bucket = (of: number, half: number, expected: number | null = 0.1): Judged => ({
  at: 0,
  value: 0.1,
  of,
  expected,
  low: expected === null ? null : expected - half,
  high: expected === null ? null : expected + half,
});

test('the range of a series is that of a bucket with a usual number of measurements, not of the newest', () => {
  expect(bandShareOf([bucket(100, 0.02), bucket(110, 0.02), bucket(90, 0.03), bucket(95, 0.025), bucket(1, 0.5)])).toBeCloseTo(0.25, 12);
});

test('without an expected value there is none', () => {
  expect(bandShareOf([])).toBeNull();
  expect(bandShareOf([bucket(9, 0.1, null), bucket(9, 0.1, 0)])).toBeNull();
  expect(bandShareOf([bucket(9, 0.1, null), bucket(5, 0.05, -0.1)])).toBeCloseTo(0.5, 12);
});
