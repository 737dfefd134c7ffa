import { describe, expect, test } from 'vitest';
import { fileOf, recordsOf, valuesOf } from '../reading.testing.ts';

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

  const chunk = (id: string, delta: object, rest: object = {}) => ({
    id,
    object: 'chat.completion.chunk',
    created: 1_761_955_200,
    model: 'gpt-4o-2024-08-06',
    choices: [{ index: 0, delta, finish_reason: null, ...rest }],
  });
  const usage = (id: string) => ({ ...chunk(id, {}), choices: [], usage: { prompt_tokens: 10, completion_tokens: 5 } });
  const call = (piece: object) => ({ tool_calls: [{ index: 0, ...piece }] });
  const pieces = (id: string) => [
    chunk(id, { role: 'assistant', content: 'It ' }),
    chunk(id, { content: 'leaves' }),
    chunk(id, call({ id: 'c', function: { name: 'book', arguments: '{"at":' } })),
    chunk(id, call({ function: { arguments: '940}' } })),
    chunk(id, {}, { finish_reason: 'tool_calls' }),
    usage(id),
  ];
  const whole = {
    role: 'ASSISTANT',
    content: 'It leaves',
    model: 'gpt-4o-2024-08-06',
    inputTokens: 10,
    outputTokens: 5,
    toolCalls: [{ id: 'c', name: 'book', arguments: { at: 940 } }],
  };
  const sse = (values: readonly object[]) => `${values.map((value) => `data: ${JSON.stringify(value)}\n\n`).join('')}data: [DONE]\n\n`;

  test.each([
    ['a list', pieces('chatcmpl-2')],
    ['a list of texts', pieces('chatcmpl-2').map((piece) => JSON.stringify(piece))],
    ['the text of its events', sse(pieces('chatcmpl-2'))],
  ])('a streamed answer beside its request is one answer: %s', async (_name, sent) => {
    for (const name of ['response', 'chunks'])
      expect(await messagesIn({ request, [name]: sent, latency_ms: 900 })).toMatchObject([
        { role: 'USER', content: 'Q' },
        { ...whole, latencyMs: 900 },
      ]);
  });

  test('Anthropic’s events are one answer', async () => {
    const events = [
      {
        type: 'message_start',
        message: { role: 'assistant', model: 'claude-x', content: [], usage: { input_tokens: 3, output_tokens: 1 } },
      },
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'It ' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'leaves' } },
      { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 2 } },
      { type: 'message_stop' },
    ];
    for (const response of [events, sse(events)])
      expect(await messagesIn({ request, response })).toMatchObject([
        { role: 'USER' },
        { role: 'ASSISTANT', content: 'It leaves', model: 'claude-x', inputTokens: 3, outputTokens: 2 },
      ]);
  });

  test.each([
    ['log.jsonl', (values: readonly object[]) => values.map((value) => JSON.stringify(value)).join('\n')],
    ['log.json', (values: readonly object[]) => JSON.stringify(values)],
  ])('pieces of several answers, one a value and mixed, are an answer each: %s', async (name, written) => {
    const [one, other] = [pieces('chatcmpl-3'), pieces('chatcmpl-4')];
    const mixed = [...one.flatMap((piece, place) => [piece, other[place] as object]), { ...response, id: 'chatcmpl-5' }];
    const messages = valuesOf(await recordsOf(fileOf(name, written(mixed))), 'message');
    expect(messages).toMatchObject([{ content: 'A' }, { ...whole, createdAt: '2025-11-01T00:00:00.000Z' }, whole]);
    expect(messages.map(({ conversationId }) => conversationId)).toEqual(['log/chatcmpl-5', 'log/chatcmpl-3', 'log/chatcmpl-4']);
  });

  test('pieces without an id follow each other, a piece alone is named, and of very many answers the oldest are whole first', async () => {
    const read = async (values: readonly object[]) =>
      recordsOf(fileOf('log.jsonl', values.map((value) => JSON.stringify(value)).join('\n'), 4_096));
    const withoutId = pieces('')
      .slice(0, 5)
      .map(({ id: _id, ...piece }) => piece);
    expect(valuesOf(await read([...withoutId, ...withoutId]), 'message').map(({ content }) => content)).toEqual(['It leaves', 'It leaves']);
    expect((await read([...pieces('chatcmpl-6').slice(0, 5), usage('chatcmpl-7')])).filter(({ kind }) => kind === 'bad')).toEqual([
      { kind: 'bad', line: 6, field: 'choices', reason: 'belongs to a streamed answer whose other pieces are not here' },
    ]);
    const many = Array.from({ length: 450 }, (_, place) => chunk(`chatcmpl-many-${place}`, { content: `answer ${place}` }));
    expect(valuesOf(await read(many), 'message').map(({ content }) => content)).toEqual(many.map((_, place) => `answer ${place}`));
  });
});
