import { expect, test } from 'vitest';
import { meanInterval, verdictOf } from './interval.ts';

test('the interval of a mean takes two numbers', () => {
  expect(meanInterval({ count: 1, mean: 3, variance: null })).toBeNull();
  // scipy.stats.t.interval(0.95, 3, 0.15, scipy.stats.sem([0, 0.1, 0.2, 0.3]))
  const found = meanInterval({ count: 4, mean: 0.15, variance: 0.05 / 3 });
  expect([found?.low, found?.high]).toEqual([expect.closeTo(-0.055426, 5), expect.closeTo(0.355426, 5)]);
  expect(meanInterval({ count: 2, mean: 1e200, variance: Infinity })).toBeNull();
});

test.each([
  [{ low: 0.1, high: 0.2 }, false, 'BETTER'],
  [{ low: 0.1, high: 0.2 }, true, 'WORSE'],
  [{ low: -0.2, high: -0.1 }, false, 'WORSE'],
  [{ low: -0.2, high: -0.1 }, true, 'BETTER'],
  [{ low: 0, high: 0.2 }, false, 'NOT_DECISIVE'],
  [{ low: 0, high: 0 }, false, 'NOT_DECISIVE'],
  [{ low: -0.1, high: 0 }, true, 'NOT_DECISIVE'],
  [null, false, 'NOT_DECISIVE'],
])('a difference within %j, lower being better: %s, is %s', (interval, lowerIsBetter, expected) =>
  expect(verdictOf(interval, lowerIsBetter)).toBe(expected),
);
