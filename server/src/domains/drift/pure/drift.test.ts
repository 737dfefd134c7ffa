import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { needsSharedData, sharedData } from '../../../../tests/shared-data.testing.ts';
import { randomOf } from '../../../platform/statistics/bootstrap.ts';
import { chiSquaredOf, countsOf, jensenShannonOf, psiOf } from './counts.ts';
import { drawsFor, judgeCategories, judgeNumbers } from './judge.ts';
import { labelsOf, permuted } from './labels.ts';
import { bucketOf, ksOf, pooledNumbers, wassersteinOf } from './numbers.ts';
import { classifierOf, gaussianKernel, mmdOf } from './vectors.ts';

const path = sharedData === null ? '' : join(sharedData, 'abtests/ab_and_drift_reference.json');

describe.skipIf(!existsSync(path))(`statistics of drift beside SciPy ${needsSharedData}`, () => {
  const { drift } = JSON.parse(existsSync(path) ? readFileSync(path, 'utf8') : '{"drift":{}}');

  test('Kolmogorov-Smirnov and Wasserstein', () => {
    const { values, labels } = pooledNumbers(drift.ref, drift.cur);
    expect(ksOf(values, labels)).toBeCloseTo(drift.ks[0], 12);
    expect(wassersteinOf(values, labels)).toBeCloseTo(drift.wasserstein, 12);
  });

  test('the p-value by permutation is near that of Kolmogorov-Smirnov', () => {
    const { values, labels } = pooledNumbers(drift.ref, drift.cur);
    const [found] = permuted(labels, (drawn) => [ksOf(values, drawn)], { draws: { first: 9_999, most: 9_999 }, alpha: 0.05 });
    expect(found?.pValue).toBeGreaterThan(drift.ks[1] / 2);
    expect(found?.pValue).toBeLessThan(drift.ks[1] * 2);
    expect(found?.threshold).toBeLessThan(found?.statistic as number);
  });

  test('PSI by deciles of the baseline, Jensen-Shannon by buckets of equal width', () => {
    const sorted = [...drift.ref].toSorted((one: number, other: number) => one - other);
    const quantile = (share: number): number => {
      const at = share * (sorted.length - 1);
      return sorted[Math.floor(at)] + (sorted[Math.ceil(at)] - sorted[Math.floor(at)]) * (at - Math.floor(at));
    };
    const borders = Array.from({ length: 9 }, (_, place) => quantile((place + 1) / 10));
    const all = [...drift.ref, ...drift.cur];
    const labels = labelsOf(drift.ref.length, drift.cur.length);
    const tenths = countsOf(
      all.map((value) => bucketOf(borders, value)),
      labels,
      10,
    );
    expect(psiOf(tenths)).toBeCloseTo(drift.psi_deciles_of_ref, 6);
    const pooled = pooledNumbers(drift.ref, drift.cur);
    expect(jensenShannonOf(countsOf(pooled.widths, pooled.labels, 16))).toBeCloseTo(drift.js_distance_sturges_nat, 2);
  });
});

