import { describe, expect, test } from 'vitest';
import { parseSearch, writeSearch } from './search.ts';
import { filterCount, readView, withoutFilters } from './view.ts';
import type { View } from './view.ts';

const views: readonly View[] = [
  {},
  { range: '7d' },
  { range: 'custom', from: '2026-11-01T00:00:00.000Z', to: '2026-11-08T00:00:00.000Z' },
  { compare: 'off', live: 'paused' },
  { compare: 'month' },
  { compare: 'custom', vsfrom: '2026-10-01T00:00:00.000Z', vsto: '2026-10-08T00:00:00.000Z' },
  {
    model: ['gpt-4o', 'anthropic/claude-haiku-4.5', 'with & and = and spaces'],
    rating: [1, 2],
    result: 'failure',
    method: ['DPO'],
    channel: 'widget',
  },
  {
    failure: ['made_up'],
    error: ['timeout'],
    tool: ['search'],
    user: ['u1'],
    says: 'refund now',
    slower: 2_000,
    evaluated: 'no',
    cohort: '2026-10',
  },
  { 'not-model': ['a', 'b'], 'not-rating': ['1'], 'not-result': ['unjudged'], 'not-method': ['DPO'], 'not-says': ['hello'], cohort: 'new' },
  { prompt: ['support/answer', '(none)'], promptVersion: ['3'], 'not-prompt': ['rules'], 'not-promptVersion': ['1', '2'] },
  { topic: ['3', '12'], language: ['de', 'und'], emotion: ['FRUSTRATION'] },
  { session: ['7'], experiment: ['a'], variant: ['b'], environment: ['production'], provider: ['vllm'] },
];

describe('a view in the address', () => {
  test.each(views)('comes back as it was: %o', (view) => {
    expect(readView(parseSearch(writeSearch({ ...view })))).toEqual(view);
  });

  test('leaves its defaults out of the address', () => {
    expect(writeSearch({ ...readView(parseSearch('?range=30d')) })).toBe('');
  });

  test('reads words a person may type', () => {
    expect(readView(parseSearch('?model=gpt-4o&model=gpt-4o&method=dpo&rating=5'))).toEqual({
      model: ['gpt-4o'],
      method: ['DPO'],
      rating: [5],
    });
  });
});

describe('readView leaves out what it can’t understand', () => {
  test.each([
    '?range=fortnight',
    '?rating=6&rating=x',
    '?topic=x&topic=-1&emotion=LOVE',
    '?result=maybe',
    '?method=magic',
    '?compare=on',
    '?compare=custom&vsfrom=2026-10-01T00:00:00Z',
    '?channel=phone',
    '?model=',
    '?slower=soon',
    '?cohort=2026-13',
    '?not-rating=9&not-method=magic',
    '?range=custom',
    '?range=custom&from=yesterday',
    '?range=custom&from=2026-11-08T00:00:00Z&to=2026-11-01T00:00:00Z',
    '?from=2026-11-08T00:00:00Z',
  ])('%s', (search) => expect(readView(parseSearch(search))).toEqual({}));
});

test('what is left out narrows, too', () => {
  expect(filterCount({ 'not-model': ['a'], model: ['b'], says: 'c' })).toBe(2);
  expect(withoutFilters({ range: '7d', 'not-model': ['a'] })).toEqual({ range: '7d' });
});

test('only what narrows the messages counts as a filter', () => {
  const view: View = { range: '7d', compare: 'off', model: ['a'], result: 'success' };
  expect(filterCount(view)).toBe(2);
  expect(withoutFilters(view)).toEqual({ range: '7d', compare: 'off' });
});
