import { describe, expect, test } from 'vitest';
import { parseSearch, writeSearch } from '../../../controls/search.ts';
import { orderOf, rangeText, readRange, readTraceView, traceFilterCount, traceFilterOf } from './trace-view.ts';
import type { TraceView } from './trace-view.ts';

const views: readonly TraceView[] = [
  {},
  { q: 'lost baggage', order: 'cost', ascending: 'true' },
  { name: ['handle request'], service: ['api', 'a & b'], tool: ['search'], tag: ['x'], user: ['u-1'], error: ['timeout'], state: 'failed' },
  { duration: '500..2000', cost: '0.01..' },
  { duration: '..90', cost: '..0.0005' },
];

describe('a list of traces in the address', () => {
  test.each(views)('comes back as it was: %o', (view) => expect(readTraceView(parseSearch(writeSearch({ ...view })))).toEqual(view));

  test.each([
    '?order=started',
    '?order=size',
    '?ascending=false',
    '?state=broken',
    '?duration=..',
    '?duration=5..1',
    '?duration=fast',
    '?cost=-1..',
    '?tag=',
  ])('leaves out what can’t be understood, and defaults: %s', (search) => expect(readTraceView(parseSearch(search))).toEqual({}));
});

test('asks the API for exactly what the view says', () => {
  const now = new Date('2026-11-26T12:30:00Z');
  expect(
    traceFilterOf(
      {
        range: '24h',
        model: ['m'],
        result: 'failure',
        rating: [1],
        state: 'without error',
        duration: '1000..',
        cost: '..2',
        channel: 'widget',
      },
      now,
    ),
  ).toEqual({
    from: '2026-11-25T13:00:00.000Z',
    to: '2026-11-26T13:00:00.000Z',
    models: ['m'],
    success: false,
    ratings: [1],
    hasError: false,
    minDurationMs: 1_000,
    maxCostUsd: 2,
  });
  expect(traceFilterOf({ range: 'all', state: 'running', session: ['s'] }, now)).toEqual({ isRunning: true, sessions: ['s'] });
  expect(orderOf({})).toBe('STARTED_AT');
  expect(orderOf({ order: 'tokens' })).toBe('TOKENS');
});

test('only what narrows the list counts as a filter', () => {
  expect(traceFilterCount({ range: '7d', q: 'x', order: 'cost', live: 'paused', method: ['DPO'] })).toBe(0);
  expect(traceFilterCount({ state: 'failed', duration: '1..', environment: ['demo'] })).toBe(3);
});

test('a range with both ends open is none', () => {
  expect(rangeText({})).toBeUndefined();
  expect(rangeText({ from: 0 })).toBe('0..');
  expect(readRange('0..')).toEqual({ from: 0, to: undefined });
});
