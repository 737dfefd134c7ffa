import { expect, test } from 'vitest';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { checkRow } from '../ingest/row.ts';
import { isBeside, shapedRow, splitOfPath, type RowFormat } from './shapes.ts';

const user = { role: 'user', content: 'q' };
const assistant = { role: 'assistant', content: 'a' };

test.each<[RowFormat, object, object]>([
  [
    'OPENAI_CHAT',
    { messages: [user, assistant], tools: [], n: 1 },
    { kind: 'CHAT', messages: [user, assistant], metadata: { tools: [], n: 1 } },
  ],
  [
    'OPENAI_PREFERENCE',
    { input: { messages: [user] }, preferred_output: [assistant], non_preferred_output: [user] },
    { kind: 'PREFERENCE', messages: [user], chosen: [assistant], rejected: [user] },
  ],
  [
    'SHAREGPT',
    {
      system: 's',
      conversations: [
        { from: 'human', value: 'q' },
        { from: 'gpt', value: 'a' },
      ],
      id: 7,
    },
    { kind: 'CHAT', messages: [{ role: 'system', content: 's' }, user, assistant], metadata: { id: 7 } },
  ],
  [
    'SHAREGPT',
    { conversations: [{ from: 'human', value: 'q' }], chosen: { from: 'gpt', value: 'a' }, rejected: { from: 'gpt', value: 'b' } },
    { kind: 'PREFERENCE', messages: [user], chosen: assistant, rejected: { role: 'assistant', content: 'b' } },
  ],
  [
    'SHAREGPT',
    {
      conversations: [
        { from: 'human', value: 'q' },
        { from: 'gpt', value: 'a' },
      ],
      label: false,
    },
    { kind: 'KTO', messages: [user], expectedOutput: [assistant], label: false },
  ],
  ['ALPACA', { instruction: 'i', input: '', output: 'o' }, { kind: 'INSTRUCTION', input: { instruction: 'i' }, expectedOutput: 'o' }],
  [
    'ALPACA',
    { instruction: 'i', input: 'x', chosen: 'c', rejected: 'r' },
    { kind: 'PREFERENCE', input: { instruction: 'i', input: 'x' }, chosen: 'c', rejected: 'r' },
  ],
  [
    'DPO',
    { prompt: 'p', chosen: 'c', rejected: 'r', score: 2 },
    { kind: 'PREFERENCE', input: 'p', chosen: 'c', rejected: 'r', metadata: { score: 2 } },
  ],
  [
    'DPO',
    { prompt: 'q', chosen: [user, assistant], rejected: [user, user] },
    { kind: 'PREFERENCE', input: 'q', chosen: [assistant], rejected: [user] },
  ],
  [
    'DPO',
    { chosen: [user, assistant], rejected: [user, user] },
    { kind: 'PREFERENCE', messages: [user], chosen: [assistant], rejected: [user] },
  ],
  [
    'DPO',
    { chosen: '\n\nHuman: q\n\nAssistant: yes', rejected: '\n\nHuman: q\n\nAssistant: no' },
    { kind: 'PREFERENCE', input: '\n\nHuman: q\n\nAssistant:', chosen: 'yes', rejected: 'no' },
  ],
  ['KTO', { prompt: 'p', completion: 'c', label: 'True' }, { kind: 'KTO', input: 'p', expectedOutput: 'c', label: true }],
  ['KTO', { messages: [user, assistant], label: true }, { kind: 'KTO', messages: [user], expectedOutput: [assistant], label: true }],
  ['PROMPT_COMPLETION', { prompt: 'p', completion: 'c', split: 'test' }, { kind: 'PLAIN', input: 'p', expectedOutput: 'c', split: 'test' }],
  ['PROMPT_COMPLETION', { prompt: [user], completion: [assistant] }, { kind: 'CHAT', messages: [user, assistant] }],
  ['TEXT', { text: 't' }, { kind: 'PLAIN', expectedOutput: 't' }],
  [
    'QUESTION_ANSWER',
    { question: 'q', answer: 'a', split: 'of atoms' },
    { kind: 'PLAIN', input: 'q', expectedOutput: 'a', metadata: { split: 'of atoms' } },
  ],
  [
    'ROW',
    { id: '1-1', kind: 'CHAT', split: 'mine', messages: [user], metadata: { a: 1 } },
    { kind: 'CHAT', split: 'mine', messages: [user], metadata: { a: 1 } },
  ],
  ['ROW', { input: { a: 1 }, expectedOutput: 0 }, { kind: 'PLAIN', input: { a: 1 }, expectedOutput: 0 }],
])('%s is known by its fields: %j', (format, record, row) => {
  const shaped = shapedRow(record);
  if (shaped instanceof Problem) return expect.unreachable(shaped.reason);
  expect(shaped.format).toBe(format);
  return expect(checkRow(shaped.fields)).toEqual(row);
});

test.each<[unknown, string, RegExp]>([
  [7, '', /an object is taken/],
  [{ a: 1 }, '', /has the fields a; known are/],
  [{ conversations: [{ from: 'cat', value: 'x' }] }, 'conversations[0].from', /"cat"; one of/],
  [{ prompt: 'p', completion: 'c', label: 'maybe' }, 'label', /"maybe"/],
  [{ chosen: [user], rejected: [assistant] }, 'prompt', /is missing/],
  [{ chosen: 'a', rejected: 'b' }, 'prompt', /is missing/],
])('%j is refused with the field and the reason', (record, field, reason) => {
  const shaped = shapedRow(record);
  expect(shaped).toBeInstanceOf(Problem);
  expect(shaped).toMatchObject({ field, reason: expect.stringMatching(reason) });
});

test('a path names a split as folders of Hugging Face do', () => {
  expect(
    ['data/train-00000-of-00002.parquet', 'test.jsonl', 'dev/part.csv', 'my_validation.json', 'trainer.jsonl', 'latest.jsonl'].map(
      splitOfPath,
    ),
  ).toEqual(['train', 'test', 'validation', 'validation', null, null]);
  expect(['README.md', 'a/dataset_infos.json', '.gitattributes', 'train.json'].map(isBeside)).toEqual([true, true, true, false]);
});
