import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { needsSharedData, sharedData } from '../../../../tests/shared-data.testing.ts';
import { spearman } from '../../../platform/statistics/spearman.ts';
import type { SearchSpace } from '../types.ts';
import { fanova } from './fanova.ts';
import { logExpectedGain, normalBelow } from './gauss.ts';
import { logImprovementAt } from './gp/acquire.ts';
import { fitKernel, posteriorAt, processOf } from './gp/process.ts';
import { readOptuna } from './optuna.ts';
import { bestEstimate, nextTrials, outlookModel, sensitivities, stopAdvice } from './outlook.ts';
import { pedAnova } from './ped-anova.ts';
import reference from './reference.json' with { type: 'json' };
import type { StudyPlan } from './suggest.ts';
import { columnsOfTrials, float, type PlainTrial } from './trials.testing.ts';

const space = reference.space as unknown as SearchSpace;
const mixed = columnsOfTrials(space, reference.minimize.trials as unknown as readonly PlainTrial[]);

/** Values that lie evenly without a pattern. */
const spread = (count: number, step: number): number[] => Array.from({ length: count }, (_, index) => ((index + 0.5) * step) % 1);

test('slopes of the posterior and of the fit are those of differences', () => {
  const points = Float64Array.from(spread(24, 0.618).flatMap((x, index) => [x, spread(24, 0.414)[index] as number]));
  const values = Float64Array.from(spread(12, 0.7), (value) => Math.sin(7 * value));
  const sample = {
    points,
    width: 2,
    values: Float64Array.from([...values, ...values].map((value, index) => value + 0.1 * index)),
    isChoice: [false, false],
  };
  const process = processOf(sample, { inverseSquares: Float64Array.of(9, 4), scale: 1.2, noise: 1e-3 });
  const at = Float64Array.of(0.31, 0.64);
  const { meanSlopes, varianceSlopes } = posteriorAt(process, at, true);
  for (const place of [0, 1]) {
    const moved = [1e-5, -1e-5].map((step) => posteriorAt(process, at.with(place, (at[place] as number) + step)));
    expect(meanSlopes[place]).toBeCloseTo(((moved[0]?.mean ?? 0) - (moved[1]?.mean ?? 0)) / 2e-5, 5);
    expect(varianceSlopes[place]).toBeCloseTo(((moved[0]?.variance ?? 0) - (moved[1]?.variance ?? 0)) / 2e-5, 5);
  }
  const { inverseSquares, noise } = fitKernel(sample);
  expect(inverseSquares.every((value) => value > 0 && Number.isFinite(value)) && noise > 0).toBe(true);
});

describe.skipIf(sharedData === null)(`published values of expected improvement ${needsSharedData}`, () => {
  const read = (name: string) => JSON.parse(readFileSync(join(sharedData ?? '', 'training/made/hpo', name), 'utf8'));
  const { cases, standard_logei: standard } =
    sharedData === null ? { cases: [], standard_logei: { z: [], log_ei: [] } } : read('reference_expected_improvement.json');

  test('are ours to 1e-9: mean, deviation, expected improvement and its logarithm, probability', () => {
    expect(cases.length).toBeGreaterThan(0);
    for (const one of cases) {
      const process = processOf(
        {
          points: Float64Array.from(one.X.flat()),
          width: one.dim,
          values: Float64Array.from(one.y, (value: number) => value - one.mean),
          isChoice: one.length_scales.map(() => false),
        },
        {
          inverseSquares: Float64Array.from(one.length_scales, (length: number) => 1 / length ** 2),
          scale: one.amplitude,
          noise: one.noise,
        },
      );
      for (const [index, candidate] of one.candidates.entries()) {
        const at = Float64Array.from(candidate as number[]);
        const { mean, variance } = posteriorAt(process, at);
        const log = logImprovementAt(process, one.best - one.mean, at);
        expect(Math.abs(mean + one.mean - one.posterior_mean[index])).toBeLessThan(1e-9);
        expect(Math.abs(Math.sqrt(variance) - one.posterior_std[index])).toBeLessThan(1e-9);
        expect(Math.abs(Math.exp(log) - one.expected_improvement[index])).toBeLessThan(1e-9);
        expect(Math.abs(log / one.log_ei[index] - 1)).toBeLessThan(1e-9);
        const probability = normalBelow((one.best - one.mean - mean) / Math.sqrt(variance));
        expect(Math.abs(probability - one.probability_of_improvement[index])).toBeLessThan(1e-9);
      }
    }
  });

  test('go on where the improvement itself is 0', () => {
    for (const [index, z] of standard.z.entries()) expect(Math.abs(logExpectedGain(z) - standard.log_ei[index])).toBeLessThan(1e-9);
  });

  test.each(['random', 'tpe'])('of the study %s, PED-ANOVA is equal to 1e-6 and fANOVA near', (name) => {
    const { searchSpace, trials } = readOptuna(JSON.stringify(read(`${name}.trials.json`)));
    const own = searchSpace.map((parameter) => ({ levels: null, when: null, isLog: false, ...parameter })) as unknown as SearchSpace;
    const columns = columnsOfTrials(
      own,
      trials.flatMap(({ parameters, values, state }) =>
        state === 'COMPLETE' ? [{ params: parameters as never, values: values as number[] }] : [],
      ),
    );
    const all = Array.from({ length: columns.count }, (_, row) => row);
    const { importances } = read('reference_importances.json')[name];
    const ours = pedAnova(own, ['MINIMIZE'], columns, all);
    for (const [place, parameter] of own.entries())
      expect(Math.abs((ours[place] as number) - importances.ped_anova_default_unnormalised[parameter.name])).toBeLessThan(1e-6);
    // One forest of Optuna's differs from the next by up to 0.1 on these few trials.
    for (const { parameter, value } of fanova(own, ['MINIMIZE'], columns)?.importances ?? [])
      expect(Math.abs(value - importances.fanova_seed0[parameter])).toBeLessThan(0.12);
  });
});

