import { describe, expect, test } from 'vitest';
import { makeScale } from '../axes/scale.ts';
import { indexesOf, invalidPath, linePath, lonePath } from './line-path.ts';

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
  test.each([[[], 0], [[50], 1], [[10, 90], 2], [[10, 11, 12, 13, 14, 15, 16], 2], [[-5, 105], 0]] as const)('at %j there are %d crosses', (at, count) => {
    expect(crosses(...at)).toBe(count);
  });
  test('a hundred thousand of them make a short path', () => {
    expect(invalidPath(Float64Array.from({ length: 100_000 }, (_, place) => place / 1000), ground).length).toBeLessThan(200);
  });
});