describe('statistics of drift', () => {
  test('chi-square of a table is that of its definition', () => {
    const counts = { baseline: Float64Array.from([20, 30, 50]), current: Float64Array.from([30, 30, 40]) };
    // Expected: 25, 30, 45 in both rows.
    expect(chiSquaredOf(counts)).toBeCloseTo(2 * (25 / 25 + 0 + 25 / 45), 12);
  });

  test('a discrepancy of means is found in vectors by MMD and by the classifier, and none where there is none', () => {
    const random = randomOf(3);
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const vectors = (count: number, shift: number): number[][] =>
      Array.from({ length: count }, () => Array.from({ length: 8 }, () => normal() + shift));
    for (const [shift, isFound] of [
      [0, false],
      [0.8, true],
    ] as const) {
      const all = [...vectors(60, 0), ...vectors(60, shift)];
      const kernel = gaussianKernel(all);
      const aucOf = classifierOf(all);
      const found = permuted(labelsOf(60, 60), (drawn) => [mmdOf(kernel, drawn), aucOf(drawn)], {
        draws: { first: 199, most: 199 },
        alpha: 0.05,
      });
      expect(found.map(({ pValue }) => pValue < 0.05)).toEqual([isFound, isFound]);
    }
  });

  test('the unbiased MMD is that of its definition', () => {
    const all = [[0], [1], [3], [7], [8]];
    const { values, size } = gaussianKernel(all);
    const k = (one: number, other: number): number => values[one * size + other] as number;
    const expected =
      k(0, 1) + (2 * (k(2, 3) + k(2, 4) + k(3, 4))) / 6 - (2 * (k(0, 2) + k(0, 3) + k(0, 4) + k(1, 2) + k(1, 3) + k(1, 4))) / 6;
    expect(mmdOf({ values, size }, labelsOf(2, 3))).toBeCloseTo(expected, 12);
  });

  test('the classifier is the ridge regression of its definition, fitted to one half and scored on the other', () => {
    // Vectors of one number: fitted to others, the score of x is (x - mean) Σ (x' - mean)(y' - ȳ) / (Σ (x' - mean)² + 1); its order is that of ± x.
    const random = randomOf(5);
    const all = Array.from({ length: 40 }, (_, place) => [random() + (place < 20 ? 0 : 0.4)]);
    const labels = labelsOf(20, 20);
    const half = randomOf(7);
    const foldOf = all.map(() => Math.floor(2 * half()));
    let [area, pairs] = [0, 0];
    for (const fold of [0, 1]) {
      const places = [...all.keys()];
      const others = places.filter((place) => foldOf[place] !== fold);
      const own = places.filter((place) => foldOf[place] === fold);
      const meanX = others.reduce((sum, place) => sum + (all[place]?.[0] as number), 0) / others.length;
      const meanY = others.reduce((sum, place) => sum + (labels[place] as number), 0) / others.length;
      const slope = others.reduce((sum, place) => sum + ((all[place]?.[0] as number) - meanX) * ((labels[place] as number) - meanY), 0);
      const score = (place: number): number => Math.sign(slope) * (all[place]?.[0] as number);
      for (const one of own.filter((place) => labels[place] === 1))
        for (const other of own.filter((place) => labels[place] === 0)) {
          pairs++;
          if (score(one) > score(other)) area++;
        }
    }
    expect(classifierOf(all)(labels)).toBeCloseTo(area / pairs, 12);
  });

  test('a rare statistic has as many draws as its correction takes; others stop at the first ones, with a p-value of at least 0.05', () => {
    const options = { alpha: 0.01, testCount: 14 };
    expect(drawsFor(options)).toEqual({ first: 199, most: 2_799 });
    expect(drawsFor({ alpha: 0.05 })).toEqual({ first: 199, most: 999 });
    expect(drawsFor({ alpha: 0.05, drawCount: 99 })).toEqual({ first: 99, most: 99 });
    const random = randomOf(9);
    const numbers = (count: number, shift: number): number[] => Array.from({ length: count }, () => random() + shift);
    const [moved] = judgeNumbers(numbers(80, 0), numbers(80, 1), options).tests;
    expect(moved?.pValue).toBe(1 / 2_800);
    const [still] = judgeNumbers(numbers(80, 0), numbers(80, 0), options).tests;
    expect(still?.pValue).toBeGreaterThanOrEqual(11 / 200);
  });

  test('p-values of samples that are alike are at most a in a share of at most about a of cases', () => {
    const random = randomOf(11);
    const pValues = Array.from({ length: 400 }, () => {
      const sample = (): number[] => Array.from({ length: 40 }, () => Math.floor(4 * random()));
      return judgeCategories(sample(), sample(), { alpha: 0.05 }).tests[0]?.pValue as number;
    });
    for (const [a, most] of [
      [0.01, 0.025],
      [0.05, 0.08],
      [0.2, 0.25],
    ] as const)
      expect(pValues.filter((p) => p <= a).length / pValues.length).toBeLessThanOrEqual(most);
  });
});
