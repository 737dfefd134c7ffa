import { expect, test } from 'vitest';
import { readExport, uuid } from './spans.testing.ts';

test('Opik: a trace with one top span is that span, with several a span above them; scores and usage are kept', async () => {
  const span = {
    id: uuid('b'),
    trace_id: uuid('a'),
    parent_span_id: null,
    name: 'call',
    type: 'llm',
    model: 'gpt-4o',
    provider: 'openai',
    start_time: '2026-11-01T00:00:00Z',
    end_time: '2026-11-01T00:00:01Z',
    input: { messages: [] },
    output: { a: 1 },
    usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7, 'original_usage.prompt_tokens_details.cached_tokens': 4 },
    error_info: { exception_type: 'E', message: 'm', traceback: 't' },
  };
  const trace = {
    id: uuid('a'),
    project_id: 'p',
    name: 'run',
    start_time: '2026-11-01T00:00:00Z',
    end_time: '2026-11-01T00:00:02Z',
    input: { q: 1 },
    output: { a: 1 },
    thread_id: 'th',
    tags: ['x'],
    metadata: { m: 1 },
    feedback_scores: [{ name: 'ok', value: '1', reason: 'r', source: 'ui' }],
  };
  const one = await readExport(
    JSON.stringify(
      { trace, spans: [{ ...span, id: uuid('c'), parent_span_id: uuid('b') }, span], attachments: [{ file_name: 'x.png' }] },
      null,
      2,
    ),
  );
  expect(one.spans).toHaveLength(2);
  const top = one.spans.find(({ parentSpanId }) => parentSpanId === undefined);
  expect(top).toMatchObject({
    traceId: uuid('a').replaceAll('-', ''),
    status: { code: 2, message: 'm' },
    attributes: {
      'session.id': 'th',
      'llm.token_count.prompt': '5',
      'llm.token_count.prompt_details.cache_read': '4',
      'llm.model_name': 'gpt-4o',
    },
  });
  expect(one.spans.find(({ parentSpanId }) => parentSpanId === top?.spanId)).toBeDefined();
  expect(one.evaluations).toMatchObject([{ name: 'ok', value: 1, comment: 'r', evaluatorKind: 'HUMAN' }]);
  expect(one.others).toMatchObject([{ kind: 'remark', text: expect.stringContaining('1 attachments') }]);
  const two = await readExport(JSON.stringify({ trace, spans: [span, { ...span, id: uuid('c') }] }));
  expect(two.spans.filter(({ parentSpanId }) => parentSpanId === undefined)).toMatchObject([
    { name: 'run', attributes: { 'session.id': 'th' } },
  ]);
});
