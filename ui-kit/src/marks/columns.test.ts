import { describe, expect, test } from 'vitest';
import { columnsOf, nearest, stopsOf } from './columns.ts';

describe('columnsOf', () => {
  test('splits rows by series in order of appearance and sorts each by x', () => {
    const rows = [{ at: 3, of: 'b', y: 1 }, { at: 1, of: 'a', y: 2 }, { at: 2, of: 'b', y: null }, { at: 0, of: 'b', y: 0 }];
    const [b, a] = columnsOf(rows, { x: (row) => row.at, y: (row) => row.y, series: (row) => row.of });
    expect(b).toMatchObject({ key: 'b', x: Float64Array.of(0, 2, 3), low: null });
    expect(Array.from(b?.y ?? [])).toEqual([0, Number.NaN, 1]);
    expect(a?.key).toBe('a');
  });
  test('reads instants as ms', () => {
    expect(columnsOf([new Date(5)], { x: (at) => at, y: () => 1 })[0]?.x[0]).toBe(5);
  });
});

test('stopsOf unites the places of all series, each once', () => {
  expect(Array.from(stopsOf([{ x: Float64Array.of(1, 2, 4) }, { x: Float64Array.of(2, 3) }]))).toEqual([1, 2, 3, 4]);
  expect(stopsOf([])).toHaveLength(0);
});

test.each([[-5, 0], [0, 0], [4, 0], [6, 1], [29, 2], [1000, 2]])('nearest to %d is place %d of 0, 10, 30', (target, place) => {
  expect(nearest([0, 10, 30], target)).toBe(place);
  expect(nearest([], target)).toBe(-1);
});
