import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

const body = async (query: string): Promise<Loose> => (await ask(server, query)).body;
const all = `difference low high zScore pValue logPValue relativeDifference relativeLow relativeHigh chanceToWin credibleLow credibleHigh
  expectedLoss expectedLossOfBase sequentialLow sequentialHigh sequentialPValue verdict reasons sentence problem`;

describe('two shares', () => {
  test('have test, intervals, chance and verdict, each a field by itself (Cookie Cats, kept after 7 days)', async () => {
    const { compareShares: found } = (
      await body(`{ compareShares(a: { n: 44700, successes: 8502 }, b: { n: 45489, successes: 8279 }) { ${all} } }`)
    ).data;
    expect(found).toMatchObject({
      difference: expect.closeTo(-0.008_201_298, 8),
      zScore: expect.closeTo(-3.164_358_9, 6),
      pValue: expect.closeTo(0.001_554_25, 8),
      chanceToWin: expect.closeTo(0.000_78, 5),
      verdict: 'LOST',
      reasons: ['GOAL_WORSE'],
      problem: null,
    });
    expect(found.sentence).toMatch(
      /^Variant b lowers the share by 0\.8 points \(95 % confidence interval -1\.3 to -0\.3 points\)\. It lost\.$/,
    );
    // An always-valid interval has to be wider, and holds 0 here.
    expect([found.sequentialLow < found.low, found.sequentialHigh > 0]).toEqual([true, true]);
  });

  test('are judged by the analysis, the direction and the minimal effect that are asked for', async () => {
    const shares = 'a: { n: 10000, successes: 1000 }, b: { n: 10000, successes: 1100 }';
    const { data } = await body(`{
      fixed: compareShares(${shares}) { verdict }
      less: compareShares(${shares}, options: { better: LESS }) { verdict chanceToWin }
      sequential: compareShares(${shares}, options: { analysis: SEQUENTIAL }) { verdict reasons }
      planned: compareShares(${shares}, options: { analysis: SEQUENTIAL, plannedUnits: 20000 }) { verdict }
      relevant: compareShares(${shares}, options: { minimalEffect: 0.03 }) { verdict }
      prior: compareShares(${shares}, options: { analysis: BAYESIAN, usesPrior: true }) { verdict chanceToWin }
    }`);
    expect(data).toMatchObject({
      fixed: { verdict: 'WON' },
      less: { verdict: 'LOST', chanceToWin: expect.closeTo(0.0106, 3) },
      sequential: { verdict: 'NOT_DECISIVE', reasons: ['INTERVAL_HOLDS_ZERO'] },
      planned: { verdict: 'NOT_DECISIVE' },
      relevant: { verdict: 'NO_RELEVANT_DIFFERENCE' },
      prior: { verdict: 'WON', chanceToWin: expect.closeTo(0.988, 2) },
    });
  });

  test('without units, and without difference, have a reason in place of numbers', async () => {
    const { data } = await body(`{
      none: compareShares(a: { n: 0, successes: 0 }, b: { n: 10, successes: 1 }) { ${all} }
      full: compareShares(a: { n: 1000, successes: 1000 }, b: { n: 1000, successes: 1000 }) { zScore pValue verdict problem }
    }`);
    expect(data.none).toMatchObject({
      difference: null,
      low: null,
      pValue: null,
      sequentialLow: null,
      verdict: 'CANNOT_JUDGE',
      reasons: ['NO_UNITS'],
      problem: 'NO_UNITS',
    });
    expect(data.full).toMatchObject({ zScore: null, pValue: 1, verdict: 'NOT_DECISIVE', problem: null });
  });
});

test('two means have Welch’s test', async () => {
  const { data } = await body(`{
    means: compareMeans(a: { n: 400, mean: 10, variance: 4 }, b: { n: 500, mean: 10.5, variance: 5 }) { ${all} }
    one: compareMeans(a: { n: 1, mean: 10, variance: 0 }, b: { n: 500, mean: 10.5, variance: 5 }) { pValue problem verdict }
    same: compareMeans(a: { n: 9, mean: 10, variance: 0 }, b: { n: 5, mean: 10, variance: 0 }) { pValue problem verdict reasons }
  }`);
  expect(data.means).toMatchObject({
    difference: 0.5,
    zScore: expect.closeTo(3.535_534, 5),
    pValue: expect.closeTo(0.000_428, 5),
    relativeDifference: 0.05,
    verdict: 'WON',
  });
  expect(data.one).toEqual({ pValue: null, problem: 'TOO_FEW_UNITS', verdict: 'CANNOT_JUDGE' });
  expect(data.same).toEqual({ pValue: null, problem: 'NO_VARIANCE', verdict: 'CANNOT_JUDGE', reasons: ['NO_NUMBERS'] });
});

