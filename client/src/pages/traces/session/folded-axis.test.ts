import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldedAxis } from './folded-axis.ts';

const minute = 60_000;
const turns = [
  { startMs: 0, endMs: minute },
  { startMs: 10 * minute, endMs: 11 * minute },
  { startMs: 11 * minute + 1_000, endMs: 12 * minute },
];

test('a long gap is folded and says how long it was; a short one stays as long as it was', () => {
  const { stretches, gaps, placeOf } = foldedAxis(turns, true);
  expect(stretches.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
    [0, minute],
    [10 * minute, 12 * minute],
  ]);
  expect(gaps.map(({ ms }) => ms)).toEqual([9 * minute]);
  expect(placeOf(0)).toBe(0);
  expect(placeOf(12 * minute)).toBeCloseTo(1);
  // Two minutes take twice the room of one.
  const [first, second] = stretches as [(typeof stretches)[number], (typeof stretches)[number]];
  expect((second.to - second.from) / (first.to - first.from)).toBeCloseTo(2);
});

test('gaps that are too many to be distinguished are not drawn in every row', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => ({ startMs: index * 60_000, endMs: index * 60_000 + 100 }));
  expect([15, 16, 500].map((count) => foldedAxis(many(count), true).hasFewGaps)).toEqual([true, false, false]);
  expect(foldedAxis(many(500), false).hasFewGaps).toBe(true);
});

test('to scale nothing is folded', () => {
  const { stretches, gaps, placeOf } = foldedAxis(turns, false);
  expect([stretches.length, gaps]).toEqual([1, []]);
  expect(placeOf(6 * minute)).toBeCloseTo(0.5);
});

test('nothing, and what took no time', () => {
  expect(foldedAxis([], true)).toMatchObject({ stretches: [], gaps: [] });
  expect(foldedAxis([{ startMs: 5, endMs: 5 }], true).placeOf(5)).toBe(0);
  const { stretches } = foldedAxis(
    [
      { startMs: 0, endMs: 0 },
      { startMs: minute, endMs: minute },
    ],
    true,
  );
  expect(stretches.map(({ from, to }) => to - from)).toEqual([expect.closeTo(0.4825), expect.closeTo(0.4825)]);
});

test('later is never further left, and all is within the axis', () => {
  const interval = fc.tuple(fc.nat(5_000_000), fc.nat(200_000)).map(([startMs, ms]) => ({ startMs, endMs: startMs + ms }));
  fc.assert(
    fc.property(fc.array(interval, { minLength: 1, maxLength: 60 }), fc.boolean(), (intervals, isFolded) => {
      const { stretches, gaps, placeOf } = foldedAxis(intervals, isFolded);
      const places = intervals.flatMap(({ startMs, endMs }) => [startMs, endMs]).toSorted((one, other) => one - other);
      let last = 0;
      for (const at of places) {
        const place = placeOf(at);
        expect(place).toBeGreaterThanOrEqual(last - 1e-9);
        expect(place).toBeLessThanOrEqual(1 + 1e-9);
        last = place;
      }
      // Stretches and gaps fill the axis without a hole.
      const pieces = [...stretches, ...gaps].toSorted((one, other) => one.from - other.from || one.to - other.to);
      expect(pieces[0]?.from).toBe(0);
      expect(pieces.at(-1)?.to).toBeCloseTo(1);
      for (const [index, { from }] of pieces.entries()) if (index > 0) expect(from).toBeCloseTo(pieces[index - 1]?.to ?? Number.NaN);
    }),
  );
});
