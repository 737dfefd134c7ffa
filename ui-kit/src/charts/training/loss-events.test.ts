import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { POINT } from './loss-columns.ts';
import { bestPlace, changesByStep, DIVERGED_TIMES, divergedFrom, invalidRuns, patienceOf, xOfStep, zerosFrom } from './loss-events.ts';

const column = (...values: number[]) => ({
  value: Float64Array.from(values),
  state: Uint8Array.from(values, (value) => (Number.isFinite(value) ? POINT.value : POINT.nan)),
});
const numbers = fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constant(Number.NaN)), { maxLength: 40 });

describe('bestPlace', () => {
  test('is the first of the best finite values, against a sort', () => {
    fc.assert(
      fc.property(numbers, fc.constantFrom('lower' as const, 'higher' as const), (list, goal) => {
        const sorted = list
          .map((value, place) => ({ value, place }))
          .filter(({ value }) => Number.isFinite(value))
          .sort((one, other) => (goal === 'lower' ? one.value - other.value : other.value - one.value) || one.place - other.place);
        expect(bestPlace(Float64Array.from(list), goal)).toBe(sorted[0]?.place ?? -1);
      }),
    );
  });
});

describe('patienceOf', () => {
  test.each([
    { values: [3, 2, 1], patience: null },
    { values: [3, 2, 2], patience: { from: 1, to: 2, usedCount: 1, isOver: false } },
    { values: [3, 2, 2.5, 2.4], patience: { from: 1, to: 3, usedCount: 2, isOver: true } },
    { values: [3, 2, 2.5, 1, 4, 4, 0], patience: { from: 3, to: 5, usedCount: 2, isOver: true } },
    { values: [Number.NaN, Number.NaN, Number.NaN], patience: { from: 0, to: 2, usedCount: 2, isOver: true } },
    { values: [3], patience: null },
    { values: [], patience: null },
  ])('with patience 2, $values uses up $patience', ({ values, patience }) => {
    expect(patienceOf(column(...values), 'lower', { evaluations: 2 })).toEqual(patience);
  });
  test('a gain of no more than the least is none', () => {
    expect(patienceOf(column(3, 2.9, 2.8), 'lower', { evaluations: 2, leastGain: 0.25 })).toMatchObject({ from: 0, isOver: true });
    expect(patienceOf(column(3, 2.9, 2.7), 'lower', { evaluations: 2, leastGain: 0.25 })).toBeNull();
  });
  test('for a reward, higher is a gain', () => expect(patienceOf(column(1, 2, 3), 'higher', { evaluations: 1 })).toBeNull());
  test('an evaluation that was not logged uses up nothing', () => {
    const track = { value: Float64Array.of(1, Number.NaN, 2), state: Uint8Array.of(POINT.value, POINT.notLogged, POINT.value) };
    expect(patienceOf(track, 'lower', { evaluations: 2 })).toMatchObject({ usedCount: 1, isOver: false });
  });
});

describe('invalidRuns', () => {
  const of = (...states: number[]) => invalidRuns(Uint8Array.from(states)).map(({ kind, from, to, count }) => [kind, from, to, count]);
  const { value, notLogged, nan, infinite, negativeInfinite, masked } = POINT;
  test('ends at a number and at another kind, not at a gap', () => {
    expect(of(value, nan, nan, notLogged, nan, value, nan)).toEqual([
      ['NaN', 1, 4, 3],
      ['NaN', 6, 6, 1],
    ]);
    expect(of(infinite, nan, negativeInfinite, masked, masked)).toEqual([
      ['+∞', 0, 0, 1],
      ['NaN', 1, 1, 1],
      ['−∞', 2, 2, 1],
      ['0 for NaN', 3, 4, 2],
    ]);
    expect(of()).toEqual([]);
    expect(of(notLogged, value, notLogged)).toEqual([]);
  });
  test('every entry without a number is in exactly one stretch', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 60 }), (states) => {
        const stretches = invalidRuns(Uint8Array.from(states));
        for (const [place, state] of states.entries()) {
          const inside = stretches.filter(({ from, to }) => from <= place && place <= to);
          if (state >= nan) expect(inside).toHaveLength(1);
          if (state === value) expect(inside).toHaveLength(0);
        }
      }),
    );
  });
});

describe('zerosFrom', () => {
  test.each([
    { values: [1, 0, 0, 0, 0, 0], from: 1 },
    { values: [1, 0, 0, 0, 0], from: -1 },
    { values: [0, 0, 0, 0, 0, 0], from: -1 },
    { values: [1, 0, 0, 0, 0, 0, 2], from: -1 },
    { values: [], from: -1 },
  ])('$values: from $from', ({ values, from }) => expect(zerosFrom(column(...values))).toBe(from));
});

describe('divergedFrom', () => {
  const falling = Array.from({ length: 50 }, (_, step) => 4 * 0.95 ** step);
  test('a curve that falls has not', () => expect(divergedFrom(Float64Array.from(falling), 'lower')).toBe(-1));
  test('a spike that comes back has not', () =>
    expect(divergedFrom(Float64Array.from([...falling, 900, ...Array<number>(120).fill(0.3)]), 'lower')).toBe(-1));
  test('a curve that rises and stays has, from where it passes three times its lowest', () => {
    const from = divergedFrom(Float64Array.from([...falling, ...Array<number>(30).fill(50)]), 'lower');
    expect(from).toBe(falling.length);
  });
  test('a level just below three times the lowest has not', () => {
    const flat = Array<number>(100).fill(1);
    expect(divergedFrom(Float64Array.from([...flat, ...Array<number>(300).fill(DIVERGED_TIMES * 0.999)]), 'lower')).toBe(-1);
    expect(divergedFrom(Float64Array.from([...flat, ...Array<number>(300).fill(DIVERGED_TIMES * 1.01)]), 'lower')).toBeGreaterThan(100);
  });
  test('a reward, and a loss that crosses 0, has no such measure', () => {
    expect(divergedFrom(Float64Array.of(1, 50, 50), 'higher')).toBe(-1);
    expect(divergedFrom(Float64Array.of(1, -1, 50, 50), 'lower')).toBe(-1);
  });
});

test('changes at one step are one mark, in the order of the steps', () => {
  const merged = changesByStep([
    { step: 9, parameter: 'a', from: 1, to: 2 },
    { step: 3, parameter: 'b', from: null, to: 2 },
    { step: 9, parameter: 'c', from: 1, to: 2 },
  ]);
  expect(merged.map(({ step, changes }) => [step, changes.map((change) => change.parameter)])).toEqual([
    [3, ['b']],
    [9, ['a', 'c']],
  ]);
});

test('a step between two entries has its place between them; beyond the ends it has none', () => {
  const line = { x: Float64Array.of(100, 200, 400), step: Float64Array.of(10, 20, 30) };
  expect([10, 15, 25, 30].map((step) => xOfStep(line, step))).toEqual([100, 150, 300, 400]);
  expect(xOfStep(line, 9)).toBeNaN();
  expect(xOfStep(line, 31)).toBeNaN();
});
