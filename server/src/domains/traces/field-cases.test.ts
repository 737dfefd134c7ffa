import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsSharedData, sharedData } from '../../../tests/shared-data.testing.ts';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { drainSummaries } from './background/summaries.ts';

/** What the field sent and other products read wrong: each file as it stands, sent as its sender does, and asked by the API. */
const folder = sharedData === null ? null : join(sharedData, '..', 'cases');
const isHere = folder !== null && existsSync(folder);
const why = isHere ? '' : needsSharedData || 'skipped: the cases are not beside the shared data';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
  const price = { workspaceId: server.defaultWorkspaceId, scope: 'MODEL' as const };
  const rate = (usd: number): bigint => BigInt(Math.round(usd * 1_000)) * 1_000_000n;
  await server.stores.prisma.price.createMany({
    data: [
      { ...price, model: 'gpt-4o', inputRate: rate(2.5), outputRate: rate(10) },
      {
        ...price,
        model: 'claude-3-5-sonnet-20241022',
        inputRate: rate(3),
        outputRate: rate(15),
        cacheReadRate: rate(0.3),
        cacheWriteRate: rate(3.75),
      },
      { ...price, model: 'text-embedding-3-small', inputRate: rate(0.02), outputRate: 0n },
    ],
  });
});
afterAll(() => server?.close());

const read = (name: string): Loose => JSON.parse(readFileSync(join(folder ?? '', `${name}.json`), 'utf8'));

async function post(path: string, body: unknown): Promise<void> {
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBeLessThan(300);
}

async function send(name: string): Promise<string> {
  const sent = read(name);
  if (sent.batch !== undefined) await post('/api/public/ingestion', sent);
  else {
    await post('/v1/traces', sent.traces ?? sent);
    if (sent.logs !== undefined) await post('/v1/logs', sent.logs);
  }
  await drainSummaries(server.stores);
  const spans = (sent.traces ?? sent).resourceSpans?.[0].scopeSpans[0].spans;
  return sent.batch === undefined ? spans[0].traceId : sent.batch[0].body.id;
}

const asked = `trace(id: $id) {
  spanCount modelCallCount toolCallCount errorCount inputTokens outputTokens costUsd sessionId userId models
  spans(first: 50) { edges { node {
    name kind isError model provider toolName toolCallId finishReason timeToFirstTokenMs reportedCostUsd tools costUsd
    inputTokens outputTokens cacheReadTokens cacheWriteTokens reasoningTokens usageReading { name reason } sentAttributes
    input { form text isCut messages { role content parts toolCalls { name arguments } } }
    output { form text json isCut messages { role content parts } } } } } }`;

