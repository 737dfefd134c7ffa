import { expect, test } from 'vitest';
import { adjustedNote, domainOf, problemText, rowsOf, type ExperimentResults } from './results-rows.ts';
import { newestFirst, signed } from './words.ts';

const row = (lift: number, low: number, high: number) => ({ lift, low, high });

test('the scale of changes takes all intervals where these are alike', () => {
  const [low, high] = domainOf([row(0.05, -0.02, 0.12), row(-0.1, -0.3, 0.1)]);
  expect(low).toBeLessThan(-0.3);
  expect(high).toBeGreaterThan(0.12);
});

test('one change that is far beyond the others does not make these a point', () => {
  const [low, high] = domainOf([row(0.05, -0.02, 0.12), row(8.24, 3, 14), row(-0.04, -0.1, 0.02)]);
  expect(high).toBeLessThan(0.6);
  expect(low).toBeLessThan(-0.1);
});

test('one row alone has the whole scale', () => {
  expect(domainOf([row(8.24, 3, 14)])[1]).toBeGreaterThan(14);
});

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
