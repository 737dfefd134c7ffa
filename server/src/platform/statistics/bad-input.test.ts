import { describe, expect, test } from 'vitest';
import type { Answer } from './answer.ts';
import { armOfMean, armOfRatio, armOfShare, cupedArms, type Arm } from './arms.ts';
import { sharePosterior } from './beta-binomial.ts';
import { posteriorOf } from './bayes.ts';
import { effectOf, fiellerInterval, welchTest } from './effect.ts';
import { momentsOf, momentsOfPairs, momentsOfValues, type PairMoments } from './moments.ts';
import { correct } from './multiple.ts';
import { bootstrapPercentile, percentileOf } from './percentiles.ts';
import { plannedTest } from './planned.ts';
import { detectableEffect, planUnits, powerOf } from './planning.ts';
import { mannWhitney } from './ranks.ts';
import { sequentialTest } from './sequential.ts';
import { compareTwoShares } from './shares.ts';
import { splitsOf, splitTest } from './split.ts';
import { evennessOf, noveltyOf } from './timing.ts';

const problemOf = (found: Answer<unknown>): string => (found.ok ? JSON.stringify(found.value) : found.problem);
const arm = (values: Partial<Arm> = {}): Arm => ({ n: 100, mean: 1, variance: 4, unadjustedMean: 1, ...values });
const pair = (values: Partial<PairMoments> = {}): PairMoments => ({
  n: 10,
  meanY: 1,
  meanX: 2,
  squaresY: 3,
  squaresX: 4,
  products: 1,
  ...values,
});
const effect = { value: 1, variance: 1, n: 100, freedom: 98, perAbsolute: 1 };
const half = { count: 50, of: 100 };

