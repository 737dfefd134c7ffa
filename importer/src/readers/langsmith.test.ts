import { expect, test } from 'vitest';
import { readExport, uuid, type Otlp } from './spans.testing.ts';

test('LangSmith: the tree by parents or by dotted order; model, tokens, session, failure, feedback', async () => {
  const child = {
    id: uuid('b'),
    trace_id: uuid('a'),
    name: 'ChatOpenAI',
    run_type: 'llm',
    start_time: '2026-11-01T00:00:00.250000',
    end_time: '2026-11-01T00:00:01',
    dotted_order: `20261101T000000000000Z${uuid('a')}.20261101T000000250000Z${uuid('b')}`,
    inputs: { messages: [] },
    outputs: {},
    error: 'Boom',
    status: 'error',
    extra: { metadata: { ls_model_name: 'gpt-4o', ls_provider: 'openai', thread_id: 'th' }, invocation_params: { temperature: 0 } },
    prompt_tokens: 10,
    completion_tokens: 5,
    total_tokens: 15,
    input_token_details: { cache_read: 4 },
    first_token_time: '2026-11-01T00:00:00.500000',
    feedback_stats: { good: { n: 1, avg: 1 } },
  };
  const root = {
    id: uuid('a'),
    name: 'chain',
    run_type: 'chain',
    start_time: '2026-11-01T00:00:00',
    end_time: null,
    inputs: '{"q":1}',
    outputs: null,
    session_id: uuid('f'),
    dotted_order: `20261101T000000000000Z${uuid('a')}`,
    prompt_tokens: 0,
  };
  const { spans, evaluations } = await readExport(JSON.stringify({ runs: [child, root], cursors: {} }));
  expect(spans).toHaveLength(2);
  const [call, chain] = spans as [Otlp, Otlp];
  expect(call.parentSpanId).toBe(chain.spanId);
  expect(chain).toMatchObject({ endTimeUnixNano: '0', attributes: { 'input.value': '{"q":1}' } });
  expect(chain.attributes).not.toHaveProperty('session.id');
  expect(call).toMatchObject({
    startTimeUnixNano: '1793491200250000000',
    status: { code: 2, message: 'Boom' },
    attributes: {
      'llm.model_name': 'gpt-4o',
      'llm.token_count.total': '15',
      'llm.token_count.prompt_details.cache_read': '4',
      'session.id': 'th',
    },
  });
  expect(evaluations).toMatchObject([{ spanId: call.spanId, name: 'good', value: 1 }]);
});
