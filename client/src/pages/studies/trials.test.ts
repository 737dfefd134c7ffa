import { describe, expect, test } from 'vitest';
import { bestSoFar, parameterWords, trialRows } from './trials.ts';
import type { TrialRow } from './trials.ts';

const row = (number: number, value: number | null): TrialRow => ({
  number,
  state: value === null ? 'FAILED' : 'COMPLETE',
  parameters: [],
  values: [value],
  durationMs: 1,
});

describe('the best so far', () => {
  test('is a step at each better trial, and goes on to the last one', () => {
    const points = bestSoFar([row(0, 3), row(1, null), row(2, 5), row(4, 1), row(6, 2)], 'MINIMIZE');
    expect(points.map(({ number, value }) => [Math.round(number), value])).toEqual([
      [0, 3],
      [4, 3],
      [4, 1],
      [6, 1],
    ]);
  });

  test('is the greatest where more is better, and nothing without a complete trial', () => {
    expect(bestSoFar([row(0, 3), row(1, 5), row(2, 4)], 'MAXIMIZE').map(({ value }) => value)).toEqual([3, 3, 5, 5]);
    expect(bestSoFar([row(0, null)], 'MINIMIZE')).toEqual([]);
  });
});

test('columns become rows, and what is not there stays null', () => {
  const rows = trialRows({
    numbers: [0, 1],
    states: ['COMPLETE', 'RUNNING'],
    parameters: [{ name: 'rate', values: [0.1, null] }],
    objectives: [{ name: 'loss', values: [2, null] }],
    durationsMs: [5, null],
  } as never);
  expect(rows).toEqual([
    { number: 0, state: 'COMPLETE', parameters: [0.1], values: [2], durationMs: 5 },
    { number: 1, state: 'RUNNING', parameters: [null], values: [null], durationMs: null },
  ]);
});

test.each([
  [0.000_123_456, '0.0001235'],
  [12, '12'],
  ['adam', 'adam'],
  [true, 'true'],
])('the value %s is written %s', (value, words) => {
  expect(parameterWords(value)).toBe(words);
});
