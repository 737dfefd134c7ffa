import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import { beginningOf } from '../beginning.ts';
import { readMapping } from '../mapping/mapping.ts';
import { fileOf, recordsOf, valuesOf } from '../reading.testing.ts';
import { parquet } from './parquet.ts';

const frame = (count: number, rowGroupSize = 100_000): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({
      rowGroupSize,
      columnData: [
        { name: 'name', data: Array.from({ length: count }, (_, index) => `turn ${index}`), type: 'STRING' },
        { name: 'span_kind', data: Array.from({ length: count }, () => 'LLM'), type: 'STRING' },
        { name: 'parent_id', data: Array.from({ length: count }, () => null), type: 'STRING' },
        { name: 'start_time', data: Array.from({ length: count }, () => new Date('2026-11-01T00:00:00.250Z')), type: 'TIMESTAMP' },
        { name: 'end_time', data: Array.from({ length: count }, () => new Date('2026-11-01T00:00:01Z')), type: 'TIMESTAMP' },
        { name: 'status_code', data: Array.from({ length: count }, () => 'OK'), type: 'STRING' },
        { name: 'context.trace_id', data: Array.from({ length: count }, () => '0123456789abcdef0123456789abcdef'), type: 'STRING' },
        {
          name: 'context.span_id',
          data: Array.from({ length: count }, (_, index) => index.toString(16).padStart(16, '0')),
          type: 'STRING',
        },
        { name: 'attributes.llm.token_count.prompt', data: Array.from({ length: count }, (_, index) => BigInt(index)), type: 'INT64' },
        {
          name: 'attributes.llm.input_messages',
          data: Array.from({ length: count }, () => [{ 'message.role': 'user', 'message.content': 'Hi' }]),
          type: 'JSON',
        },
      ],
    }),
  );

test('a data frame of Phoenix, longer than what is read at once', async () => {
  const records = await recordsOf(fileOf('spans.parquet', frame(1_005)));
  expect(records.filter(({ kind }) => kind !== 'span')).toEqual([]);
  const last = valuesOf(records, 'span').at(-1)?.['span'] as {
    name: string;
    startTimeUnixNano: string;
    attributes: { key: string; value: unknown }[];
  };
  expect(records).toHaveLength(1_005);
  expect(last).toMatchObject({ name: 'turn 1004', startTimeUnixNano: '1793491200250000000' });
  expect(last.attributes).toContainEqual({ key: 'llm.token_count.prompt', value: { intValue: '1004' } });
  expect(last.attributes).toContainEqual({ key: 'llm.input_messages.0.message.content', value: { stringValue: 'Hi' } });
});

test('columns of any name by a mapping', async () => {
  const records = await recordsOf(fileOf('any.parquet', frame(2)), {
    mapping: readMapping(['content=name,time=start_time', 'inputTokens=attributes.llm.token_count.prompt'], 'LEAVE_OUT'),
  });
  expect(valuesOf(records, 'message')).toMatchObject([
    { content: 'turn 0', inputTokens: 0, createdAt: '2026-11-01T00:00:00.250Z' },
    { content: 'turn 1', inputTokens: 1 },
  ]);
});

test.each([
  ['the fields of messages', { externalId: 'm', content: 'Hi', role: 'USER', inputTokens: 5n }, [{ inputTokens: 5 }]],
  [
    'a question and its answer',
    { question: 'Q?', answer: 'A.', tokens: 5n },
    [{ content: 'Q?', metadata: { tokens: 5 } }, { content: 'A.' }],
  ],
  ['a prompt and its completion', { prompt: 'Q?', completion: 'A.', n: 5n }, [{ content: 'Q?' }, { content: 'A.' }]],
])('%s beside whole numbers of 64 bits, as pandas writes them', async (_shape, row, expected) => {
  const columnData = Object.entries(row).map(([name, cell]) => ({
    name,
    data: [cell],
    type: typeof cell === 'bigint' ? ('INT64' as const) : ('STRING' as const),
  }));
  const records = await recordsOf(fileOf('rows.parquet', new Uint8Array(parquetWriteBuffer({ columnData }))));
  expect(valuesOf(records, 'message')).toMatchObject(expected);
  expect(() => JSON.stringify(records)).not.toThrow();
});

test('its columns and first rows are known without reading on', async () => {
  expect(await beginningOf(fileOf('any.parquet', frame(7)), parquet, { separator: null, shown: 2, lookedAt: 5 })).toMatchObject({
    names: expect.arrayContaining(['name', 'start_time', 'attributes.llm.token_count.prompt']),
    rows: [
      { line: 1, cells: expect.arrayContaining(['turn 0', 'LLM', 0n]) },
      { line: 2, cells: expect.arrayContaining(['turn 1']) },
    ],
  });
});

test.each([
  ['one group of rows', 12_000, 12_000],
  ['six groups of rows', 12_000, 2_000],
])('%s is decoded about once, and no row is lost or comes twice', async (_claim, count, rowGroupSize) => {
  const file = fileOf('spans.parquet', frame(count, rowGroupSize));
  let byteCount = 0;
  const counted = {
    ...file,
    sizeBytes: file.sizeBytes,
    slice: async (from: number, to: number) => {
      const bytes = await file.slice(from, to);
      byteCount += bytes.byteLength;
      return bytes;
    },
  };
  const lines = [];
  for await (const { line, value } of parquet.values?.(counted) ?? []) lines.push([line, (value as { name: string }).name]);
  expect(lines).toEqual(Array.from({ length: count }, (_, index) => [index + 1, `turn ${index}`]));
  // Once for the end of this small file, which describes it, once for its first rows, once for the rest.
  expect(byteCount / file.sizeBytes).toBeLessThan(3.5);
});

test('a group of more rows than fit into memory is refused before it is unpacked', async () => {
  const zeros = parquetWriteBuffer({
    rowGroupSize: 6_000_000,
    columnData: [{ name: 'n', data: new Int32Array(5_000_001), type: 'INT32' }],
  });
  const values = parquet.values?.(fileOf('zeros.parquet', new Uint8Array(zeros)))[Symbol.asyncIterator]();
  await expect(values?.next()).rejects.toThrow(
    'its row group 1 has 5000001 rows; at most 5000000 can be read: write it with smaller row groups',
  );
});
