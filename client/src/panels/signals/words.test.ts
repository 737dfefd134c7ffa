import { expect, test } from 'vitest';
import { defaultLocale } from 'ui-kit/format';
import { lastedWords, rangeWords, seriesWords, whereWords } from './words.ts';

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

test('digits of a lower end that mean nothing beside the upper end are left out', () => {
  const words = (...asked: Parameters<typeof rangeWords>) => rangeWords(...asked).replaceAll('\u00a0', ' ');
  expect(words('TOOL_FAILURE_SHARE', 0.0000035, 0.874, defaultLocale)).toBe('0 % to 87.4 %');
  expect(words('LATENCY_P95', 1_100, 1_480, defaultLocale)).toBe('1,100 ms to 1,480 ms');
});
