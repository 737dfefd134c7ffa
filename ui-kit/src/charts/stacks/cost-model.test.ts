import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultLocale } from '../../format/locale.tsx';
import { partialWords, wholeRange } from '../parts/partial-buckets.ts';
import { costSums } from './cost-model.ts';
import { negativesOf, piecesAt, placesIn, sharesOf, stackExtent, stackOf } from './stack-model.ts';
import { bucketNote, stackRemarks } from './stack-parts.ts';

interface Row {
  readonly at: number;
  readonly of: string;
  readonly y: number | null;
}
const read = { x: (one: Row) => one.at, y: (one: Row) => one.y, series: (one: Row) => one.of };
const stack = (rows: readonly Row[]) => stackOf(rows, read, { top: 6, labelOf: (key) => key });
const rows = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 12 }),
    of: fc.constantFrom('a', 'b', 'c'),
    y: fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: -9, max: 9 }) },
      { weight: 1, arbitrary: fc.constantFrom(null, Number.NaN, Infinity) },
    ),
  }),
  { maxLength: 60 },
);

describe('costSums', () => {
  test('adds what has come and what is forecast apart, and holds only what has come against the budget', () => {
    const days = stack([
      { at: 1, of: 'a', y: 3 },
      { at: 1, of: 'b', y: 2 },
      { at: 2, of: 'a', y: 5 },
      { at: 3, of: 'a', y: 50 },
      { at: 4, of: 'a', y: null },
    ]);
    expect(costSums(days, 3, 4.5)).toEqual({ spent: 10, forecast: 50, bucketCount: 2, aboveCount: 2 });
    expect(costSums(days, Infinity, 5)).toEqual({ spent: 60, forecast: 0, bucketCount: 3, aboveCount: 1 });
    expect(costSums(stack([]), 3, 4.5)).toEqual({ spent: 0, forecast: 0, bucketCount: 0, aboveCount: 0 });
  });
  test('together they are all amounts', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 0, max: 13 }), (list, from) => {
        const { spent, forecast } = costSums(stack(list), from, undefined);
        expect(spent + forecast).toBe(list.reduce((sum, { y }) => sum + (y !== null && Number.isFinite(y) ? y : 0), 0));
      }),
    );
  });
});

describe('a stack tells what it cannot draw', () => {
  test('amounts that are no numbers are counted, those that are absent are not', () => {
    expect(
      stack([
        { at: 1, of: 'a', y: Number.NaN },
        { at: 1, of: 'a', y: Infinity },
        { at: 1, of: 'a', y: null },
        { at: 1, of: 'a', y: 1 },
      ]).invalidCount,
    ).toBe(2);
  });
  test('amounts below 0, by number and sum', () => {
    const below = stack([
      { at: 1, of: 'a', y: -2 },
      { at: 2, of: 'a', y: -3 },
      { at: 2, of: 'b', y: 4 },
    ]);
    expect(negativesOf(below)).toEqual({ count: 2, total: -5 });
    expect(stackRemarks(below, false, 'usd', defaultLocale).map(({ text }) => text)).toEqual([
      '2 amounts below 0 (−$5.00 in all) not drawn: parts of a whole have no place below it',
    ]);
    expect(stackRemarks(below, true, 'usd', defaultLocale)).toEqual([]);
  });
});

test('the extent is that of the pieces, in any part', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 13 }), (list, one, other) => {
      const all = stack(list);
      const [first, end] = [Math.min(one, other, all.x.length), Math.min(Math.max(one, other), all.x.length)];
      const ends = [
        0,
        ...Array.from({ length: end - first }, (_, place) => piecesAt(all, first + place))
          .flat()
          .map(({ to }) => to),
      ];
      expect(stackExtent(all, [first, end])).toEqual([Math.min(...ends), Math.max(...ends)]);
    }),
  );
});

test('as shares, what is above 0 in a bucket adds up to one', () => {
  fc.assert(
    fc.property(rows, (list) => {
      const all = stack(list);
      const shares = sharesOf(all);
      for (const place of all.x.keys()) {
        const parts = shares.layers.map(({ amounts }) => amounts[place] ?? Number.NaN).filter((part) => !Number.isNaN(part));
        const hasAny = all.layers.some(({ amounts }) => (amounts[place] ?? 0) > 0);
        if (hasAny) expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 12);
        else expect(parts).toEqual([]);
      }
    }),
  );
});

test.each([
  { from: 10, to: 30, reach: 10, places: [1, 3] },
  { from: 15, to: 30, reach: 10, places: [1, 3] },
  { from: 20, to: 30, reach: 10, places: [2, 3] },
  { from: 15, to: 30, reach: 0, places: [2, 4] },
  { from: 99, to: 100, reach: 10, places: [5, 5] },
])('buckets of $reach from $from to $to: $places', ({ from, to, reach, places }) => {
  expect(placesIn(Float64Array.of(0, 10, 20, 30, 40), [from, to], reach)).toEqual(places);
});

test('a bucket cut at the start, one still filling, and one that is forecast are distinguished', () => {
  const whole = wholeRange({ partialUntil: 10, partialFrom: 30 });
  expect([9, 10, 29, 30].map((at) => partialWords(at, whole))).toEqual(['cut by the window', undefined, undefined, 'so far']);
  expect(partialWords(5, wholeRange({ partialUntil: 10, partialFrom: 0 }))).toBe('cut by the window, so far');
  expect(partialWords(5, wholeRange({}))).toBeUndefined();
  expect(bucketNote(40, whole, 40)).toBe('forecast');
  expect(bucketNote(39, whole, 40)).toBe('so far');
});
