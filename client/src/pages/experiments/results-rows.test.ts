import { expect, test } from 'vitest';
import { adjustedNote, problemText, rowsOf, type ExperimentResults } from './results-rows.ts';
import { newestFirst, signed } from './words.ts';

test.each([
  [0.000_000_02, '0 %'],
  [-0.000_01, '0 %'],
  [0, '0 %'],
  [0.000_5, '+0.050 %'],
  [-0.031, '−3.1 %'],
])('a change of %d is written as %s', (change, shown) => expect(signed(change).replaceAll(/\s/g, ' ')).toBe(shown));

test('a list has the newest first, and what is archived last', () => {
  const row = (key: string, state: 'ARCHIVED' | 'DRAFT' | 'RUNNING', createdAt: string) => ({ key, state, createdAt });
  const rows = [
    row('old', 'RUNNING', '2026-11-01T10:00:00Z'),
    row('gone', 'ARCHIVED', '2026-11-03T10:00:00Z'),
    row('new', 'DRAFT', '2026-11-02T10:00:00Z'),
  ];
  expect(newestFirst(rows).map(({ key }) => key)).toEqual(['new', 'old', 'gone']);
});

const metricOf = (name: string, change: object) => ({
  metric: name,
  name,
  role: 'GOAL',
  unit: 'number',
  variants: [
    { variant: 'a', isBase: true, n: 90, value: 4, isAdjusted: false, problem: null },
    { variant: 'b', isBase: false, n: 90, value: 5, isAdjusted: false, problem: null, ...change },
  ],
});
const resultsOf = (...metrics: readonly object[]): ExperimentResults => ({ metrics }) as unknown as ExperimentResults;

test('a row without an interval says why, also of a value that is too large', () => {
  const rows = rowsOf(resultsOf(metricOf('Orders', { value: null, lift: null, problem: 'NOT_A_NUMBER' })));
  expect(rows.map(({ intervalText: text }) => text)).toEqual(['', 'a value is too large to add up']);
  expect(problemText('NO_VARIANCE')).toBe('all units are equal');
});

test('what is adjusted by the days before is named, with what that saves', () => {
  const by = (varianceSavedShare: number) => ({ isAdjusted: true, adjusted: { varianceSavedShare } });
  expect(adjustedNote(resultsOf(metricOf('Orders', {})))).toBeNull();
  expect(adjustedNote(resultsOf(metricOf('Orders', by(0.4)), metricOf('Cost', {})))?.replaceAll(/\s/g, ' ')).toBe(
    'Changes of Orders are adjusted by what units had in the 14 days before their first exposure (CUPED), which saves 40.0 % of the variance.',
  );
  expect(adjustedNote(resultsOf(metricOf('Orders', by(0.4)), metricOf('Cost', by(0.1))))?.replaceAll(/\s/g, ' ')).toMatch(
    /^Changes of all metrics .* 10\.0 % to 40\.0 % of the variance/,
  );
});
