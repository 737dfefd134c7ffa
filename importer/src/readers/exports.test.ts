import { describe, expect, test } from 'vitest';
import { fileOf, recordsOf, valuesOf } from '../reading.testing.ts';

const idOfTrace = '0123456789abcdef0123456789abcdef';
const uuid = (digit: string): string => `${digit.repeat(8)}-${digit.repeat(4)}-7${digit.repeat(3)}-8${digit.repeat(3)}-${digit.repeat(12)}`;

interface Otlp {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status: { readonly code?: number; readonly message?: string };
  readonly events: readonly { readonly name: string }[];
  readonly attributes: Readonly<Record<string, unknown>>;
}

async function read(
  text: string,
  name = 'export.json',
): Promise<{ spans: Otlp[]; evaluations: Record<string, unknown>[]; others: unknown[] }> {
  const records = await recordsOf(fileOf(name, text));
  const spans = valuesOf(records, 'span').map(({ span }) => {
    const one = span as Omit<Otlp, 'attributes'> & { attributes: { key: string; value: Record<string, unknown> }[] };
    return { ...one, attributes: Object.fromEntries(one.attributes.map(({ key, value }) => [key, Object.values(value)[0]])) };
  });
  return { spans, evaluations: valuesOf(records, 'evaluation'), others: records.filter(({ kind }) => kind === 'bad' || kind === 'remark') };
}

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
const isPhoenix = ({ spans, evaluations, others }: Awaited<ReturnType<typeof read>>): void => {
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
  ])('%s of spans', async (_name, file, text) => isPhoenix(await read(text, file)));

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
    isPhoenix(await read(JSON.stringify(row), 'frame.jsonl'));
    const cell = (value: unknown): string =>
      `"${(typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '')).replaceAll('"', '""')}"`;
    isPhoenix(await read(`,${Object.keys(row).join(',')}\n0,${Object.values(row).map(cell).join(',')}\n`, 'frame.csv'));
  });

  test('OTLP in snake_case', async () => {
    const { spans } = await read(
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
  const one = await read(
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
  const two = await read(JSON.stringify({ trace, spans: [span, { ...span, id: uuid('c') }] }));
  expect(two.spans.filter(({ parentSpanId }) => parentSpanId === undefined)).toMatchObject([
    { name: 'run', attributes: { 'session.id': 'th' } },
  ]);
});

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
  const { spans, evaluations } = await read(JSON.stringify({ runs: [child, root], cursors: {} }));
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

test('W&B Weave: calls of one trace, usage of the model, what is deleted is named', async () => {
  const call = {
    id: uuid('b'),
    project_id: 'e/p',
    op_name: 'weave:///e/p/op/openai.chat.completions.create:abc',
    trace_id: uuid('a'),
    parent_id: uuid('a'),
    started_at: '2026-11-01T00:00:00Z',
    ended_at: '2026-11-01T00:00:01Z',
    inputs: { model: 'gpt-4o', messages: [] },
    output: { model: 'gpt-4o-2024-08-06' },
    exception: null,
    attributes: {},
    summary: {
      usage: { 'gpt-4o-2024-08-06': { prompt_tokens: 8, completion_tokens: 3, requests: 1, total_tokens: 11 } },
      weave: {
        status: 'success',
        feedback: [{ id: 'f', feedback_type: 'wandb.reaction.1', payload: { alias: ':thumbs_up:', emoji: '👍' } }],
      },
    },
    thread_id: 'th',
    wb_user_id: 'u',
    deleted_at: null,
  };
  const lines = [
    call,
    { ...call, id: uuid('a'), parent_id: null, op_name: 'agent', ended_at: null, summary: {}, exception: 'E: x' },
    { ...call, id: uuid('c'), deleted_at: '2026-11-02T00:00:00Z' },
  ];
  const { spans, evaluations, others } = await read(lines.map((line) => JSON.stringify(line)).join('\n'), 'calls.jsonl');
  expect(spans).toMatchObject([
    {
      name: 'openai.chat.completions.create',
      status: { code: 1 },
      attributes: {
        'openinference.span.kind': 'LLM',
        'llm.model_name': 'gpt-4o-2024-08-06',
        'llm.token_count.prompt': '8',
        'session.id': 'th',
        'user.id': 'u',
      },
    },
    { name: 'agent', endTimeUnixNano: '0', status: { code: 2, message: 'E: x' } },
  ]);
  expect(evaluations).toMatchObject([{ name: 'reaction', label: ':thumbs_up:', success: true }]);
  expect(others).toMatchObject([{ kind: 'remark' }]);
});

describe('logs of completions', () => {
  const request = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Q' }], temperature: 0.2 };
  const response = {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_761_955_200,
    model: 'gpt-4o-2024-08-06',
    choices: [{ index: 0, message: { role: 'assistant', content: 'A' }, finish_reason: 'stop' }],
    usage: {
      prompt_tokens: 10,
      completion_tokens: 5,
      prompt_tokens_details: { cached_tokens: 4 },
      completion_tokens_details: { reasoning_tokens: 2 },
    },
  };
  const messagesIn = async (value: unknown) => valuesOf(await recordsOf(fileOf('log.jsonl', JSON.stringify(value))), 'message');

  test.each([
    ['request and response', { request, response, latency_ms: 900 }],
    ['both as texts', { request: JSON.stringify(request), response: JSON.stringify(response), latency_ms: 900 }],
    [
      'members of the request beside the response',
      { messages: request.messages, model: 'gpt-4o', temperature: 0.2, response, latency_ms: 900 },
    ],
    ['a stored completion', { ...response, messages: request.messages, temperature: 0.2, latency_ms: 900 }],
    ['a line of a batch', { custom_id: 'c', body: request, response: { status_code: 200, body: response }, latency_ms: 900 }],
  ])('%s', async (_name, value) => {
    expect(await messagesIn(value)).toMatchObject([
      { role: 'USER', content: 'Q' },
      {
        role: 'ASSISTANT',
        content: 'A',
        model: 'gpt-4o-2024-08-06',
        inputTokens: 10,
        outputTokens: 5,
        cacheReadTokens: 4,
        reasoningTokens: 2,
        latencyMs: 900,
        createdAt: '2025-11-01T00:00:00.000Z',
      },
    ]);
    expect(JSON.stringify(await messagesIn(value))).toContain('0.2');
  });

  test('several choices, failures, Anthropic’s and OpenAI’s Responses', async () => {
    expect(
      (
        await messagesIn({
          request,
          response: { ...response, choices: [...response.choices, { index: 1, message: { role: 'assistant', content: 'B' } }] },
        })
      ).map(({ content }) => content),
    ).toEqual(['Q', 'A', 'Q', 'B']);
    expect(
      await messagesIn({
        custom_id: 'c',
        body: request,
        response: { status_code: 429, body: { error: { code: 'rate_limit_exceeded', message: 'x' } } },
      }),
    ).toMatchObject([{}, { role: 'ASSISTANT', content: '', errorType: 'rate_limit_exceeded', model: 'gpt-4o' }]);
    expect(
      await messagesIn({
        request: { model: 'claude', system: 'S', messages: [{ role: 'user', content: 'Q' }] },
        response: {
          role: 'assistant',
          model: 'claude-x',
          content: [
            { type: 'text', text: 'A' },
            { type: 'tool_use', id: 't', name: 'n', input: { a: 1 } },
          ],
          usage: { input_tokens: 3, cache_read_input_tokens: 7, output_tokens: 2 },
        },
      }),
    ).toMatchObject([
      { role: 'SYSTEM' },
      { role: 'USER' },
      { content: 'A', inputTokens: 10, cacheReadTokens: 7, toolCalls: [{ id: 't', name: 'n', arguments: { a: 1 } }] },
    ]);
    expect(
      await messagesIn({
        request: { model: 'm', input: 'Q' },
        response: {
          object: 'response',
          model: 'm',
          output: [
            { type: 'reasoning', id: 'r' },
            { type: 'message', content: [{ type: 'output_text', text: 'A' }] },
            { type: 'function_call', call_id: 'c', name: 'n', arguments: '{}' },
          ],
          usage: { input_tokens: 1, output_tokens: 2 },
        },
      }),
    ).toMatchObject([
      { role: 'USER', content: 'Q' },
      { content: 'A', toolCalls: [{ id: 'c', name: 'n' }], metadata: { items: [{ type: 'reasoning' }] } },
    ]);
  });
});

test('ChatGPT’s export: the branch that was shown, and others as conversations of their own', async () => {
  const node = (id: string, parent: string | null, children: string[], role: string | null, text = '') => ({
    id,
    parent,
    children,
    message:
      role === null
        ? null
        : {
            id,
            author: { role },
            create_time: 1_761_955_200,
            content: { content_type: 'text', parts: [text] },
            metadata: role === 'assistant' ? { model_slug: 'gpt-4o' } : {},
          },
  });
  const mapping = Object.fromEntries(
    [
      node('r', null, ['q'], null),
      node('q', 'r', ['a', 'b'], 'user', 'Q'),
      node('a', 'q', [], 'assistant', 'first'),
      node('b', 'q', [], 'assistant', 'second'),
    ].map((one) => [one.id, one]),
  );
  const records = await recordsOf(
    fileOf(
      'conversations.json',
      JSON.stringify([{ title: 'T', create_time: 1_761_955_200, current_node: 'b', conversation_id: 'c1', mapping }]),
    ),
  );
  expect(valuesOf(records, 'message')).toMatchObject([
    { role: 'USER', content: 'Q', conversationId: 'conversations/c1', metadata: { title: 'T' } },
    { role: 'ASSISTANT', content: 'second', model: 'gpt-4o', conversationId: 'conversations/c1' },
    { content: 'Q', conversationId: 'conversations/c1/a' },
    { content: 'first', conversationId: 'conversations/c1/a' },
  ]);
});