describe('fANOVA', () => {
  test('ranks parameters as the mean of 20 of Optuna’s forests does, with near shares', () => {
    const ours = fanova(space, ['MINIMIZE'], mixed);
    const shares = reference.minimize.fanovaShares as Record<string, number>;
    const pairs = (ours?.importances ?? []).map(({ parameter, value }) => [value, shares[parameter] as number] as const);
    expect(pairs).toHaveLength(5);
    const correlation = spearman(pairs);
    expect(correlation.ok ? correlation.value.coefficient : 0).toBeGreaterThanOrEqual(0.95);
    for (const [one, other] of pairs) expect(Math.abs(one - other)).toBeLessThan(0.05);
    for (const { low, value, high } of ours?.importances ?? []) expect(low <= value && value <= high).toBe(true);
  });

  test('finds the interaction of Ishigami’s function, and its first-order shares', () => {
    const ends = ['a', 'b', 'c'].map((name) => float(name, -Math.PI, Math.PI));
    const random = [spread(900, 0.6180339887), spread(900, 0.4142135624), spread(900, 0.7320508076)];
    const trials = Array.from({ length: 900 }, (_, index) => {
      const [a, b, c] = random.map((values) => (2 * (values[index] as number) - 1) * Math.PI) as [number, number, number];
      return { params: { a, b, c }, values: [Math.sin(a) + 7 * Math.sin(b) ** 2 + 0.1 * c ** 4 * Math.sin(a)] };
    });
    const found = fanova(ends, ['MINIMIZE'], columnsOfTrials(ends, trials));
    // Exact: a 0.314, b 0.442, c 0, a with c 0.244; a forest of 300 trials blurs them.
    expect(found?.interactions[0]).toMatchObject({ a: 'a', b: 'c' });
    expect(Math.abs((found?.interactions[0]?.value ?? 0) - 0.244)).toBeLessThan(0.08);
    expect(found?.interactions[1]?.value).toBeLessThan(0.1);
  });

  test('says nothing of fewer than 20 trials', () => {
    const few = columnsOfTrials(space, reference.minimize.trials.slice(0, 19) as unknown as readonly PlainTrial[]);
    expect(fanova(space, ['MINIMIZE'], few)).toBe(null);
  });
});

