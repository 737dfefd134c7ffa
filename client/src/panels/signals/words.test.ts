import { expect, test } from 'vitest';
import { foundWords, lastedWords, seriesWords, whereWords } from './words.ts';

const locale = { locale: 'en-GB', timeZone: 'UTC' } as const;

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

test('what was found is said beside what was expected, in the unit of the metric', () => {
  expect(foundWords('ERROR_SHARE', { value: 0.049, expectedLow: 0.012, expectedHigh: 0.027 }, locale).replaceAll(/\s/g, ' ')).toBe(
    '4.9 % where 1.2 % to 2.7 % was expected',
  );
});
