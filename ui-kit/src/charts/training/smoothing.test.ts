import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { debiasedEma, distanceEma, growingEma, MOST_SMOOTHING, SMOOTHING_PARTS } from './smoothing.ts';

const value = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Infinity, -Infinity) },
);
const values = fc.array(value, { maxLength: 120 }).map((list) => Float64Array.from(list));
const weight = fc.double({ min: 0.001, max: MOST_SMOOTHING, noNaN: true });

/** The average told a second time: every finite value so far, weighed by how many finite ones came after it. */
function slowEma(list: Float64Array, w: number): number[] {
  return Array.from(list, (one, place) => {
    if (!Number.isFinite(one)) return Number.NaN;
    const past = Array.from(list.subarray(0, place + 1))
      .filter(Number.isFinite)
      .toReversed();
    const weights = past.map((_, age) => w ** age);
    return past.reduce((sum, old, age) => sum + old * (weights[age] ?? 0), 0) / weights.reduce((sum, part) => sum + part, 0);
  });
}

function slowDistance(x: Float64Array, list: Float64Array, w: number, range: number): number[] {
  const root = Math.min(Math.sqrt(w), MOST_SMOOTHING);
  return Array.from(list, (one, place) => {
    if (!Number.isFinite(one)) return Number.NaN;
    let sum = 0;
    let count = 0;
    for (let past = 0; past <= place; past += 1) {
      if (!Number.isFinite(list[past])) continue;
      const part = root ** ((((x[place] ?? 0) - (x[past] ?? 0)) / range) * SMOOTHING_PARTS);
      sum += part * (list[past] ?? 0);
      count += part;
    }
    return sum / count;
  });
}

function expectNear(found: Float64Array, wanted: readonly number[]): void {
  expect(found.length).toBe(wanted.length);
  const scale = wanted.reduce((most, one) => (Number.isFinite(one) ? Math.max(most, Math.abs(one)) : most), 1);
  for (const [place, one] of wanted.entries()) {
    if (Number.isNaN(one)) expect(found[place]).toBeNaN();
    else expect(Math.abs((found[place] ?? Number.NaN) - one)).toBeLessThan(scale * 1e-6);
  }
}

describe('debiasedEma', () => {
  test('is the weighed mean of all finite values so far', () => {
    fc.assert(fc.property(values, weight, (list, w) => expectNear(debiasedEma(list, w), slowEma(list, w))));
  });
  test('starts at the first value and leaves a constant series as it is', () => {
    expect(debiasedEma(Float64Array.of(5, 1), 0.9)[0]).toBeCloseTo(5, 12);
    expectNear(debiasedEma(new Float64Array(5000).fill(0.3), 0.99), Array<number>(5000).fill(0.3));
  });
  test('goes on after a gap with what came before it', () => {
    const [, , after] = debiasedEma(Float64Array.of(1, Number.NaN, 3), 0.5);
    expect(after).toBeCloseTo((0.5 * 1 + 3) / 1.5, 12);
  });
  test.each([0, -1, Number.NaN])('a weight of %d changes nothing, and copies nothing', (w) => {
    const list = Float64Array.of(3, 1, 2);
    expect(debiasedEma(list, w)).toBe(list);
  });
  test('a weight beyond the heaviest counts as the heaviest', () => {
    const list = Float64Array.of(3, 1, 2);
    expect(debiasedEma(list, 5)).toEqual(debiasedEma(list, MOST_SMOOTHING));
  });
  test('is empty for nothing', () => expect(debiasedEma(new Float64Array(), 0.6)).toHaveLength(0));
});

describe('growingEma', () => {
  test('goes on from wherever the average had come to, in pieces of any size', () => {
    fc.assert(
      fc.property(fc.array(values, { maxLength: 6 }), values, fc.option(weight, { nil: 0 }), (pieces, before, w) => {
        const start = debiasedEma(before, w);
        const grow = growingEma(w, start.findLast(Number.isFinite) ?? 0, before.filter(Number.isFinite).length);
        const all: number[] = [];
        let found = new Float64Array();
        for (const piece of pieces) {
          all.push(...piece);
          found = Float64Array.from(grow(Float64Array.from(all)));
        }
        expectNear(
          found,
          Array.from(debiasedEma(Float64Array.from([...before, ...all]), w).subarray(before.length), (one) =>
            Number.isFinite(one) ? one : Number.NaN,
          ),
        );
      }),
    );
  });
});

describe('distanceEma', () => {
  const spaced = fc.tuple(values, fc.infiniteStream(fc.integer({ min: 0, max: 9 }))).map(([list, steps]) => {
    let at = 0;
    return { list, x: Float64Array.from(list, () => (at += steps.next().value ?? 1)) };
  });
  test('weighs every value by its distance, also across gaps', () => {
    fc.assert(
      fc.property(spaced, weight, ({ list, x }, w) => {
        const range = Math.max(1, (x.at(-1) ?? 0) - (x[0] ?? 0));
        expectNear(distanceEma(x, list, w, range), slowDistance(x, list, w, range));
      }),
    );
  });
  test('one point a thousandth apart is the average by point at the root of the weight', () => {
    const list = Float64Array.from({ length: 1001 }, (_, place) => Math.sin(place / 30));
    const x = Float64Array.from(list.keys());
    expectNear(distanceEma(x, list, 0.81, 1000), Array.from(debiasedEma(list, 0.9)));
  });
  test('a series logged every tenth step ends where the same series logged at every step does', () => {
    const every = Float64Array.from({ length: 2001 }, (_, step) => 2 - step / 2000);
    const tenth = every.filter((_, step) => step % 10 === 0);
    const steps = Float64Array.from(every.keys());
    const dense = distanceEma(steps, every, 0.98, 2000).at(-1) ?? 0;
    const sparse =
      distanceEma(
        steps.filter((step) => step % 10 === 0),
        tenth,
        0.98,
        2000,
      ).at(-1) ?? 0;
    const byPoint = debiasedEma(tenth, 0.99).at(-1) ?? 0;
    expect(Math.abs(dense - sparse)).toBeLessThan(0.005);
    expect(Math.abs(dense - byPoint)).toBeGreaterThan(0.1);
  });
});
