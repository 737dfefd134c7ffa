import { describe, expect, test } from 'vitest';
import { trialStateCode, type SearchSpace, type StudyMethod, type TrialColumns } from '../types.ts';
import { hypervolume } from './domination.ts';
import { gridOf, gridSize } from './grid.ts';
import { isActive, valuesOf } from './space.ts';
import { suggest } from './suggest.ts';
import { choice, columnsOfTrials, float, int } from './trials.testing.ts';

const space: SearchSpace = [
  float('rate', 1e-5, 1e-1, { isLog: true }),
  choice('optimizer', ['adam', 'sgd']),
  int('width', 16, 1024, { isLog: true }),
  float('dropout', 0, 0.5, { step: 0.1 }),
  float('momentum', 0, 0.9, { when: { parameter: 'optimizer', values: ['sgd'] } }),
];

/** Runs trials one after the other, each with the loss of a formula. */
function ran(
  method: StudyMethod,
  count: number,
  loss: (values: Readonly<Record<string, unknown>>) => number,
  own = space,
  seed = 5,
): TrialColumns {
  let trials: { params: Readonly<Record<string, unknown>>; values: number[] }[] = [];
  const generations: number[] = [];
  for (let number = 0; number < count; number += 1) {
    const columns = { ...columnsOfTrials(own, trials), generations: Int32Array.from(generations) };
    const [next] = suggest({ method, directions: ['MINIMIZE'], space: own, seed }, columns, number, 1);
    if (next === undefined) break;
    const params = valuesOf(own, next.point);
    generations.push(next.generation);
    trials = [...trials, { params, values: [loss(params)] }];
  }
  return { ...columnsOfTrials(own, trials), generations: Int32Array.from(generations) };
}

describe.each(['RANDOM', 'TPE', 'GP', 'CMA_ES', 'NSGA_II'] as const)('%s', (method) => {
  const loss = ({ rate, width }: Readonly<Record<string, unknown>>): number =>
    (Math.log10(rate as number) + 3) ** 2 + Math.abs(Math.log2(width as number) - 8) / 4;

  test('gives values of the space, those of a condition only where it holds, and the same with the same seed', () => {
    const columns = ran(method, 40, loss);
    for (let row = 0; row < columns.count; row += 1) {
      const values = valuesOf(space, columns.points, row * columns.width);
      expect(values['rate']).toBeGreaterThanOrEqual(1e-5);
      expect(values['rate']).toBeLessThanOrEqual(1e-1);
      expect(Number.isInteger(values['width'])).toBe(true);
      expect([0, 0.1, 0.2, 0.3, 0.4, 0.5]).toContain(values['dropout']);
      expect('momentum' in values).toBe(values['optimizer'] === 'sgd');
      expect(isActive(space, 4, columns.points, row * columns.width)).toBe(values['optimizer'] === 'sgd');
    }
    expect(ran(method, 40, loss).points).toEqual(columns.points);
    expect(ran(method, 40, loss, space, 6).points).not.toEqual(columns.points);
  });

  test('gives several at once that differ', () => {
    const columns = ran(method, 20, loss);
    const next = suggest({ method, directions: ['MINIMIZE'], space, seed: 1 }, columns, 20, 8);
    expect(next.map(({ number }) => number)).toEqual([20, 21, 22, 23, 24, 25, 26, 27]);
    expect(new Set(next.map(({ point }) => point.join(' '))).size).toBe(8);
  });
});

test('TPE comes nearer to the optimum than chance, in the median of 15 seeds', () => {
  const plain = [float('x', -5, 5), float('y', -5, 5)];
  const bowl = ({ x, y }: Readonly<Record<string, unknown>>): number => ((x as number) - 2) ** 2 + ((y as number) + 1) ** 2;
  const medianOf = (method: StudyMethod): number =>
    Array.from({ length: 15 }, (_, seed) => Math.min(...ran(method, 60, bowl, plain, seed).objectives)).sort(
      (one, other) => one - other,
    )[7] as number;
  expect(medianOf('TPE')).toBeLessThan(medianOf('RANDOM') / 3);
});

