import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyValue, logRequestOf, requestOf, type SentSpan } from '../../protocols/otlp/requests.fixtures.ts';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { drainSummaries } from './background/summaries.ts';
import { hexId } from './spans.testing.ts';

/** What unmodified clients send, reduced to what is read of it, and asked by the API: spans by OTLP. */

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
  await server.stores.prisma.price.create({
    data: {
      workspaceId: server.defaultWorkspaceId,
      scope: 'MODEL',
      model: 'claude-sonnet-4-6',
      inputRate: 3_000_000_000n,
      outputRate: 15_000_000_000n,
    },
  });
});
afterAll(() => server?.close());

type Sent = readonly [id: number, parent: number | null, name: string, attributes: Readonly<Record<string, unknown>>, more?: SentSpan];
const startMs = Date.UTC(2026, 10, 20, 12);
const nano = (ms: number): string => `${startMs + ms}000000`;
let count = 0;

const valueOf = (value: unknown): object =>
  typeof value === 'string'
    ? { stringValue: value }
    : Number.isInteger(value)
      ? { intValue: String(value) }
      : typeof value === 'number'
        ? { doubleValue: value }
        : { arrayValue: { values: (value as unknown[]).map(valueOf) } };

const sentSpans = (traceId: string, spans: readonly Sent[]): SentSpan[] =>
  spans.map(([id, parent, name, attributes, more]) => ({
    traceId,
    spanId: hexId(id, 16),
    ...(parent === null ? null : { parentSpanId: hexId(parent, 16) }),
    name,
    startTimeUnixNano: nano(id),
    endTimeUnixNano: nano(1_000 - id),
    attributes: Object.entries(attributes).map(([key, value]) =>
      typeof value === 'string' ? keyValue(key, value) : { key, value: valueOf(value) },
    ),
    ...more,
  }));

