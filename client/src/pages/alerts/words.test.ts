import { expect, test } from 'vitest';
import { deletedWords, minuteWords, noticesWords, rankOf, seriesCountWords } from './words.ts';

test.each([
  [0, '0 min'],
  [45, '45 min'],
  [60, '1 h'],
  [90, '90 min'],
  [1_440, '1 d'],
  [10_080, '7 d'],
])('%d minutes are %s', (minutes, words) => expect(minuteWords(minutes)).toBe(words));

test.each([
  [0, 'no notice in 30 days'],
  [0.2, 'less than one notice a week'],
  [1, '1 notice a week'],
  [2.34, '2.3 notices a week'],
  [41.6, '42 notices a week'],
  [null, 'notices not foreseen'],
])('%s notices a week: %s', (perWeek, words) => expect(noticesWords(perWeek)).toBe(words));

test('what fires stands first, what is well last', () => {
  expect((['OK', 'MUTED', 'FIRING', 'PENDING'] as const).toSorted((one, other) => rankOf(one) - rankOf(other))).toEqual([
    'FIRING',
    'PENDING',
    'MUTED',
    'OK',
  ]);
});

test('a rule over many series says how many fire', () => {
  const of = (...states: readonly ('OK' | 'FIRING')[]) => seriesCountWords(states.map((state) => ({ state })));
  expect(of('FIRING')).toBe('');
  expect(of('OK', 'OK', 'OK')).toBe('3 series');
  expect(of('OK', 'FIRING', 'OK')).toBe('1 of 3 series');
});

test.each([
  [[], /^No rule notifies it\./],
  [['Errors'], /^A rule notifies it and goes on without it: Errors\./],
  [['A', 'B', 'C', 'D', 'E'], /^5 rules notify it and go on without it: A, B, C and 2 more\./],
])('who deletes a channel of the rules %j is warned', (names, words) => {
  expect(deletedWords(names.map((name) => ({ name })))).toMatch(words);
});