test.each<[string, Answer<unknown>, string]>([
  ['a share of nothing', armOfShare({ count: 0, of: 0 }), 'NO_UNITS'],
  ['a share above 1', armOfShare({ count: 11, of: 10 }), 'MORE_SUCCESSES_THAN_UNITS'],
  ['a negative count', armOfShare({ count: -1, of: 10 }), 'NEGATIVE_COUNT'],
  ['half a success', armOfShare({ count: 0.5, of: 10 }), 'NOT_A_COUNT'],
  ['a share of NaN', armOfShare({ count: NaN, of: 10 }), 'NOT_A_NUMBER'],
  ['infinitely many units', armOfShare({ count: 1, of: Infinity }), 'NOT_A_NUMBER'],
  ['a mean of nothing', armOfMean(momentsOf(0, 0, 0)), 'NO_UNITS'],
  ['a mean of one', armOfMean(momentsOf(1, 5, 0)), 'TOO_FEW_UNITS'],
  ['a mean of NaN', armOfMean(momentsOf(10, NaN, 1)), 'NOT_A_NUMBER'],
  ['a negative variance', armOfMean(momentsOf(10, 1, -1)), 'NEGATIVE_COUNT'],
  ['a ratio by 0', armOfRatio(pair({ meanX: 0 })), 'DENOMINATOR_IS_ZERO'],
  ['a ratio of one unit', armOfRatio(pair({ n: 1 })), 'TOO_FEW_UNITS'],
  ['CUPED with NaN', cupedArms(pair({ products: NaN }), pair()), 'NOT_A_NUMBER'],
  ['two variants without variance', effectOf({ base: arm({ variance: 0 }), variant: arm({ variance: 0 }) }), 'NO_VARIANCE'],
  ['an effect relative to 0', effectOf({ base: arm({ unadjustedMean: 0 }), variant: arm() }, 'RELATIVE'), 'BASE_IS_ZERO'],
  ['an effect of NaN', effectOf({ base: arm({ mean: NaN }), variant: arm() }), 'NOT_A_NUMBER'],
  ['a variant of one', effectOf({ base: arm(), variant: arm({ n: 1 }) }), 'TOO_FEW_UNITS'],
  ['an alpha of 0', welchTest(effect, { alpha: 0 }), 'BAD_LEVEL'],
  ['an alpha of 1', sequentialTest(effect, { alpha: 1 }), 'BAD_LEVEL'],
  ['a tuning of 0', sequentialTest(effect, { tuning: 0 }), 'BAD_LEVEL'],
  ['a plan of no units', plannedTest(effect, { plannedUnits: 0 }), 'BAD_LEVEL'],
  ['a prior of no width', posteriorOf(effect, { prior: { mean: 0, sd: 0 } }), 'BAD_LEVEL'],
  ['a relative prior without a base', posteriorOf(effect, { prior: { mean: 0, sd: 0.3 } }), 'BASE_IS_ZERO'],
  ['shares of nothing', compareTwoShares({ count: 0, of: 0 }, half), 'NO_UNITS'],
  ['a posterior of too many successes', sharePosterior({ count: 2, of: 1 }, half), 'MORE_SUCCESSES_THAN_UNITS'],
  ['ranks without a variant', mannWhitney([{ value: 1, base: 3, variant: 0 }]), 'NO_UNITS'],
  ['ranks of one value', mannWhitney([{ value: 1, base: 3, variant: 9 }]), 'ALL_TIED'],
  ['ranks of NaN', mannWhitney([{ value: NaN, base: 3, variant: 9 }]), 'NOT_A_NUMBER'],
  ['a percentile of nothing', percentileOf([], 0.5), 'NO_UNITS'],
  ['a percentile of three', percentileOf([{ value: 1, count: 3 }], 0.9), 'TOO_FEW_UNITS'],
  ['the percentile 1', percentileOf([{ value: 1, count: 300 }], 1), 'BAD_LEVEL'],
  ['a bootstrap of nothing', bootstrapPercentile([[], []], [[1], [2]], 0.5), 'NO_UNITS'],
  ['a bootstrap of one unit', bootstrapPercentile([[1, 2]], [[1], [2]], 0.5), 'TOO_FEW_UNITS'],
  ['a split of nothing', splitTest([0, 0], [1, 1]), 'NO_UNITS'],
  ['a weight of 0', splitTest([1, 2], [1, 0]), 'BAD_WEIGHTS'],
  ['a missing weight', splitTest([1, 2], [1]), 'BAD_WEIGHTS'],
  ['a split of NaN', splitTest([1, NaN], [1, 1]), 'NOT_A_NUMBER'],
  ['novelty of one day', noveltyOf([effect], 3), 'TOO_FEW_UNITS'],
  ['evenness of one part', evennessOf([effect, null]), 'TOO_FEW_UNITS'],
  ['a p-value of 2', correct([0.1, 2], 'HOLM'), 'NOT_A_NUMBER'],
  ['a plan of no effect', planUnits({ kind: 'SHARE', base: 0.1, effect: 0 }), 'BAD_LEVEL'],
  ['a plan beyond 1', planUnits({ kind: 'SHARE', base: 0.9, effect: 0.2 }), 'BAD_LEVEL'],
  ['a plan with no spread', planUnits({ kind: 'MEAN', sd: 0, effect: 1 }), 'NO_VARIANCE'],
  ['a plan with weights of 0', planUnits({ kind: 'MEAN', sd: 1, effect: 1 }, { weights: [0, 1] }), 'BAD_WEIGHTS'],
  ['a correlation of 1', planUnits({ kind: 'MEAN', sd: 1, effect: 1 }, { correlation: 1 }), 'BAD_LEVEL'],
  ['an effect found by two units', detectableEffect({ kind: 'SHARE', base: 0.1 }, 2), 'TOO_FEW_UNITS'],
  ['an effect found by too few', detectableEffect({ kind: 'SHARE', base: 0.9 }, 10), 'TOO_FEW_UNITS'],
  ['the power of two units', powerOf({ kind: 'MEAN', sd: 1, effect: 1 }, 2), 'TOO_FEW_UNITS'],
])('%s is answered with a code', (_name, found, problem) => expect(problemOf(found)).toBe(problem));

