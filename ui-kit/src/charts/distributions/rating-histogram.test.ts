import { describe, expect, test } from 'vitest';
import { ratingRows, wilson } from './rating-histogram.tsx';

describe('wilson', () => {
  // Newcombe 1998, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%d of %d: %f to %f', (count, total, low, high) => {
    const found = wilson(count, total);
    expect(found[0]).toBeCloseTo(low, 4);
    expect(found[1]).toBeCloseTo(high, 4);
  });
  test('its ends are where the share lies 1.96 standard errors away, seen from the other side', () => {
    for (const end of wilson(7, 31)) expect(Math.abs(7 / 31 - end) / Math.sqrt((end * (1 - end)) / 31)).toBeCloseTo(1.959964, 5);
  });
});

test('counts that are none add nothing', () => {
  const rows = ratingRows(
    [
      { rating: 5, count: Number.NaN },
      { rating: 5, count: 3 },
      { rating: 4, count: -2 },
      { rating: 9, count: 4 },
    ],
    4,
    5,
  );
  expect(rows.map(({ rating, count, share }) => [rating, count, share])).toEqual([
    [5, 3, 1],
    [4, 0, 0],
  ]);
});

test('without ratings there is no share and no interval', () =>
  expect(ratingRows([], 1, 1)).toEqual([{ rating: 1, count: 0, share: null, low: null, high: null, ofMost: 0 }]));
