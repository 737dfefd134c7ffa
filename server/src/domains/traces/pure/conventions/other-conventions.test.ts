import { describe, expect, test } from 'vitest';
import { providerName } from '../../../models/pure/provider.ts';
import { received } from './received.fixtures.ts';
import { toSpan } from './to-span.ts';

describe('OpenLLMetry', () => {
  test('indexed prompts and completions', () => {
    const span = toSpan(
      received({
        name: 'openai.chat',
        attributes: {
          'llm.request.type': 'chat',
          'gen_ai.system': 'OpenAI',
          'gen_ai.request.model': 'gpt-4o',
          'gen_ai.response.model': 'gpt-4o',
          'gen_ai.request.max_tokens': 100,
          'gen_ai.usage.prompt_tokens': 30,
          'gen_ai.usage.completion_tokens': 5,
          'llm.usage.total_tokens': 35,
          'gen_ai.prompt.0.role': 'system',
          'gen_ai.prompt.0.content': 'Be brief.',
          'gen_ai.prompt.1.role': 'user',
          'gen_ai.prompt.1.content': '[{"type":"text","text":"Look"},{"type":"image_url","image_url":{"url":"https://example.org/a.png"}}]',
          'gen_ai.completion.0.role': 'assistant',
          'gen_ai.completion.0.content': 'Hi',
          'gen_ai.completion.0.finish_reason': 'stop',
          'gen_ai.completion.0.tool_calls.0.id': 'call_1',
          'gen_ai.completion.0.tool_calls.0.name': 'get_weather',
          'gen_ai.completion.0.tool_calls.0.arguments': '{"city":"Paris"}',
          'llm.request.functions.0.name': 'get_weather',
          'llm.request.functions.0.description': 'The weather',
          'llm.request.functions.0.parameters': '{"type":"object"}',
          'traceloop.workflow.name': 'weather',
          'traceloop.association.properties.session_id': 's-1',
          'traceloop.association.properties.user_id': 'u-1',
          'traceloop.association.properties.plan': 'gold',
        },
      }),
    );
    expect(span).toMatchObject({
      kind: 'LLM',
      provider: 'openai',
      model: 'gpt-4o',
      modelParameters: { max_tokens: 100 },
      usage: { inputTokens: 30, outputTokens: 5 },
      traceName: 'weather',
      sessionId: 's-1',
      userId: 'u-1',
      metadata: { plan: 'gold' },
      input: {
        form: 'CHAT',
        messages: [
          { role: 'SYSTEM', content: 'Be brief.' },
          { role: 'USER', content: 'Look', parts: [{ type: 'image_url', image_url: { url: 'https://example.org/a.png' } }] },
        ],
      },
      output: {
        form: 'CHAT',
        messages: [{ role: 'ASSISTANT', content: 'Hi', toolCalls: [{ id: 'call_1', name: 'get_weather', arguments: { city: 'Paris' } }] }],
      },
      tools: [{ name: 'get_weather', description: 'The weather', parameters: { type: 'object' } }],
      attributes: { 'llm.request.type': 'chat' },
    });
  });

  test.each([
    ['workflow', 'CHAIN'],
    ['task', 'CHAIN'],
    ['agent', 'AGENT'],
    ['tool', 'TOOL'],
  ])('its kind %s is %s', (word, kind) => {
    expect(
      toSpan(
        received({
          attributes: {
            'traceloop.span.kind': word,
            'traceloop.entity.name': 'lookup',
            'traceloop.entity.input': '{"args":[1]}',
            'traceloop.entity.output': '"done"',
          },
        }),
      ),
    ).toMatchObject({
      kind,
      toolName: kind === 'TOOL' ? 'lookup' : null,
      input: { form: 'JSON', value: { args: [1] } },
      output: { form: 'TEXT', text: 'done' },
    });
  });
});