async function post(spans: SentSpan[]): Promise<void> {
  const response = await fetch(`${server.url}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(requestOf(...spans)),
  });
  expect(response.status).toBe(200);
}

const asked = `trace(id: $id) { sessionId userId modelCallCount toolCallCount errorCount inputTokens outputTokens costUsd
  messages { role content inputTokens outputTokens }
  spans(first: 50) { edges { node {
    name kind parentId durationMs isError errorType model provider toolName reportedCostUsd cacheReadTokens inputTokens outputTokens costGap usageReading { name reason } subtree { modelCallCount inputTokens outputTokens }
    input { form text json isCut } output { form text json } attributes } } } }`;

async function look(id: string): Promise<Loose> {
  await drainSummaries(server.stores);
  const { body } = await ask(server, `query ($id: String!) { ${asked} }`, { variables: { id } });
  expect(body.errors).toBeUndefined();
  const { spans, ...trace } = body.data.trace;
  return { ...trace, spans: Object.fromEntries(spans.edges.map(({ node }: Loose) => [node.name, node])) };
}

/** The trace of these spans, sent in these requests. */
async function traceOf(...requests: (readonly Sent[])[]): Promise<Loose> {
  count += 1;
  const id = hexId(count, 32);
  for (const spans of requests) await post(sentSpans(id, spans));
  return look(id);
}
const conversationOf = ({ messages }: Loose): string[][] => messages.map(({ role, content }: Loose) => [role, content]);

const openinference = {
  'openinference.span.kind': 'LLM',
  'llm.model_name': 'claude-sonnet-4-6',
  'llm.provider': 'anthropic',
  'llm.input_messages.0.message.role': 'user',
  'llm.input_messages.0.message.content': 'What time is it?',
  'llm.output_messages.0.message.role': 'assistant',
  'llm.output_messages.0.message.content': 'Let me look.',
};
const openinferenceTokens = { 'llm.token_count.prompt': 721, 'llm.token_count.completion': 112 };
const native = {
  'gen_ai.provider.name': 'anthropic',
  'gen_ai.operation.name': 'chat',
  'gen_ai.request.model': 'claude-sonnet-4-6',
  'gen_ai.response.id': 'msg_1',
  'gen_ai.usage.input_tokens': 721,
  'gen_ai.usage.output_tokens': 112,
};
const traceloop = {
  ...native,
  'gen_ai.input.messages': '[{"role":"user","parts":[{"type":"text","content":"What time is it?"}]}]',
  'gen_ai.output.messages': '[{"role":"assistant","parts":[{"type":"text","content":"Let me look."}]}]',
};
const workflow: Sent = [1, null, 'answer.workflow', { 'traceloop.span.kind': 'workflow' }];

describe('one call that two instrumentations report is one call and one message', () => {
  const outer: Sent = [2, 1, 'messages.create', { ...openinference, ...openinferenceTokens }];
  const bareOuter: Sent = [2, 1, 'messages.create', openinference];
  const inner: Sent = [3, 2, 'anthropic.messages.create', native];
  const [told, bare]: [Sent, Sent] = [
    [2, 1, 'anthropic.chat', traceloop],
    [3, 1, 'anthropic.messages.create', native],
  ];
  test.each<[claim: string, requests: (readonly Sent[])[]]>([
    ['whose inner span has no texts', [[workflow, outer, inner]]],
    ['whose inner span has no texts and comes first', [[inner], [outer, workflow]]],
    ['whose inner span has no texts and comes last', [[workflow, outer], [inner]]],
    ['whose inner span alone has tokens', [[workflow, bareOuter, inner]]],
    ['whose inner span alone has tokens and comes first', [[inner], [bareOuter, workflow]]],
    ['whose inner span alone has tokens and comes last', [[workflow, bareOuter], [inner]]],
    ['whose spans stand beside each other', [[workflow, told, bare]]],
    ['whose spans stand beside each other, the one without texts first', [[bare], [told, workflow]]],
    ['whose spans stand beside each other, the one without texts last', [[told], [bare, workflow]]],
    [
      'whose inner span is four steps below',
      [[workflow, outer, ...[3, 4, 5, 6].map((id): Sent => [id, id - 1, `step ${id}`, {}]), [7, 6, 'anthropic.messages.create', native]]],
    ],
  ])('%s', async (_claim, requests) => {
    const trace = await traceOf(...requests);
    expect(trace).toMatchObject({ modelCallCount: 1, inputTokens: 721, outputTokens: 112, costUsd: (721 * 3 + 112 * 15) / 1e6 });
    expect(trace.spans['answer.workflow'].subtree).toEqual({ modelCallCount: 1, inputTokens: 721, outputTokens: 112 });
    expect(conversationOf(trace)).toEqual([
      ['USER', 'What time is it?'],
      ['ASSISTANT', 'Let me look.'],
    ]);
    expect(trace.messages.at(-1)).toMatchObject({ inputTokens: 721, outputTokens: 112 });
  });

  test('calls with one id that follow each other are several, as Ollama numbers them', async () => {
    const at = (id: number, from: number): Sent => [
      id,
      1,
      `chat ${id}`,
      traceloop,
      { startTimeUnixNano: nano(from), endTimeUnixNano: nano(from + 10) },
    ];
    expect(await traceOf([workflow, at(2, 100), at(3, 200)])).toMatchObject({ modelCallCount: 2, inputTokens: 2 * 721 });
  });

  test('the preparation of a call is none', async () => {
    const trace = await traceOf([
      [1, null, 'BaseWorkflowAgent.run_agent_step', { 'openinference.span.kind': 'CHAIN' }],
      [
        2,
        1,
        'OpenAI._prepare_chat_with_tools',
        {
          'openinference.span.kind': 'LLM',
          'llm.model_name': 'gpt-4o-mini',
          'input.value': '{"user_msg": null, "chat_history": ["ChatMessage(role=<MessageRole.USER: \'user\'>)"]}',
          'output.value': '{"messages": ["ChatMessage(role=<MessageRole.USER: \'user\'>)"], "tools": []}',
        },
      ],
      [3, 1, 'OpenAI.achat', { ...openinference, ...openinferenceTokens }],
    ]);
    expect(trace).toMatchObject({ modelCallCount: 1, spans: { 'OpenAI._prepare_chat_with_tools': { kind: 'CHAIN' } } });
    expect(conversationOf(trace)).toHaveLength(2);
  });
});

describe('what is read of a span', () => {
  test('a text that the limit cuts says that it was cut, and how long it was', async () => {
    const trace = await traceOf([[1, null, 'long', { 'input.value': `begin ${'x'.repeat(1_200_000)}` }]]);
    expect(trace.spans.long.input).toMatchObject({
      form: 'TEXT',
      isCut: true,
      text: expect.stringMatching(/^begin x+… \[cut here.*, 1200006 characters\]$/),
    });
  });

  test('tokens of an agent beyond those of its calls are in no sum, and the reading says so', async () => {
    const agent = (tokens: number): Sent => [
      1,
      null,
      'agent',
      { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.usage.input_tokens': tokens },
    ];
    const call: Sent = [2, 1, 'chat', { ...native, 'gen_ai.usage.output_tokens': 0 }];
    const [more, same] = [await traceOf([agent(900), call]), await traceOf([agent(721), call])];
    expect([more.inputTokens, same.inputTokens]).toEqual([721, 721]);
    expect(more.spans.agent.usageReading).toEqual({ name: 'MORE_THAN_BELOW:TREE', reason: expect.stringContaining('in no sum') });
    expect(same.spans.agent.usageReading.name).toBe('OF_SPANS_BELOW:TREE');
    expect(more.spans.chat.usageReading.name).toBe('AS_REPORTED');
  });

  test('counts that are no whole numbers from 0 are named', async () => {
    const { spans } = await traceOf([
      [1, null, 'fraction', { ...native, 'gen_ai.usage.input_tokens': 1.5 }],
      [2, null, 'negative', { ...native, 'gen_ai.response.id': 'msg_2', 'gen_ai.usage.input_tokens': -3 }],
      [
        3,
        null,
        'detailed',
        { 'langfuse.observation.type': 'generation', 'langfuse.observation.usage_details': '{"input": 2.5, "output": 1}' },
      ],
    ]);
    expect(spans.fraction).toMatchObject({
      inputTokens: 2,
      usageReading: { name: 'ROUNDED:COUNT', reason: expect.stringContaining('rounded') },
    });
    expect(spans.negative).toMatchObject({ inputTokens: null, outputTokens: 112, usageReading: { name: 'LEFT_OUT:COUNT' } });
    expect(spans.negative.attributes).toMatchObject({ 'gen_ai.usage.input_tokens': -3 });
    expect(spans.detailed).toMatchObject({ inputTokens: 3, usageReading: { name: 'ROUNDED:COUNT' } });
  });

  test('a step that sums up calls without naming a model is no call without a price', async () => {
    const { spans } = await traceOf([
      [1, null, 'step', { 'openinference.span.kind': 'CHAIN', 'llm.token_count.prompt': 5 }],
      [2, null, 'call', { 'openinference.span.kind': 'LLM', 'llm.token_count.prompt': 5 }],
    ]);
    expect([spans.step.costGap, spans.call.costGap]).toEqual(['NOT_A_MODEL_CALL', 'NO_PRICE']);
  });

  test('a call that was cancelled is the failure that its sender marked it as', async () => {
    const cancelled: SentSpan = {
      status: { code: 2, message: 'CancelledError' },
      events: [
        {
          name: 'exception',
          timeUnixNano: nano(3),
          attributes: [keyValue('exception.type', 'asyncio.exceptions.CancelledError'), keyValue('exception.message', '')],
        },
      ],
    };
    expect(await traceOf([[1, null, 'chat', { 'gen_ai.operation.name': 'chat' }, cancelled]])).toMatchObject({
      errorCount: 1,
      spans: { chat: { isError: true, errorType: 'asyncio.exceptions.CancelledError' } },
    });
  });

  test('the spaces around a name are no part of it, on any path', async () => {
    const { spans } = await traceOf([[1, null, 'call', { ...native, 'gen_ai.request.model': ' claude-sonnet-4-6 ' }]]);
    expect(spans.call.model).toBe('claude-sonnet-4-6');
    const { body } = await ask(server, `mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }`, {
      variables: {
        messages: [{ externalId: 'm ', conversationId: ' c', role: 'ASSISTANT', content: '', model: 'gpt-4o ', provider: ' openai' }],
      },
    });
    expect(body.data.ingestMessages.accepted).toBe(1);
    const stored = await server.stores.prisma.message.findMany({ where: { externalId: 'm' }, include: { conversation: true } });
    expect(stored).toMatchObject([{ model: 'gpt-4o', provider: 'openai', conversation: { externalId: 'c' } }]);
  });

  const results = (...found: Readonly<Record<string, unknown>>[]): SentSpan => ({
    events: found.map((result) => ({
      name: 'db.query.result',
      timeUnixNano: nano(5),
      attributes: Object.entries(result).map(([key, value]) => ({ key: `db.query.result.${key}`, value: valueOf(value) })),
    })),
  });
  test.each<[claim: string, span: Sent, expected: object]>([
    [
      'Chroma’s query and what it found',
      [
        1,
        null,
        'chroma.query',
        { 'db.system': 'chroma', 'db.operation': 'query', 'db.chroma.query.n_results': 2 },
        results({ id: 'a', distance: 0.5, document: 'tea' }),
      ],
      { kind: 'RETRIEVER', output: { json: [{ id: 'a', distance: 0.5, document: 'tea' }] } },
    ],
    [
      'Pinecone’s by the name of its span',
      [1, null, 'pinecone.query', { 'db.system': 'pinecone', 'pinecone.query.top_k': 3 }],
      { kind: 'RETRIEVER' },
    ],
    [
      'Qdrant’s by its newer names',
      [1, null, 'points', { 'db.system.name': 'qdrant', 'db.operation.name': 'search' }],
      { kind: 'RETRIEVER' },
    ],
    [
      'pgvector’s in SQL',
      [
        1,
        null,
        'SELECT',
        { 'db.system': 'postgresql', 'db.operation': 'SELECT', 'db.statement': 'SELECT * FROM docs ORDER BY v <=> $1 LIMIT 5' },
      ],
      { kind: 'RETRIEVER', input: { text: 'SELECT * FROM docs ORDER BY v <=> $1 LIMIT 5' } },
    ],
    ['any with attributes of vectors', [1, null, 'db.query', { 'db.system': 'redis', 'db.vector.query.top_k': 3 }], { kind: 'RETRIEVER' }],
    [
      'nothing else of SQL',
      [1, null, 'SELECT', { 'db.system': 'postgresql', 'db.operation': 'SELECT', 'db.statement': 'SELECT 1' }],
      { kind: 'SPAN' },
    ],
    ['no addition', [1, null, 'chroma.add', { 'db.system': 'chroma', 'db.operation': 'add' }], { kind: 'SPAN' }],
    ['no change of what is stored', [1, null, 'chroma.query', { 'db.system': 'milvus', 'db.operation': 'query_delete' }], { kind: 'SPAN' }],
  ])('a search in vectors is %s', async (_claim, span, expected) => {
    expect(Object.values((await traceOf([span])).spans)).toMatchObject([expected]);
  });
});

describe('Claude Code that exports log records alone', () => {
  const session = { 'session.id': 'a-session', 'user.id': 'somebody-s-device', 'prompt.id': '0b6f1c2e-3d4a-4b5c-8d9e-0f1a2b3c4d5e' };
  const traceId = session['prompt.id'].replaceAll('-', '');
  const record = (event: string, ms: number, attributes: Readonly<Record<string, unknown>>): SentSpan => ({
    timeUnixNano: nano(ms),
    body: { stringValue: `claude_code.${event}` },
    attributes: Object.entries({ ...session, 'event.name': event, ...attributes }).map(([key, value]) => ({ key, value: valueOf(value) })),
  });
  const asked = record('user_prompt', 0, { prompt_length: 14, prompt: 'List the files' });
  const request = record('api_request', 3_000, {
    model: 'claude-sonnet-4-6',
    request_id: 'req_1',
    duration_ms: 2_500,
    cost_usd: 0.25,
    input_tokens: 2,
    output_tokens: 100,
    cache_read_tokens: 1_000,
    cache_creation_tokens: 20,
  });
  const tool = record('tool_result', 4_000, {
    tool_name: 'Bash',
    tool_use_id: 'toolu_1',
    success: 'true',
    duration_ms: 500,
    tool_parameters: '{"bash_command":"ls"}',
  });
  const failed = record('api_error', 5_000, {
    model: 'claude-sonnet-4-6',
    error: 'overloaded',
    status_code: '529',
    duration_ms: 100,
    request_id: 'req_2',
  });
  const answered = record('assistant_response', 3_001, { model: 'claude-sonnet-4-6', request_id: 'req_1', response: 'There are two.' });
  const others = record('tool_decision', 3_500, { tool_name: 'Bash', decision: 'accept' });

  const send = async (...records: SentSpan[]): Promise<void> => {
    const response = await fetch(`${server.url}/v1/logs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(logRequestOf(...records)),
    });
    expect(await response.json()).toEqual({});
  };

  test('is traces with calls, tokens, the reported cost, tools and a conversation, whatever comes first and however often', async () => {
    await send(answered, tool);
    await send(asked, request, failed, others);
    await send(request, asked);
    const trace = await look(traceId);
    expect(trace).toMatchObject({
      modelCallCount: 2,
      toolCallCount: 1,
      errorCount: 1,
      inputTokens: 1_022,
      outputTokens: 100,
      sessionId: 'a-session',
      userId: 'somebody-s-device',
    });
    expect(conversationOf(trace)).toEqual([
      ['USER', 'List the files'],
      ['ASSISTANT', 'There are two.'],
      ['ASSISTANT', ''],
    ]);
    expect(Object.keys(trace.spans)).toHaveLength(4);
    expect(trace.spans['claude_code.user_prompt']).toMatchObject({ kind: 'AGENT', parentId: null, input: { text: 'List the files' } });
    expect(trace.spans['claude_code.api_request']).toMatchObject({
      kind: 'LLM',
      durationMs: 2_500,
      provider: 'anthropic',
      reportedCostUsd: 0.25,
      cacheReadTokens: 1_000,
      output: { text: 'There are two.' },
    });
    expect(trace.spans['claude_code.tool_result']).toMatchObject({
      kind: 'TOOL',
      toolName: 'Bash',
      durationMs: 500,
      input: { json: { bash_command: 'ls' } },
    });
    expect(trace.spans['claude_code.api_error']).toMatchObject({ kind: 'LLM', isError: true, errorType: '529' });
  });
});
