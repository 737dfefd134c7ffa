import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anomalyRuns, fewRuns, reachAt, SEVERITY_REACH, severityOf } from './anomaly-model.ts';
import type { Watched } from './anomaly-model.ts';

/** Values against a band from −1 to 1. */
function watched(values: readonly number[], counts: readonly number[] | null = null): Watched {
  const fill = (value: number) => new Float64Array(values.length).fill(value);
  return {
    x: Float64Array.from(values.keys()),
    value: Float64Array.from(values),
    low: fill(-1),
    high: fill(1),
    count: counts === null ? null : Float64Array.from(counts),
    out: null,
  };
}
const runsOf = (values: readonly number[], counts: readonly number[] | null = null, least = 10) =>
  anomalyRuns(watched(values, counts), least).map(({ from, to, peak, isAbove }) => [from, to, peak, isAbove]);

describe('anomalyRuns', () => {
  test.each([
    { values: [], found: [] },
    { values: [0, 1, -1], found: [] },
    { values: [2], found: [[0, 0, 0, true]] },
    { values: [0, 2, 4, 3, 0], found: [[1, 3, 2, true]] },
    {
      values: [2, -2],
      found: [
        [0, 0, 0, true],
        [1, 1, 1, false],
      ],
    },
    {
      values: [2, Number.NaN, 2],
      found: [
        [0, 0, 0, true],
        [2, 2, 2, true],
      ],
    },
    { values: [Infinity, 2], found: [[1, 1, 1, true]] },
  ])('$values: $found', ({ values, found }) => expect(runsOf(values)).toEqual(found));

  test('what stands on too few neither begins nor ends one', () => {
    expect(runsOf([2, 0, 2], [50, 9, 50])).toEqual([[0, 2, 0, true]]);
    expect(runsOf([2, 0, 2], [50, 10, 50])).toEqual([
      [0, 0, 0, true],
      [2, 2, 2, true],
    ]);
    expect(runsOf([0, 2, 0], [50, 9, 50])).toEqual([]);
  });

  test('every point outside that stands on enough is in exactly one, and its peak is the farthest in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constant(Number.NaN)), fc.integer({ min: 0, max: 20 })), {
          maxLength: 60,
        }),
        (rows) => {
          const data = watched(
            rows.map(([value]) => value),
            rows.map(([, count]) => count),
          );
          const found = anomalyRuns(data, 10);
          for (const [place, [value, count]] of rows.entries()) {
            const inside = found.filter(({ from, to }) => from <= place && place <= to);
            if (Math.abs(value) > 1 && count >= 10) {
              expect(inside).toHaveLength(1);
              expect(inside[0]?.isAbove).toBe(value > 0);
              expect(inside[0]?.reach).toBeGreaterThanOrEqual(Math.abs(value) - 1);
            } else if (count >= 10) expect(inside).toHaveLength(0);
          }
        },
      ),
    );
  });
});

test.each([
  [1, 0],
  [-1, 0],
  [2, 1],
  [-3, -2],
  [Number.NaN, 0],
])('a value of %d reaches %d half widths beyond', (value, reach) => {
  expect(reachAt(watched([value]), 0)).toBe(reach);
});

test('beyond a band without width everything reaches infinitely far; without a band nothing does', () => {
  const at = (low: number, high: number) => reachAt({ ...watched([2]), low: Float64Array.of(low), high: Float64Array.of(high) }, 0);
  expect(at(1, 1)).toBe(Infinity);
  expect(at(3, 3)).toBe(-Infinity);
  expect(at(2, 2)).toBe(0);
  expect(at(Number.NaN, 1)).toBe(0);
});

test('severity grows at its two steps', () => {
  expect(
    [0.1, SEVERITY_REACH.medium - 0.01, SEVERITY_REACH.medium, SEVERITY_REACH.high - 0.01, SEVERITY_REACH.high, Infinity].map(severityOf),
  ).toEqual(['low', 'low', 'medium', 'medium', 'high', 'high']);
});

test('stretches on too few, whole', () => {
  expect(fewRuns(watched([0, 0, 0, 0, 0], [1, 2, 50, 10, 9]), 10)).toEqual([
    { from: 0, to: 1 },
    { from: 4, to: 4 },
  ]);
  expect(fewRuns(watched([0]), 10)).toEqual([]);
});

test('where a rule of its own says what is out, the band does not', () => {
  const own = { ...watched([5, 5, 0.5, -0.5, Number.NaN]), out: Float64Array.of(0, 1, 1, 1, 1) };
  expect([0, 1, 2, 3, 4].map((place) => Math.sign(reachAt(own, place)))).toEqual([0, 1, 1, -1, 0]);
  expect(anomalyRuns(own, 0).map(({ from, to, isAbove, severity }) => [from, to, isAbove, severity])).toEqual([
    [1, 2, true, 'high'],
    [3, 3, false, 'low'],
  ]);
});
