import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indexPoints } from './scatter-index.ts';

/** The nearest point by looking at all of them. */
function nearestOfAll(xs: Float64Array, ys: Float64Array, px: number, py: number, reach: number): number | null {
  let least: number | null = null;
  for (const [place, x] of xs.entries()) {
    const distance = Math.hypot(x - px, (ys[place] as number) - py);
    if (distance <= reach && (least === null || distance < least)) least = distance;
  }
  return least;
}

const size = [300, 200] as const;
const point = fc.record({ x: fc.double({ min: 0, max: 299.9, noNaN: true }), y: fc.double({ min: 0, max: 199.9, noNaN: true }) });

describe('indexPoints', () => {
  test('finds what a look at every point finds', () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 300 }), point, fc.integer({ min: 1, max: 60 }), (points, at, reach) => {
        const xs = Float64Array.from(points, ({ x }) => x);
        const ys = Float64Array.from(points, ({ y }) => y);
        const found = indexPoints(xs, ys, size).nearest(at.x, at.y, reach);
        const least = nearestOfAll(xs, ys, at.x, at.y, reach);
        if (least === null) expect(found).toBe(-1);
        else expect(Math.hypot((xs[found] as number) - at.x, (ys[found] as number) - at.y)).toBeCloseTo(least, 9);
      }),
    );
  });
  test('takes the later of two at one place, because it is drawn on top', () => {
    expect(indexPoints(Float64Array.of(10, 10), Float64Array.of(10, 10), size).nearest(11, 11, 5)).toBe(1);
  });
  test('passes over what has no place, and what lies outside', () => {
    const index = indexPoints(Float64Array.of(Number.NaN, -50, 10, Infinity), Float64Array.of(10, 10, 900, 10), size);
    expect(index.nearest(10, 10, 40)).toBe(-1);
  });
  test('answers for no points', () => expect(indexPoints(new Float64Array(), new Float64Array(), size).nearest(0, 0, 30)).toBe(-1));
  test('looks at a small part of 200,000 points for one search', () => {
    let state = 1;
    const random = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
    const xs = Float64Array.from({ length: 200_000 }, () => random() * 300);
    const ys = xs.map(() => random() * 200);
    const index = indexPoints(xs, ys, size);
    const startedAt = performance.now();
    for (let search = 0; search < 200; search += 1) index.nearest(random() * 300, random() * 200, 28);
    const indexedMs = performance.now() - startedAt;
    const plainAt = performance.now();
    for (let search = 0; search < 20; search += 1) nearestOfAll(xs, ys, random() * 300, random() * 200, 28);
    expect(indexedMs / 200).toBeLessThan((performance.now() - plainAt) / 20);
  });
});
