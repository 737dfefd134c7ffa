import { describe, expect, test } from 'vitest';
import { columnsOf, columnsOfSeries, nearest, stopsOf, within } from './columns.ts';

describe('columnsOf', () => {
  test('splits rows by series in order of appearance and sorts each by x', () => {
    const rows = [
      { at: 3, of: 'b', y: 1 },
      { at: 1, of: 'a', y: 2 },
      { at: 2, of: 'b', y: null },
      { at: 0, of: 'b', y: 0 },
    ];
    const [b, a] = columnsOf(rows, { x: (row) => row.at, y: (row) => row.y, series: (row) => row.of });
    expect(b).toMatchObject({ key: 'b', x: Float64Array.of(0, 2, 3), low: null });
    expect(Array.from(b?.y ?? [])).toEqual([0, Number.NaN, 1]);
    expect(a?.key).toBe('a');
  });
  test('reads instants as ms', () => {
    expect(columnsOf([new Date(5)], { x: (at) => at, y: () => 1 })[0]?.x[0]).toBe(5);
  });
});

test('null is a gap, NaN and infinities are values that are no numbers', () => {
  const rows = [
    { at: 2, y: Number.NaN },
    { at: 1, y: null },
    { at: 0, y: 4 },
    { at: 3, y: Infinity },
    { at: 4, y: undefined },
  ];
  const [one] = columnsOf(rows, { x: (row) => row.at, y: (row) => row.y });
  expect(one?.invalid).toEqual(Float64Array.of(2, 3));
  expect(columnsOf([{ y: 1 }], { x: () => 0, y: (row) => row.y })[0]).not.toHaveProperty('invalid');
});

describe('columnsOfSeries', () => {
  test('takes typed columns as they are, without a copy', () => {
    const [x, y] = [Float64Array.of(1, 2, 3), Float64Array.of(4, Number.NaN, 6)];
    const columns = columnsOfSeries({ key: 'a', x, y });
    expect(columns.x).toBe(x);
    expect(columns.y).toBe(y);
    expect(columns).not.toHaveProperty('invalid');
  });
  test('sorts by x, and reads other arrays', () => {
    expect(columnsOfSeries({ key: 'a', x: [3, 1, 2], y: Float32Array.of(30, 10, 20), low: [29, 9, 19] })).toMatchObject({
      x: Float64Array.of(1, 2, 3),
      y: Float64Array.of(10, 20, 30),
      low: Float64Array.of(9, 19, 29),
    });
  });
  test('NaN is a gap unless the series says that it holds them; an infinity is never a gap', () => {
    const columns = { key: 'a', x: [1, 2, 3], y: [Number.NaN, Infinity, 5] };
    expect(columnsOfSeries(columns).invalid).toEqual(Float64Array.of(2));
    expect(columnsOfSeries({ ...columns, hasInvalid: true }).invalid).toEqual(Float64Array.of(1, 2));
  });
  test('refuses columns of different lengths, and says which', () => {
    expect(() => columnsOfSeries({ key: 'eval', x: [1, 2], y: [1] })).toThrow('Series “eval”: y has 1 values, x has 2.');
  });
});

test('stopsOf unites the places of all series, each once', () => {
  expect(Array.from(stopsOf([{ x: Float64Array.of(1, 2, 4) }, { x: Float64Array.of(2, 3) }]))).toEqual([1, 2, 3, 4]);
  expect(stopsOf([])).toHaveLength(0);
});

test.each([
  [-5, 0],
  [0, 0],
  [4, 0],
  [6, 1],
  [29, 2],
  [1000, 2],
])('nearest to %d is place %d of 0, 10, 30', (target, place) => {
  expect(nearest([0, 10, 30], target)).toBe(place);
  expect(nearest([], target)).toBe(-1);
});

test('within keeps both ends', () => {
  const x = Float64Array.of(1, 2, 3, 4);
  expect(Array.from(within(x, x, [2, 3]))).toEqual([2, 3]);
});