describe('what the table names of others', () => {
  test('MLflow, Laminar and LangSmith', () => {
    expect(
      toSpan(
        received({
          attributes: {
            'mlflow.spanType': 'CHAT_MODEL',
            'mlflow.spanInputs': '{"messages":[{"role":"user","content":"Hi"}]}',
            'mlflow.spanOutputs': '"Hello"',
          },
        }),
      ),
    ).toMatchObject({ kind: 'LLM', input: { form: 'CHAT' }, output: { form: 'TEXT', text: 'Hello' } });
    expect(
      toSpan(
        received({
          attributes: { 'lmnr.span.type': 'TOOL', 'lmnr.association.properties.session_id': 's-1', 'lmnr.span.input': '{"a":1}' },
        }),
      ),
    ).toMatchObject({ kind: 'TOOL', sessionId: 's-1', input: { form: 'JSON', value: { a: 1 } } });
    expect(
      toSpan(
        received({
          attributes: {
            'langsmith.span.kind': 'llm',
            'langsmith.trace.session_id': 's-1',
            'langsmith.metadata.user_id': 'u-1',
            'langsmith.metadata.x': 1,
            'langsmith.span.tags': 'a, b',
            'gen_ai.prompt': '{"messages":[{"role":"user","content":"Hi"}]}',
            'gen_ai.completion': '{"role":"assistant","content":"Hello"}',
          },
        }),
      ),
    ).toMatchObject({
      kind: 'LLM',
      sessionId: 's-1',
      userId: 'u-1',
      metadata: { x: 1 },
      tags: ['a', 'b'],
      input: { form: 'CHAT' },
      output: { form: 'CHAT' },
    });
  });

  test('pydantic-ai tells a call’s messages in one attribute', () => {
    const events = JSON.stringify([
      { 'event.name': 'gen_ai.user.message', role: 'user', content: 'Hi' },
      { 'event.name': 'gen_ai.choice', index: 0, message: { role: 'assistant', content: 'Hello' } },
    ]);
    expect(toSpan(received({ attributes: { 'gen_ai.operation.name': 'chat', events } }))).toMatchObject({
      input: { form: 'CHAT', messages: [{ role: 'USER', content: 'Hi' }] },
      output: { form: 'CHAT', messages: [{ role: 'ASSISTANT', content: 'Hello' }] },
      attributes: { 'gen_ai.operation.name': 'chat' },
    });
  });

  test('of two conventions that say different things the better one is shown and the other stays', () => {
    const span = toSpan(
      received({
        attributes: {
          'langfuse.observation.model.name': 'mine',
          'gen_ai.response.model': 'theirs',
          'session.id': 'a',
          'langfuse.session.id': 'b',
          'user.id': 'u',
          'langfuse.user.id': 'u',
        },
      }),
    );
    expect(span).toMatchObject({
      model: 'mine',
      sessionId: 'a',
      userId: 'u',
      attributes: { 'gen_ai.response.model': 'theirs', 'langfuse.session.id': 'b' },
    });
  });

  test('experiments under their plain names', () => {
    expect(toSpan(received({ attributes: { 'experiment.name': 'tone', 'experiment.variant': 'friendly' } }))).toMatchObject({
      experimentName: 'tone',
      variant: 'friendly',
      attributes: {},
    });
  });
});

