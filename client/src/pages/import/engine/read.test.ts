import { expect, test } from 'vitest';
import { ownNames, suggestMapping } from 'importer/mapping/mapping';
import { readingOf, tryOut } from './read.ts';
import { openFile } from './source.ts';
import type { Letters } from './types.ts';

const asItShows: Letters = { encoding: null, separator: null };
const read = async (name: string, content: string | Uint8Array<ArrayBuffer>, letters = asItShows) =>
  readingOf(await openFile(new File([content], name), letters.encoding), letters);

const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));

test.each([
  [
    'log.csv',
    'when;question;answer\n2026-01-01;a;b\n',
    { format: 'CSV', separator: ';', ways: ['COLUMNS'], names: ['when', 'question', 'answer'] },
  ],
  ['own.csv', 'externalId,conversationId,content\n1,c,x\n', { format: 'CSV', separator: ',', ways: ['COLUMNS'] }],
  ['head.csv', 'a,b\n', { format: 'CSV', names: ['a', 'b'], rows: [] }],
  ['twice.csv', 'a,a,b\n1,2,3\n', { names: ['a', 'b'], rows: [{ line: 2, cells: ['1', '3'] }] }],
  [
    'log.jsonl',
    '{"q":"a","usage":{"in":3}}\nbroken\n{"q":"b","tags":["x"]}\n',
    {
      format: 'JSON Lines',
      separator: null,
      names: ['q', 'usage.in', 'tags'],
      rows: [
        { line: 1, cells: ['a', '3', ''] },
        { line: 3, cells: ['b', '', '["x"]'] },
      ],
    },
  ],
  [
    'own.jsonl',
    '{"externalId":"1","conversationId":"c","role":"USER","content":"x"}\n',
    { format: 'JSON Lines', ways: ['FORMAT', 'COLUMNS'] },
  ],
  ['list.json', '[{"a":1},{"b":2}]', { format: 'JSON', ways: ['COLUMNS'], names: ['a', 'b'] }],
  [
    'answer.json',
    '{\n"data": [{"a":1},\n{"a":2}]}',
    {
      format: 'JSON',
      names: ['a'],
      rows: [
        { line: 1, cells: ['1'] },
        { line: 2, cells: ['2'] },
      ],
    },
  ],
  ['spans.json', '{"resourceSpans":[]}', { format: 'OTLP JSON', ways: ['FORMAT', 'COLUMNS'] }],
  ['notes.txt', 'hello\n', { format: null, ways: [], names: [], text: 'hello\n' }],
  ['empty.csv', ' \n', { isEmpty: true, ways: [] }],
  ['picture.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 44, 44, 10, 44, 44]), { ways: [], format: null }],
  ['prices.json', '{"gpt-4":{"litellm_provider":"openai","input_cost_per_token":1e-6}}', { isPriceTable: true, ways: [] }],
  [
    'wide.csv',
    utf16('a,b\ngrün,1\n'),
    { encoding: { label: 'utf-16le', name: 'UTF-16', isGuess: false }, rows: [{ line: 2, cells: ['grün', '1'] }] },
  ],
] as const)('%s shows how it can be read', async (name, content, expected) => {
  expect((await read(name, content as string)).reading).toMatchObject(expected);
});

test('separator and encoding can be overruled', async () => {
  const { reading } = await read('log.csv', new Uint8Array([0x61, 0x7c, 0x62, 10, 0xcf, 0x7c, 0x31, 10]), {
    encoding: 'windows-1251',
    separator: '|',
  });
  expect(reading).toMatchObject({ separator: '|', names: ['a', 'b'], rows: [{ cells: ['П', '1'] }] });
});

test('the first records are read and counted, each bad one by its line, and damaged letters by theirs', async () => {
  const damaged = new Uint8Array([
    ...Buffer.from('answer,created\nGrün — gern,2026-01-01\nNo,x"y\nMaybe '),
    0xff,
    ...Buffer.from(',2026-01-01\n'),
  ]);
  const { readable, reading } = await read('calls.csv', damaged);
  expect(await tryOut(readable, { way: 'COLUMNS', mapping: suggestMapping(reading.names) })).toMatchObject({
    counts: { message: 2, evaluation: 0, span: 0, event: 0 },
    rejected: [{ line: 3 }],
    rejectedCount: 1,
    isWhole: true,
    faultyLines: [4],
  });
});

test('a longer file is read as far as its first records', async () => {
  const { readable } = await read('long.jsonl', '{"externalId":"1","conversationId":"c","role":"USER","content":"x"}\n'.repeat(300));
  expect(await tryOut(readable, { way: 'FORMAT', mapping: ownNames })).toMatchObject({ counts: { message: 200 }, isWhole: false });
});
