import { describe, expect, test } from 'vitest';
import type { Attributes } from '../../types.ts';
import { received } from './received.fixtures.ts';
import { toSpan } from './to-span.ts';

const messages = JSON.stringify([
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: [{ type: 'text', text: 'Weather in Paris?' }] },
]);
const chat = {
  form: 'CHAT',
  messages: [
    { role: 'SYSTEM', content: 'Be brief.' },
    { role: 'USER', content: 'Weather in Paris?' },
  ],
};
const call = [{ id: 'call_1', name: 'getWeather', arguments: { city: 'Paris' } }];

describe('AI SDK, versions 4 to 6', () => {
  const step: Attributes = {
    'operation.name': 'ai.streamText.doStream weather-bot',
    'ai.operationId': 'ai.streamText.doStream',
    'ai.telemetry.functionId': 'weather-bot',
    'ai.telemetry.metadata.userId': 'u-1',
    'ai.telemetry.metadata.sessionId': 's-1',
    'ai.telemetry.metadata.tags': ['beta'],
    'ai.telemetry.metadata.plan': 'gold',
    'ai.telemetry.metadata.langfusePrompt': '{"name":"weather","version":3}',
    'ai.model.provider': 'openai.chat',
    'ai.model.id': 'gpt-4o',
    'ai.settings.temperature': 0,
    'ai.settings.maxRetries': 2,
    'ai.prompt.messages': messages,
    'ai.prompt.tools': ['{"type":"function","name":"getWeather"}'],
    'ai.response.finishReason': 'tool-calls',
    'ai.response.text': 'Let me look.',
    'ai.response.reasoning': 'I need the tool.',
    'ai.response.toolCalls': '[{"toolCallId":"call_1","toolName":"getWeather","input":{"city":"Paris"}}]',
    'ai.response.msToFirstChunk': 210.4,
    'ai.response.model': 'gpt-4o-2024-08-06',
    'ai.usage.inputTokens': 80,
    'ai.usage.outputTokens': 12,
    'ai.usage.totalTokens': 92,
    'ai.usage.reasoningTokens': 4,
    'ai.usage.cachedInputTokens': 64,
    'gen_ai.system': 'openai.chat',
    'gen_ai.request.model': 'gpt-4o',
    'gen_ai.request.temperature': 0,
    'gen_ai.response.finish_reasons': ['tool-calls'],
    'gen_ai.response.model': 'gpt-4o-2024-08-06',
    'gen_ai.usage.input_tokens': 80,
    'gen_ai.usage.output_tokens': 12,
  };

  test('a model call that is reported in both ways counts once', () => {
    const span = toSpan(received({ attributes: step }));
    expect(span).toMatchObject({
      kind: 'LLM',
      provider: 'openai',
      model: 'gpt-4o-2024-08-06',
      modelParameters: { temperature: 0, maxRetries: 2 },
      usage: { inputTokens: 80, outputTokens: 12, cacheReadTokens: 64, cacheWriteTokens: null, reasoningTokens: 4 },
      input: chat,
      output: { form: 'CHAT', messages: [{ role: 'ASSISTANT', content: 'Let me look.', reasoning: 'I need the tool.', toolCalls: call }] },
      tools: [{ type: 'function', name: 'getWeather' }],
      finishReason: 'tool-calls',
      timeToFirstTokenMs: 210,
      userId: 'u-1',
      sessionId: 's-1',
      tags: ['beta'],
      metadata: { plan: 'gold' },
      promptName: 'weather',
      promptVersion: '3',
      traceName: null,
    });
    expect(Object.keys(span.attributes).filter((name) => /usage\.(input|output)|messages|toolCalls|text/i.test(name))).toEqual([]);
  });

  test('the span around it is an agent, whose sums count where no call below it does', () => {
    const wrapper = {
      ...step,
      'operation.name': 'ai.streamText weather-bot',
      'ai.operationId': 'ai.streamText',
      'ai.prompt': '{"system":"Be brief.","messages":[{"role":"user","content":"Weather in Paris?"}]}',
      'ai.prompt.messages': '',
    };
    const span = toSpan(received({ attributes: wrapper, parentId: '' }));
    expect(span).toMatchObject({ kind: 'AGENT', traceName: 'weather-bot', usage: { inputTokens: 80, outputTokens: 12 }, input: chat });
    // OpenLLMetry's processor calls both of them "chat".
    expect(toSpan(received({ attributes: { ...wrapper, 'gen_ai.operation.name': 'chat' } })).kind).toBe('AGENT');
    expect(toSpan(received({ attributes: { ...step, 'gen_ai.operation.name': 'chat' } })).kind).toBe('LLM');
  });

  test('version 4’s names', () => {
    const span = toSpan(
      received({
        attributes: {
          'operation.name': 'ai.generateText.doGenerate',
          'ai.operationId': 'ai.generateText.doGenerate',
          'ai.model.provider': 'anthropic.messages',
          'ai.model.id': 'claude-3-5-sonnet-20240620',
          'ai.prompt.messages': messages,
          'ai.result.text': 'Hi',
          'ai.result.toolCalls':
            '[{"toolCallType":"function","toolCallId":"call_1","toolName":"getWeather","args":"{\\"city\\":\\"Paris\\"}"}]',
          'ai.finishReason': 'stop',
          'ai.usage.promptTokens': 7,
          'ai.usage.completionTokens': 3,
        },
      }),
    );
    expect(span).toMatchObject({
      kind: 'LLM',
      provider: 'anthropic',
      model: 'claude-3-5-sonnet-20240620',
      finishReason: 'stop',
      usage: { inputTokens: 7, outputTokens: 3 },
      output: { form: 'CHAT', messages: [{ role: 'ASSISTANT', content: 'Hi', toolCalls: call }] },
    });
  });

  test('what Anthropic’s cache took stands in the provider’s metadata, beside the prompt', () => {
    const anthropic = {
      'ai.operationId': 'ai.generateText.doGenerate',
      'ai.model.provider': 'anthropic.messages',
      'ai.usage.promptTokens': 4,
      'ai.usage.completionTokens': 3,
      'ai.response.providerMetadata': '{"anthropic":{"cacheCreationInputTokens":2165,"cacheReadInputTokens":10}}',
    };
    expect(toSpan(received({ attributes: anthropic })).usage).toEqual({
      inputTokens: 2_179,
      outputTokens: 3,
      cacheReadTokens: 10,
      cacheWriteTokens: 2_165,
      reasoningTokens: null,
    });
    // Version 6 says it in counts of its own, which are parts of the input.
    const newer = {
      ...anthropic,
      'ai.usage.promptTokens': 2_179,
      'ai.usage.inputTokenDetails.cacheReadTokens': 10,
      'ai.usage.inputTokenDetails.cacheWriteTokens': 2_165,
    };
    expect(toSpan(received({ attributes: newer })).usage).toEqual({
      inputTokens: 2_179,
      outputTokens: 3,
      cacheReadTokens: 10,
      cacheWriteTokens: 2_165,
      reasoningTokens: null,
    });
  });

  test('an object is the assistant’s answer', () => {
    expect(
      toSpan(received({ attributes: { 'ai.operationId': 'ai.generateObject.doGenerate', 'ai.response.object': '{"celsius":14}' } })).output,
    ).toEqual({ form: 'CHAT', messages: [{ role: 'ASSISTANT', content: '{"celsius":14}' }] });
  });

  test('a tool call', () => {
    expect(
      toSpan(
        received({
          name: 'ai.toolCall',
          attributes: {
            'operation.name': 'ai.toolCall',
            'ai.operationId': 'ai.toolCall',
            'ai.toolCall.name': 'getWeather',
            'ai.toolCall.id': 'call_1',
            'ai.toolCall.args': '{"city":"Paris"}',
            'ai.toolCall.result': '{"celsius":14}',
          },
        }),
      ),
    ).toMatchObject({
      kind: 'TOOL',
      toolName: 'getWeather',
      toolCallId: 'call_1',
      input: { form: 'JSON', value: { city: 'Paris' } },
      output: { form: 'JSON', value: { celsius: 14 } },
      attributes: { 'ai.operationId': 'ai.toolCall' },
    });
  });

  test('embeddings: the call and the span around it tell the same, which counts once (counted.test.ts)', () => {
    expect(
      toSpan(
        received({
          attributes: {
            'ai.operationId': 'ai.embedMany.doEmbed',
            'ai.model.id': 'text-embedding-3-small',
            'ai.values': ['"a"', '"b"'],
            'ai.usage.tokens': 9,
          },
        }),
      ),
    ).toMatchObject({ kind: 'EMBEDDING', usage: { inputTokens: 9 }, input: { form: 'JSON', value: ['a', 'b'] } });
    expect(toSpan(received({ attributes: { 'ai.operationId': 'ai.embedMany', 'ai.usage.tokens': 9 } }))).toMatchObject({
      kind: 'CHAIN',
      usage: { inputTokens: 9 },
    });
  });
});