describe('inputs that look wrong have answers', () => {
  test('all units or none succeed in both', () => {
    for (const count of [0, 1_000]) {
      const found = compareTwoShares({ count, of: 1_000 }, { count, of: 1_000 });
      expect(found).toMatchObject({ ok: true, value: { value: 0, zScore: null, pValue: 1 } });
    }
  });
  test('1e9 units', () => {
    const [base, variant] = [
      { count: 500_000_000, of: 1e9 },
      { count: 500_070_000, of: 1e9 },
    ];
    expect(problemOf(compareTwoShares(base, variant))).toContain('"zScore":3.130495');
    expect(problemOf(sharePosterior(base, variant))).toContain('"chanceAbove":0.99912');
    expect(
      mannWhitney([
        { value: 0, base: 5e8, variant: 499_930_000 },
        { value: 1, base: 5e8, variant: 500_070_000 },
      ]),
    ).toMatchObject({
      ok: true,
      value: { method: 'NORMAL', pValue: expect.closeTo(0.001_745, 5) },
    });
    expect(splitTest([1e9, 1e9 + 1e5], [0.5, 0.5])).toMatchObject({ ok: true, value: { isMismatch: false } });
  });
  test('weights of any sum', () => {
    const [whole, parts] = [splitTest([5_100, 4_900], [50, 50]), splitTest([5_100, 4_900], [0.3, 0.3])];
    expect(whole).toEqual(parts);
  });
  test('a pre-period that does not vary', () => {
    const found = cupedArms(pair({ squaresX: 0, products: 0 }), pair({ squaresX: 0, products: 0, meanY: 2 }));
    expect(found).toMatchObject({ ok: true, value: { theta: expect.closeTo(0, 12) } });
  });
  test('p-values that are too small for a number keep their logarithm', () => {
    const found = welchTest({ ...effect, value: 100, freedom: 1e9 });
    expect(found).toMatchObject({ ok: true, value: { pValue: 0, logPValue: expect.closeTo(-5004.83, 1) } });
  });
  test('a base near 0 has no interval by Fieller', () => {
    expect(fiellerInterval({ base: arm({ mean: 0.1 }), variant: arm() })).toBeNull();
    const found = fiellerInterval({ base: arm({ mean: 10, variance: 1 }), variant: arm({ mean: 11, variance: 1 }) });
    expect([found?.low, found?.high]).toEqual([expect.closeTo(0.071_103, 6), expect.closeTo(0.129_753, 6)]);
  });
  test('moments that are merged are those of all values', () => {
    const values = Array.from({ length: 50 }, (_, k) => 1e9 + Math.sin(k) * 3);
    expect(momentsOfValues(values).squares).toBeCloseTo(
      values.reduce((sum, value) => sum + (value - values.reduce((a, b) => a + b) / 50) ** 2, 0),
      4,
    );
    expect(momentsOfPairs([])).toMatchObject({ n: 0, meanY: 0 });
  });
});

test('a mismatch is traced to the value of a dimension that lacks units', () => {
  const parts = [
    { dimension: 'browser', value: 'Chrome', units: [4_000, 4_010] },
    { dimension: 'browser', value: 'Safari', units: [1_000, 700] },
    { dimension: 'country', value: 'DE', units: [2_480, 2_355] },
    { dimension: 'country', value: 'FR', units: [2_520, 2_355] },
  ];
  const found = splitsOf(parts, [1, 1]).filter(({ test: { pValue } }) => pValue < 0.001);
  expect(found).toMatchObject([{ dimension: 'browser', value: 'Safari', missingFrom: 1, missingShare: expect.closeTo(0.1765, 3) }]);
  // Without Safari the units fit, with which it shares no mix.
  expect(found[0]?.restPValue).toBeGreaterThan(0.001);
  expect(found[0]?.samePValue).toBeLessThan(0.001);
});

test('an effect that fades is named so, and a steady one is steady', () => {
  const day = (value: number) => ({ ...effect, value, variance: 0.01 });
  expect(noveltyOf([day(1), day(1), day(1), day(0.2), day(0.2), day(0.2)])).toMatchObject({ ok: true, value: { trend: 'FADING' } });
  expect(noveltyOf([day(1), null, day(1.05), day(0.95), day(1)])).toMatchObject({ ok: true, value: { trend: 'STEADY' } });
  expect(noveltyOf([day(0.1), day(0.1), day(0.1), day(1), day(1)])).toMatchObject({ ok: true, value: { trend: 'GROWING' } });
  expect(evennessOf([day(1), day(1), day(1.05)])).toMatchObject({ ok: true, value: { isUneven: false, unevenShare: 0 } });
  expect(evennessOf([day(1), day(1), day(3)])).toMatchObject({ ok: true, value: { isUneven: true } });
});
