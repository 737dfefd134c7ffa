import { describe, expect, test } from 'vitest';
import { cloudOf, correlation, nearestPoint } from './scatter-model.ts';

describe('cloudOf', () => {
  const rows = [{ x: 3, y: 1, of: 'b' }, { x: 1, y: null, of: 'a' }, { x: 0, y: 0, of: 'a' }];
  const cloud = cloudOf(rows, { x: (row) => row.x, y: (row) => row.y, series: (row) => row.of }, { labelOf: (key) => key });
  test('is ascending in x and leaves out what has no place, but keeps zero', () => {
    expect(Array.from(cloud.x)).toEqual([0, 3]);
    expect(cloud.rows).toEqual([rows[2], rows[0]]);
  });
  test('numbers series in order of appearance', () => {
    expect(cloud.series.map((one) => one.key)).toEqual(['b', 'a']);
    expect(Array.from(cloud.seriesAt)).toEqual([1, 0]);
  });
});

test('nearestPoint looks in both directions, and no further than its reach', () => {
  const [xs, ys] = [Float64Array.of(10, 10, 50), Float64Array.of(10, 90, 50)];
  expect(nearestPoint(xs, ys, 12, 80, 30)).toBe(1);
  expect(nearestPoint(xs, ys, 90, 90, 30)).toBe(-1);
});

describe('correlation', () => {
  const x = Float64Array.from({ length: 50 }, (_, place) => place);
  test.each([[1, (value: number) => 3 + 2 * value], [-1, (value: number) => 3 - value]] as const)('is %d on a line', (expected, of) => {
    expect(correlation(x, x.map(of))).toBeCloseTo(expected);
  });
  test('is absent where it has no meaning', () => {
    expect(correlation(x, new Float64Array(50))).toBeNull();
    expect(correlation(Float64Array.of(1, 2), Float64Array.of(1, 2))).toBeNull();
  });
});
