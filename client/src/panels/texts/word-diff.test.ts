import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordDiff } from './word-diff.ts';

test.each([
  ['the cat sat', 'the dog sat', ['the |', '-cat', '+dog', ' sat|']],
  ['a bad cat sat', 'one fine cat sat', ['-a bad', '+one fine', ' cat sat|']],
  ['', 'new', ['+new']],
  ['old', '', ['-old']],
  ['same', 'same', ['same|']],
  ['', '', []],
  ['привет, мир', 'привет, дом', ['привет, |', '-мир', '+дом']],
])('from %j to %j', (before, after, expected) => {
  const signs = { same: ['', '|'], added: ['+', ''], removed: ['-', ''] } as const;
  expect(wordDiff(before, after).map(({ kind, text }) => `${signs[kind][0]}${text}${signs[kind][1]}`)).toEqual(expected);
});

test('both texts can be read back from the difference, white space included', () => {
  const text = fc.array(fc.constantFrom('a', 'b', ' ', '\n', 'word', '.', '日', '👍🏽'), { maxLength: 30 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = wordDiff(before, after);
      const without = (kind: string): string =>
        pieces
          .filter((piece) => piece.kind !== kind)
          .map((piece) => piece.text)
          .join('');
      expect(without('added')).toBe(before);
      expect(without('removed')).toBe(after);
    }),
  );
});
