import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { valueOf, type Answer } from './answer.ts';
import { armOfMean, armOfRatio, armOfShare, cupedArms, type Arms } from './arms.ts';
import { sharePosterior } from './beta-binomial.ts';
import { posteriorOf, usualPrior } from './bayes.ts';
import { betaQuantile, betaTails } from './distributions/beta.ts';
import { chiSquareQuantile, chiSquareTails } from './distributions/gamma.ts';
import { normalQuantile, normalTails } from './distributions/normal.ts';
import { studentQuantile, studentTails } from './distributions/student.ts';
import { effectOf, welchTest, type TestResult } from './effect.ts';
import { momentsOf, pairMomentsOf, type PairMoments } from './moments.ts';
import { correct } from './multiple.ts';
import { percentileOf } from './percentiles.ts';
import { planUnits, powerOf } from './planning.ts';
import { mannWhitney } from './ranks.ts';
import { sequentialTest } from './sequential.ts';
import { compareTwoShares } from './shares.ts';
import { splitTest } from './split.ts';

type Case = readonly [kind: string, given: never, expected: never];
/** Made by conformance/statistics/make-fixtures.py with SciPy 1.17.1, statsmodels 0.15.0 and gbstats 0.8.0. */
const cases = JSON.parse(readFileSync(new URL('reference.json', import.meta.url), 'utf8')) as Case[];
const of = <Given, Expected>(kind: string): [Given, Expected][] =>
  cases.filter(([name]) => name === kind).map(([, given, expected]) => [given, expected]);

const must = <Value>(found: Answer<Value>): Value => {
  if (!found.ok) throw new Error(found.problem);
  return found.value;
};
/** Relative error; below `floor` absolute: gbstats computes a p-value as 1 − cdf, which ends at 1e-16. */
const near = (found: number | undefined, expected: number, tolerance: number, label: string, floor = 0): void => {
  const scale = Math.max(Math.abs(expected), floor, Number.MIN_VALUE);
  expect(Math.abs((found ?? NaN) - expected) / scale, `${label}: ${found} beside ${expected}`).toBeLessThan(tolerance);
};

test('there are 500 cases', () => expect(cases).toHaveLength(500));

describe('distributions are within 1e-10 of the reference, in both tails', () => {
  test('normal', () => {
    for (const [[z, p], [above, log, point]] of of<[number, number], [number, number, number]>('normal')) {
      const tails = normalTails(z);
      if (above > 1e-307) near(tails.above, above, 1e-12, `above ${z}`);
      near(tails.logAbove, log, 1e-12, `log above ${z}`, 1e-25);
      near(normalQuantile({ above: p }), point, 1e-12, `above ${p}`);
      near(normalQuantile({ below: p }), -point, 1e-12, `below ${p}`);
    }
  });
  test('Student’s t', () => {
    for (const [[t, freedom, p], [above, log, point]] of of<[number, number, number], [number, number, number]>('student')) {
      near(studentTails(t, freedom).above, above, 1e-10, `t above ${t} at ${freedom}`);
      near(studentTails(t, freedom).logAbove, log, 1e-10, `log of t above ${t} at ${freedom}`);
      near(studentTails(-t, freedom).below, above, 1e-10, `t below ${-t} at ${freedom}`);
      near(studentQuantile({ above: p }, freedom), point, 1e-10, `t point of ${p} at ${freedom}`);
    }
  });
  test('beta', () => {
    for (const [[x, a, b, p], [below, above, point]] of of<[number, number, number, number], [number, number, number]>('beta')) {
      near(betaTails(x, 1 - x, a, b).below, below, 1e-10, `beta below ${x} of ${a}, ${b}`);
      near(betaTails(x, 1 - x, a, b).above, above, 1e-10, `beta above ${x} of ${a}, ${b}`);
      near(betaQuantile({ below: p }, a, b), point, 1e-10, `beta point of ${p} of ${a}, ${b}`);
    }
  });
  test('chi-square', () => {
    for (const [[x, freedom, p], [below, above, point]] of of<[number, number, number], [number, number, number]>('chiSquare')) {
      near(chiSquareTails(x, freedom).below, below, 1e-10, `chi-square below ${x} at ${freedom}`);
      near(chiSquareTails(x, freedom).above, above, 1e-10, `chi-square above ${x} at ${freedom}`);
      near(chiSquareQuantile({ below: p }, freedom), point, 1e-10, `chi-square point of ${p} at ${freedom}`);
    }
  });
});

