import { describe, expect, test } from 'vitest';
import type { Pruner } from '../types.ts';
import { bracketOf, bracketsOf, pruneByHyperband, pruneByMedian, rungOf, type Reported } from './prune.ts';

const pruner: Pruner = { kind: 'MEDIAN', startupTrials: 3, warmupSteps: 10, minSteps: 1, maxSteps: 27, reductionFactor: 3 };
const at = (step: number, ...values: readonly number[]): Reported[] => values.map((value, number) => ({ number, step, value }));
const own = (...reports: readonly (readonly [number, number])[]): Reported[] =>
  reports.map(([step, value]) => ({ number: 99, step, value }));

describe('the median rule', () => {
  test('ends a trial whose best report is worse than the median, and says why', () => {
    const verdict = pruneByMedian(pruner, 'MINIMIZE', own([10, 5], [20, 4]), at(20, 1, 2, 3), 3);
    expect(verdict).toEqual({
      shouldPrune: true,
      reason: 'The best report up to step 20, 4, is worse than the median of 3 complete trials there, 2.',
    });
  });

  test.each([
    ['its best report is as good', own([10, 1], [20, 9]), at(20, 1, 2, 3), 3],
    ['too few trials are complete', own([20, 4]), at(20, 1, 2), 2],
    ['the warm-up lasts', own([9, 4]), at(9, 1, 2, 3), 3],
    ['no complete trial has reported at the step', own([20, 4]), [], 3],
    ['no report came', [], at(20, 1, 2, 3), 3],
  ] as const)('lets a trial go on where %s', (_why, reports, others, count) => {
    expect(pruneByMedian(pruner, 'MINIMIZE', reports, others, count)).toEqual({ shouldPrune: false, reason: null });
  });

  test('takes more for better where the objective is maximised, and ends what is no number', () => {
    expect(pruneByMedian(pruner, 'MAXIMIZE', own([20, 4]), at(20, 1, 2, 3), 3).shouldPrune).toBe(false);
    expect(pruneByMedian(pruner, 'MAXIMIZE', own([20, 1]), at(20, 1, 2, 3), 3).shouldPrune).toBe(true);
    expect(pruneByMedian(pruner, 'MINIMIZE', own([20, NaN]), at(20, 1, 2, 3), 3).shouldPrune).toBe(true);
  });
});

describe('hyperband', () => {
  const hyperband: Pruner = { ...pruner, kind: 'HYPERBAND' };

  test('has a bracket for each first rung, and deals every bracket its share', () => {
    expect(bracketsOf(hyperband)).toEqual([1, 3, 9, 27]);
    const shares = [0, 0, 0, 0];
    for (let number = 0; number < 1_000; number += 1) (shares[bracketOf(hyperband, number)] as number) += 1;
    // ⌈4·27/4⌉, ⌈4·9/3⌉, ⌈4·3/2⌉, ⌈4·1/1⌉ of 49
    for (const [bracket, weight] of [27, 12, 6, 4].entries()) expect((shares[bracket] as number) / 1_000).toBeCloseTo(weight / 49, 1);
  });

  test('lets one in three of a rung go on, and the best while fewer have come', () => {
    const first = Array.from({ length: 40 }, (_, number) => number).filter((number) => bracketOf(hyperband, number) === 0);
    const reached = first.slice(0, 9).map((number, place) => ({ number, step: 3, value: place }));
    for (const [place, { number }] of reached.entries())
      expect(pruneByHyperband(hyperband, 'MINIMIZE', number, 3, reached).shouldPrune).toBe(place > 2);
    expect(pruneByHyperband(hyperband, 'MINIMIZE', reached[0]!.number, 3, reached.slice(0, 2)).shouldPrune).toBe(false);
    expect(pruneByHyperband(hyperband, 'MINIMIZE', reached[1]!.number, 3, reached.slice(0, 2)).shouldPrune).toBe(true);
  });

  test('looks at the rungs of the bracket only, and never at the end', () => {
    const ofBracket = (wanted: number): number =>
      Array.from({ length: 40 }, (_, number) => number).find((number) => bracketOf(hyperband, number) === wanted) as number;
    expect([0.5, 1, 2.9, 3, 26, 27, 100].map((step) => rungOf(hyperband, ofBracket(0), step))).toEqual([null, 1, 1, 3, 9, null, null]);
    expect([8, 9, 26].map((step) => rungOf(hyperband, ofBracket(2), step))).toEqual([null, 9, 9]);
    expect(rungOf(hyperband, ofBracket(3), 27)).toBe(null);
  });
});
