import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bridgeExtent, bridgeOf } from './bridge-model.ts';
import type { BridgeOptions } from './bridge-model.ts';

interface Row {
  readonly name: string;
  readonly by: number | null;
}
const options = (start: number | null, end: number | null, more: Partial<BridgeOptions<Row>> = {}): BridgeOptions<Row> => ({
  step: (row) => row.name,
  change: (row) => row.by,
  start: { label: 'October', value: start },
  end: { label: 'November', value: end },
  order: 'given',
  mostSteps: Infinity,
  ...more,
});
const rows = (...changes: (number | null)[]): Row[] => changes.map((by, place) => ({ name: String.fromCharCode(97 + place), by }));
const shown = (data: Row[], given: BridgeOptions<Row>) =>
  bridgeOf(data, given).rows.map(({ kind, label, change, from, to }) => [kind, label, change, from, to]);

describe('bridgeOf', () => {
  test('steps float from one running total to the next, totals stand on zero', () => {
    expect(shown(rows(30, -50), options(100, 80))).toEqual([
      ['start', 'October', 100, 0, 100],
      ['step', 'a', 30, 100, 130],
      ['step', 'b', -50, 130, 80],
      ['end', 'November', 80, 0, 80],
    ]);
  });

  test('what the steps leave over is a step of its own', () => {
    const bridge = bridgeOf(rows(30), options(100, 150));
    expect(bridge.unexplained).toBe(20);
    expect(bridge.rows.at(-2)).toMatchObject({ kind: 'unexplained', from: 130, to: 150 });
  });

  test('a rest that is only rounding is none', () => expect(bridgeOf(rows(0.1, 0.2), options(0, 0.3)).unexplained).toBe(0));

  test('running totals may fall below zero and rise again', () => {
    const bridge = bridgeOf(rows(-80, 120), options(50, 90));
    expect(bridge.rows.map(({ to }) => to)).toEqual([50, -30, 90, 90]);
    expect(bridgeExtent(bridge.rows)).toEqual([-30, 90]);
  });

  test('a step without a number changes nothing and is counted', () => {
    const bridge = bridgeOf(rows(10, null, Number.NaN), options(0, 10));
    expect(bridge.unknownCount).toBe(2);
    expect(bridge.rows[2]).toMatchObject({ change: null, from: 10, to: 10 });
  });

  test('by size the largest come first, and the smallest are one row; one alone is not "other"', () => {
    expect(
      shown(rows(1, -9, 4, 2), options(0, -2, { order: 'size', mostSteps: 2 })).map(([kind, label, change]) => [kind, label, change]),
    ).toEqual([
      ['start', 'October', 0],
      ['step', 'b', -9],
      ['step', 'c', 4],
      ['other', '2 others', 3],
      ['end', 'November', -2],
    ]);
    expect(bridgeOf(rows(1, -9, 4), options(0, -4, { mostSteps: 2 })).rows.some((row) => row.kind === 'other')).toBe(false);
  });

  test('the end is the sum where it is not known; without a start there is nothing to draw', () => {
    expect(bridgeOf(rows(5, 6), options(1, null))).toMatchObject({ difference: null, unexplained: 0 });
    expect(bridgeOf(rows(5, 6), options(1, null)).rows.at(-1)).toMatchObject({ kind: 'end', to: 12 });
    for (const start of [null, Number.NaN]) expect(bridgeOf(rows(5), options(start, 6)).rows).toEqual([]);
  });

  test('of any steps: every bar begins where the one before ended, and the last ends at the end', () => {
    const change = fc.oneof(fc.constant(null), fc.integer({ min: -1e6, max: 1e6 }));
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 30 }),
        fc.integer({ min: -1e6, max: 1e6 }),
        fc.integer({ min: -1e6, max: 1e6 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom('given' as const, 'size' as const),
        (changes, start, end, mostSteps, order) => {
          const bridge = bridgeOf(rows(...changes), options(start, end, { mostSteps, order }));
          const steps = bridge.rows.slice(1, -1);
          for (const [place, step] of steps.entries()) expect(step.from).toBe(place === 0 ? start : steps[place - 1]?.to);
          expect(steps.at(-1)?.to ?? start).toBe(end);
          expect(steps.reduce((sum, step) => sum + (step.change ?? 0), 0)).toBe(end - start);
          expect(steps.flatMap((step) => step.rows)).toHaveLength(changes.length);
        },
      ),
    );
  });
});

test('nothing but zeros still has an axis', () => expect(bridgeExtent(bridgeOf(rows(0), options(0, 0)).rows)).toEqual([0, 1]));
