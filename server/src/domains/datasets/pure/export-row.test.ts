import { expect, test } from 'vitest';
import { datasetInfo, exportedRow, type DatasetExportFormat } from './export-row.ts';
import type { DatasetRow } from '../types.ts';
import { checkRow } from '../ingest/row.ts';
import { shapedRow } from './shapes.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';

const [system, user, assistant] = ['system', 'user', 'assistant'].map((role) => ({ role, content: `of ${role}` })) as [
  object,
  object,
  object,
];
const call = {
  role: 'assistant',
  content: null,
  tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{"a":1}' } }],
};
const result = { role: 'tool', tool_call_id: 'c', content: '2' };
const chat = { id: '1', kind: 'CHAT', messages: [system, user, assistant] } as DatasetRow;
const called = {
  id: '2',
  kind: 'CHAT',
  messages: [user, call, result, assistant],
  metadata: { tools: [{ type: 'function' }] },
} as DatasetRow;
const instruction = { id: '3', kind: 'INSTRUCTION', input: { instruction: 'i', input: 'x' }, expectedOutput: 'o' } as DatasetRow;
const preference = { id: '4', kind: 'PREFERENCE', input: 'p', chosen: 'c', rejected: 'r' } as DatasetRow;
const kto = { id: '5', kind: 'KTO', messages: [user], expectedOutput: 'c', label: false } as DatasetRow;
const text = { id: '6', kind: 'PLAIN', expectedOutput: 't' } as DatasetRow;
const prompt = { id: '7', kind: 'CHAT', messages: [user] } as DatasetRow;

const asked = { role: 'user', content: 'p' };
const said = (content: string) => ({ role: 'assistant', content });

test.each<[DatasetExportFormat, DatasetRow, unknown]>([
  ['OPENAI', chat, { shape: 'chat', value: { messages: [system, user, assistant] } }],
  ['OPENAI', called, { shape: 'chat', value: { messages: [user, call, result, assistant], tools: [{ type: 'function' }] } }],
  [
    'OPENAI',
    preference,
    { shape: 'preference', value: { input: { messages: [asked] }, preferred_output: [said('c')], non_preferred_output: [said('r')] } },
  ],
  ['OPENAI', kto, null],
  ['OPENAI', prompt, null],
  ['TRL', instruction, { shape: 'chat', value: { messages: [{ role: 'user', content: 'i\n\nx' }, said('o')] } }],
  ['TRL', preference, { shape: 'preference', value: { prompt: [asked], chosen: [said('c')], rejected: [said('r')] } }],
  ['TRL', kto, { shape: 'kto', value: { prompt: [user], completion: [said('c')], label: false } }],
  ['TRL', text, { shape: 'text', value: { text: 't' } }],
  ['AXOLOTL', preference, { shape: 'preference', value: { messages: [asked], chosen: said('c'), rejected: said('r') } }],
  ['AXOLOTL', kto, { shape: 'kto', value: { prompt: 'of user', completion: 'c', label: false } }],
  [
    'LLAMA_FACTORY',
    called,
    {
      shape: 'chat',
      value: {
        conversations: [
          { from: 'human', value: 'of user' },
          { from: 'function_call', value: '{"name":"f","arguments":{"a":1}}' },
          { from: 'observation', value: '2' },
          { from: 'gpt', value: 'of assistant' },
        ],
        system: '',
        tools: '[{"type":"function"}]',
      },
    },
  ],
  [
    'LLAMA_FACTORY',
    chat,
    {
      shape: 'chat',
      value: {
        conversations: [
          { from: 'human', value: 'of user' },
          { from: 'gpt', value: 'of assistant' },
        ],
        system: 'of system',
        tools: '',
      },
    },
  ],
  [
    'LLAMA_FACTORY',
    preference,
    {
      shape: 'preference',
      value: {
        conversations: [{ from: 'human', value: 'p' }],
        chosen: { from: 'gpt', value: 'c' },
        rejected: { from: 'gpt', value: 'r' },
        system: '',
        tools: '',
      },
    },
  ],
  [
    'LLAMA_FACTORY',
    kto,
    {
      shape: 'kto',
      value: {
        conversations: [
          { from: 'human', value: 'of user' },
          { from: 'gpt', value: 'c' },
        ],
        kto_tag: false,
        system: '',
        tools: '',
      },
    },
  ],
  ['ROWS', kto, { shape: 'rows', value: kto }],
])('%s takes the row as its documents say: %j', (format, row, written) => {
  expect(exportedRow(row, format)).toEqual(written);
});

test.each([
  ['OPENAI', chat],
  ['OPENAI', preference],
  ['TRL', preference],
  ['TRL', kto],
  ['LLAMA_FACTORY', chat],
  ['LLAMA_FACTORY', preference],
] as const)('what is written for %s is read again as the same kind of row', (format, row) => {
  const shaped = shapedRow(exportedRow(row, format)?.value);
  if (shaped instanceof Problem) return expect.unreachable(shaped.reason);
  return expect(checkRow(shaped.fields)).toMatchObject({ kind: row.kind });
});

test('dataset_info.json of LLaMA-Factory names each file with its columns', () => {
  expect(
    datasetInfo('shop', [
      { shape: 'chat', file: 'train.jsonl' },
      { shape: 'kto', file: 'train-kto.jsonl' },
    ]),
  ).toEqual({
    shop_train: {
      file_name: 'train.jsonl',
      formatting: 'sharegpt',
      columns: { messages: 'conversations', system: 'system', tools: 'tools' },
    },
    'shop_train-kto': {
      file_name: 'train-kto.jsonl',
      formatting: 'sharegpt',
      columns: { messages: 'conversations', kto_tag: 'kto_tag', system: 'system', tools: 'tools' },
    },
  });
});
