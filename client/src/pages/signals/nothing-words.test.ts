import { expect, test } from 'vitest';
import { nothingWords } from './nothing-words.ts';

const judgedUntil = '2026-11-30T15:00:00.000Z';

test.each([
  ['before the first look', { judgedUntil: null, seriesCount: 0, learningCount: 0 }, 'Nothing has been looked at yet.'],
  ['where no metric has enough traffic', { judgedUntil, seriesCount: 0, learningCount: 0 }, 'Nothing is watched yet.'],
  ['while all is new', { judgedUntil, seriesCount: 4, learningCount: 4 }, 'Still learning what is usual.'],
  ['where it was looked at', { judgedUntil, seriesCount: 4, learningCount: 0 }, 'Nothing out of the ordinary in this time range.'],
  ['where it is not known', null, 'Nothing out of the ordinary in this time range.'],
] as const)('an empty feed %s', (_name, watch, says) => {
  expect(nothingWords(watch).says).toBe(says);
});

test('series that are still new are counted beside those that are known', () => {
  expect(nothingWords({ judgedUntil, seriesCount: 4, learningCount: 1 }).how).toMatch(/1 of 4 series are still being learnt/);
});
