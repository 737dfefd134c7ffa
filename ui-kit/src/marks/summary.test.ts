import fc from 'fast-check';
import { expect, test } from 'vitest';
import { summaryOf } from './summary.ts';

test('agrees with a reading of each part alone', () => {
  const value = fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: -50, max: 50 }) },
    { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Infinity, -Infinity) },
  );
  fc.assert(
    fc.property(fc.array(fc.record({ step: fc.integer({ min: 0, max: 9 }), value }), { maxLength: 80 }), (rows) => {
      let at = 0;
      const x = Float64Array.from(rows, ({ step }) => (at += step));
      const y = Float64Array.from(rows, (row) => row.value);
      const finite = Array.from(y.keys()).filter((place) => Number.isFinite(y[place]));
      const values = finite.map((place) => y[place] as number);
      const steps = Array.from(x)
        .slice(1)
        .map((one, place) => one - (x[place] as number));
      expect(summaryOf({ x, y })).toEqual({
        count: finite.length,
        first: finite[0] ?? -1,
        last: finite.at(-1) ?? -1,
        lowest: finite[values.indexOf(Math.min(...values))] ?? -1,
        highest: finite[values.indexOf(Math.max(...values))] ?? -1,
        leastStep: steps.length === 0 ? null : Math.min(...steps),
      });
    }),
  );
});

test('a column is read once', () => {
  const series = { x: Float64Array.of(1, 2), y: Float64Array.of(1, 2) };
  expect(summaryOf(series)).toBe(summaryOf({ ...series }));
});
