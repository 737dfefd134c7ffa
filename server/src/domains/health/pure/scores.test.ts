import { describe, expect, test } from 'vitest';
import { scoresOf } from './scores.ts';
import { seriesOf } from './series.ts';
import { uniformOf } from './made-runs.testing.ts';

type Points = readonly (readonly [step: number, value: number])[];
const scores = (curves: Readonly<Record<string, Points>>, hiddenFrom: number | null = null) =>
  scoresOf(
    new Map(Object.entries(curves).map(([metric, points]) => [metric, seriesOf(points.map(([step, value]) => ({ step, value })))])),
    hiddenFrom,
  );
const curve = (count: number, of: (index: number) => number): Points =>
  Array.from({ length: count }, (_, index) => [index + 1, of(index)] as const);

describe('overfitting is 1 - best ÷ now', () => {
  test.each<[string, Points, number]>([
    ['one evaluation', [[1, 0.7]], 0],
    [
      'still at its best',
      [
        [1, 3],
        [2, 2],
        [3, 1],
      ],
      0,
    ],
    [
      'the last three stand for now',
      [
        [1, 2],
        [2, 1],
        [3, 1.9],
        [4, 2],
        [5, 2.2],
      ],
      0.5,
    ],
    [
      'published run: 1.11 at its first evaluation, 2.75 at its last',
      [
        [1, 1.11],
        [2, 2.6],
        [3, 2.75],
        [4, 2.8],
      ],
      1 - 1.11 / 2.75,
    ],
    [
      'a best of 0',
      [
        [1, 0],
        [2, 0.3],
        [3, 0.3],
        [4, 0.3],
      ],
      1,
    ],
    [
      'negative losses',
      [
        [1, -3],
        [2, -2],
        [3, -2],
        [4, -2],
      ],
      0.25,
    ],
  ])('%s', (_name, points, expected) => expect(scores({ eval_loss: points }).overfitting).toBeCloseTo(expected, 12));
});

describe('convergence is the share that was gained, on average over the steps', () => {
  test('is the area under the running best (numpy: trapezoid over maximum.accumulate)', () => {
    const points: Points = [
      [1, 4],
      [2, 3],
      [4, 3.2],
      [8, 1.5],
      [16, 1],
      [20, 1.1],
    ];
    expect(scores({ loss: points }).convergence).toBeCloseTo(0.7631578947368421, 12);
  });
  test.each<[string, Points, number]>([
    ['evenly: half', curve(40, (index) => 10 - index / 10), 0.5],
    ['at once: all', curve(49, (index) => (index === 0 ? 10 : 1)), 1 - 0.5 / 48],
    ['never: nothing', curve(40, () => 2), 0],
    ['worse and worse: nothing', curve(40, (index) => index), 0],
  ])('%s', (_name, points, expected) => expect(scores({ loss: points }).convergence).toBeCloseTo(expected, 9));
  test('of an exponential in many points is its integral', () => {
    const rate = 5;
    const exact = (1 - (1 - Math.exp(-rate)) / rate) / (1 - Math.exp(-rate)) - Math.exp(-rate) / (1 - Math.exp(-rate));
    expect(
      Math.abs((scores({ loss: curve(5_000, (index) => 1 + Math.exp((-rate * index) / 5_000)) }).convergence ?? NaN) - exact),
    ).toBeLessThan(0.03);
  });
});

describe('stability', () => {
  const uniform = uniformOf(7);
  const noisy = (noise: number) => curve(1_000, () => 2 + noise * (uniform() - 0.5) * Math.sqrt(12));
  test('is 1 of a smooth curve', () => expect(scores({ loss: curve(100, (index) => 3 - index / 100) }).stability).toBe(1));
  test.each([0.02, 0.2, 1])('of a level 2 with noise %d is 1 ÷ (1 + noise ÷ level)', (noise) => {
    // A uniform has another ratio of median deviation to standard deviation than a normal has, and its differences a third one.
    const own = scores({ loss: noisy(noise) }).stability ?? NaN;
    expect(Math.abs(own - 1 / (1 + noise / 2))).toBeLessThan(0.03);
  });
  test('falls by the share of points that are not finite', () =>
    expect(scores({ loss: curve(200, (index) => (index < 150 ? 2 : NaN)) }).stability).toBeCloseTo(0.75, 12));
  test('falls by the share that stands for NaN', () =>
    expect(scores({ loss: curve(200, (index) => (index < 50 ? 2 : 0)) }, 51).stability).toBeCloseTo(0.25, 12));
  test('falls by the share of gradient norms that are ten times the usual', () =>
    expect(scores({ loss: curve(200, () => 2), grad_norm: curve(200, (index) => (index % 4 === 0 ? 11 : 1)) }).stability).toBeCloseTo(
      0.75,
      12,
    ));
});

describe('generalisation is training ÷ held-out loss', () => {
  test.each<[string, Points, Points, number]>([
    ['equal', curve(50, () => 2), [[50, 2]], 1],
    ['better on held-out data', curve(50, () => 2), [[50, 1.5]], 1],
    ['twice the loss on held-out data', curve(50, () => 1), [[50, 2]], 0.5],
    ['at the step of the evaluation', curve(100, (index) => (index < 50 ? 1 : 9)), [[50, 2]], 0.5],
  ])('%s', (_name, loss, evaluations, expected) =>
    expect(scores({ loss, eval_loss: evaluations }).generalisation).toBeCloseTo(expected, 12),
  );
});

test.each<[string, Record<string, Points>, ReturnType<typeof scores>]>([
  ['nothing', {}, { overfitting: null, convergence: null, stability: null, generalisation: null }],
  ['one point', { loss: [[1, 2]] }, { overfitting: null, convergence: null, stability: null, generalisation: null }],
  [
    'only evaluations',
    {
      eval_loss: [
        [1, 2],
        [2, 1],
      ],
    },
    { overfitting: 0, convergence: null, stability: null, generalisation: null },
  ],
  [
    'only NaN',
    { loss: curve(50, () => NaN), eval_loss: curve(5, () => NaN) },
    { overfitting: null, convergence: null, stability: 0, generalisation: null },
  ],
  [
    'constants',
    { loss: curve(50, () => 1), eval_loss: curve(50, () => 1) },
    { overfitting: 0, convergence: 0, stability: 1, generalisation: 1 },
  ],
])('scores of %s', (_name, curves, expected) => expect(scores(curves)).toEqual(expected));

test('every score of a million points is from 0 to 1', () => {
  const uniform = uniformOf(3);
  const own = scores({
    loss: curve(1_000_000, (index) => 1 + 3 * 2 ** (-index / 200_000) + 0.3 * uniform()),
    eval_loss: curve(1_000_000, () => uniform()),
  });
  for (const score of Object.values(own)) expect(score).toSatisfy((value: number | null) => value !== null && value >= 0 && value <= 1);
});
