import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { clusteredMean } from './clusters.ts';
import { valueOf } from '../../../platform/statistics/answer.ts';
import { spearman as spearmanOfPairs } from '../../../platform/statistics/spearman.ts';

type Case = readonly [kind: string, given: never, expected: never];
const spearman = (xs: readonly number[], ys: readonly number[]) =>
  valueOf(spearmanOfPairs(xs.map((x, at) => [x, ys[at] as number] as const)));

/** Made by conformance/meaning/make-fixtures.py with SciPy and scikit-learn. */
const cases = JSON.parse(readFileSync(new URL('reference.json', import.meta.url), 'utf8')) as Case[];
const of = <Given, Expected>(kind: string): [Given, Expected][] =>
  cases.filter(([name]) => name === kind).map(([, given, expected]) => [given, expected]);

test.each(of<{ x: number[]; y: number[] }, { coefficient: number; pValue: number }>('spearman'))(
  'Spearman’s coefficient and its p-value are those of SciPy (%#)',
  ({ x, y }, expected) => {
    const found = spearman(x, y);
    expect(found?.coefficient).toBeCloseTo(expected.coefficient, 10);
    expect(found?.pValue).toBeCloseTo(expected.pValue, 10);
    expect(found?.low).toBeLessThanOrEqual(found?.coefficient as number);
    expect(found?.high).toBeGreaterThanOrEqual(found?.coefficient as number);
  },
);

test.each(of<{ totals: number[]; counts: number[] }, { mean: number; low: number; high: number }>('clusters'))(
  'a mean over clusters has the interval of its residuals (%#)',
  ({ totals, counts }, expected) => {
    const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
    const found = clusteredMean(
      {
        clusterCount: counts.length,
        count: sum(counts),
        countSquares: sum(counts.map((count) => count ** 2)),
        total: sum(totals),
        totalSquares: sum(totals.map((total) => total ** 2)),
        products: sum(totals.map((total, place) => total * (counts[place] as number))),
      },
      [-1, 1],
    );
    expect(found?.mean).toBeCloseTo(expected.mean, 10);
    expect(found?.low).toBeCloseTo(expected.low, 8);
    expect(found?.high).toBeCloseTo(expected.high, 8);
  },
);

test('too few values have no interval and no coefficient', () => {
  expect(clusteredMean({ clusterCount: 0, count: 0, countSquares: 0, total: 0, totalSquares: 0, products: 0 }, [0, 1])).toBe(null);
  expect(clusteredMean({ clusterCount: 1, count: 2, countSquares: 4, total: 1, totalSquares: 1, products: 2 }, [0, 1])).toEqual({
    mean: 0.5,
    low: null,
    high: null,
  });
  expect(spearman([1, 2, 3], [1, 2, 3])).toBe(null);
  expect(spearman([1, 1, 1, 1], [1, 2, 3, 4])).toBe(null);
  expect(spearman([1, 2, 3, 4], [1, 2, 3, 4])?.coefficient).toBe(1);
});