/** A trace, its spans by name, and its conversation as pairs of role and text (or the tools that a message calls). */
async function look(id: string): Promise<{ trace: Loose; spans: Record<string, Loose>; conversation: string[][] }> {
  const { body } = await ask(server, `query ($id: String!) { ${asked} }`, { variables: { id } });
  expect(body.errors).toBeUndefined();
  const nodes: Loose[] = body.data.trace.spans.edges.map(({ node }: Loose) => node);
  const said = await server.stores.prisma.message.findMany({
    where: { workspaceId: server.defaultWorkspaceId, conversation: { externalId: id } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    include: { toolCalls: true },
  });
  return {
    trace: body.data.trace,
    spans: Object.fromEntries(nodes.map((node) => [node.name, node])),
    conversation: said.map(({ role, content, toolCalls }) => [role, content, ...toolCalls.map(({ name }) => name)]),
  };
}
const messagesOf = (text: Loose): string[][] =>
  text.messages.map(({ role, content, toolCalls }: Loose) => [role, content, ...(toolCalls ?? []).map(({ name }: Loose) => name)]);

describe.skipIf(!isHere)(`a case of the field ${why}`, () => {
  test.each<[name: string, holds: (seen: Awaited<ReturnType<typeof look>>) => void]>([
    [
      'traces/agent-pydantic-run',
      ({ trace, spans }) => {
        expect(spans['agent run']).toMatchObject({ kind: 'AGENT', output: { text: 'A joke.' } });
        expect(messagesOf(spans['agent run']?.input)).toEqual([
          ['SYSTEM', 'Be funny'],
          ['USER', 'A joke please'],
        ]);
        expect(spans['chat gpt-4o']?.tools).toMatchObject([{ name: 'get_pun' }]);
        expect(trace).toMatchObject({ inputTokens: 100, outputTokens: 20 });
      },
    ],
    [
      'traces/conv-history-question-lost',
      ({ conversation }) =>
        expect(conversation).toEqual([
          ['SYSTEM', 'S'],
          ['USER', 'Question?'],
          ['ASSISTANT', '', 'f'],
          ['TOOL', 'R'],
          ['ASSISTANT', 'Answer'],
        ]),
    ],
    ['traces/err-graph-interrupt', ({ trace }) => expect(trace.errorCount).toBe(0)],
    [
      'traces/kind-rag-spans',
      ({ trace, spans }) => {
        expect(trace.modelCallCount).toBe(0);
        expect(spans['rag_embedding mastra']).toMatchObject({ kind: 'EMBEDDING', input: { text: 'text' } });
        expect(spans['retrieval semconv']).toMatchObject({
          kind: 'RETRIEVER',
          input: { text: 'tea' },
          output: { json: [{ id: 'd1', score: 0.9 }] },
        });
        expect(spans['CreateEmbeddings']).toMatchObject({ input: { text: 'what is tea' } });
      },
    ],
    [
      'traces/lf-google-genai-contents-string',
      ({ spans, conversation }) => {
        expect(messagesOf(spans['GenerateContent']?.input)).toEqual([['USER', 'What is tea?']]);
        expect(conversation).toEqual([
          ['USER', 'What is tea?'],
          ['ASSISTANT', 'A drink.'],
        ]);
      },
    ],
    [
      'traces/lf-langchain-tool-definition-as-message',
      ({ spans, conversation }) => {
        expect(messagesOf(spans['ChatOpenAI']?.input)).toEqual([['USER', 'Find it']]);
        expect(spans['ChatOpenAI']?.tools).toMatchObject([{ function: { name: 'web_search' } }]);
        expect(conversation).toEqual([
          ['USER', 'Find it'],
          ['ASSISTANT', 'ok'],
        ]);
      },
    ],
    [
      'traces/lf-reasoning-larger-than-completion',
      ({ spans }) =>
        expect(spans['chat']).toMatchObject({ inputTokens: 1_640, outputTokens: 102, usageReading: { name: 'REASONING_WITHIN:ESTIMATE' } }),
    ],
    [
      'traces/lf-tool-name-and-definitions-in-metadata',
      ({ spans }) => {
        expect(spans['running tool: get_pun']).toMatchObject({ toolName: 'get_pun', toolCallId: 'call_1' });
        expect(spans['chat gpt-4o']).toMatchObject({ finishReason: 'tool_call', provider: 'openai', tools: [{ name: 'get_pun' }] });
      },
    ],
    [
      'traces/logs-events-extra-spans',
      ({ trace, spans, conversation }) => {
        expect(trace.spanCount).toBe(1);
        expect(Object.keys(spans)).toEqual(['chat']);
        expect(spans['chat']).toMatchObject({ finishReason: 'stop' });
        expect(conversation).toEqual([
          ['SYSTEM', 'Be brief'],
          ['USER', 'Weather?'],
          ['ASSISTANT', '', 'w'],
          ['TOOL', '3 C'],
          ['ASSISTANT', '3 degrees'],
        ]);
      },
    ],
    [
      'traces/mastra-otel',
      ({ trace, spans }) => {
        expect(trace).toMatchObject({ sessionId: 'th-1', userId: 'res-1', inputTokens: 30, outputTokens: 4, modelCallCount: 1 });
        expect(spans['invoke_agent weather']).toMatchObject({ kind: 'AGENT', input: { text: 'Weather?' }, output: { text: '3 C' } });
      },
    ],
    ['traces/mcp-spans', ({ trace }) => expect(trace.toolCallCount).toBe(1)],
    [
      'traces/msg-big-image',
      ({ spans }) => {
        expect(messagesOf(spans['chat']?.input)).toEqual([
          ['SYSTEM', 'Describe.'],
          ['USER', 'What is on it?'],
        ]);
        expect(messagesOf(spans['chat flattened']?.input)).toEqual([['USER', 'What is on it?']]);
        for (const name of ['chat', 'chat flattened']) {
          expect(spans[name]?.input.isCut).toBe(true);
          expect(JSON.stringify(spans[name]?.input.messages.at(-1).parts)).toMatch(/cut here.*1600\d{3} characters/);
        }
      },
    ],
    [
      'traces/msg-koog-tool-role-toolcalls',
      ({ spans }) =>
        expect(messagesOf(spans['llm.chat']?.input)).toEqual([
          ['USER', 'Say hello with the tool'],
          ['ASSISTANT', '', 'HelloTool'],
          ['TOOL', 'Hello Ann!'],
        ]),
    ],
    [
      'traces/msg-strands-events',
      ({ spans }) => {
        expect(messagesOf(spans['chat']?.input)).toEqual([
          ['SYSTEM', 'You compute.'],
          ['USER', '2+3?'],
          ['ASSISTANT', '', 'calculator'],
          ['TOOL', '5'],
        ]);
        expect(spans['chat']?.output.text).toBe('It is 5.');
        expect(spans['execute_tool calculator']).toMatchObject({
          kind: 'TOOL',
          input: { form: 'JSON', text: '{"expression":"2+3"}' },
          output: { form: 'TEXT', text: '5' },
        });
      },
    ],
    [
      'traces/msg-tool-function-list-everywhere',
      ({ spans }) => {
        expect(spans['e traceloop assistant text']?.input.messages[0]).toMatchObject({
          role: 'USER',
          content: expect.stringContaining('refund'),
          toolCalls: [],
        });
        for (const name of ['a semconv', 'b openinference', 'c langfuse input', 'd aisdk'])
          expect(spans[name]?.input.messages[1]).toMatchObject({ role: 'TOOL', content: expect.stringContaining('refund') });
      },
    ],
    [
      'traces/tok-agent-only-usage-and-cost',
      ({ trace, spans }) => {
        expect(trace).toMatchObject({ inputTokens: 500, outputTokens: 1_200, models: ['claude-3-5-sonnet-20241022'] });
        expect(spans['ClaudeAgent.query']).toMatchObject({ reportedCostUsd: 0.0421 });
      },
    ],
    [
      'traces/tok-anthropic-inclusive-cache',
      ({ trace }) => expect(trace).toMatchObject({ inputTokens: 20_450, outputTokens: 120, costUsd: 0.0094725 }),
    ],
    [
      'traces/tok-claude-code-native',
      ({ trace, spans }) => {
        expect(trace.modelCallCount).toBe(1);
        expect(spans['claude_code.llm_request']).toMatchObject({
          kind: 'LLM',
          inputTokens: 91_660,
          cacheReadTokens: 84_562,
          cacheWriteTokens: 7_096,
          outputTokens: 1_200,
          timeToFirstTokenMs: 900,
          finishReason: 'tool_use',
        });
        expect(spans['claude_code.tool']).toMatchObject({ toolName: 'Bash' });
        expect(spans['claude_code.interaction']).toMatchObject({ input: { text: 'List the files' } });
      },
    ],
    ['traces/tok-embedding-twin-spans', ({ trace }) => expect(trace).toMatchObject({ inputTokens: 50, costUsd: 0.000001 })],
    [
      'traces/tok-gemini-thoughts-total-only',
      ({ spans }) =>
        expect(Object.values(spans)[0]).toMatchObject({
          outputTokens: 3_999,
          usageReading: { name: 'REST_IS_OUTPUT:TOTAL', reason: expect.stringContaining('total') },
        }),
    ],
    [
      'traces/tok-pydantic-gemini-details',
      ({ spans }) => expect(Object.values(spans)[0]).toMatchObject({ inputTokens: 120, outputTokens: 180, reasoningTokens: 80 }),
    ],
    [
      'traces/tool-pydantic-v2-attributes',
      ({ spans }) => {
        for (const span of Object.values(spans))
          expect(span).toMatchObject({ input: { text: '{"topic":"tea"}' }, output: { text: 'a pun about tea' } });
      },
    ],
    [
      'messages/call-told-by-two-instrumentations',
      ({ trace, conversation }) => {
        expect(trace).toMatchObject({ inputTokens: 1_000, outputTokens: 100, costUsd: 0.0035, modelCallCount: 1 });
        expect(conversation).toEqual([['ASSISTANT', 'hello']]);
      },
    ],
  ])('%s', async (name, holds) => {
    holds(await look(await send(name)));
  });

  test('messages/span-without-duration: a call that reports no time has no latency', async () => {
    const { query, variables } = read('messages/span-without-duration');
    await ask(server, query, { variables });
    const latencies = await server.stores.prisma.message.findMany({
      where: { workspaceId: server.defaultWorkspaceId, environment: 'nodur' },
      select: { latencyMs: true },
    });
    expect(latencies.map(({ latencyMs }) => latencyMs).toSorted()).toEqual([1_000, null]);
  });
});
