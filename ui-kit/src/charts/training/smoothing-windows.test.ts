import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  clampAmount,
  sameStrength,
  SMOOTHING_PLACES,
  smoothedValues,
  smoothingAt,
  smoothingKinds,
  smoothingPlace,
} from './smoothing-kinds.ts';
import type { Smoothing } from './smoothing-kinds.ts';

const value = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: -1e3, max: 1e3, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Infinity, -Infinity) },
);
/** Values at uneven x, some at the same. */
const spaced = fc.tuple(fc.array(value, { maxLength: 150 }), fc.infiniteStream(fc.integer({ min: 0, max: 9 }))).map(([list, steps]) => {
  let at = 0;
  return { values: Float64Array.from(list), x: Float64Array.from(list, () => (at += steps.next().value ?? 1)) };
});

/** Told a second time: every finite value against every other, by a weight of how far apart they are. */
function slow(x: Float64Array, values: Float64Array, { kind, amount, by }: Smoothing, range: number): number[] {
  const finite = Array.from(values.keys()).filter((place) => Number.isFinite(values[place]));
  const ordinals = new Map(finite.map((place, ordinal) => [place, ordinal]));
  const at = (place: number) => (by === 'distance' ? ((x[place] ?? 0) / range) * 1000 : (ordinals.get(place) ?? 0));
  const weight = (apart: number): number => {
    if (kind === 'gaussian') return Math.exp(-0.5 * (apart / amount) ** 2);
    if (by === 'distance') return kind === 'mean' ? Number(Math.abs(apart) <= amount / 2) : Number(apart <= 0 && apart >= -amount);
    const before = kind === 'mean' ? Math.floor(Math.round(amount) / 2) : Math.round(amount) - 1;
    return Number(apart >= -before && apart <= Math.round(amount) - 1 - before);
  };
  return Array.from(values, (one, place) => {
    if (!Number.isFinite(one)) return Number.NaN;
    let sum = 0;
    let total = 0;
    for (const other of finite) {
      const part = weight(at(other) - at(place));
      sum += part * (values[other] ?? 0);
      total += part;
    }
    return sum / total;
  });
}

function expectNear(found: Float64Array, wanted: readonly number[], tolerance: number): void {
  expect(found).toHaveLength(wanted.length);
  for (const [place, one] of wanted.entries()) {
    if (Number.isNaN(one)) expect(found[place]).toBeNaN();
    else expect(Math.abs((found[place] ?? Number.NaN) - one)).toBeLessThan(tolerance);
  }
}

const by = fc.constantFrom('point' as const, 'distance' as const);
const rangeOf = (x: Float64Array) => Math.max(1, (x.at(-1) ?? 0) - (x[0] ?? 0));

describe('means of a window', () => {
  test.each(['mean', 'trailing'] as const)('%s is the mean of what lies in it, also across gaps and at the ends', (kind) => {
    fc.assert(
      fc.property(spaced, by, fc.integer({ min: 2, max: 90 }), ({ x, values }, along, amount) => {
        // Off the places of values, so that both computations agree on what is inside.
        const smoothing = { kind, by: along, amount: along === 'point' ? amount : amount + Math.SQRT2 / 100 };
        expectNear(smoothedValues(x, values, smoothing, rangeOf(x)), slow(x, values, smoothing, rangeOf(x)), 1e-8);
      }),
    );
  });
  test('centred looks both ways, of an even width one more before; trailing looks back', () => {
    const [x, values] = [Float64Array.of(1, 2, 3, 4, 5), Float64Array.of(0, 0, 12, 0, 0)];
    const mean = (kind: 'mean' | 'trailing', amount: number) => Array.from(smoothedValues(x, values, { kind, amount, by: 'point' }, 4));
    expect(mean('mean', 3)).toEqual([0, 4, 4, 4, 0]);
    expect(mean('mean', 2)).toEqual([0, 0, 6, 6, 0]);
    expect(mean('trailing', 2)).toEqual([0, 0, 6, 6, 0]);
    expect(mean('trailing', 3)).toEqual([0, 0, 4, 4, 4]);
  });
  test('an enormous spike is gone once it has left the window', () => {
    const values = Float64Array.from({ length: 400 }, (_, place) => (place === 100 ? 1e30 : 0.25));
    expect(smoothedValues(values, values, { kind: 'trailing', amount: 10, by: 'point' }, 1).at(-1)).toBe(0.25);
  });
});