describe('Braintrust', () => {
  test('a call of a model: texts, tokens, model, provider and time to the first token stand in JSON', () => {
    const span = toSpan(
      received({
        name: 'Chat Completion',
        attributes: {
          'braintrust.parent': 'project_name:demo',
          'braintrust.span_attributes': '{"type":"llm","name":"Chat Completion"}',
          'braintrust.input_json': '[{"role":"user","content":"Where is my order?"}]',
          'braintrust.output_json': '[{"index":0,"message":{"role":"assistant","content":"On its way."},"finish_reason":"stop"}]',
          'braintrust.metadata': '{"model":"gpt-4o-mini","provider":"openai","temperature":0.2}',
          'braintrust.metrics':
            '{"prompt_tokens":40,"completion_tokens":9,"tokens":49,"prompt_cached_tokens":16,"time_to_first_token":0.35}',
          'braintrust.tags': ['support'],
        },
      }),
    );
    expect(span).toMatchObject({
      kind: 'LLM',
      model: 'gpt-4o-mini',
      provider: 'openai',
      usage: { inputTokens: 40, outputTokens: 9, cacheReadTokens: 16 },
      timeToFirstTokenMs: 350,
      tags: ['support'],
      metadata: { temperature: 0.2 },
      finishReason: 'stop',
      input: { form: 'CHAT', messages: [{ role: 'USER', content: 'Where is my order?' }] },
      output: { form: 'CHAT', messages: [{ role: 'ASSISTANT', content: 'On its way.' }] },
      attributes: { 'braintrust.parent': 'project_name:demo' },
    });
  });

  test.each([
    ['llm', 'LLM'],
    ['tool', 'TOOL'],
    ['score', 'EVALUATOR'],
    ['task', 'CHAIN'],
    ['eval', 'CHAIN'],
    ['function', 'SPAN'],
  ])('a span of type %s is %s', (type, kind) => {
    expect(toSpan(received({ attributes: { 'braintrust.span_attributes': JSON.stringify({ type }) } })).kind).toBe(kind);
  });

  test('counts under names of their own, and what is no JSON, are read or left as they are', () => {
    const attributes = {
      'braintrust.span_attributes': '{"type":"llm"}',
      'braintrust.metrics.prompt_tokens': 12,
      'braintrust.metrics.completion_tokens': 3,
      'braintrust.metrics.time_to_first_token': 0.2,
      'braintrust.metrics.retries': 1,
      'braintrust.metadata': 'no JSON',
    };
    expect(toSpan(received({ attributes }))).toMatchObject({
      usage: { inputTokens: 12, outputTokens: 3 },
      timeToFirstTokenMs: 200,
      model: null,
      attributes: { 'braintrust.metrics.retries': 1, 'braintrust.metadata': 'no JSON' },
    });
  });
});

test('Weave and Opik name the thread, tags and metadata', () => {
  expect(
    toSpan(
      received({
        attributes: {
          'wandb.thread_id': 't-1',
          'wandb.is_turn': true,
          'weave.observation.input': 'Hi',
          'weave.observation.output': 'Hello',
        },
      }),
    ),
  ).toMatchObject({
    sessionId: 't-1',
    input: { form: 'TEXT', text: 'Hi' },
    output: { form: 'TEXT', text: 'Hello' },
    attributes: { 'wandb.is_turn': true },
  });
  expect(
    toSpan(received({ attributes: { thread_id: 't-2', 'opik.tags': '["a","b"]', 'opik.metadata': '{"plan":"gold"}' } })),
  ).toMatchObject({
    sessionId: 't-2',
    tags: ['a', 'b'],
    metadata: { plan: 'gold' },
  });
});

/** Names that OpenTelemetry, OpenInference and the AI SDK send, and those of the price book (LiteLLM's). */
test.each([
  ['openai.chat', 'openai'],
  ['openai.responses', 'openai'],
  ['OpenAI', 'openai'],
  ['anthropic.messages', 'anthropic'],
  ['azure.ai.openai', 'azure'],
  ['az.ai.openai', 'azure'],
  ['azure.chat', 'azure'],
  ['azure-openai.chat', 'azure'],
  ['aws.bedrock', 'bedrock'],
  ['amazon-bedrock', 'bedrock'],
  ['gcp.vertex_ai', 'vertex_ai'],
  ['google.vertex.chat', 'vertex_ai'],
  ['gcp.gemini', 'gemini'],
  ['google.generative-ai', 'gemini'],
  ['mistral.chat', 'mistral'],
  ['mistral_ai', 'mistral'],
  ['x_ai', 'xai'],
  ['xai.chat', 'xai'],
  ['groq.chat', 'groq'],
  ['deepseek', 'deepseek'],
  ['my-gateway', 'my-gateway'],
])('the provider %s is %s', (sent, name) => {
  expect(providerName(sent)).toBe(name);
});
