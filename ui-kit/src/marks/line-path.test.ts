import { describe, expect, test } from 'vitest';
import { makeScale } from '../axes/scale.ts';
import fc from 'fast-check';
import { indexesOf, invalidPath, isNoise, linePath, lonePath, noisePath } from './line-path.ts';

const ground = { x: makeScale('linear', [0, 100], [0, 100]), y: makeScale('linear', [0, 10], [100, 0]), width: 100 };
const every = (length: number) => Uint32Array.from({ length }, (_, place) => place);

test('a line breaks at a gap, and a lone point is a dot', () => {
  const one = { x: Float64Array.of(0, 10, 20, 30, 40), y: Float64Array.of(1, 2, Number.NaN, 4, Number.NaN) };
  expect(linePath(one, every(5), ground)).toBe('M0,90L10,80');
  expect(lonePath(one, every(5), ground)).toBe('M30,60h0');
});

test('zero and below are gaps on a log scale', () => {
  const one = { x: Float64Array.of(0, 10, 20), y: Float64Array.of(1, 0, -3) };
  expect(linePath(one, every(3), { ...ground, y: makeScale('log', [1, 10], [100, 0]) })).toBe('');
});

test('on a log x axis the px columns are narrow where the axis is', () => {
  const x = Float64Array.from({ length: 10_000 }, (_, place) => place + 1);
  const series = { x, y: x.map((at) => (at === 5000 ? 99 : at % 7)) };
  const kept = indexesOf(series, { x: makeScale('log', [1, 10_000], [0, 200]), width: 200 }, 'extremes');
  expect(kept.length).toBeLessThan(1000);
  expect(Array.from(kept)).toContain(4999);
  // Up to 10 every point has its own column.
  expect(Array.from(kept.subarray(0, 10))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

describe('values that are no numbers', () => {
  const crosses = (...at: number[]) => (invalidPath(Float64Array.from(at), ground).match(/m0,-6/g) ?? []).length;
  test.each([
    [[], 0],
    [[50], 1],
    [[10, 90], 2],
    [[10, 11, 12, 13, 14, 15, 16], 2],
    [[-5, 105], 0],
  ] as const)('at %j there are %d crosses', (at, count) => {
    expect(crosses(...at)).toBe(count);
  });
  test('a hundred thousand of them make a short path', () => {
    expect(
      invalidPath(
        Float64Array.from({ length: 100_000 }, (_, place) => place / 1000),
        ground,
      ).length,
    ).toBeLessThan(200);
  });
});

describe('noise', () => {
  const every100 = Float64Array.from({ length: 10_000 }, (_, place) => place / 100);
  test('is a line that goes up and down in every px column, not a smooth one with as many points', () => {
    const noisy = { x: every100, y: every100.map((_, place) => 5 + 4 * Math.sin(place * 2.1)) };
    const smooth = { x: every100, y: every100.map((at) => 5 + 4 * Math.sin(at / 9)) };
    expect(isNoise(noisy, indexesOf(noisy, ground, 'extremes'), ground)).toBe(true);
    expect(isNoise(smooth, indexesOf(smooth, ground, 'extremes'), ground)).toBe(false);
  });
  test('its strokes reach from the lowest to the highest point of every column', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2000, maxLength: 4000 }), (values) => {
        const x = Float64Array.from(values, (_, place) => (place * 100) / values.length);
        const y = Float64Array.from(values, (value) => value / 10);
        const strokes = new Map(
          noisePath({ x, y }, indexesOf({ x, y }, ground, 'extremes'), ground)
            .split('M')
            .slice(1)
            .map((stroke) => {
              const [column, top, bottom] = stroke.split(/[,V]/).map(Number) as [number, number, number];
              return [Math.floor(column), [top, bottom]];
            }),
        );
        for (const [column, places] of Map.groupBy(x.keys(), (place) => Math.floor(x[place] as number))) {
          const heights = places.map((place) => 100 - (y[place] as number) * 10);
          const [top = Infinity, bottom = -Infinity] = strokes.get(column) ?? [];
          expect(top).toBeLessThanOrEqual(Math.min(...heights));
          expect(bottom).toBeGreaterThanOrEqual(Math.max(...heights));
        }
      }),
      { numRuns: 20 },
    );
  });
  test('goes straight across columns that have no point', () => {
    expect(noisePath({ x: Float64Array.of(0, 8), y: Float64Array.of(0, 10) }, every(2), ground)).toBe(
      'M0.5,99.5V100.5M0,100L8,0M8.5,-0.5V0.5',
    );
  });
  test('stops at a gap', () => {
    const one = { x: Float64Array.of(0, 0.5, 1, 2, 3), y: Float64Array.of(0, 10, 5, Number.NaN, 5) };
    expect(noisePath(one, every(5), ground)).toBe('M0.5,-0.5V100.5M1.5,-0.5V50.5M3.5,49.5V50.5');
  });
});