describe('gaussian', () => {
  test.each([
    ['point', 0.3, 1e-4],
    ['point', 2, 2],
    ['point', 11.9, 2],
    ['point', 12.1, 2],
    ['point', 40, 2],
    ['distance', 3, 2],
    ['distance', 60, 2],
  ] as const)('by %s with a deviation of %d is the mean weighed by a bell (values up to 1,000: within %d)', (along, amount, tolerance) => {
    fc.assert(
      fc.property(spaced, ({ x, values }) => {
        const smoothing = { kind: 'gaussian' as const, amount, by: along };
        expectNear(smoothedValues(x, values, smoothing, rangeOf(x)), slow(x, values, smoothing, rangeOf(x)), tolerance);
      }),
      { numRuns: 60 },
    );
  });
  test('of a smooth curve it differs by less than a thousandth of its range, however wide', () => {
    const values = Float64Array.from({ length: 900 }, (_, place) => Math.sin(place / 90) + 2 * Math.exp(-place / 400));
    const x = Float64Array.from(values.keys());
    for (const amount of [5, 14, 40, 170]) {
      const smoothing = { kind: 'gaussian' as const, amount, by: 'point' as const };
      expectNear(
        smoothedValues(x, values, smoothing, 899),
        slow(x, values, smoothing, 899),
        (Math.max(...values) - Math.min(...values)) / 1000,
      );
    }
  });
  test('a constant stays what it is', () => {
    const values = new Float64Array(500).fill(0.3);
    const x = Float64Array.from(values.keys());
    for (const kind of smoothingKinds)
      for (const along of ['point', 'distance'] as const) {
        expectNear(smoothedValues(x, values, { kind, amount: kind === 'ema' ? 0.99 : 37, by: along }, 499), Array.from(values), 1e-9);
      }
  });
});

test.each(smoothingKinds)('%s: an amount of none copies nothing, nothing is smoothed to nothing, one value stays', (kind) => {
  const list = Float64Array.of(3, 1, 2);
  for (const amount of [0, -1, Number.NaN]) expect(smoothedValues(list, list, { kind, amount, by: 'point' }, 2)).toBe(list);
  for (const along of ['point', 'distance'] as const) {
    expect(smoothedValues(new Float64Array(), new Float64Array(), { kind, amount: 0.5, by: along }, 0)).toHaveLength(0);
    expect(smoothedValues(Float64Array.of(7), Float64Array.of(3), { kind, amount: 0.5, by: along }, 0)).toEqual(Float64Array.of(3));
  }
});

describe('the slider', () => {
  test.each(smoothingKinds)('of %s finds each of its places again, from none to the most', (kind) => {
    let before = -1;
    for (let place = 0; place <= SMOOTHING_PLACES; place += 1) {
      const amount = smoothingAt(kind, place);
      expect(amount).toBeGreaterThan(before);
      expect(smoothingPlace(kind, amount)).toBe(place);
      expect(clampAmount(kind, amount)).toBe(amount);
      before = amount;
    }
  });
  test('of ema reaches none, 0.9, 0.99 and 0.999', () => {
    expect([0, 1 / 3, 2 / 3, 1].map((part) => smoothingAt('ema', part * SMOOTHING_PLACES))).toEqual([0, 0.9, 0.99, 0.999]);
  });
  test('another kind goes on with the same strength: noise has the same variance', () => {
    let seed = 7;
    const noise = Float64Array.from({ length: 60_000 }, () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647 - 0.5);
    const variance = (kind: Smoothing['kind']) => {
      const amount = sameStrength('ema', 0.95, kind);
      return (
        smoothedValues(noise, noise, { kind, amount, by: 'point' }, 1)
          .subarray(1000, 59_000)
          .reduce((sum, one) => sum + one * one, 0) / 58_000
      );
    };
    for (const kind of smoothingKinds) expect(Math.abs(variance(kind) / variance('ema') - 1)).toBeLessThan(0.1);
    for (const kind of smoothingKinds) expect(sameStrength(kind, sameStrength('ema', 0.95, kind), 'ema')).toBeCloseTo(0.95, 2);
    expect(sameStrength('ema', 0, 'gaussian')).toBe(0);
  });
});