test('AI SDK 7 speaks OpenTelemetry: its root is an agent, its steps are chains, its calls are calls', () => {
  const usage = { 'gen_ai.usage.input_tokens': 80, 'gen_ai.usage.output_tokens': 12, 'gen_ai.usage.cache_read.input_tokens': 64 };
  const root = {
    'gen_ai.operation.name': 'invoke_agent',
    'gen_ai.provider.name': 'gcp.gemini',
    'gen_ai.request.model': 'gemini-2.5-flash',
    'gen_ai.agent.name': 'weather-bot',
    'ai.settings.context.userId': 'u-1',
    'ai.settings.context.plan': 'gold',
    ...usage,
  };
  expect(toSpan(received({ attributes: root }))).toMatchObject({
    kind: 'AGENT',
    usage: { inputTokens: 80, cacheReadTokens: 64 },
    userId: 'u-1',
    metadata: { plan: 'gold' },
    modelParameters: null,
  });
  expect(toSpan(received({ attributes: { 'gen_ai.operation.name': 'agent_step' } })).kind).toBe('CHAIN');
  expect(
    toSpan(received({ attributes: { ...root, 'gen_ai.operation.name': 'chat', 'gen_ai.client.operation.time_to_first_chunk': 0.25 } })),
  ).toMatchObject({ kind: 'LLM', provider: 'gemini', timeToFirstTokenMs: 250, usage: { inputTokens: 80, cacheReadTokens: 64 } });
});
