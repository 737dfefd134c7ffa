import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cloudOf, correlation, shownOf, xDomainOfCloud } from './scatter-model.ts';

describe('cloudOf', () => {
  const rows = [
    { x: 3, y: 1, of: 'b' },
    { x: 1, y: null, of: 'a' },
    { x: 0, y: 0, of: 'a' },
  ];
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

describe('cloudOf, of many', () => {
  const number = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constant(null), fc.constant(Number.NaN), fc.double());
  const read = { x: (row: Point) => row.x, y: (row: Point) => row.y, series: (row: Point) => row.of };
  interface Point {
    readonly x: number | null;
    readonly y: number | null;
    readonly of: string;
  }
  test('is what a stable sort of the complete rows is', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ x: number, y: number, of: fc.constantFrom('a', 'b', 'c') }), { maxLength: 120 }), (rows) => {
        const cloud = cloudOf(rows, read, { labelOf: (key) => key });
        const plain = rows
          .filter((row) => Number.isFinite(row.x) && Number.isFinite(row.y))
          .toSorted((one, other) => (one.x ?? 0) - (other.x ?? 0));
        expect(cloud.rows).toEqual(plain);
        expect(Array.from(cloud.x)).toEqual(plain.map((row) => row.x));
        expect(Array.from(cloud.seriesAt, (place) => cloud.series[place]?.key)).toEqual(plain.map((row) => row.of));
        const shown = shownOf(cloud, new Set(['b']));
        expect(shown.rows).toEqual(plain.filter((row) => row.of !== 'b'));
        expect(shown.x).toHaveLength(shown.rows.length);
      }),
    );
  });
});

describe('xDomainOfCloud', () => {
  test('has round ends around the values on a log scale', () =>
    expect(xDomainOfCloud(Float64Array.of(0.0014, 0.077), 'log')).toEqual({ domain: [0.001, 0.08], scale: 'log' }));
  test('is linear where nothing is above 0', () => expect(xDomainOfCloud(Float64Array.of(-3, 0), 'log').scale).toBe('linear'));
  test('has ends without points', () => expect(xDomainOfCloud(new Float64Array(), 'linear').domain).toEqual([0, 1]));
});

describe('correlation', () => {
  const x = Float64Array.from({ length: 50 }, (_, place) => place);
  test.each([
    [1, (value: number) => 3 + 2 * value],
    [-1, (value: number) => 3 - value],
  ] as const)('is %d on a line', (expected, of) => {
    expect(correlation(x, x.map(of))).toBeCloseTo(expected);
  });
  test('is absent where it has no meaning', () => {
    expect(correlation(x, new Float64Array(50))).toBeNull();
    expect(correlation(Float64Array.of(1, 2), Float64Array.of(1, 2))).toBeNull();
  });
});
