import { describe, expect, test } from 'vitest';
import { distinctPoints, interpolated, supersededFrom, type Curve } from './curve.ts';

const curve = (points: readonly (readonly [step: number, value: number])[]): Curve => ({
  step: points.map(([step]) => step),
  value: points.map(([, value]) => value),
  at: points.map(() => 0),
  attempt: points.map(() => 1),
});

describe('a counter between its points', () => {
  test.each([
    [[], [0, 5], [null, null]],
    [[[10, 1]], [0, 10, 20], [0, 1, 2]],
    [
      [
        [10, 1],
        [20, 2],
      ],
      [0, 10, 15, 20, 30],
      [0, 1, 1.5, 2, 3],
    ],
    [
      [
        [10, 1],
        [20, Number.NaN],
        [30, 3],
      ],
      [20, 30],
      [2, 3],
    ],
    [
      [
        [0, 0],
        [10, 1],
        [20, 5],
      ],
      [5, 15, 5],
      [0.5, 3, 0.5],
    ],
    [
      [
        [0, 0],
        [0, 0],
      ],
      [7],
      [0],
    ],
  ] as const)('%o at %o is %o', (points, steps, values) => expect(interpolated(curve(points), steps)).toEqual(values));
});

describe('a later attempt supersedes', () => {
  const attempts = (...firstSteps: (number | null)[]) => firstSteps.map((firstStep, index) => ({ attempt: index + 1, firstStep }));
  test.each([
    ['nothing, where there is one', attempts(0), []],
    ['from its first step', attempts(0, 100), [[1, 100]]],
    ['nothing, before its first point', attempts(0, null), []],
    [
      'all that were before it',
      attempts(0, 100, 50),
      [
        [2, 50],
        [1, 50],
      ],
    ],
    [
      'no more than those between have left',
      attempts(0, 50, 100),
      [
        [2, 100],
        [1, 50],
      ],
    ],
  ] as const)('%s', (_name, given, limits) => expect([...supersededFrom(given)]).toEqual(limits));
});

test('the points of a bucket come once each, in the order of steps', () => {
  const point = (step: number, value: number) => ({ step, value, at: 0, attempt: 1 });
  expect(distinctPoints([point(1, 5), point(9, 2), point(9, 2), point(4, 7), null, point(6, Number.NaN)]).map(({ step }) => step)).toEqual([
    1, 4, 6, 9,
  ]);
});