test('a plan has units by variant, days, and what given units find', async () => {
  const { data } = await body(`{
    share: planExperiment(input: { metric: SHARE, baseShare: 0.1, effect: 0.02, unitsPerDay: 1000, analysis: FIXED }) { units unitsByVariant days inflation problem }
    mean: planExperiment(input: { metric: MEAN, standardDeviation: 1, effect: 0.1, analysis: SEQUENTIAL, correlation: 0.7 }) { units inflation }
    end: planExperiment(input: { metric: MEAN, standardDeviation: 1, effect: 0.1, analysis: PLANNED_END }) { inflation }
    three: planExperiment(input: { metric: SHARE, baseShare: 0.1, effect: 0.02, weights: [2, 1, 1], analysis: FIXED }) { unitsByVariant }
    units: planExperiment(input: { metric: SHARE, baseShare: 0.1, units: 7682, unitsPerDay: 7682, analysis: FIXED }) { units days detectableEffect achievedPower }
    usual: planExperiment(input: { metric: SHARE, baseShare: 0.1, effect: 0.02 }) { inflation }
    endless: planExperiment(input: { metric: SHARE, baseShare: 0.1, effect: 1e-9, unitsPerDay: 1 }) { units days problem }
    few: planExperiment(input: { metric: SHARE, baseShare: 0.9, units: 10 }) { detectableEffect problem }
  }`);
  expect(data.share).toEqual({ units: 7_682, unitsByVariant: [3_841, 3_841], days: 8, inflation: 1, problem: null });
  expect(data.mean).toMatchObject({ units: expect.closeTo(2 * 1_569.8 * 0.51 * 1.717, -1), inflation: expect.closeTo(1.717, 2) });
  expect(data.usual.inflation, 'as experiments are judged').toBeCloseTo(1.717, 2);
  expect(data.endless).toEqual({ units: expect.any(Number), days: null, problem: null });
  expect(data.end.inflation).toBeLessThan(1.25);
  expect(data.three.unitsByVariant).toEqual([5_699, 2_850, 2_850]);
  expect(data.units).toEqual({ units: null, days: 1, detectableEffect: expect.closeTo(0.02, 5), achievedPower: null });
  expect(data.few).toEqual({ detectableEffect: null, problem: 'TOO_FEW_UNITS' });
});

test.each([
  ['compareShares(a: { n: 10, successes: 11 }, b: { n: -1, successes: 0 }) { pValue }', 'BAD_COMPARISON', ['a.successes', 'b.n']],
  [
    'compareShares(a: { n: 10, successes: 1 }, b: { n: 10, successes: 1 }, options: { alpha: 1, minimalEffect: 0 }) { pValue }',
    'BAD_COMPARISON',
    ['options.alpha', 'options.minimalEffect'],
  ],
  [
    'compareMeans(a: { n: 10, mean: 1e300, variance: 1 }, b: { n: 10, mean: 1, variance: -1 }) { pValue }',
    'BAD_COMPARISON',
    ['a.mean', 'b.variance'],
  ],
  ['planExperiment(input: { metric: MEAN, baseShare: 0.1 }) { units }', 'BAD_PLAN', ['input.standardDeviation', 'input.effect']],
  [
    'planExperiment(input: { metric: SHARE, baseShare: 0.9, effect: 0.2, weights: [1, 0], power: 0.01, correlation: 1, units: 1 }) { units }',
    'BAD_PLAN',
    ['input.effect', 'input.power', 'input.weights[1]', 'input.correlation', 'input.units'],
  ],
])('%s names every field at fault', async (field, code, fields) => {
  const { extensions } = (await body(`{ ${field} }`)).errors[0];
  expect(extensions.code).toBe(code);
  expect(
    [extensions.field, ...(extensions.problems ?? []).map((problem: Loose) => problem.field)].filter(
      (one, place, list) => list.indexOf(one) === place,
    ),
  ).toEqual(fields);
});
