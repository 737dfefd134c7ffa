import { describe, expect, test } from 'vitest';
import { crossing } from './crossing.ts';
import { normalQuantile } from './distributions/normal.ts';
import { plannedEndBoundary, plannedTest } from './planned.ts';
import { sequentialInflation } from './planning.ts';
import { boundaryAt, sequentialTest } from './sequential.ts';

const planned = 20_000;
const looksOf = (count: number): number[] => Array.from({ length: count }, (_, place) => (place + 1) / count);
const fixed = normalQuantile({ above: 0.025 });
const boundaries: Record<string, (share: number) => number> = {
  'a test for one look': () => fixed,
  'the always-valid test': (share) => boundaryAt(share * planned, { tuning: planned }),
  'the always-valid test of a planned end': (share) => plannedEndBoundary(share * planned, { plannedUnits: planned }),
};
const found = (name: string, looks: number, drift: number): number => {
  const at = looksOf(looks);
  return crossing(at, at.map(boundaries[name] as (share: number) => number), drift).at(-1) as number;
};
/** Standard errors that an effect of 0.05 standard deviations is at 10,000 units a variant. */
const drift = 0.05 * Math.sqrt(planned / 4);

describe('by the exact chance of crossing', () => {
  test('one look finds what is not there in 5 % of experiments, and 30 looks in 28 %', () => {
    expect(found('a test for one look', 1, 0)).toBeCloseTo(0.05, 8);
    expect(found('a test for one look', 1, drift)).toBeCloseTo(0.942_43, 4);
    expect(found('a test for one look', 5, 0)).toBeCloseTo(0.142, 3); // Armitage, McPherson and Rowe 1969
    expect(found('a test for one look', 30, 0)).toBeCloseTo(0.28, 2);
  });
  test('always-valid tests stay below 5 % at 30 and 100 looks, and find an effect of 0.05 sd in 76 % and 87 % of experiments', () => {
    for (const looks of [30, 100])
      for (const name of ['the always-valid test', 'the always-valid test of a planned end'])
        expect(found(name, looks, 0)).toBeLessThan(0.05);
    expect(found('the always-valid test', 100, drift)).toBeGreaterThan(0.76);
    expect(found('the always-valid test of a planned end', 30, drift)).toBeGreaterThan(0.87);
  });
});

test('the p-value is below alpha exactly where the interval leaves the tested value out', () => {
  for (const side of ['TWO_SIDED', 'ABOVE', 'BELOW'] as const)
    for (const n of [200, 9_000, 20_000, 30_000])
      for (let z = -4.4; z < 4.5; z += 0.2) {
        const effect = { value: z, variance: 1, n, freedom: n, perAbsolute: 1 };
        for (const result of [sequentialTest(effect, { tuning: planned, side }), plannedTest(effect, { plannedUnits: planned, side })]) {
          if (!result.ok) throw new Error(result.problem);
          const { pValue, interval } = result.value;
          expect(pValue < 0.05, `${side} ${n} ${z}`).toBe(interval.low > 0 || interval.high < 0);
        }
      }
});

test('a one-sided boundary holds: 2 Φ e^… / √(k + 1) is 1 / α there, and it is lower than the two-sided one', () => {
  expect(boundaryAt(planned, { tuning: planned, side: 'ABOVE' })).toBeLessThan(boundaryAt(planned, { tuning: planned }));
  expect(boundaryAt(planned, { tuning: planned, side: 'ABOVE' })).toBeGreaterThan(normalQuantile({ above: 0.05 }));
});

test('the interval is narrowest at the units that it is tuned to', () => {
  const at = (tuning: number): number => boundaryAt(planned, { tuning });
  for (const other of [2_000, 10_000, 40_000, 200_000]) expect(at(planned)).toBeLessThan(at(other));
});

test('a sequential plan needs 1.7 times the units, and 1.2 with a planned end', () => {
  expect(sequentialInflation(0.05, 0.8)).toBeCloseTo(1.717, 2);
  expect(sequentialInflation(0.05, 0.8, 'PLANNED_END')).toBeCloseTo(1.194, 2);
});
