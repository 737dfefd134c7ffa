import { expect, test } from 'vitest';
import { promptDiff } from './diff.ts';
import { listOf, shownText } from './words.ts';

test('labels are read one a line or between commas, each once', () => {
  expect(listOf(' a, b\nb ,\n c')).toEqual(['a', 'b', 'c']);
});

test('a chat prompt is shown as one text, with the places of other messages', () => {
  const messages = [
    { __typename: 'PromptMessage', role: 'system', content: 'Be kind.', placeholder: null },
    { __typename: 'PromptMessage', role: null, content: null, placeholder: 'history' },
  ] as never;
  expect(shownText({ text: null, messages })).toBe('system:\nBe kind.\n\n{history}');
});

test('what changed is named line by line', () => {
  expect(promptDiff('a\nb', 'a\nc').map(({ kind, text }) => `${kind} ${text}`)).toEqual(['same a', 'removed b', 'added c']);
});
