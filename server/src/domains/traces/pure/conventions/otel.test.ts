import { describe, expect, test } from 'vitest';
import { received, startUs } from './received.fixtures.ts';
import { toSpan } from './to-span.ts';

describe('OpenTelemetry’s GenAI conventions', () => {
  const call = {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'azure.ai.openai',
    'gen_ai.request.model': 'gpt-4o',
    'gen_ai.response.model': 'gpt-4o-2024-08-06',
    'gen_ai.request.temperature': 0.2,
    'gen_ai.request.stop_sequences': ['END'],
    'gen_ai.conversation.id': 'c-1',
    'gen_ai.response.finish_reasons': ['tool_calls'],
    'gen_ai.response.id': 'chatcmpl-1',
    'gen_ai.response.time_to_first_chunk': 0.412,
    'gen_ai.usage.input_tokens': 100,
    'gen_ai.usage.output_tokens': 20,
    'gen_ai.usage.reasoning.output_tokens': 8,
    'gen_ai.usage.cost': 0.0123,
    'server.address': 'example.org',
    'user.id': 'u-1',
    'gen_ai.prompt.name': 'weather',
    'gen_ai.system_instructions': '[{"type":"text","content":"Be brief."}]',
    'gen_ai.input.messages': JSON.stringify([
      {
        role: 'user',
        parts: [
          { type: 'text', content: 'Weather in Paris?' },
          { type: 'uri', modality: 'image', uri: 'https://example.org/sky.png' },
        ],
      },
      {
        role: 'assistant',
        parts: [
          { type: 'reasoning', content: 'I need the tool.' },
          { type: 'tool_call', id: 'call_1', name: 'get_weather', arguments: { city: 'Paris' } },
        ],
      },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'call_1', response: { celsius: 14 } }] },
    ]),
    'gen_ai.output.messages': '[{"role":"assistant","parts":[{"type":"text","content":"14 °C."}],"finish_reason":"stop"}]',
    'gen_ai.tool.definitions': '[{"type":"function","name":"get_weather"}]',
  };

  test('a model call has all of its fields, and only what is shown nowhere stays an attribute', () => {
    const span = toSpan(
      received({
        attributes: call,
        resource: { 'service.name': 'api', 'service.version': '1.4.0', 'deployment.environment.name': 'staging' },
      }),
    );
    expect(span).toMatchObject({
      kind: 'LLM',
      model: 'gpt-4o-2024-08-06',
      provider: 'azure',
      modelParameters: { temperature: 0.2, stop_sequences: ['END'] },
      finishReason: 'tool_calls',
      timeToFirstTokenMs: 412,
      reportedCostUsd: 0.0123,
      usage: { inputTokens: 100, outputTokens: 20, cacheReadTokens: null, cacheWriteTokens: null, reasoningTokens: 8 },
      conversationId: 'c-1',
      sessionId: 'c-1',
      userId: 'u-1',
      service: 'api',
      appVersion: '1.4.0',
      environment: 'staging',
      promptName: 'weather',
      isError: false,
      tools: [{ type: 'function', name: 'get_weather' }],
      parentId: '00000000000000aa',
      endUs: startUs + 2_000_000,
    });
    expect(span.input).toEqual({
      form: 'CHAT',
      messages: [
        { role: 'SYSTEM', content: 'Be brief.' },
        { role: 'USER', content: 'Weather in Paris?', parts: [{ type: 'uri', modality: 'image', uri: 'https://example.org/sky.png' }] },
        {
          role: 'ASSISTANT',
          content: '',
          reasoning: 'I need the tool.',
          toolCalls: [{ id: 'call_1', name: 'get_weather', arguments: { city: 'Paris' } }],
        },
        { role: 'TOOL', content: '{"celsius":14}', toolCallId: 'call_1' },
      ],
    });
    expect(span.output).toEqual({ form: 'CHAT', messages: [{ role: 'ASSISTANT', content: '14 °C.' }] });
    // The model that was asked for differs from the one that answered: it is shown nowhere else.
    expect(span.attributes).toEqual({
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.response.id': 'chatcmpl-1',
      'server.address': 'example.org',
    });
  });

  test('messages may come structured, as events, or all in one event; the events that held them are gone', () => {
    const [system, user] = [
      { role: 'SYSTEM', content: 'Be brief.' },
      { role: 'USER', content: 'Hi' },
    ] as const;
    const answer = { form: 'CHAT', messages: [{ role: 'ASSISTANT', content: 'Hello' }] };
    const structured = toSpan(
      received({
        attributes: {
          'gen_ai.operation.name': 'chat',
          'gen_ai.input.messages': [{ role: 'user', parts: [{ type: 'text', content: 'Hi' }] }],
          'gen_ai.output.messages': [{ role: 'assistant', parts: [{ type: 'text', content: 'Hello' }] }],
        },
      }),
    );
    expect([structured.input, structured.output]).toEqual([{ form: 'CHAT', messages: [user] }, answer]);

    const event = (name: string, attributes: Record<string, string>) => ({ name, atUs: startUs, attributes });
    const perMessage = toSpan(
      received({
        attributes: { 'gen_ai.operation.name': 'chat' },
        events: [
          event('gen_ai.system.message', { content: 'Be brief.', 'gen_ai.system': 'openai' }),
          event('gen_ai.user.message', { content: 'Hi' }),
          event('other', {}),
          event('gen_ai.choice', { index: '0', finish_reason: 'stop', message: '{"role":"assistant","content":"Hello"}' }),
        ],
      }),
    );
    expect([perMessage.input, perMessage.output, perMessage.events.map(({ name }) => name)]).toEqual([
      { form: 'CHAT', messages: [system, user] },
      answer,
      ['other'],
    ]);

    const content = toSpan(
      received({
        attributes: { 'gen_ai.operation.name': 'chat' },
        events: [
          event('gen_ai.content.prompt', { 'gen_ai.prompt': '[{"role":"user","content":"Hi"}]' }),
          event('gen_ai.content.completion', { 'gen_ai.completion': '[{"role":"assistant","content":"Hello"}]' }),
        ],
      }),
    );
    expect([content.input, content.output, content.events]).toEqual([{ form: 'CHAT', messages: [user] }, answer, []]);

    const details = toSpan(
      received({
        attributes: { 'gen_ai.operation.name': 'chat' },
        events: [
          event('gen_ai.client.inference.operation.details', {
            'gen_ai.system_instructions': '[{"type":"text","content":"Be brief."}]',
            'gen_ai.input.messages': '[{"role":"user","parts":[{"type":"text","content":"Hi"}]}]',
            'gen_ai.output.messages': '[{"role":"assistant","parts":[{"type":"text","content":"Hello"}]}]',
          }),
        ],
      }),
    );
    expect([details.input, details.output]).toEqual([{ form: 'CHAT', messages: [system, user] }, answer]);
  });

  test('a tool’s arguments and result are data, whatever they look like', () => {
    const span = toSpan(
      received({
        name: 'execute_tool say',
        attributes: {
          'gen_ai.operation.name': 'execute_tool',
          'gen_ai.tool.call.id': 'call_1',
          'gen_ai.tool.call.arguments': '{"role":"user","content":"Hi"}',
          'gen_ai.tool.call.result': 'done',
        },
      }),
    );
    expect(span).toMatchObject({
      kind: 'TOOL',
      toolName: 'say',
      toolCallId: 'call_1',
      input: { form: 'JSON', value: { role: 'user', content: 'Hi' } },
      output: { form: 'TEXT', text: 'done' },
    });
  });

  test('an agent’s tokens are read, and stand under the names that they were sent with', () => {
    const span = toSpan(received({ attributes: { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.usage.input_tokens': 100 } }));
    expect(span.kind).toBe('AGENT');
    expect(span.usage.inputTokens).toBe(100);
    expect(JSON.parse(span.read ?? '{}')).toMatchObject({ 'gen_ai.usage.input_tokens': 100 });
  });

  test.each([
    { operation: 'embeddings', kind: 'EMBEDDING' },
    { operation: 'generate_content', kind: 'LLM' },
    { operation: 'text_completion', kind: 'LLM' },
    { operation: 'create_agent', kind: 'AGENT' },
    { operation: 'something_new', kind: 'SPAN' },
  ])('$operation is $kind', ({ operation, kind }) => {
    expect(toSpan(received({ attributes: { 'gen_ai.operation.name': operation } })).kind).toBe(kind);
  });

  test('judgments in events and attributes', () => {
    const attributes = {
      'gen_ai.evaluation.name': 'relevance',
      'gen_ai.evaluation.score.value': 0.8,
      'gen_ai.evaluation.score.label': 'relevant',
      'gen_ai.evaluation.explanation': 'On topic.',
    };
    const judgment = { name: 'relevance', value: 0.8, label: 'relevant', explanation: 'On topic.', evaluatorKind: null, identifier: null };
    const asEvent = toSpan(received({ events: [{ name: 'gen_ai.evaluation.result', atUs: startUs, attributes }] }));
    expect([asEvent.judgments, asEvent.events]).toEqual([[judgment], []]);
    expect(toSpan(received({ attributes })).judgments).toEqual([judgment]);
  });
});

describe('failure', () => {
  const exception = {
    name: 'exception',
    atUs: startUs,
    attributes: { 'exception.type': 'TimeoutError', 'exception.message': 'too slow', 'exception.stacktrace': 'at …' },
  };

  test('error.type comes before the exception’s type, and that before the HTTP status', () => {
    const failed = { statusCode: 2, statusMessage: 'failed' };
    expect(
      toSpan(received({ ...failed, events: [exception], attributes: { 'error.type': 'rate_limit', 'http.response.status_code': 429 } })),
    ).toMatchObject({ isError: true, errorType: 'rate_limit', errorMessage: 'failed' });
    expect(toSpan(received({ ...failed, events: [exception], attributes: { 'http.response.status_code': 429 } })).errorType).toBe(
      'TimeoutError',
    );
    expect(toSpan(received({ ...failed, attributes: { 'http.response.status_code': 429 } })).errorType).toBe('429');
    expect(toSpan(received({ ...failed, attributes: { 'http.response.status_code': 200 } })).errorType).toBeNull();
  });

  test('a recorded exception is a failure unless the sender says ok, and stays an event', () => {
    expect(toSpan(received({ events: [exception] }))).toMatchObject({
      isError: true,
      errorType: 'TimeoutError',
      errorMessage: 'too slow',
      events: [exception],
    });
    expect(toSpan(received({ events: [exception], statusCode: 1 }))).toMatchObject({ isError: false, errorType: null, errorMessage: null });
  });

  test.each([
    { level: 'ERROR', isError: true },
    { level: 'critical', isError: true },
    { level: 'FATAL', isError: true },
    { level: 'WARNING', isError: false },
    { level: 'DEFAULT', isError: false },
  ])('Langfuse’s level $level', ({ level, isError }) => {
    expect(
      toSpan(received({ attributes: { 'langfuse.observation.level': level, 'langfuse.observation.status_message': 'quota' } })),
    ).toMatchObject({ isError, errorMessage: isError ? 'quota' : null });
  });
});

test('a span that tells nothing of models keeps all of its attributes', () => {
  const attributes = {
    'http.request.method': 'GET',
    'url.full': 'https://example.org',
    nested: { a: [1, 'b', null] },
    flag: false,
    zero: 0,
    empty: '',
  };
  expect(toSpan(received({ attributes, parentId: '' }))).toMatchObject({
    kind: 'SPAN',
    parentId: null,
    attributes,
    input: null,
    output: null,
    metadata: null,
    tags: [],
  });
});

test('Claude Code’s model is without colours', () => {
  expect(toSpan(received({ attributes: { model: '\u001b[1mclaude-opus-4\u001b[0m' } })).model).toBe('claude-opus-4');
});
