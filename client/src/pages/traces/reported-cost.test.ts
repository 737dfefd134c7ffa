import { expect, test } from 'vitest';
import { defaultLocale } from 'ui-kit/format';
import { isOtherCost, reportedWords } from './reported-cost.ts';

test.each([
  [null, 0.1, false],
  [undefined, null, false],
  [0.1, 0.1, false],
  [0.1, 0.1004, false],
  [0.1, 0.101, true],
  [0, 0.1, true],
  [0.1, null, true],
  [0, 0, false],
])('a reported cost of %s beside ours of %s is another: %s', (reported, cost, expected) => {
  expect(isOtherCost(reported, cost)).toBe(expected);
});

test('both are named, and how far they lie apart', () => {
  expect(reportedWords(0.15, 0.1, defaultLocale)).toBe('The sender reports $0.15, 50.0 % above the cost by our prices.');
  expect(reportedWords(0.15, null, defaultLocale)).toBe('The sender reports $0.15.');
  expect(reportedWords(0.1, 0.1, defaultLocale)).toBeUndefined();
});
