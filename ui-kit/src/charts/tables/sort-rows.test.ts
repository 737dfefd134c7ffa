import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextSort, sortRows, windowOf } from './sort-rows.ts';

describe('sortRows', () => {
  test.each(['ascending', 'descending'] as const)('puts rows without a value last when %s', (direction) => {
    expect(
      sortRows([null, 2, undefined, 1, Number.NaN], (value) => value, direction)
        .slice(0, 2)
        .toSorted(),
    ).toEqual([1, 2]);
  });
  test('sorts model-10 after model-9', () => {
    expect(sortRows(['model-10', 'model-9'], (name) => name, 'ascending')).toEqual(['model-9', 'model-10']);
  });
});

test('numbers begin with the largest, words with the first, and a second press turns them', () => {
  expect(nextSort(null, 'cost', true)).toEqual({ key: 'cost', direction: 'descending' });
  expect(nextSort(null, 'model', false)).toEqual({ key: 'model', direction: 'ascending' });
  expect(nextSort({ key: 'cost', direction: 'descending' }, 'cost', true).direction).toBe('ascending');
});

test('every row in view is drawn, and never more than a screen and a half around it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 3e4 }), (scrollTop, count) => {
      const [from, to] = windowOf(scrollTop, 600, 32, count);
      const first = Math.floor(scrollTop / 32);
      const last = Math.min(count, Math.ceil((scrollTop + 600) / 32));
      if (first < count) {
        expect(from).toBeLessThanOrEqual(first);
        expect(to).toBeGreaterThanOrEqual(last);
      }
      expect(to - from).toBeLessThanOrEqual(19 + 3 * 16);
    }),
  );
});
