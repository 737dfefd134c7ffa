import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChatMessage } from './chat-turns.ts';
import { folded, lineDiff, messageDiff } from './text-diff.ts';

const say = (role: ChatMessage['role'], content: string): ChatMessage => ({ role, content, toolCalls: [] });
const sign = { same: ' ', added: '+', removed: '-' } as const;

describe('lineDiff', () => {
  test('says which lines went and came', () => {
    expect(lineDiff('a\nb\nc', 'a\nx\nc\nd').map(({ kind, text }) => sign[kind] + text)).toEqual([' a', '-b', '+x', ' c', '+d']);
  });
  test('a last line without an end is the same line', () =>
    expect(lineDiff('a\nb', 'a\nb\nc').map(({ kind }) => kind)).toEqual(['same', 'same', 'added']));
  test.each([
    ['', 'a', ['added']],
    ['a', '', ['removed']],
    ['', '', []],
  ])('%j against %j', (before, after, kinds) => expect(lineDiff(before, after).map(({ kind }) => kind)).toEqual(kinds));
  test('both texts can be read out of it, whatever they are', () => {
    const text = fc.array(fc.constantFrom('a', 'b', '', 'c d'), { minLength: 1, maxLength: 12 }).map((all) => `${all.join('\n')}.`);
    fc.assert(
      fc.property(text, text, (before, after) => {
        const found = lineDiff(before, after);
        expect(
          found
            .filter(({ kind }) => kind !== 'added')
            .map((line) => line.text)
            .join('\n'),
        ).toBe(before);
        expect(
          found
            .filter(({ kind }) => kind !== 'removed')
            .map((line) => line.text)
            .join('\n'),
        ).toBe(after);
      }),
    );
  });
});

describe('messageDiff', () => {
  const system = say('SYSTEM', 'You help.\nBe brief.');
  test('a conversation that went on has the same beginning', () => {
    expect(
      messageDiff([system, say('USER', 'hi')], [system, say('USER', 'hi'), say('ASSISTANT', 'hello'), say('USER', 'bye')]).map(
        ({ kind }) => kind,
      ),
    ).toEqual(['same', 'same', 'added', 'added']);
  });
  test('a changed prompt is compared line by line', () => {
    const [first, second] = messageDiff([system, say('USER', 'hi')], [say('SYSTEM', 'You help.\nBe long.'), say('USER', 'hi')]);
    expect(first).toMatchObject({
      kind: 'changed',
      lines: [
        { kind: 'same', text: 'You help.' },
        { kind: 'removed', text: 'Be brief.' },
        { kind: 'added', text: 'Be long.' },
      ],
    });
    expect(second?.kind).toBe('same');
  });
  test('another role is another message', () =>
    expect(messageDiff([say('USER', 'a')], [say('TOOL', 'b')]).map(({ kind }) => kind)).toEqual(['removed', 'added']));
  test('a call with other arguments is a change, though the text is the same', () => {
    const call = (city: string): ChatMessage => ({ ...say('ASSISTANT', ''), toolCalls: [{ name: 'weather', arguments: { city } }] });
    expect(messageDiff([call('Rome')], [call('Oslo')])[0]?.kind).toBe('changed');
  });
});

test('what is the same is folded, except what stands beside a change', () => {
  const kinds = ['same', 'same', 'same', 'added', 'same', 'same', 'same', 'same'].map((kind, index) => ({ kind, index }));
  expect(folded(kinds, 1).map(({ items, isFolded }) => [items.map(({ index }) => index), isFolded])).toEqual([
    [[0, 1], true],
    [[2, 3, 4], false],
    [[5, 6, 7], true],
  ]);
});
