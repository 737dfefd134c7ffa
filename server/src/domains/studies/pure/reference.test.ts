import { describe, expect, test } from 'vitest';
import type { SearchSpace } from '../types.ts';
import { dominationRanks, hypervolume } from './domination.ts';
import { erfc, logNormalBelow, scaledErfc } from './gauss.ts';
import { agedWeights, parzenOf } from './parzen.ts';
import { pedAnova } from './ped-anova.ts';
import reference from './reference.json' with { type: 'json' };
import { bestComplete } from './split.ts';
import { bestTrialsOf } from './best.ts';
import { columnsOfTrials, float, type PlainTrial } from './trials.testing.ts';

/* reference.json was made with Optuna 5.0.0, SciPy 1.17 and scikit-learn over trials that follow from a formula. */

const space = reference.space as unknown as SearchSpace;
const mixed = columnsOfTrials(space, reference.minimize.trials as unknown as readonly PlainTrial[]);
const rows = Array.from({ length: mixed.count }, (_, row) => row);
const flat = ['x', 'y', 'z'].map((name) => float(name, 0, 1));
const two = columnsOfTrials(flat, reference.two.trials as readonly PlainTrial[], 2);
const both = ['MINIMIZE', 'MINIMIZE'] as const;

describe('PED-ANOVA', () => {
  test.each([
    ['MINIMIZE', 'the best tenth', undefined, reference.minimize.pedAnova],
    ['MAXIMIZE', 'the best tenth', undefined, reference.maximize.pedAnova],
    ['MINIMIZE', 'the best quarter in the whole space', { topShare: 0.25, isLocal: false }, reference.minimize.pedAnovaGlobalQuarter],
    ['MAXIMIZE', 'the best quarter in the whole space', { topShare: 0.25, isLocal: false }, reference.maximize.pedAnovaGlobalQuarter],
  ] as const)(
    'is that of Optuna to 1e-12: %s, %s, with a condition, steps, choices and logarithms',
    (direction, _what, options, expected) => {
      const found = pedAnova(space, [direction], mixed, rows, options);
      for (const [place, { name }] of space.entries())
        expect(Math.abs((found[place] as number) - (expected as Record<string, number>)[name]!)).toBeLessThan(1e-12);
    },
  );

  test('of two objectives is that of Optuna, which takes the best by domination and volume', () => {
    const all = Array.from({ length: two.count }, (_, row) => row);
    const found = pedAnova(flat, both, two, all);
    for (const [place, { name }] of flat.entries())
      expect(Math.abs((found[place] as number) - (reference.two.pedAnova as Record<string, number>)[name]!)).toBeLessThan(1e-12);
    expect(bestComplete(two, both, all, 10)).toEqual(reference.two.split);
  });

  test('of one trial, and of none, is 0', () => {
    expect([...pedAnova(space, ['MINIMIZE'], mixed, [0])]).toEqual(space.map(() => 0));
    expect([...pedAnova(space, ['MINIMIZE'], mixed, [])]).toEqual(space.map(() => 0));
  });
});

describe('the density of trials', () => {
  test.each(reference.parzen.cases)('of $rows trials with five kinds of parameters is that of Optuna', ({ rows: count, logDensity }) => {
    const parzen = parzenOf(space.slice(0, 5), [0, 1, 2, 3, 4], mixed, rows.slice(0, count), agedWeights(count));
    for (const [index, expected] of logDensity.entries()) {
      const at = (reference.parzen.queryFrom + index) * mixed.width;
      expect(parzen.logDensity([...mixed.points.subarray(at, at + 5)])).toBeCloseTo(expected, 9);
    }
  });

  test.each(reference.two.parzen.cases)('of $rows trials, old ones counting less, is that of Optuna', ({ rows: count, logDensity }) => {
    const all = Array.from({ length: count }, (_, row) => row);
    const parzen = parzenOf(flat, [0, 1, 2], two, all, agedWeights(count));
    for (const [index, expected] of logDensity.entries()) {
      const at = (reference.two.parzen.queryFrom + index) * two.width;
      expect(parzen.logDensity([...two.points.subarray(at, at + 3)])).toBeCloseTo(expected, 9);
    }
  });
});

describe('domination', () => {
  test('ranks two and three objectives as Optuna does, and finds the front', () => {
    expect([...dominationRanks(two.objectives, 2)]).toEqual(reference.two.ranks);
    expect([...dominationRanks(Float64Array.from(reference.three.losses.flat()), 3)]).toEqual(reference.three.ranks);
    expect([...bestTrialsOf(both, two)].sort((one, other) => one - other)).toEqual(reference.two.best);
  });

  test('fills the volume that Optuna computes', () => {
    expect(hypervolume(reference.three.losses, [1.1, 1.1, 1.1])).toBeCloseTo(reference.three.hypervolume, 12);
  });
});

test('the normal distribution has the digits of SciPy, far out too', () => {
  for (const [index, z] of reference.gauss.z.entries()) {
    expect(logNormalBelow(z) / (reference.gauss.logBelow[index] as number)).toBeCloseTo(1, 13);
    expect(scaledErfc(Math.abs(z)) / (reference.gauss.erfcx[index] as number)).toBeCloseTo(1, 13);
    expect(erfc(z) / (reference.gauss.erfc[index] as number)).toBeCloseTo(1, 13);
  }
});
