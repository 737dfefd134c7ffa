import { expect, test } from 'vitest';
import { lastedWords, seriesWords, whereWords } from './words.ts';

test.each([
  [0, '1 min'],
  [40, '40 min'],
  [59.6, '1 h'],
  [300, '5 h'],
  [47 * 60, '47 h'],
  [48 * 60, '2 d'],
  [51 * 60, '2 d 3 h'],
])('%d minutes are %s', (minutes, words) => expect(lastedWords(0, minutes * 60_000)).toBe(words));

test('a series is named by its metric and by what it is of', () => {
  expect(seriesWords('ERROR_SHARE', 'WORKSPACE', null)).toBe('Error rate');
  expect(seriesWords('ERROR_SHARE', 'MODEL', 'gpt-4o')).toBe('Error rate, model gpt-4o');
  expect(whereWords('TOOL', '')).toBe('tool (not named)');
});