describe('against chance, in the median of some seeds', () => {
  const plain = ['x0', 'x1', 'x2', 'x3'].map((name) => float(name, -5, 5));
  const ellipse = (values: Readonly<Record<string, unknown>>): number =>
    plain.reduce((sum, { name }, place) => sum + (place + 1) * ((values[name] as number) - 1) ** 2, 0);
  const medianOf = (method: StudyMethod, count: number, seeds: number): number =>
    Array.from({ length: seeds }, (_, seed) => Math.min(...ran(method, count, ellipse, plain, seed).objectives)).sort(
      (one, other) => one - other,
    )[Math.floor(seeds / 2)] as number;

  test('CMA-ES finds the minimum of an ellipse in 250 trials, NSGA-II comes near', () => {
    const chance = medianOf('RANDOM', 250, 5);
    expect(medianOf('CMA_ES', 250, 5)).toBeLessThan(1e-2);
    expect(medianOf('NSGA_II', 250, 5)).toBeLessThan(chance / 4);
  });

  test('a Gaussian process finds it in 40', () => {
    expect(medianOf('GP', 40, 3)).toBeLessThan(1e-2);
  });
});

test('generations of CMA-ES and NSGA-II begin when the one before has all of its complete trials', () => {
  const columns = ran('CMA_ES', 20, ({ rate }) => rate as number);
  // Three numbers without a condition: 4 + ⌊3 log 3⌋ = 7 trials.
  expect([...columns.generations]).toEqual(Array.from({ length: 20 }, (_, number) => Math.floor(number / 7)));
  const sorted = ran('NSGA_II', 50, ({ rate }) => rate as number);
  expect([...sorted.generations]).toEqual(Array.from({ length: 50 }, (_, number) => Math.floor(number / 24)));
});

test('NSGA-II and TPE fill more volume with two objectives than chance', () => {
  const unit = ['x0', 'x1', 'x2', 'x3'].map((name) => float(name, 0, 1));
  const volumeOf = (method: StudyMethod): number => {
    const trials: { params: Readonly<Record<string, unknown>>; values: number[] }[] = [];
    const generations: number[] = [];
    for (let number = 0; number < 150; number += 1) {
      const columns = { ...columnsOfTrials(unit, trials, 2), generations: Int32Array.from(generations) };
      const [next] = suggest({ method, directions: ['MINIMIZE', 'MINIMIZE'], space: unit, seed: 2 }, columns, number, 1);
      if (next === undefined) break;
      const [x = 0, ...rest] = next.point;
      const g = 1 + (9 * rest.reduce((sum, value) => sum + value, 0)) / rest.length;
      trials.push({ params: valuesOf(unit, next.point), values: [x, g * (1 - Math.sqrt(x / g))] });
      generations.push(next.generation);
    }
    return hypervolume(
      trials.map(({ values }) => values),
      [1.1, 11],
    );
  };
  const chance = volumeOf('RANDOM');
  for (const method of ['NSGA_II', 'TPE'] as const) expect(volumeOf(method)).toBeGreaterThan(chance + 0.2);
});

test('TPE goes on where trials were pruned or failed, and with no good one', () => {
  const pruned = columnsOfTrials(
    space,
    Array.from({ length: 15 }, (_, index) => ({
      params: { rate: 1e-3, optimizer: 'adam', width: 64 + index, dropout: 0.1 },
      values: [],
      state: index % 2 === 0 ? ('PRUNED' as const) : ('FAILED' as const),
      lastStep: index,
      lastValue: index,
    })),
  );
  const all = { ...pruned, states: pruned.states.map(() => trialStateCode.PRUNED) };
  for (const columns of [pruned, all, { ...all, states: all.states.map(() => trialStateCode.RUNNING) }])
    expect(suggest({ method: 'TPE', directions: ['MINIMIZE'], space, seed: 1 }, columns, 15, 1)[0]?.point).toHaveLength(5);
});

describe('a grid', () => {
  const small: SearchSpace = [
    choice('optimizer', ['adam', 'sgd']),
    int('layers', 1, 3),
    float('momentum', 0, 0.9, { levels: 4, when: { parameter: 'optimizer', values: ['sgd'] } }),
  ];

  test('has each combination once, and a parameter that is not active does not count', () => {
    const points = gridOf(small, 3);
    expect(gridSize(small)).toBe(24);
    expect(points).toHaveLength(3 + 3 * 4);
    expect(new Set(points.map((point) => point.join(' '))).size).toBe(15);
    expect(
      gridOf([float('x', 1e-4, 1, { isLog: true, levels: 3 })], 0)
        .map(([x]) => x)
        .sort(),
    ).toEqual([0.0001, 0.01, 1].map((x) => expect.closeTo(x, 12)));
  });

  test('ends when every point was given', () => {
    expect(ran('GRID', 100, () => 1, small).count).toBe(15);
  });
});
