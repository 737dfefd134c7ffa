import { expect, test } from 'vitest';
import { alphaWord, fieldWord, heldWords, linesOf, rubricFieldOf } from './words.ts';

test.each([
  [null, 'nothing to compare'],
  [0.8, 'reliable'],
  [0.799, 'tentative'],
  [0.667, 'tentative'],
  [0.666, 'too low to rely on'],
  [-0.2, 'too low to rely on'],
])('alpha %s is %s', (alpha, word) => expect(alphaWord(alpha)).toBe(word));

test.each([
  ['rating', 'rating'],
  ['success', 'verdict'],
  ['tag:rude', 'tag “rude”'],
  ['field:tone: of voice', 'tone: of voice'],
])('%s is called %s', (field, word) => expect(fieldWord(field)).toBe(word));

test('who holds messages is named with when the first comes free', () => {
  const now = Date.parse('2026-11-01T10:00:00Z');
  const one = {
    annotator: 'Ana',
    isViewer: false,
    submittedCount: 0,
    skippedCount: 0,
    extraCount: 0,
    heldCount: 2,
    freeAt: '2026-11-01T10:03:30Z',
    lastAt: null,
  };
  expect(heldWords([one, { ...one, annotator: 'me', isViewer: true }], now)).toBe('Ana holds 2; the first comes free in 4 min.');
  expect(heldWords([{ ...one, heldCount: 0 }], now)).toBeNull();
});

test('fields of a rubric are lines with a name and values', () => {
  expect(linesOf(' a \n\n b')).toEqual(['a', 'b']);
  expect(rubricFieldOf('tone: kind, cold')).toEqual({ name: 'tone', values: ['kind', 'cold'] });
  expect(rubricFieldOf('tone: kind')).toBeNull();
  expect(rubricFieldOf('tone')).toBeNull();
});
