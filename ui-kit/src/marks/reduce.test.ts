import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_PER_COLUMN, reduceToColumns } from './reduce.ts';

/** Ascending x (with repeats) and y with gaps. */
const points = fc
  .array(
    fc.record({
      step: fc.integer({ min: 0, max: 3 }),
      y: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -1000, max: 1000 }) }, { weight: 1, arbitrary: fc.constant(Number.NaN) }),
    }),
    { minLength: 1, maxLength: 3000 },
  )
  .map((steps) => {
    let at = 0;
    const x = Float64Array.from(steps, ({ step }) => (at += step));
    return { x, y: Float64Array.from(steps, ({ y }) => y) };
  });

/** The rule that a column is found by, told a second time. */
function columnOf(x: number, from: number, to: number, columns: number): number {
  return Math.min(columns, Math.max(-1, Math.floor((x - from) * (columns / (to - from)))));
}

describe('reduceToColumns', () => {
  test('keeps first, lowest, highest and last of every px column, against a plain reading of all points', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 5, max: 60 }), ({ x, y }, columns) => {
        const [from, to] = [x[0] ?? 0, (x.at(-1) ?? 0) + 1];
        const kept = reduceToColumns(x, y, [from, to], columns);
        const all = Map.groupBy(
          Array.from(x.keys()).filter((place) => Number.isFinite(y[place])),
          (place) => columnOf(x[place] ?? 0, from, to, columns),
        );
        const left = Map.groupBy(
          Array.from(kept).filter((place) => Number.isFinite(y[place])),
          (place) => columnOf(x[place] ?? 0, from, to, columns),
        );
        expect([...left.keys()].sort()).toEqual([...all.keys()].sort());
        for (const [column, places] of all) {
          const values = places.map((place) => y[place] ?? 0);
          const survivors = left.get(column) ?? [];
          const survived = survivors.map((place) => y[place] ?? 0);
          expect(Math.min(...survived)).toBe(Math.min(...values));
          expect(Math.max(...survived)).toBe(Math.max(...values));
          expect(survivors[0]).toBe(places[0]);
          expect(survivors.at(-1)).toBe(places.at(-1));
        }
      }),
    );
  });

  test('never draws over a gap between two columns', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 5, max: 60 }), ({ x, y }, columns) => {
        const [from, to] = [x[0] ?? 0, (x.at(-1) ?? 0) + 1];
        const kept = Array.from(reduceToColumns(x, y, [from, to], columns));
        for (const [place, index] of kept.entries()) {
          const next = kept[place + 1];
          if (next === undefined || !Number.isFinite(y[index]) || !Number.isFinite(y[next])) continue;
          if (columnOf(x[index] ?? 0, from, to, columns) === columnOf(x[next] ?? 0, from, to, columns)) continue;
          expect(y.subarray(index, next + 1).every(Number.isFinite)).toBe(true);
        }
      }),
    );
  });

  test('returns ascending indexes, each once, and no more than the columns need', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 5, max: 60 }), ({ x, y }, columns) => {
        const kept = reduceToColumns(x, y, [x[0] ?? 0, (x.at(-1) ?? 0) + 1], columns);
        expect(kept.length).toBeLessThanOrEqual((columns + 3) * MOST_PER_COLUMN);
        for (let place = 1; place < kept.length; place += 1) expect(kept[place]).toBeGreaterThan(kept[place - 1] ?? Infinity);
      }),
    );
  });

  test('keeps one spike among a million points', () => {
    const x = Float64Array.from({ length: 1_000_000 }, (_, place) => place);
    const y = new Float64Array(1_000_000);
    y[654_321] = 1;
    expect(reduceToColumns(x, y, [0, 999_999], 800)).toContain(654_321);
  });

  test('keeps the nearest point beyond either edge, so that the line runs to it', () => {
    const x = Float64Array.from({ length: 100 }, (_, place) => place);
    const kept = reduceToColumns(x, x, [10.5, 20.5], 400);
    expect([kept[0], kept.at(-1)]).toEqual([10, 21]);
  });

  test.each([0, 1, 2])('is whole for %d points', (count) => {
    const x = Float64Array.from({ length: count }, (_, place) => place);
    expect(reduceToColumns(x, x, [0, 10], 100)).toHaveLength(count);
  });
});
