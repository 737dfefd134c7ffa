import { expect, test } from 'vitest';
import { askedLine, editedText, sourceWords, splitWords, turnsOf, wantedLine } from './words.ts';

const row = { kind: 'CHAT' as const, input: null, expectedOutput: null, messages: null, chosen: null, rejected: null, label: null };
const chat = [
  { role: 'system', content: 'Be\nkind.' },
  { role: 'user', content: [{ type: 'text', text: 'Where  is it?' }, { type: 'image_url' }] },
  { role: 'assistant', content: 'Here.' },
];

test('a row is one line of what is asked, and one of what is wanted', () => {
  expect([askedLine({ ...row, messages: chat }), wantedLine({ ...row, messages: chat })]).toEqual(['Where is it? [image_url]', 'Here.']);
  expect(askedLine({ ...row, kind: 'INSTRUCTION', input: { instruction: 'Do', input: 'this' } })).toBe('Do · this');
  expect(wantedLine({ ...row, kind: 'PREFERENCE', chosen: [{ role: 'assistant', content: 'yes' }] })).toBe('yes');
  expect(wantedLine({ ...row, kind: 'PLAIN', expectedOutput: { a: 1 } })).toBe('{ "a": 1 }');
  expect(wantedLine({ ...row, messages: chat.slice(0, 2) })).toBe('');
});

test('turns show calls of tools as JSON, and a text as an answer', () => {
  expect(turnsOf([{ role: 'assistant', content: null, tool_calls: [{ id: 'c' }] }])).toEqual([
    { role: 'assistant', text: '[\n  {\n    "id": "c"\n  }\n]' },
  ]);
  expect(turnsOf('text')).toEqual([{ role: 'assistant', text: 'text' }]);
});

test('what is edited has the fields with values alone', () => {
  expect(JSON.parse(editedText({ id: '1', position: 0, split: null, metadata: null, ...row, input: 0, kind: 'PLAIN' }))).toEqual({
    kind: 'PLAIN',
    input: 0,
  });
});

test('a version says how it was made, and its splits', () => {
  expect([
    sourceWords({ kind: 'IMPORT', files: [{ path: 'a.jsonl' }, { path: 'b' }] }),
    sourceWords({ kind: 'SPLIT', by: 'USER' }),
    sourceWords({ kind: 'MESSAGES', target: 'CORRECTION' }),
    sourceWords({ kind: 'LOOP' }),
    sourceWords(null),
  ]).toEqual(['a.jsonl and 1 more', 'split by user', 'messages with corrections', 'loop', '']);
  expect(
    splitWords(
      [
        { name: 'train', rowCount: 8 },
        { name: null, rowCount: 2 },
      ] as never,
      String,
    ),
  ).toBe('train 8 · no split 2');
  expect(splitWords([{ name: null, rowCount: 2 }] as never, String)).toBe('');
});
