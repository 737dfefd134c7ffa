import { describe, expect, test } from 'vitest';
import { differenceOf, lessIsBetter, measuredShare } from './difference.ts';
import type { MeasuredShare } from './difference.ts';

function wilson(successes: number, count: number): MeasuredShare {
  const z = 1.959964;
  const share = successes / count;
  const middle = (share + z ** 2 / (2 * count)) / (1 + z ** 2 / count);
  const half = (z / (1 + z ** 2 / count)) * Math.sqrt((share * (1 - share)) / count + z ** 2 / (4 * count ** 2));
  return { share, low: middle - half, high: middle + half };
}

describe('differenceOf', () => {
  test.each([
    // Newcombe 1998, table II, method 10.
    { one: [56, 70], other: [48, 80], low: 0.0524, high: 0.3339 },
    { one: [9, 10], other: [3, 10], low: 0.1705, high: 0.809 },
    { one: [5, 56], other: [0, 29], low: -0.0381, high: 0.1926 },
    { one: [10, 10], other: [0, 10], low: 0.6075, high: 1 },
  ] as const)('gives Newcombe’s published interval for $one against $other', ({ one, other, low, high }) => {
    const difference = differenceOf(wilson(one[0], one[1]), wilson(other[0], other[1]));
    expect(difference.low).toBeCloseTo(low, 4);
    expect(difference.high).toBeCloseTo(high, 4);
  });

  test('is decisive only when the interval leaves zero out', () => {
    expect(differenceOf(wilson(900, 1000), wilson(800, 1000)).verdict).toBe('better');
    expect(differenceOf(wilson(800, 1000), wilson(900, 1000)).verdict).toBe('worse');
    expect(differenceOf(wilson(9, 10), wilson(8, 10)).verdict).toBe('not decisive');
  });

  test('says nothing about a model against itself', () => {
    const same = wilson(40, 100);
    expect(differenceOf(same, same)).toMatchObject({ change: 0, verdict: 'not decisive' });
  });
});

test('a share has the interval of Wilson: 81 of 263, as Newcombe prints it', () => {
  const found = measuredShare(81, 263);
  expect([found?.low.toFixed(4), found?.high.toFixed(4)]).toEqual(['0.2553', '0.3662']);
  expect(measuredShare(0, 0)).toBeNull();
});

test('fewer errors are better', () => {
  expect(lessIsBetter(measuredShare(10, 1_000), measuredShare(60, 1_000))?.verdict).toBe('better');
  expect(lessIsBetter(measuredShare(60, 1_000), measuredShare(10, 1_000))?.verdict).toBe('worse');
  expect(lessIsBetter(measuredShare(1, 10), measuredShare(2, 10))?.verdict).toBe('not decisive');
  expect(lessIsBetter(null, measuredShare(2, 10))).toBeNull();
});
