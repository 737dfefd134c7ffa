import { expect, test } from 'vitest';
import { defaultLocale } from 'ui-kit/format';
import { lastedWords, rangeWords, seriesWords, usualRange, whereWords } from './words.ts';

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

test.each<[Parameters<typeof usualRange>, [number, number]]>([
  [
    ['LATENCY_P95', 1_000, 200],
    [800, 1_200],
  ],
  // A range that begins at no errors.
  [
    ['ERROR_SHARE', 0.0028, 0.02],
    [0, 0.04],
  ],
  [
    ['SUCCESS_SHARE', 0.97, 0.05],
    [0.9, 1],
  ],
  [
    ['AVERAGE_RATING', 4.6, 0.5],
    [4, 5],
  ],
  // Wider than all that can be.
  [
    ['ERROR_SHARE', 0.4, 0.9],
    [0, 1],
  ],
  [
    ['TRAINING_LOSS', -1, 2],
    [-3, 1],
  ],
])('the usual range of %o is %o', (asked, [low, high]) => {
  const [from, to] = usualRange(...asked);
  expect(from).toBeCloseTo(low, 12);
  expect(to).toBeCloseTo(high, 12);
});
