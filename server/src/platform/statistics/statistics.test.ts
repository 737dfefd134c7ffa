import { describe, expect, test } from 'vitest';
import { newcombe95, percentileRanks, welch95, type MeanSample } from './differences.ts';
import { chiSquareAbove } from './distributions/gamma.ts';
import { student975, studentAbove } from './distributions/student.ts';
import { homogeneityOf } from './homogeneity.ts';

/** Reference values: SciPy 1.17.1 and statsmodels 0.15.0. */
const close = (found: number, expected: number): void => expect(Math.abs(found / expected - 1)).toBeLessThan(1e-10);

describe('distributions', () => {
  test.each([
    [1, 12.706204736174694],
    [1.5, 6.016663104427929],
    [2.7, 3.3921483831737507],
    [5, 2.5705818356363146],
    [9.9, 2.2311933388707637],
    [30, 2.0422724563012378],
    [123.4, 1.9793749463174197],
    [5_000, 1.9604385517065073],
  ])('97.5 %% of Student’s t at %d degrees of freedom', (freedom, expected) => close(student975(freedom), expected));

  test.each([
    [0, 3, 0.5],
    [1.2, 2.5, 0.1657194188329388],
    [-0.7, 12, 0.7513629231046463],
    [8, 40, 3.952542055052269e-10],
  ])('Student’s t above %d at %d', (t, freedom, expected) => close(studentAbove(t, freedom), expected));

  test.each([
    [0.5, 1, 0.47950012218695337],
    [3.84, 1, 0.05004352124870519],
    [7, 4, 0.13588822540043327],
    [120, 3, 7.716790355634162e-26],
    [50, 50, 0.47339846855634937],
    [900, 700, 4.227616740898035e-7],
  ])('chi-square above %d at %d', (x, freedom, expected) => close(chiSquareAbove(x, freedom), expected));
});

test.each([
  [56, 70, 48, 80, 0.05243147240236498, 0.33387265403690614],
  [9, 10, 3, 10, 0.1705227239345029, 0.809017973535488],
  [10, 10, 0, 20, 0.6790860371419145, 1],
  [0, 10, 0, 20, -0.1611251580528194, 0.27753279986288926],
  [20_034, 44_700, 20_119, 45_489, -0.000582095069752226, 0.012391904992707325],
])('Newcombe: %i of %i beside %i of %i', (count, of, baseCount, baseOf, low, high) => {
  const interval = newcombe95({ count, of }, { count: baseCount, of: baseOf });
  expect(interval?.low).toBeCloseTo(low, 10);
  expect(interval?.high).toBeCloseTo(high, 10);
});

test('a share of nothing has no difference', () => expect(newcombe95({ count: 0, of: 0 }, { count: 1, of: 2 })).toBeNull());

const sample = (count: number, mean: number, variance: number | null): MeanSample => ({ count, mean, variance });
test.each([
  [sample(15, 20.82, 7.867428571428571), sample(15, 23.586666666666662, 6.415523809523811), -4.766445039218351, -0.7668882941149804],
  [sample(2, 1.5, 0.5), sample(4, 7, 26.666666666666668), -13.560941674241649, 2.560941674241649],
  [sample(4, 3, 0), sample(6, 4.5, 0.3), -2.074799572620899, -0.9252004273791009],
  [sample(4, 3, 0), sample(6, 4, 0), -1, -1],
])('Welch: %j beside %j', (one, base, low, high) => {
  const interval = welch95(one, base);
  expect(interval?.low).toBeCloseTo(low, 10);
  expect(interval?.high).toBeCloseTo(high, 10);
});

test.each([
  [sample(1, 3, null), sample(6, 4, 1)],
  [sample(6, 3, 1), sample(0, 0, null)],
])('Welch needs two values on each side', (one, base) => expect(welch95(one, base)).toBeNull());

test('the interval of a percentile holds it in 95 % of samples, or nearly', () => {
  // Exactly, by the binomial distribution: the value of rank `low` is below the percentile, that of rank `high` above.
  const holds = (level: number, count: number): number => {
    const { low, high } = percentileRanks(level, count);
    let share = 0;
    let log = count * Math.log(1 - level);
    for (let below = 0; below <= count; below += 1) {
      if (below >= low && below < high) share += Math.exp(log);
      log += Math.log((count - below) / (below + 1)) + Math.log(level / (1 - level));
    }
    return share;
  };
  for (const count of [40, 100, 1_000, 5_000]) expect(holds(0.5, count), `${count}`).toBeGreaterThan(0.945);
  for (const count of [100, 1_000, 5_000]) expect(holds(0.95, count), `${count}`).toBeGreaterThan(0.94);
  expect(percentileRanks(0.95, 10)).toEqual({ low: 8, high: 12 }); // no value has the rank 12: too few
});

describe('homogeneity', () => {
  test.each([
    [
      [
        [10, 20, 30],
        [6, 9, 17],
      ],
      0.27157465150403504,
      2,
      0.873028283380073,
      0.05433137570422292,
    ],
    [
      [
        [500, 100],
        [480, 130],
        [10, 3],
      ],
      4.369548286455342,
      2,
      0.11250314038120432,
      0.05977299853963945,
    ],
    [
      [
        [100, 0],
        [0, 100],
      ],
      200,
      1,
      2.0884875837625688e-45,
      1,
    ],
    [
      [
        [100, 0, 0],
        [0, 0, 100],
        [0, 0, 0],
      ],
      200,
      1,
      2.0884875837625688e-45,
      1,
    ],
  ])('%j', (table, chiSquare, freedom, pValue, effect) => {
    const found = homogeneityOf(table);
    expect(found?.freedom).toBe(freedom);
    close(found?.chiSquare ?? NaN, chiSquare);
    close(found?.pValue ?? NaN, pValue);
    close(found?.effect ?? NaN, effect);
  });
  test.each([
    [[]],
    [[[1, 2]]],
    [[[1], [2]]],
    [
      [
        [1, 0],
        [2, 0],
      ],
    ],
    [
      [
        [0, 0],
        [0, 0],
      ],
    ],
  ])('%j has nothing that could differ', (table) => expect(homogeneityOf(table)).toBeNull());
});