type Frequentist = readonly [value: number, low: number, high: number, p: number];
type Bayesian = readonly [mean: number, low: number, high: number, chance: number, lossOfBase: number, lossOfVariant: number];
type GbStats = readonly (Frequentist | Bayesian)[];

function nearGbStats(arms: Arms, expected: GbStats, label: string): void {
  for (const [place, scale] of (['RELATIVE', 'ABSOLUTE'] as const).entries()) {
    const effect = must(effectOf(arms, scale));
    const [fixed, sequential, flat, proper] = expected.slice(place * 4, place * 4 + 4) as [Frequentist, Frequentist, Bayesian, Bayesian];
    const sd = Math.sqrt(effect.variance);
    const tests: [TestResult, Frequentist, string][] = [
      [must(welchTest(effect)), fixed, 'Welch'],
      [must(sequentialTest(effect, { tuning: 8_000, isAsymptotic: true })), sequential, 'sequential'],
    ];
    for (const [found, [value, low, high, p], name] of tests) {
      for (const [part, want] of [
        [found.value, value],
        [found.interval.low, low],
        [found.interval.high, high],
      ] as const)
        near(part, want, 1e-6, `${label} ${scale} ${name}`, sd);
      near(found.pValue, p, 1e-6, `${label} ${scale} ${name} p`, 1e-9);
    }
    for (const [prior, [mean, low, high, chance, base, variant]] of [
      [null, flat],
      [usualPrior, proper],
    ] as const) {
      const found = must(posteriorOf(effect, { prior, baseMean: arms.base.unadjustedMean }));
      for (const [part, want] of [
        [found.mean, mean],
        [found.credible.low, low],
        [found.credible.high, high],
      ] as const)
        near(part, want, 1e-6, `${label} ${scale} posterior`, sd);
      near(found.chanceAbove, chance, 1e-6, `${label} ${scale} chance`, 1e-6);
      near(found.lossOfBase, base, 1e-6, `${label} ${scale} loss of the base`, sd * 1e-6);
      near(found.lossOfVariant, variant, 1e-6, `${label} ${scale} loss of the variant`, sd * 1e-6);
    }
  }
}

const pairOf = ([n, meanY, meanX, varianceY, varianceX, covariance]: readonly number[]): PairMoments =>
  pairMomentsOf({ n, meanY, meanX, varianceY, varianceX, covariance } as Parameters<typeof pairMomentsOf>[0]);

