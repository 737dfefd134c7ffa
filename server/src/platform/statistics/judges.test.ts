import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Answer } from './answer.ts';
import { randomOf } from './bootstrap.ts';
import { bradleyTerry } from './bradley-terry.ts';
import { cohenKappa, tableOfPairs, type KappaWeights } from './kappa.ts';
import { momentsOfPairs, momentsOfValues } from './moments.ts';
import { predictionPoweredMean } from './prediction-powered.ts';
import { spearman } from './spearman.ts';

type Case = readonly [kind: string, given: never, expected: never];
/** Made by conformance/statistics/make-judge-fixtures.py with SciPy 1.17.1, statsmodels 0.15.0 and scikit-learn 1.9.1. */
const cases = JSON.parse(readFileSync(new URL('judges-reference.json', import.meta.url), 'utf8')) as Case[];
const of = <Given, Expected>(kind: string): [Given, Expected][] =>
  cases.filter(([name]) => name === kind).map(([, given, expected]) => [given, expected]);
const must = <Value>(found: Answer<Value>): Value => {
  if (!found.ok) throw new Error(found.problem);
  return found.value;
};

describe('beside the reference', () => {
  test('there are 92 cases', () => expect(cases).toHaveLength(92));

  test('Cohen’s kappa, plain and quadratic, with its interval', () => {
    for (const [[table, weights], [kappa, low, high]] of of<[number[][], KappaWeights], [number, number, number]>('kappa')) {
      const found = must(cohenKappa(table, weights));
      expect(found.kappa).toBeCloseTo(kappa, 12);
      expect(found.low).toBeCloseTo(Math.max(-1, low), 10);
      expect(found.high).toBeCloseTo(Math.min(1, high), 10);
    }
  });

  test('Spearman’s correlation, with its interval', () => {
    for (const [pairs, [coefficient, low, high]] of of<[number, number][], [number, number, number]>('spearman')) {
      const found = must(spearman(pairs));
      expect(found.coefficient).toBeCloseTo(coefficient, 12);
      expect([found.low, found.high].map((end) => end.toFixed(9))).toEqual([low, high].map((end) => end.toFixed(9)));
    }
  });

  test('means by prediction-powered inference', () => {
    for (const [[pairs, others], [mean, tuning, low, high]] of of<[[number, number][], number[]], [number, number, number, number]>(
      'ppi',
    )) {
      const found = must(predictionPoweredMean({ labelled: momentsOfPairs(pairs), unlabelled: momentsOfValues(others) }));
      for (const [value, expected] of [
        [found.mean, mean],
        [found.tuning, tuning],
        [found.low, low],
        [found.high, high],
      ] as const)
        expect(value).toBeCloseTo(expected, 9);
    }
  });

  test('strengths by Bradley, Terry and Davidson', () => {
    for (const [[count, compared], [strengths, ties]] of of<
      [number, [number, number, number, number, number][]],
      [[number, number, number][], number]
    >('bradley')) {
      const comparisons = compared.map(([one, other, oneWins, otherWins, tied]) => ({ one, other, oneWins, otherWins, ties: tied }));
      const found = must(bradleyTerry(count, comparisons));
      for (const [place, [strength, low, high]] of strengths.entries()) {
        expect(found.strengths[place]?.strength).toBeCloseTo(strength, 4);
        expect(found.strengths[place]?.low).toBeCloseTo(low, 3);
        expect(found.strengths[place]?.high).toBeCloseTo(high, 3);
      }
      expect(found.tieParameter).toBeCloseTo(ties, 3);
    }
  });
});

describe('what can’t be computed says why', () => {
  test.each([
    [
      'no item',
      cohenKappa([
        [0, 0],
        [0, 0],
      ]),
      'NO_UNITS',
    ],
    [
      'one category alone',
      cohenKappa([
        [9, 0],
        [0, 0],
      ]),
      'NO_VARIANCE',
    ],
    [
      'half an item',
      cohenKappa([
        [1.5, 0],
        [0, 1],
      ]),
      'NOT_A_COUNT',
    ],
    [
      'three pairs',
      spearman([
        [1, 2],
        [2, 3],
        [3, 4],
      ]),
      'TOO_FEW_UNITS',
    ],
    [
      'equal values',
      spearman([
        [1, 1],
        [1, 2],
        [1, 3],
        [1, 4],
      ]),
      'ALL_TIED',
    ],
    [
      'no number',
      spearman([
        [1, NaN],
        [1, 2],
        [1, 3],
        [1, 4],
      ]),
      'NOT_A_NUMBER',
    ],
    ['no judgment of a person', predictionPoweredMean({ labelled: momentsOfPairs([]), unlabelled: momentsOfValues([1, 0]) }), 'NO_UNITS'],
    [
      'all the same',
      predictionPoweredMean({
        labelled: momentsOfPairs([
          [1, 1],
          [1, 1],
        ]),
        unlabelled: momentsOfValues([1, 1]),
      }),
      'NO_VARIANCE',
    ],
    ['nothing compared', bradleyTerry(2, [{ one: 0, other: 1, oneWins: 0, otherWins: 0, ties: 0 }]), 'NO_UNITS'],
  ])('%s', (_name, found, problem) => expect(found).toEqual({ ok: false, problem }));
});

test('pairs become a table; another category is left out', () => {
  expect(
    tableOfPairs(
      [
        ['a', 'a'],
        ['a', 'b'],
        ['b', 'b'],
        ['a', 'c'],
      ],
      ['a', 'b'],
    ),
  ).toEqual([
    [1, 1],
    [0, 1],
  ]);
});

test('one who always wins stays finite, and is above', () => {
  const { strengths } = must(bradleyTerry(2, [{ one: 0, other: 1, oneWins: 20, otherWins: 0, ties: 0 }]));
  expect(strengths[0]?.strength).toBeGreaterThan(1);
  expect(Number.isFinite(strengths[0]?.high)).toBe(true);
});

test('a judge of known noise: the corrected interval holds the truth as often as it says, the naive mean does not', () => {
  const random = randomOf(20261130);
  const runs = 400;
  let [corrected, naive] = [0, 0];
  for (let run = 0; run < runs; run += 1) {
    const truth = 0.62;
    const pairs: [number, number][] = [];
    const others: number[] = [];
    for (let message = 0; message < 900; message += 1) {
      const isGood = random() < truth;
      // Lenient: bad answers pass in one of three cases, good ones fail in one of ten.
      const passes = random() < (isGood ? 0.9 : 1 / 3);
      if (message < 120) pairs.push([Number(isGood), Number(passes)]);
      else others.push(Number(passes));
    }
    const found = must(predictionPoweredMean({ labelled: momentsOfPairs(pairs), unlabelled: momentsOfValues(others) }));
    if (found.low <= truth && truth <= found.high) corrected += 1;
    const { n, mean } = momentsOfValues([...others, ...pairs.map(([, judged]) => judged)]);
    if (Math.abs(mean - truth) <= 1.96 * Math.sqrt((mean * (1 - mean)) / n)) naive += 1;
  }
  // Three standard errors of 400 runs around 95 %.
  expect(corrected / runs).toBeGreaterThan(0.917);
  expect(corrected / runs).toBeLessThan(0.983);
  expect(naive / runs).toBeLessThan(0.2);
});
