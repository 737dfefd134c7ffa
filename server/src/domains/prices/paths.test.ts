import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, openTestServer, type TestServer } from '../../server.testing.ts';
import { openLangfuse, type LangfuseWorkspace } from '../../protocols/langfuse/langfuse.fixtures.ts';
import { shipPrices } from './commands/ship.ts';

let server: TestServer;
let langfuse: LangfuseWorkspace;
beforeAll(async () => {
  server = await openTestServer();
  langfuse = await openLangfuse(server, 'langfuse');
  await shipPrices(server.stores, new Date());
  // Keys of LiteLLM's table, with its rates: the same model has another one at Vertex AI than at Google AI.
  const table = {
    'us.anthropic.claude-3-haiku-20240307-v1:0': { input_cost_per_token: 2.5e-7, output_cost_per_token: 1.25e-6 },
    'anthropic.claude-3-haiku-20240307-v1:0': { input_cost_per_token: 2.5e-7, output_cost_per_token: 1.25e-6 },
    'gemini/gemini-1.5-pro': { input_cost_per_token: 7e-6, output_cost_per_token: 2.1e-5 },
    'gemini-1.5-pro': { input_cost_per_token: 2.5e-6, output_cost_per_token: 1e-5 },
    'gemini-1.5-pro-002': { input_cost_per_token: 2.5e-6, output_cost_per_token: 1e-5 },
    'ft:gpt-4o-mini-2024-07-18': { input_cost_per_token: 3e-7, output_cost_per_token: 1.2e-6 },
  };
  for (const headers of [{}, langfuse.headers])
    await ask(server, 'mutation ($table: JSON!) { importPrices(input: { table: $table }) { added } }', { variables: { table }, headers });
});
afterAll(() => server?.close());

const at = '2026-11-02T00:00:00Z';
let count = 0;

/**
 * What a call of a million tokens each way costs, sent as a message, as a span of the API, as one of OTLP and as Langfuse's SDKs do; null:
 * not known.
 */
