import { describe, expect, test } from 'vitest';
import { received, startUs } from './received.fixtures.ts';
import { toSpan } from './to-span.ts';

describe('OpenInference', () => {
  test('a model call: flattened messages, contents, calls, tools, tokens', () => {
    const span = toSpan(
      received({
        name: 'OpenAI Chat Completions',
        attributes: {
          'openinference.span.kind': 'LLM',
          'llm.provider': 'azure',
          'llm.system': 'openai',
          'llm.model_name': 'gpt-4o-2024-08-06',
          'llm.request.model_name': 'gpt-4o',
          'llm.invocation_parameters': '{"model":"gpt-4o","temperature":0.5,"tools":[{"type":"function"}]}',
          'session.id': 's-1',
          'user.id': 'u-1',
          'tag.tags': ['beta', 'eu'],
          metadata: '{"tier":"gold"}',
          'llm.token_count.prompt': 100,
          'llm.token_count.completion': 30,
          'llm.token_count.total': 130,
          'llm.token_count.prompt_details.cache_read': 64,
          'llm.token_count.completion_details.reasoning': 10,
          'llm.cost.prompt': 0.1,
          'llm.cost.completion': 0.2,
          'llm.cost.total': 0.3,
          'llm.finish_reason': 'stop',
          'llm.input_messages.10.message.role': 'tool',
          'llm.input_messages.10.message.tool_call_id': 'call_1',
          'llm.input_messages.10.message.content': '{"celsius":14}',
          'llm.input_messages.0.message.role': 'system',
          'llm.input_messages.0.message.content': 'Be brief.',
          'llm.input_messages.1.message.role': 'user',
          'llm.input_messages.1.message.contents.0.message_content.type': 'text',
          'llm.input_messages.1.message.contents.0.message_content.text': 'What is this?',
          'llm.input_messages.1.message.contents.1.message_content.type': 'image',
          'llm.input_messages.1.message.contents.1.message_content.image.image.url': 'data:image/png;base64,AAAA',
          'llm.input_messages.2.message.role': 'assistant',
          'llm.input_messages.2.message.tool_calls.0.tool_call.id': 'call_1',
          'llm.input_messages.2.message.tool_calls.0.tool_call.function.name': 'get_weather',
          'llm.input_messages.2.message.tool_calls.0.tool_call.function.arguments': '{"city":"Paris"}',
          'llm.output_messages.0.message.role': 'assistant',
          'llm.output_messages.0.message.content': '14 °C.',
          'llm.tools.0.tool.json_schema': '{"type":"function","function":{"name":"get_weather"}}',
          'input.value': '{"messages":[…]}',
          'input.mime_type': 'application/json',
          'output.value': '{"choices":[…]}',
          'output.mime_type': 'application/json',
        },
      }),
    );
    expect(span).toMatchObject({
      kind: 'LLM',
      provider: 'azure',
      model: 'gpt-4o-2024-08-06',
      modelParameters: { temperature: 0.5 },
      sessionId: 's-1',
      userId: 'u-1',
      tags: ['beta', 'eu'],
      metadata: { tier: 'gold' },
      finishReason: 'stop',
      reportedCostUsd: 0.3,
      usage: { inputTokens: 100, outputTokens: 30, cacheReadTokens: 64, cacheWriteTokens: null, reasoningTokens: 10 },
      tools: [{ type: 'function', function: { name: 'get_weather' } }],
      output: { form: 'CHAT', messages: [{ role: 'ASSISTANT', content: '14 °C.' }] },
    });
    expect(span.input).toEqual({
      form: 'CHAT',
      messages: [
        { role: 'SYSTEM', content: 'Be brief.' },
        { role: 'USER', content: 'What is this?', parts: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }] },
        { role: 'ASSISTANT', content: '', toolCalls: [{ id: 'call_1', name: 'get_weather', arguments: { city: 'Paris' } }] },
        { role: 'TOOL', content: '{"celsius":14}', toolCallId: 'call_1' },
      ],
    });
    // The messages are kept once; the other names of provider and model say something else, and the parts of the cost are shown nowhere.
    expect(span.attributes).toEqual({
      'llm.system': 'openai',
      'llm.request.model_name': 'gpt-4o',
      'llm.cost.prompt': 0.1,
      'llm.cost.completion': 0.2,
    });
  });

  test('a retriever gives documents', () => {
    const span = toSpan(
      received({
        attributes: {
          'openinference.span.kind': 'RETRIEVER',
          'input.value': 'refund policy',
          'input.mime_type': 'text/plain',
          'retrieval.documents.0.document.id': 'd1',
          'retrieval.documents.0.document.content': 'Refunds within 30 days.',
          'retrieval.documents.0.document.score': 0.9,
          'retrieval.documents.1.document.content': 'Shipping.',
        },
      }),
    );
    expect(span).toMatchObject({
      kind: 'RETRIEVER',
      input: { form: 'TEXT', text: 'refund policy' },
      output: { form: 'JSON', value: [{ id: 'd1', content: 'Refunds within 30 days.', score: 0.9 }, { content: 'Shipping.' }] },
      attributes: {},
    });
  });

  test('what is marked as plain text is not parsed', () => {
    expect(
      toSpan(
        received({ attributes: { 'openinference.span.kind': 'CHAIN', 'input.value': '{"messages":[]}', 'input.mime_type': 'text/plain' } }),
      ).input,
    ).toEqual({ form: 'TEXT', text: '{"messages":[]}' });
  });

  test('a tool has its name, its arguments and its result', () => {
    expect(
      toSpan(
        received({
          attributes: {
            'openinference.span.kind': 'TOOL',
            'tool.name': 'add',
            'tool.parameters': '{"a":1}',
            'input.value': '{"a":1,"b":2}',
            'output.value': '3',
          },
        }),
      ),
    ).toMatchObject({
      kind: 'TOOL',
      toolName: 'add',
      input: { form: 'JSON', value: { a: 1, b: 2 } },
      output: { form: 'TEXT', text: '3' },
      attributes: { 'tool.parameters': '{"a":1}' },
    });
  });

  test('annotations are judgments of the span, its trace or its session', () => {
    const { judgments } = toSpan(
      received({
        attributes: {
          'annotations.0.annotation.name': 'correct',
          'annotations.0.annotation.score': 1,
          'annotations.0.annotation.label': 'yes',
          'annotations.0.annotation.annotator_kind': 'HUMAN',
          'annotations.0.annotation.identifier': 'a-1',
          'trace.annotations.0.annotation.name': 'helpful',
          'trace.annotations.0.annotation.score': 0.5,
          'trace.annotations.0.annotation.annotator_kind': 'LLM',
          'session.annotations.0.annotation.name': 'polite',
          'session.annotations.0.annotation.annotator_kind': 'CODE',
        },
      }),
    );
    expect(judgments).toEqual([
      { name: 'correct', value: 1, label: 'yes', explanation: null, evaluatorKind: 'HUMAN', identifier: 'a-1' },
      { name: 'helpful', value: 0.5, label: null, explanation: null, evaluatorKind: 'MODEL', identifier: null, target: 'TRACE' },
      { name: 'polite', value: null, label: null, explanation: null, evaluatorKind: 'RULE', identifier: null, target: 'SESSION' },
    ]);
  });

  test('the first token is when its event says', () => {
    const event = { name: 'First Token Stream Event', atUs: startUs + 345_678, attributes: {} };
    expect(toSpan(received({ attributes: { 'openinference.span.kind': 'LLM' }, events: [event] }))).toMatchObject({
      timeToFirstTokenMs: 346,
      events: [event],
    });
  });

  test.each(['EMBEDDING', 'CHAIN', 'RERANKER', 'AGENT', 'GUARDRAIL', 'EVALUATOR', 'PROMPT'])('the kind %s is our own', (kind) => {
    expect(toSpan(received({ attributes: { 'openinference.span.kind': kind } }))).toMatchObject({ kind, attributes: {} });
  });
});
