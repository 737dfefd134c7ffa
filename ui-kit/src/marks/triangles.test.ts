import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { largestTriangles } from './triangles.ts';

/** The same rule told a second time, point by point, over lists without gaps. */
function reference(x: readonly number[], y: readonly number[], count: number): number[] {
  if (x.length <= count) return x.map((_, place) => place);
  const size = (x.length - 2) / (count - 2);
  const bucket = (index: number) => x.map((_, place) => place).slice(1 + Math.floor(index * size), 1 + Math.floor((index + 1) * size));
  const kept = [0];
  for (let index = 0; index < count - 2; index += 1) {
    const next = index === count - 3 ? [x.length - 1] : bucket(index + 1);
    const mean = (values: readonly number[]) => next.reduce((sum, place) => sum + (values[place] ?? 0), 0) / next.length;
    const [ax, ay, cx, cy] = [x[kept.at(-1) ?? 0] ?? 0, y[kept.at(-1) ?? 0] ?? 0, mean(x), mean(y)];
    const area = (place: number) => Math.abs((ax - cx) * ((y[place] ?? 0) - ay) - (ax - (x[place] ?? 0)) * (cy - ay));
    kept.push(bucket(index).reduce((best, place) => (area(place) > area(best) ? place : best)));
  }
  return [...kept, x.length - 1];
}

describe('largestTriangles', () => {
  test('agrees with a plain telling of the rule', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 400 }),
        fc.integer({ min: 3, max: 50 }),
        (y, count) => {
          const x = y.map((_, place) => place);
          expect(Array.from(largestTriangles(x, y, [0, x.length - 1], count))).toEqual(reference(x, y, count));
        },
      ),
    );
  });
  test('keeps gaps, the ends of every run, and about as many points as asked', () => {
    const x = Float64Array.from({ length: 10_000 }, (_, place) => place);
    const y = x.map((at) => (at >= 4000 && at < 4100 ? Number.NaN : Math.sin(at / 50)));
    const kept = Array.from(largestTriangles(x, y, [0, 9999], 200));
    expect(kept.length).toBeLessThan(220);
    for (const place of [0, 3999, 4000, 4100, 9999]) expect(kept).toContain(place);
    expect(kept).toEqual(kept.toSorted((one, other) => one - other));
  });
  test('keeps the nearest point beyond each edge, and few points as they are', () => {
    const x = [0, 1, 2, 3, 4, 5];
    expect(Array.from(largestTriangles(x, x, [2, 3], 100))).toEqual([1, 2, 3, 4]);
    expect(largestTriangles([], [], [0, 1], 100)).toHaveLength(0);
  });
});