async function costs(model: string, provider: string): Promise<(number | null)[]> {
  const id = `call-${(count += 1)}`;
  const usage = { inputTokens: 1_000_000, outputTokens: 1_000_000 };
  const message = { externalId: id, conversationId: id, role: 'ASSISTANT', content: 'x', createdAt: at, model, provider, ...usage };
  const span = { traceId: id, spanId: id, name: 'chat', kind: 'LLM', startedAt: at, durationMs: 5, model, provider, ...usage };
  const traceId = count.toString(16).padStart(32, '0');
  const spanId = count.toString(16).padStart(16, '0');
  const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  const number = (key: string) => ({ key, value: { intValue: '1000000' } });
  const otlp = {
    traceId,
    spanId,
    name: 'chat',
    startTimeUnixNano: `${Date.parse(at)}000000`,
    endTimeUnixNano: `${Date.parse(at) + 5}000000`,
    attributes: [
      text('gen_ai.operation.name', 'chat'),
      text('gen_ai.provider.name', provider),
      text('gen_ai.request.model', model),
      number('gen_ai.usage.input_tokens'),
      number('gen_ai.usage.output_tokens'),
    ],
  };
  const sent = await ask(
    server,
    'mutation ($m: [MessageInput!]!, $s: [SpanInput!]!) { ingestMessages(messages: $m) { accepted } captureSpans(spans: $s) { accepted } }',
    { variables: { m: [message], s: [span] } },
  );
  expect(sent.body.data).toMatchObject({ ingestMessages: { accepted: 1 }, captureSpans: { accepted: 1 } });
  const posted = await fetch(`${server.url}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [otlp] }] }] }),
  });
  expect(posted.status).toBe(200);
  const generation = {
    id,
    traceId: id,
    startTime: at,
    endTime: at,
    model,
    usageDetails: { input: 1_000_000, output: 1_000_000 },
    metadata: { attributes: { 'gen_ai.provider.name': provider } },
  };
  expect((await langfuse.send({ type: 'generation-create', body: generation })).body).toMatchObject({ errors: [] });
  const { body } = await ask(server, 'query ($id: String!) { message(externalId: $id) { costUsd } }', { variables: { id } });
  return [body.data.message.costUsd, await spanCost(id, id), await spanCost(traceId, spanId), await spanCost(id, id, langfuse.headers)];
}

async function spanCost(traceId: string, spanId: string, headers = {}): Promise<number | null> {
  const { body } = await ask(server, 'query ($t: String!, $s: String!) { trace(traceId: $t) { span(spanId: $s) { costUsd } } }', {
    variables: { t: traceId, s: spanId },
    headers,
  });
  return body.data.trace.span.costUsd as number | null;
}

// The cases bedrock-and-google-names and fine-tuned-model-price, and others of their kinds.
test.each([
  ['bedrock/us-east-2/us.anthropic.claude-3-haiku-20240307-v1:0', 'bedrock', 1.5],
  ['bedrock/converse/us.anthropic.claude-3-haiku-20240307-v1:0', 'amazon_bedrock', 1.5],
  ['arn:aws:bedrock:us-east-1:000000000000:inference-profile/us.anthropic.claude-3-haiku-20240307-v1:0', 'aws.bedrock', 1.5],
  ['arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0', 'bedrock', 1.5],
  ['models/gemini-1.5-pro', 'gemini', 28],
  ['gemini-1.5-pro', 'gcp.gemini', 28],
  ['gemini-1.5-pro', 'google', 28],
  ['gemini-1.5-pro', 'Google AI Studio', 28],
  ['gemini-1.5-pro', 'gcp.vertex_ai', 12.5],
  ['publishers/google/models/gemini-1.5-pro-002', 'vertex_ai', 12.5],
  ['ft:gpt-4o-mini-2024-07-18:acme-inc::Ab12Cd34', 'openai', 1.5],
  ['openai/ft:gpt-4o-mini-2024-07-18:acme-inc::Ab12Cd34', 'openai', 1.5],
  // By the prices that come with the product.
  ['arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-3-5-sonnet-20241022-v2:0', 'aws.bedrock', 18],
  ['GPT-4o', 'OpenAI', 12.5],
  ['eu.anthropic.claude-3-5-sonnet-20240620-v1:0', 'aws.bedrock', 18],
  ['projects/p/locations/us-central1/publishers/anthropic/models/claude-3-5-sonnet-v2@20241022', 'vertex_ai', 18],
  ['azure/gpt-4o-2024-08-06', 'azure', 12.5],
  ['https://r.openai.azure.com/openai/deployments/gpt-4o', 'azure.ai.openai', 12.5],
  ['chatgpt-4o-latest', 'openai', 20],
  ['openai/gpt-4o', 'openrouter', 12.5],
  ['deepseek/deepseek-r1:free', 'openrouter', 0],
  ['acme/gpt-4o', 'acme', null],
  ['arn:aws:bedrock:us-east-1:1:application-inference-profile/abc123', 'bedrock', null],
])('%s at %s costs the same on every path: %j USD', async (model, provider, usd) => {
  expect(await costs(model, provider)).toEqual([usd, usd, usd, usd]);
});

test('a cost says by which price and rules it was found, and its absence what is missing', async () => {
  const message = (externalId: string, model: string, tokens: object) => ({
    externalId,
    conversationId: externalId,
    role: 'ASSISTANT',
    content: 'x',
    createdAt: at,
    model,
    ...tokens,
  });
  await ask(server, 'mutation ($m: [MessageInput!]!) { ingestMessages(messages: $m) { accepted } }', {
    variables: {
      m: [
        message('why', 'azure/GPT-4o-2024-11-20', { inputTokens: 10 }),
        message('gap', 'house-model', { inputTokens: 10 }),
        message('none', 'gpt-4o', {}),
      ],
    },
  });
  const { body } = await ask(
    server,
    `{ why: message(externalId: "why") { ...Cost } gap: message(externalId: "gap") { ...Cost } none: message(externalId: "none") { ...Cost } }
     fragment Cost on Message { cost { gap note price { source model } } }`,
  );
  expect(body.data).toMatchObject({
    why: {
      cost: { gap: null, price: { source: 'genai-prices' }, note: expect.stringMatching(/shipped with the product.*azure is a provider/) },
    },
    gap: { cost: { gap: 'NO_PRICE', price: null, note: 'No price is known for model house-model.' } },
    none: { cost: { gap: 'NO_TOKENS', note: 'No tokens were reported.' } },
  });
});
