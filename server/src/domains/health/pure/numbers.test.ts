import { describe, expect, test } from 'vitest';
import { blockMedians, changeOver, medianOf, noiseAroundBends, noiseOf, quantileOf, robustSigma } from './numbers.ts';

/* Expected values: numpy 2 and scipy 1 (median, quantile, median_abs_deviation with scale "normal", linregress with t.ppf(0.975, 8)). */
const values = Float64Array.of(3.1, 2.7, 9.4, 2.2, 2.5, 1.9, 2.6, 1.4, 1.7, 1.2, 1.6, 0.9, 1.3);

test.each([
  ['median', medianOf(values), 1.9],
  ['upper quartile', quantileOf(values, 0.75), 2.6],
  ['lowest tenth', quantileOf(values, 0.1), 1.22],
  ['robust standard deviation', robustSigma(values), 0.8895613311033613],
  ['noise of neighbours', noiseOf(values), 0.5241790412537654],
  ['noise around bends', noiseAroundBends(values), 0.7868507674856957],
])('the %s is that of numpy and scipy', (_name, own, expected) => expect(own).toBeCloseTo(expected, 12));

test('the change over ten blocks and its interval are those of a regression line', () => {
  const falling = Float64Array.of(5, 4.6, 4.9, 4.1, 4.4, 4, 4.2, 3.7, 3.9, 3.5, 3.8, 3.3, 3.6, 3.1, 3.4, 2.9, 3.3, 2.8, 3, 2.7);
  const { change, low, high, means } = changeOver(falling);
  expect(change).toBeCloseTo(-1.9036363636363636, 9);
  expect(low).toBeCloseTo(-2.1065025633182906, 9);
  expect(high).toBeCloseTo(-1.7007701639544366, 9);
  expect([...means].map((mean) => Number(mean.toFixed(6)))).toEqual([4.8, 4.5, 4.2, 3.95, 3.7, 3.55, 3.35, 3.15, 3.05, 2.85]);
});

describe('what is not finite', () => {
  test('is no part of a statistic', () => {
    expect(medianOf([NaN, 1, Infinity, 3, -Infinity])).toBe(2);
    expect(robustSigma([NaN, 5, 5, 5])).toBe(0);
  });
  test('alone has no statistic', () => {
    expect(medianOf([NaN, Infinity])).toBeNaN();
    expect(medianOf([])).toBeNaN();
    expect(noiseOf([1, 2])).toBe(0);
  });
});

test('blocks end with the last value; what does not fill the first one is left out', () =>
  expect([...blockMedians(Float64Array.of(9, 1, 2, 3, 4, 5, 6), 3)]).toEqual([2, 5]));