describe('tests and intervals are within 1e-6 of SciPy, statsmodels and gbstats', () => {
  test('shares', () => {
    for (const [[x, n, y, m], [z, p, low, high, gb]] of of<[number, number, number, number], [number, number, number, number, GbStats]>(
      'shares',
    )) {
      const [base, variant] = [
        { count: x, of: n },
        { count: y, of: m },
      ];
      const found = must(compareTwoShares(base, variant));
      near(found.zScore ?? NaN, z, 1e-9, `z of ${x}/${n}, ${y}/${m}`, 1e-6);
      near(found.pValue, p, 1e-9, `p of ${x}/${n}, ${y}/${m}`);
      near(found.interval.low, low, 1e-9, 'low', 1e-3);
      near(found.interval.high, high, 1e-9, 'high', 1e-3);
      nearGbStats({ base: must(armOfShare(base)), variant: must(armOfShare(variant)) }, gb, `${x}/${n}, ${y}/${m}`);
    }
  });
  test('means', () => {
    for (const [[n, a, va, m, b, vb], [t, p, gb]] of of<[number, number, number, number, number, number], [number, number, GbStats]>(
      'means',
    )) {
      const arms = { base: must(armOfMean(momentsOf(n, a, va))), variant: must(armOfMean(momentsOf(m, b, vb))) };
      const found = must(welchTest(must(effectOf(arms))));
      near(found.statistic, t, 1e-6, 't', 1e-3);
      near(found.pValue, p, 1e-6, 'p');
      nearGbStats(arms, gb, `${n} beside ${m}`);
    }
  });
  test('ratios by the delta method', () => {
    for (const [[base, variant], gb] of of<[number[], number[]], GbStats>('ratios'))
      nearGbStats({ base: must(armOfRatio(pairOf(base))), variant: must(armOfRatio(pairOf(variant))) }, gb, 'ratio');
  });
  test('means that CUPED adjusts', () => {
    for (const [[base, variant], [theta, gb]] of of<[number[], number[]], [number, GbStats]>('cuped')) {
      const found = must(cupedArms(pairOf(base), pairOf(variant)));
      near(found.theta, theta, 1e-9, 'theta', 1e-3);
      nearGbStats(found, gb, 'CUPED');
    }
  });
  test('Mann and Whitney’s U', () => {
    for (const [counts, [u, p]] of of<[number, number, number][], [number, number]>('ranks')) {
      const found = must(mannWhitney(counts.map(([value, base, variant]) => ({ value, base, variant }))));
      expect(found.u).toBe(u);
      near(found.pValue, p, 1e-9, `U ${u}`);
    }
  });
  test('sample ratios', () => {
    for (const [[units, weights], [chiSquare, p]] of of<[number[], number[]], [number, number]>('splits')) {
      const found = must(splitTest(units, weights));
      near(found.chiSquare, chiSquare, 1e-9, 'chi-square', 1e-6);
      near(found.pValue, p, 1e-9, 'p');
    }
  });
  test('corrections for several tests', () => {
    for (const [p, [holm, bh]] of of<number[], [number[], number[]]>('corrections')) {
      must(correct(p, 'HOLM')).pValues.forEach((found, place) => near(found, holm[place] as number, 1e-12, 'Holm'));
      must(correct(p, 'BENJAMINI_HOCHBERG')).pValues.forEach((found, place) =>
        near(found, bh[place] as number, 1e-12, 'Benjamini and Hochberg'),
      );
    }
  });
  test('units that are planned', () => {
    type Planned = [number, number, number, number, number];
    for (const [[base, effect, alpha, power, ratio], n] of of<Planned, number>('planShares'))
      near(
        must(planUnits({ kind: 'SHARE', base, effect }, { alpha, power, weights: [1, ratio] })).variantUnits,
        n,
        1e-6,
        `${base} ${effect} ${ratio}`,
      );
    for (const [[sd, effect, alpha, power, ratio], [n, found]] of of<Planned, [number, number]>('planMeans')) {
      const options = { alpha, power, weights: [1, ratio] } as const;
      const plan = must(planUnits({ kind: 'MEAN', sd, effect }, options));
      near(plan.baseUnits, n, 1e-6, `${sd} ${effect}`);
      if (plan.units >= 4) near(must(powerOf({ kind: 'MEAN', sd, effect }, plan.units, options)), found, 1e-6, 'power');
    }
  });
  test('exact posteriors of two shares', () => {
    for (const [[x, n, y, m], [chance, loss]] of of<[number, number, number, number], [number, number]>('betaBinomial')) {
      const found = must(sharePosterior({ count: x, of: n }, { count: y, of: m }));
      near(found.chanceAbove, chance, 1e-8, `${x}/${n}, ${y}/${m}`, 1e-4);
      near(found.lossOfVariant, loss, 1e-8, `loss of ${x}/${n}, ${y}/${m}`, 1e-6);
    }
  });
  test('clustered percentiles', () => {
    type Given = [number, number[], [number, number][]];
    for (const [[level, clusters, counts], [value, low, high, clustering]] of of<Given, [number, number, number, number]>('percentiles')) {
      const histogram = counts.map(([at, count]) => ({ value: at, count }));
      const plain = must(percentileOf(histogram, level));
      near(plain.value, value, 1e-9, 'percentile');
      expect([plain.interval.low, plain.interval.high]).toEqual([low, high]);
      const found = valueOf(percentileOf(histogram, level, pairOf(clusters)));
      near(found?.clustering ?? NaN, clustering, 1e-6, 'clustering');
      if (clustering > 1) expect((found?.interval.high ?? 0) - (found?.interval.low ?? 0)).toBeGreaterThanOrEqual(high - low);
    }
  });
});
