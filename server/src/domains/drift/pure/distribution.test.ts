import { expect, test } from 'vitest';
import { categoryDistribution, mostMoved, numberDistribution } from './distribution.ts';

test('buckets of numbers have labels of few digits, and more where borders would read alike', () => {
  const spread = Array.from({ length: 100 }, (_, place) => 1_000 + 37 * place);
  expect(
    numberDistribution(spread, spread)
      .baseline.map(({ label }) => label)
      .slice(0, 2),
  ).toEqual(['below 1370', '1370 to 1740']);
  const near = Array.from({ length: 100 }, (_, place) => 1_204 + Math.floor(place / 10));
  const labels = numberDistribution(near, near).current.map(({ label }) => label);
  expect(new Set(labels).size).toBe(labels.length);
  expect(labels[1]).toBe('1205 to 1206');
});

test('shares of each sample add up to 1 over the same buckets, and what moved most is found in both directions', () => {
  const [baseline, current] = [
    ['a', 'a', 'a', 'b'],
    ['a', 'c', 'c', 'c'],
  ];
  const found = categoryDistribution(baseline, current);
  expect(found.baseline.map(({ label }) => label)).toEqual(['a', 'c', 'b']);
  for (const of of [found.baseline, found.current]) expect(of.reduce((sum, { share }) => sum + share, 0)).toBe(1);
  expect([mostMoved(found, 1), mostMoved(found, -1)]).toEqual([1, 0]);
});
