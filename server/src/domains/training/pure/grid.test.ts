import { describe, expect, test } from 'vitest';
import { gridOf, partsOf } from './grid.ts';

describe('a grid', () => {
  const million = 1_000_000;
  test.each([
    ['of few points is of points', 0, 999, 1_000, 250, { width: 4, level: null }],
    ['of few points over many steps, too', 0, million - 1, 1_000, 250, { width: 4_000, level: null }],
    ['of many points is of the coarsest level that has two in each', 0, 10 * million - 1, 10 * million, 250, { width: 49_152, level: 14 }],
    ['that is finer is of a finer level', 0, 10 * million - 1, 10 * million, 1_000, { width: 10_240, level: 8 }],
    ['that is finer than any level is of points', 0, 9_999, million, 250, { width: 40, level: null }],
    ['of very many points, as of a crowd of runs, is up to three times as coarse', 0, 9_999, 2 * million, 75, { width: 256, level: 8 }],
    ['of very many points is not much coarser than asked for', 0, 9_999, 2 * million, 250, { width: 40, level: null }],
    ['of one step has one bucket', 5, 5, million, 250, { width: 1, level: null }],
    [
      'of very many steps is of a coarse level',
      0,
      2 ** 50,
      million,
      250,
      { width: 2 ** 28 * Math.ceil((2 ** 50 + 1) / 250 / 2 ** 28), level: 28 },
    ],
  ])('%s', (_name, fromStep, toStep, pointCount, bucketCount, grid) =>
    expect(gridOf({ fromStep, toStep }, pointCount, bucketCount)).toEqual(grid),
  );

  test.each([
    ['whole buckets', 256, 1_023, [], { from: 1, to: 3 }, []],
    [
      'and its ends',
      255,
      1_024,
      [],
      { from: 1, to: 3 },
      [
        [255, 255],
        [1_024, 1_024],
      ],
    ],
    ['less than a bucket', 10, 20, [], null, [[10, 20]]],
    ['a bucket in which an attempt was superseded', 0, 1_023, [300], { from: 0, to: 3 }, [[256, 299]]],
    ['an attempt that was superseded between buckets', 0, 1_023, [512], { from: 0, to: 3 }, []],
    ['an attempt that was superseded elsewhere', 0, 1_023, [5_000], { from: 0, to: 3 }, []],
  ] as const)('a range as %s', (_name, fromStep, toStep, superseded, whole, ranges) =>
    expect(partsOf({ fromStep, toStep }, 8, superseded)).toEqual({
      whole,
      ranges: ranges.map(([from, to]) => ({ fromStep: from, toStep: to })),
    }),
  );
});
