import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wilsonInterval } from '../parts/wilson.ts';
import { coverageOf, crossingOf, fanOf, lastActual, LEAST_FOR_COVERAGE, limitCrossing } from './forecast-model.ts';
import type { Forecast } from './forecast-model.ts';

const of = (...values: number[]) => Float64Array.from(values);
const known = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: -20, max: 20 }) }, { weight: 1, arbitrary: fc.constant(Number.NaN) });

describe('wilsonInterval', () => {
  test.each([
    [0, 0, 0, 1],
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
    [5, 10, 0.2366, 0.7634],
    [47, 60, 0.6638, 0.8688],
  ])('%d of %d is between %d and %d', (hits, count, low, high) => {
    expect(wilsonInterval(hits, count)[0]).toBeCloseTo(low, 4);
    expect(wilsonInterval(hits, count)[1]).toBeCloseTo(high, 4);
  });
  test('its ends solve the quadratic that defines it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }), (count, part) => {
        const hits = Math.round(part * count);
        const share = hits / count;
        for (const end of wilsonInterval(hits, count))
          expect((share - end) ** 2).toBeCloseTo((1.959963984540054 ** 2 * end * (1 - end)) / count, 9);
      }),
    );
  });
});

describe('coverageOf', () => {
  test('counts only where value and both edges are known; the edges hold', () => {
    const band = { level: 0.8, low: of(0, 0, 0, Number.NaN, 0, 0), high: of(1, 1, 1, 1, Infinity, 1) };
    expect(coverageOf({ actual: of(0, 1, 1.01, 0.5, 0.5, Number.NaN) }, band)).toMatchObject({ heldCount: 2, count: 3, verdict: 'few' });
  });
  test('against a plain filter', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(known, known, known), { maxLength: 60 }), (rows) => {
        const whole = rows.filter((row) => row.every(Number.isFinite));
        const found = coverageOf(
          { actual: of(...rows.map((row) => row[0])) },
          { level: 0.5, low: of(...rows.map((row) => row[1])), high: of(...rows.map((row) => row[2])) },
        );
        expect([found.heldCount, found.count]).toEqual([
          whole.filter(([value, low, high]) => low <= value && value <= high).length,
          whole.length,
        ]);
      }),
    );
  });
  const held = (heldCount: number, count: number, level: number) =>
    coverageOf(
      { actual: Float64Array.from({ length: count }, (_, place) => (place < heldCount ? 0 : 9)) },
      { level, low: new Float64Array(count), high: new Float64Array(count).fill(1) },
    ).verdict;
  test.each([
    [47, 60, 0.8, 'right'],
    [30, 60, 0.8, 'narrow'],
    [60, 60, 0.8, 'wide'],
    [0, LEAST_FOR_COVERAGE - 1, 0.8, 'few'],
    [0, LEAST_FOR_COVERAGE, 0.8, 'narrow'],
  ] as const)('%d of %d held by a band of %d: %s', (heldCount, count, level, verdict) =>
    expect(held(heldCount, count, level)).toBe(verdict),
  );
});

describe('crossingOf', () => {
  test.each([
    { path: [1, 3], limit: 2, at: 5 },
    { path: [3, 1], limit: 2, at: 5 },
    { path: [1, Number.NaN, 3], limit: 2, at: 10 },
    { path: [1, 2, 1], limit: 2, at: 10 },
    { path: [2, 3], limit: 2, at: 0 },
    { path: [1, 1.9], limit: 2, at: null },
    { path: [5], limit: 2, at: null },
    { path: [], limit: 2, at: null },
  ])('$path reaches $limit at $at', ({ path, limit, at }) =>
    expect(
      crossingOf(
        of(...path.keys()).map((place) => place * 10),
        of(...path),
        limit,
      ),
    ).toBe(at),
  );
  test('is where the straight line between neighbours has the limit, and nothing before it has', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: -19, max: 19 }),
        (values, part) => {
          const limit = part + 0.5;
          const at = crossingOf(of(...values.keys()), of(...values), limit);
          const sides = values.map((value) => value > limit);
          const first = sides.findIndex((side, place) => place > 0 && side !== sides[place - 1]);
          if (first < 0) {
            expect(at).toBeNull();
            return;
          }
          const [before, after] = [values[first - 1] ?? 0, values[first] ?? 0];
          expect(before + ((at ?? Number.NaN) - (first - 1)) * (after - before)).toBeCloseTo(limit, 9);
        },
      ),
    );
  });
});

const forecast: Forecast = {
  x: of(0, 1, 2, 3, 4),
  actual: of(8, 9, 10, Number.NaN, Number.NaN),
  median: of(8, 9, 9, 12, 14),
  bands: [{ level: 0.8, low: of(7, 7, 7, 10.5, 11), high: of(9, 9, 9, 13.5, 17) }],
};

test('a fan opens at the last actual value', () => {
  expect(lastActual(forecast)).toBe(2);
  const fan = fanOf(forecast, 2);
  expect(fan.x).toEqual(of(2, 3, 4));
  expect(fan.median).toEqual(of(10, 12, 14));
  expect(fan.bands[0]).toEqual({ level: 0.8, low: of(10, 10.5, 11), high: of(10, 13.5, 17) });
  expect(forecast.median[2]).toBe(9);
});

test('without history a fan is the forecast itself', () => {
  const future = { ...forecast, actual: forecast.actual.map(() => Number.NaN) };
  expect(lastActual(future)).toBe(-1);
  expect(fanOf(future, -1).median).toEqual(forecast.median);
});

describe('limitCrossing', () => {
  const fan = fanOf(forecast, 2);
  const band = fan.bands[0];
  test('a ceiling that is reached: when by the median, earliest, and not surely', () => {
    expect(limitCrossing(fan, forecast, 13, true, band)).toEqual({
      isBeyond: false,
      since: null,
      isRising: true,
      median: 3.5,
      earliest: 2 + 3 / 3.5,
      latest: null,
    });
  });
  test('a ceiling passed before: since when', () =>
    expect(limitCrossing(fan, forecast, 8.5, true, band)).toMatchObject({ isBeyond: true, since: 0.5, isRising: false, median: null }));
  test('beyond from the beginning has no since', () =>
    expect(limitCrossing(fan, forecast, 5, true, band)).toMatchObject({ isBeyond: true, since: null }));
  test('a floor that is never reached', () =>
    expect(limitCrossing(fan, forecast, 2, false, band)).toMatchObject({ isBeyond: false, median: null, earliest: null, latest: null }));
});
