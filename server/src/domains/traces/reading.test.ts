import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyValue, requestOf, type SentSpan } from '../../protocols/otlp/requests.fixtures.ts';
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

const asked = `trace(id: $id) { modelCallCount toolCallCount errorCount inputTokens outputTokens costUsd
  messages { role content inputTokens outputTokens }
  spans(first: 50) { edges { node {
    name kind isError errorType model provider inputTokens outputTokens costGap usageReading { name reason } subtree { modelCallCount inputTokens outputTokens }
    input { form text isCut } output { form text json } attributes } } } }`;

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