describe('what is expected', () => {
  const bowl = [float('x', 0, 1), float('y', 0, 1)];
  const trialsOf = (count: number, shift = 0): PlainTrial[] =>
    spread(count, 0.618).map((x, index) => {
      const y = spread(count, 0.414)[index] as number;
      return { params: { x, y }, values: [(x - 0.3) ** 2 + 0.1 * (y - 0.6) ** 2 + shift] };
    });
  const plan: StudyPlan = { method: 'GP', directions: ['MINIMIZE'], space: bowl, seed: 3 };

  test('of the next trials is what they then give, inside its interval, and the trials are those that are given', () => {
    const columns = columnsOfTrials(bowl, trialsOf(14));
    const next = nextTrials(plan, columns, outlookModel(plan, columns), 14, 3);
    expect(next.map(({ number }) => number)).toEqual([14, 15, 16]);
    for (const { point, expectation } of next) {
      const value = ((point[0] as number) - 0.3) ** 2 + 0.1 * ((point[1] as number) - 0.6) ** 2;
      expect(expectation?.low).toBeLessThan(value + 1e-3);
      expect(expectation?.high).toBeGreaterThan(value - 1e-3);
      expect(expectation?.expectedImprovement).toBeGreaterThan(0);
      expect(expectation?.probabilityOfImprovement).toBeGreaterThan(0);
    }
    expect(nextTrials(plan, columns, outlookModel(plan, columns), 14, 1)[0]?.point).toEqual(next[0]?.point);
  });

  test('is nothing of fewer than ten trials, of several objectives, and where all values are the same', () => {
    expect(outlookModel(plan, columnsOfTrials(bowl, trialsOf(9)))).toBe(null);
    const same = trialsOf(20).map((trial) => ({ ...trial, values: [1] }));
    expect(outlookModel(plan, columnsOfTrials(bowl, same))).toBe(null);
    expect(nextTrials(plan, columnsOfTrials(bowl, same), null, 20, 1)[0]?.expectation).toBe(null);
    expect(outlookModel({ ...plan, directions: ['MINIMIZE', 'MINIMIZE'] }, columnsOfTrials(bowl, same))).toBe(null);
  });

  test('lets the search go on while there is something to gain, and ends it when there is not', () => {
    const early = columnsOfTrials(
      bowl,
      trialsOf(20)
        .filter(({ params }) => (params['x'] as number) > 0.45)
        .concat(trialsOf(40).filter(({ params }) => (params['x'] as number) > 0.5))
        .slice(0, 22),
    );
    expect(stopAdvice(plan, 'loss', early, outlookModel(plan, early))).toMatchObject({
      shouldStop: false,
      sentence: expect.stringMatching(/^More trials are worth it: .* improve loss by /),
    });
    const found = [...trialsOf(60), { params: { x: 0.3, y: 0.6 }, values: [0] }, { params: { x: 0.3005, y: 0.6 }, values: [0.0005 ** 2] }];
    const late = columnsOfTrials(bowl, found);
    const advice = stopAdvice(plan, 'loss', late, outlookModel(plan, late));
    expect(advice).toMatchObject({ shouldStop: true, sentence: expect.stringMatching(/^The search can stop: /) });
    expect(advice?.low).toBeLessThanOrEqual(advice?.high as number);
  });

  test('of the best trial, and along each parameter, follows the function', () => {
    const columns = columnsOfTrials(bowl, trialsOf(40));
    const model = outlookModel(plan, columns);
    if (model === null) throw new Error('no model');
    const { mean, low, high, number } = bestEstimate(plan, columns, model);
    expect(low <= mean && mean <= high).toBe(true);
    expect(Math.abs(mean - (columns.objectives[number] as number))).toBeLessThan(0.01);
    const [first, second] = sensitivities(plan, columns, model);
    expect([first?.parameter, second?.parameter]).toEqual(['x', 'y']);
    // x moves the objective by 0.7² at most, y by 0.1 · 0.6².
    expect(first?.change).toBeCloseTo(0.49, 1);
    expect(second?.change).toBeCloseTo(0.036, 1);
  });

  test('of a maximised objective is the mirror image', () => {
    const columns = columnsOfTrials(bowl, trialsOf(20));
    const mirrored = columnsOfTrials(
      bowl,
      trialsOf(20).map((trial) => ({ ...trial, values: trial.values.map((value) => -value) })),
    );
    const up: StudyPlan = { ...plan, directions: ['MAXIMIZE'] };
    const [one] = nextTrials(plan, columns, outlookModel(plan, columns), 20, 1);
    const [other] = nextTrials(up, mirrored, outlookModel(up, mirrored), 20, 1);
    expect(other?.point).toEqual(one?.point);
    expect(other?.expectation?.expectedImprovement).toBeCloseTo(one?.expectation?.expectedImprovement ?? 0, 12);
    expect(other?.expectation?.high).toBeCloseTo(-(one?.expectation?.low ?? 0), 12);
  });
});
