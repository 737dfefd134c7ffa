import { expect, test } from 'vitest';
import { visible } from './visible.ts';

test.each([
  ['invoice\u202Efdp.exe', 'invoice⟨U+202E⟩fdp.exe'],
  ['a\u2066b\u2069', 'a⟨U+2066⟩b⟨U+2069⟩'],
  ['gpt\u200b-4o', 'gpt⟨U+200B⟩-4o'],
  ['a\u0007b', 'a⟨U+0007⟩b'],
])('%j is shown as %s', (name, shown) => expect(visible(name)).toBe(shown));

test.each(['chat gpt-4o', '', '\u{1F469}\u200d\u{1F4BB} coder', 'می\u200cخواهم', 'مرحبا'])('%s stays as it is', (name) =>
  expect(visible(name)).toBe(name),
);
