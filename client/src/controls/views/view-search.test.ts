import { describe, expect, test } from 'vitest';
import { keptSearch, openedSearch } from './view-search.ts';

describe('the search part that is kept', () => {
  test.each([
    ['?model=b&model=a&range=7d', '?range=7d&model=a&model=b'],
    ['?range=7d&live=paused', '?range=7d'],
    ['?compare=off', ''],
  ])('is the same for %s and %s', (one, other) => expect(keptSearch(one)).toBe(keptSearch(other)));

  test('differs where something else is shown', () => expect(keptSearch('?range=7d')).not.toBe(keptSearch('?range=24h')));

  test('has no question mark', () => expect(keptSearch('?q=a b')).toBe('q=a+b'));
});

test('opening a view replaces the address, and leaves a pause as it is', () => {
  expect(openedSearch('range=7d&tag=x&tag=y', { live: 'paused', model: 'm' })).toEqual({ range: '7d', tag: ['x', 'y'], live: 'paused' });
  expect(openedSearch('', { model: 'm' })).toEqual({});
});
