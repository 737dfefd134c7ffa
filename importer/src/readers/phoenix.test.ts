import { describe, expect, test } from 'vitest';
import { idOfTrace, readExport } from './spans.testing.ts';

const phoenix = {
  name: 'turn',
  context: { trace_id: idOfTrace, span_id: '0123456789abcdef' },
  span_kind: 'LLM',
  parent_id: 'fedcba9876543210',
  start_time: '2026-11-01T00:00:00.123456+00:00',
  end_time: '2026-11-01T01:00:01+01:00',
  status_code: 'ERROR',
  status_message: 'too long',
  attributes: {
    'llm.model_name': 'gpt-4o',
    'llm.token_count.prompt': 3,
    llm: { input_messages: [{ message: { role: 'user', content: 'Hi' } }] },
    metadata: { a: 1 },
  },
  events: [{ name: 'exception', timestamp: '2026-11-01T00:00:00.5Z', attributes: { 'exception.type': 'E' } }],
  annotations: [{ name: 'tone', annotator_kind: 'HUMAN', result: { label: 'calm', score: 0.9, explanation: 'fine' } }],
};
const isPhoenix = ({ spans, evaluations, others }: Awaited<ReturnType<typeof readExport>>): void => {
  expect(others).toEqual([]);
  expect(spans).toMatchObject([
    {
      traceId: idOfTrace,
      spanId: '0123456789abcdef',
      parentSpanId: 'fedcba9876543210',
      startTimeUnixNano: '1793491200123456000',
      endTimeUnixNano: '1793491201000000000',
      status: { code: 2, message: 'too long' },
      events: [{ name: 'exception' }],
      attributes: {
        'openinference.span.kind': 'LLM',
        'llm.model_name': 'gpt-4o',
        'llm.token_count.prompt': '3',
        'llm.input_messages.0.message.content': 'Hi',
        metadata: '{"a":1}',
      },
    },
  ]);
  expect(evaluations).toMatchObject([
    { traceId: idOfTrace, spanId: '0123456789abcdef', name: 'tone', label: 'calm', value: 0.9, comment: 'fine' },
  ]);
};

describe('Phoenix', () => {
  test.each([
    ['a list', 'p.json', JSON.stringify([phoenix], null, 1)],
    ['an answer of the API', 'p.json', JSON.stringify({ data: [phoenix], next_cursor: null })],
    ['lines', 'p.jsonl', JSON.stringify(phoenix)],
  ])('%s of spans', async (_name, file, text) => isPhoenix(await readExport(text, file)));

  test('rows of a data frame as JSON Lines and CSV', async () => {
    const row = {
      name: 'turn',
      span_kind: 'LLM',
      parent_id: 'fedcba9876543210',
      start_time: '2026-11-01 00:00:00.123456+00:00',
      end_time: 1_793_491_201_000,
      status_code: 'ERROR',
      status_message: 'too long',
      'context.trace_id': idOfTrace,
      'context.span_id': '0123456789abcdef',
      events: phoenix.events,
      'attributes.llm.model_name': 'gpt-4o',
      'attributes.llm.token_count.prompt': 3,
      'attributes.llm.input_messages': [{ 'message.role': 'user', 'message.content': 'Hi' }],
      'attributes.metadata': { a: 1 },
      'attributes.llm.output_messages': null,
      'eval.tone.label': 'calm',
      'eval.tone.score': 0.9,
      'eval.tone.explanation': 'fine',
    };
    isPhoenix(await readExport(JSON.stringify(row), 'frame.jsonl'));
    const cell = (value: unknown): string =>
      `"${(typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '')).replaceAll('"', '""')}"`;
    isPhoenix(await readExport(`,${Object.keys(row).join(',')}\n0,${Object.values(row).map(cell).join(',')}\n`, 'frame.csv'));
  });

  test('OTLP in snake_case', async () => {
    const { spans } = await readExport(
      JSON.stringify({
        data: [
          {
            trace_id: idOfTrace,
            span_id: '0123456789abcdef',
            name: 'x',
            start_time_unix_nano: 1,
            end_time_unix_nano: '2',
            attributes: [{ key: 'a', value: { string_value: 'b' } }],
            status: { code: 'STATUS_CODE_ERROR' },
          },
        ],
      }),
    );
    expect(spans).toMatchObject([{ traceId: idOfTrace, startTimeUnixNano: 1, attributes: { a: 'b' }, status: { code: 2 } }]);
  });
});
