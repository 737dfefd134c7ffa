import { expect, test } from 'vitest';
import type { Condition } from '../types.ts';
import { linkOf } from './link.ts';

const at = new Date('2026-03-31T12:00:00Z');
const over = { filter: { environments: ['live'] }, dimension: 'WORKSPACE' } as const;

test.each<[string, Condition, string, number | undefined, string]>([
  [
    'a value leads to the messages of its window and series',
    {
      source: 'VALUE',
      metric: 'COST',
      isAbove: true,
      trip: 1,
      clear: 1,
      windowMinutes: 120,
      minimumCount: 1,
      noDataMinutes: null,
      filter: {},
      dimension: 'MODEL',
    },
    'a b',
    undefined,
    '/messages 2026-03-31T10:00:00.000Z a b',
  ],
  [
    'a budget to those of its month',
    { source: 'BUDGET', budgetUsd: 1, budgetPeriod: 'MONTH', ...over },
    '',
    Date.parse('2026-03-01T00:00:00Z'),
    '/messages 2026-03-01T00:00:00.000Z live',
  ],
  [
    'a forecast to the four weeks that it is made from',
    { source: 'FORECAST', metric: 'COST', isAbove: true, trip: 1, clear: 1, forecastDays: 7, filter: {} },
    '',
    undefined,
    '/analytics 2026-03-03T12:00:00.000Z',
  ],
])('%s', (_name, condition, key, periodStart, expected) => {
  const link = new URL(linkOf(condition, key, at, periodStart), 'http://x');
  const { pathname, searchParams: search } = link;
  expect(search.get('to')).toBe(at.toISOString());
  const of = ['model', 'environment'].flatMap((name) => search.getAll(name));
  expect([pathname, search.get('from'), ...of].join(' ')).toBe(expected);
});
