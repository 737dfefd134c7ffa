import { describe, expect, test } from 'vitest';
import { crowdPixels } from './scatter-density.ts';

const red = [200, 0, 0] as const;
const blue = [0, 0, 200] as const;
const at = (pixels: Uint8ClampedArray, width: number, x: number, y: number) =>
  Array.from(pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 4));

function draw(points: readonly (readonly [x: number, y: number, series: number])[], width = 20, height = 10) {
  return crowdPixels(
    {
      xs: Float64Array.from(points, ([x]) => x),
      ys: Float64Array.from(points, ([, y]) => y),
      seriesAt: points.map(([, , series]) => series),
      colors: [red, blue],
    },
    width,
    height,
    2,
  );
}

describe('crowdPixels', () => {
  test('shows a lone point, in its own colour', () => {
    const [r, g, b, opacity] = at(draw([[10.5, 5.5, 0]]), 20, 10, 5);
    expect([r, g, b]).toEqual([200, 0, 0]);
    expect(opacity).toBeGreaterThan(90);
  });
  test('is darker where more points lie', () => {
    const pixels = draw([[4, 5, 0], ...Array.from({ length: 8 }, () => [14, 5, 0] as const)]);
    expect(at(pixels, 20, 14, 5)[3]).toBeGreaterThan((at(pixels, 20, 4, 5)[3] ?? 0) + 40);
  });
  test('mixes colours by how many there are, whatever their order', () => {
    const one = draw([
      [10, 5, 0],
      [10, 5, 0],
      [10, 5, 0],
      [10, 5, 1],
    ]);
    const other = draw([
      [10, 5, 1],
      [10, 5, 0],
      [10, 5, 0],
      [10, 5, 0],
    ]);
    expect(at(one, 20, 10, 5).slice(0, 3)).toEqual([150, 0, 50]);
    expect(one).toEqual(other);
  });
  test('leaves out what has no place or lies outside, and cuts what lies on the edge', () => {
    const pixels = draw([
      [Number.NaN, 5, 0],
      [5, -Infinity, 0],
      [500, 5, 0],
    ]);
    expect(pixels.every((value) => value === 0)).toBe(true);
    expect(at(draw([[0, 0, 0]]), 20, 0, 0)[3]).toBeGreaterThan(0);
  });
  test('is empty without points', () => expect(draw([]).some((value) => value > 0)).toBe(false));
});
