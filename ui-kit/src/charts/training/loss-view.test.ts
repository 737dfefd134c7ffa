import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lossXAxes } from './loss-columns.ts';
import { lossYAxis, positiveOf } from './loss-scale.ts';
import { defaultLossView, defaultSmoothing, lossScales, lossViewFromSearch, lossViewToSearch } from './loss-view.ts';
import type { LossView } from './loss-view.ts';
import { smoothingKinds } from './smoothing-kinds.ts';

const view: fc.Arbitrary<LossView> = fc.record({
  xAxis: fc.constantFrom(...lossXAxes),
  scale: fc.constantFrom(...lossScales),
  smoothingKind: fc.constantFrom(...smoothingKinds),
  smoothing: fc.integer({ min: 0, max: 999 }).map((part) => part / 1000),
  smoothBy: fc.constantFrom('point' as const, 'distance' as const),
  ignoresOutliers: fc.boolean(),
});

describe('a view in an address', () => {
  test('comes back as it was', () =>
    fc.assert(
      fc.property(view, (one) => {
        expect(lossViewFromSearch(lossViewToSearch(one))).toEqual(one);
      }),
    ));
  test('the default needs no words', () => expect(lossViewToSearch(defaultLossView)).toBe(''));
  test.each(['x=nothing&y=cubic&smooth=much&by=luck&kind=magic', 'smooth=', ''])('%s asks for the default', (search) =>
    expect(lossViewFromSearch(search)).toEqual(defaultLossView),
  );
  test('a kind without an amount is as strong as the default, and asks for nothing more', () => {
    expect(lossViewFromSearch('kind=mean')).toEqual({ ...defaultLossView, smoothingKind: 'mean', smoothing: 4 });
    for (const smoothingKind of smoothingKinds)
      expect(lossViewToSearch({ ...defaultLossView, smoothingKind, smoothing: defaultSmoothing(smoothingKind) })).toBe(
        smoothingKind === 'ema' ? '' : `kind=${smoothingKind}`,
      );
  });
  test('an amount is in the numbers of its kind', () => {
    expect(lossViewFromSearch('kind=trailing&smooth=250').smoothing).toBe(250);
    expect(lossViewFromSearch('kind=gaussian&smooth=1e9').smoothing).toBe(10_000);
  });
  test('a smoothing beyond what there is becomes the heaviest, or none', () => {
    expect(lossViewFromSearch('smooth=7').smoothing).toBe(0.999);
    expect(lossViewFromSearch('smooth=-7').smoothing).toBe(0);
  });
});

describe('lossYAxis', () => {
  const options = { scale: 'linear', ignoresOutliers: false, unit: 'number', baseline: 'data', heightPx: 240 } as const;
  const seen = (...values: number[]) => [{ x: Float64Array.from(values.keys()), value: Float64Array.from(values) }];
  const flat = Array.from({ length: 100 }, (_, place) => 1 + (place % 10) / 100);

  test('without a wish to ignore anything, everything is inside', () => {
    expect(lossYAxis(seen(...flat, 900, Number.NaN), options)).toMatchObject({
      above: null,
      below: null,
      unplacedCount: 0,
      valueCount: 101,
    });
  });
  test('ignoring outliers tells how many lie outside, and the farthest', () => {
    const axis = lossYAxis(seen(...flat, 900, 700, -5), { ...options, ignoresOutliers: true });
    expect(axis.domain[1]).toBeLessThan(2);
    expect(axis.above).toEqual({ count: 2, value: 900, x: 100 });
    expect(axis.below).toEqual({ count: 1, value: -5, x: 102 });
  });
  test('few values have no outliers', () => expect(lossYAxis(seen(1, 2, 900), { ...options, ignoresOutliers: true }).above).toBeNull());
  test('inside and outside add up, for any values and scale', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.double({ min: -1e4, max: 1e4, noNaN: true }).filter((value) => value === 0 || Math.abs(value) > 1e-280),
          { maxLength: 80 },
        ),
        fc.constantFrom(...lossScales),
        fc.boolean(),
        (values, scale, ignoresOutliers) => {
          const axis = lossYAxis(seen(...values), { ...options, scale, ignoresOutliers });
          const inside = values.filter(
            (value) => (axis.scale !== 'log' || value > 0) && value >= axis.domain[0] && value <= axis.domain[1],
          ).length;
          expect(inside + axis.unplacedCount + (axis.above?.count ?? 0) + (axis.below?.count ?? 0)).toBe(values.length);
          expect(axis.domain[0]).toBeLessThan(axis.domain[1]);
        },
      ),
    );
  });
  test('a log scale says how many values have no place on it', () => {
    const axis = lossYAxis(seen(1, 0, -2, 10), { ...options, scale: 'log' });
    expect(axis).toMatchObject({ scale: 'log', unplacedCount: 2, valueCount: 4 });
    expect(axis.domain[0]).toBeGreaterThan(0);
  });
  test('a log scale of nothing above 0 is linear, and drops nothing', () => {
    expect(lossYAxis(seen(-1, -2), { ...options, scale: 'log' })).toMatchObject({ scale: 'linear', unplacedCount: 0 });
  });
  test('has a domain for nothing at all', () => expect(lossYAxis([], options)).toMatchObject({ valueCount: 0, above: null }));
});

test('positiveOf leaves a column without zeros as it is', () => {
  const column = Float64Array.of(1, 2);
  expect(positiveOf(column)).toBe(column);
  expect(positiveOf(Float64Array.of(1, 0, -1))).toEqual(Float64Array.of(1, Number.NaN, Number.NaN));
});
