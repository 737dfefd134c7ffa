import { describe, expect, test } from 'vitest';
import { received, type ReceivedParts } from './received.fixtures.ts';
import { toSpan } from './to-span.ts';

/** The body of an answer as its provider, or a framework, sends it, where the span itself has neither tokens nor a model. */
const ofBody = (body: unknown) =>
  toSpan(
    received({ attributes: { 'openinference.span.kind': 'LLM', 'output.value': typeof body === 'string' ? body : JSON.stringify(body) } }),
  );

const langchainMessage = {
  lc: 1,
  type: 'constructor',
  id: ['langchain', 'schema', 'messages', 'AIMessage'],
  kwargs: {
    content: 'Hi',
    response_metadata: { model_name: 'claude-x', stop_reason: 'end_turn' },
    usage_metadata: { input_tokens: 10, output_tokens: 2, total_tokens: 12, input_token_details: { cache_read: 4 } },
  },
};

test.each([
  ['Anthropic’s older completions', { completion: 'Hi', stop_reason: 'stop_sequence' }, [null, null, 'stop_sequence', null]],
  [
    'Titan on Bedrock',
    { inputTextTokenCount: 5, results: [{ tokenCount: 3, outputText: 'Hi', completionReason: 'FINISH' }] },
    [5, 3, 'FINISH', null],
  ],
  ['Llama on Bedrock', { generation: 'Hi', prompt_token_count: 5, generation_token_count: 2, stop_reason: 'stop' }, [5, 2, 'stop', null]],
  ['Mistral on Bedrock', { outputs: [{ text: 'Hi', stop_reason: 'stop' }] }, [null, null, 'stop', null]],
  [
    'Cohere: what is paid for',
    {
      message: { role: 'assistant', content: [{ type: 'text', text: 'Hi' }] },
      finish_reason: 'COMPLETE',
      usage: { billed_units: { input_tokens: 5, output_tokens: 2 }, tokens: { input_tokens: 70, output_tokens: 2 } },
    },
    [5, 2, 'COMPLETE', null],
  ],
  [
    'Ollama’s chat',
    {
      model: 'llama3',
      message: { role: 'assistant', content: 'Hi' },
      done_reason: 'stop',
      done: true,
      prompt_eval_count: 9,
      eval_count: 3,
    },
    [9, 3, 'stop', 'llama3'],
  ],
  [
    'Ollama’s answer to a prompt',
    { model: 'llama3', response: 'Hi', done: true, context: [1, 2], prompt_eval_count: 9, eval_count: 3 },
    [9, 3, null, 'llama3'],
  ],
  [
    'a generation of LangChain without a sum',
    { generations: [[{ text: 'Hi', message: langchainMessage }]], llm_output: null },
    [10, 2, 'end_turn', 'claude-x'],
  ],
  [
    'replies of Haystack',
    {
      replies: [
        {
          _role: 'assistant',
          _content: [{ text: 'Hi' }],
          _meta: { model: 'm', finish_reason: 'stop', usage: { prompt_tokens: 5, completion_tokens: 2 } },
        },
      ],
    },
    [5, 2, 'stop', 'm'],
  ],
  ['replies of Haystack that are texts', { replies: ['Hi'] }, [null, null, null, null]],
  ['the one answer of DSPy', ['Hi'], [null, null, null, null]],
  [
    'chunks of a stream',
    [
      { model: 'm', choices: [{ index: 0, delta: { role: 'assistant', content: 'H' } }] },
      { choices: [{ index: 0, delta: { content: 'i' }, finish_reason: 'stop' }] },
      { choices: [], usage: { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4 } },
    ],
    [3, 1, 'stop', 'm'],
  ],
  [
    'the text of a stream',
    'data: {"model":"m","choices":[{"index":0,"delta":{"content":"H"}}]}\n\ndata: {"choices":[{"index":0,"delta":{"content":"i"},"finish_reason":"length"}]}\n\ndata: [DONE]\n',
    [null, null, 'length', 'm'],
  ],
  [
    'events of Anthropic',
    [
      {
        type: 'message_start',
        message: {
          type: 'message',
          role: 'assistant',
          model: 'm',
          content: [],
          usage: { input_tokens: 10, cache_read_input_tokens: 90, output_tokens: 1 },
        },
      },
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'H' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'i' } },
      { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: { output_tokens: 15 } },
      { type: 'message_stop' },
    ],
    [100, 15, 'end_turn', 'm'],
  ],
  [
    'events of Responses',
    [
      { type: 'response.created', response: { id: 'r' } },
      { type: 'response.output_text.delta', delta: 'H' },
      {
        type: 'response.completed',
        response: {
          model: 'm',
          output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Hi' }] }],
          usage: { input_tokens: 1, output_tokens: 2 },
        },
      },
    ],
    [1, 2, null, 'm'],
  ],
  [
    'portions of Gemini',
    [
      { candidates: [{ content: { parts: [{ text: 'H' }], role: 'model' } }] },
      {
        candidates: [{ content: { parts: [{ text: 'i' }], role: 'model' }, finishReason: 'STOP' }],
        usageMetadata: { promptTokenCount: 5, candidatesTokenCount: 2, totalTokenCount: 7 },
        modelVersion: 'm',
      },
    ],
    [5, 2, 'STOP', 'm'],
  ],
] as const)('%s: answer, tokens, reason and model are read', (_title, body, [inputTokens, outputTokens, finishReason, model]) => {
  const span = ofBody(body);
  expect(span.output).toMatchObject({ form: 'CHAT', messages: [{ role: 'ASSISTANT', content: 'Hi' }] });
  expect(span).toMatchObject({ usage: { inputTokens, outputTokens }, finishReason, model });
});

test('calls and thinking of a stream come together', () => {
  const chunk = (delta: unknown) => ({ choices: [{ index: 0, delta }] });
  const call = (piece: unknown) => chunk({ tool_calls: [piece] });
  expect(
    ofBody([
      chunk({ reasoning_content: 'h' }),
      chunk({ reasoning_content: 'm' }),
      call({ index: 0, id: 'c1', function: { name: 'a', arguments: '{"x"' } }),
      call({ index: 1, id: 'c2', function: { name: 'b', arguments: '{}' } }),
      call({ index: 0, function: { arguments: ':1}' } }),
    ]).output,
  ).toMatchObject({
    messages: [
      {
        reasoning: 'hm',
        toolCalls: [
          { id: 'c1', name: 'a', arguments: { x: 1 } },
          { id: 'c2', name: 'b', arguments: {} },
        ],
      },
    ],
  });
});

test.each([
  [[{ choices: [] }]],
  [[{ type: 'response' }]],
  [{ results: [{ title: 'a' }] }],
  [{ completion: 'a', messages: [{ role: 'user', content: 'q' }] }],
  ['data: 5'],
  ['data about a stream'],
])('%j is no answer of a stream or of a provider: nothing of it is lost', (body) => {
  const { output, attributes } = ofBody(body);
  const kept = JSON.stringify([output, attributes]);
  for (const word of JSON.stringify(body).match(/[a-z]+/g) ?? [])
    if (!['messages', 'role', 'content', 'user'].includes(word)) expect(kept).toContain(word);
});

test('a component of Haystack is named by its class, whose ending is its kind', () =>
  expect(
    [
      'OpenAIChatGenerator',
      'InMemoryBM25Retriever',
      'SentenceTransformersTextEmbedder',
      'CohereRanker',
      'ToolInvoker',
      'DocumentJoiner',
    ].map((type) => toSpan(received({ attributes: { 'haystack.component.type': type } })).kind),
  ).toEqual(['LLM', 'RETRIEVER', 'EMBEDDING', 'RERANKER', 'TOOL', 'CHAIN']));

test.each(['strands-agents', 'microsoft.agent_framework', 'Portkey', 'AutoGen'])('%s answers no call: it is no provider', (system) =>
  expect(toSpan(received({ attributes: { 'gen_ai.system': system, 'llm.provider': 'anthropic' } })).provider).toBe('anthropic'),
);

test('VoltAgent tells model and tokens under names without a prefix', () =>
  expect(
    toSpan(
      received({
        attributes: {
          'span.type': 'llm',
          'llm.model': 'gpt-4o',
          'usage.prompt_tokens': 9,
          'usage.completion_tokens': 4,
          'usage.total_tokens': 13,
        },
      }),
    ),
  ).toMatchObject({ kind: 'LLM', model: 'gpt-4o', usage: { inputTokens: 9, outputTokens: 4 } }));

test.each([
  ['tool.execution', 'false', { isError: true, errorMessage: 'exit 1' }],
  ['llm_request', false, { isError: true, errorMessage: 'exit 1' }],
  ['llm_request', true, { isError: false, errorMessage: null }],
] as const)('Claude Code’s %s with success %j says whether it failed, where the status says nothing', (type, success, failure) =>
  expect(toSpan(received({ attributes: { 'span.type': type, success, error: 'exit 1' } }))).toMatchObject(failure),
);

test('where only metadata of LangSmith or the operation of an older Semantic Kernel tell model and kind, they do', () => {
  const langsmith = {
    'langsmith.span.kind': 'llm',
    'langsmith.metadata.ls_model_name': 'gpt-4o',
    'langsmith.metadata.ls_provider': 'openai',
  };
  expect(toSpan(received({ attributes: langsmith }))).toMatchObject({ kind: 'LLM', model: 'gpt-4o', provider: 'openai' });
  const kernel = {
    'gen_ai.operation.name': 'chat.completions',
    'gen_ai.response.prompt_tokens': 11,
    'gen_ai.response.completion_tokens': 7,
  };
  expect(toSpan(received({ attributes: kernel }))).toMatchObject({ kind: 'LLM', usage: { inputTokens: 11, outputTokens: 7 } });
});

describe('what unmodified clients sent', () => {
  const user = { role: 'user', parts: [{ type: 'text', content: 'q' }] };
  const instructions = JSON.stringify([{ type: 'text', content: 's' }]);
  const details = (messages: unknown) => ({
    name: 'gen_ai.client.inference.operation.details',
    atUs: 0,
    attributes: { 'gen_ai.input.messages': JSON.stringify(messages) },
  });
  test.each([
    ['instructions beside all messages of an agent', { attributes: { 'pydantic_ai.all_messages': JSON.stringify([user]) } }, ['s', 'q']],
    ['instructions beside messages in events', { events: [details([user])] }, ['s', 'q']],
    [
      'a later event of input that goes on',
      { events: [details([user]), details([{ role: 'tool', parts: [{ type: 'tool_call_response', id: 'c', response: 'sunny' }] }])] },
      ['s', 'q', 'sunny'],
    ],
    ['a later event of input that begins with the earlier', { events: [details([user]), details([user, user])] }, ['s', 'q', 'q']],
  ])('%s: nothing of the input is lost', (_title, { attributes = {}, events = [] }: ReceivedParts, texts) => {
    const span = toSpan(received({ attributes: { ...attributes, 'gen_ai.system_instructions': instructions }, events }));
    expect(span.input).toMatchObject({ messages: texts.map((content) => ({ content })) });
  });

  test('a message that is a role alone does not hide what was asked', () =>
    expect(
      toSpan(
        received({
          attributes: { 'llm.input_messages.0.message.role': 'user', 'input.value': '{"messages":[{"role":"user","content":"q"}]}' },
        }),
      ).input,
    ).toMatchObject({ messages: [{ content: 'q' }] }));

  test('a call that failed has the model of its parameters', () =>
    expect(
      toSpan(received({ attributes: { 'openinference.span.kind': 'LLM', 'llm.invocation_parameters': '{"model":"gpt-4o"}' } })).model,
    ).toBe('gpt-4o'));

  test('an operation that is not known is no agent, though it names the agent that it is a step of', () =>
    expect(toSpan(received({ attributes: { 'gen_ai.operation.name': 'unknown', 'gen_ai.agent.name': 'a' } })).kind).toBe('SPAN'));

  test('a message of a tool as the result of one is its content, and names the call', () => {
    const message = { type: 'tool', data: { content: 'sunny', type: 'tool', name: 'w', tool_call_id: 'c1' } };
    const span = toSpan(received({ attributes: { 'openinference.span.kind': 'TOOL', 'output.value': JSON.stringify(message) } }));
    expect(span).toMatchObject({ output: { form: 'TEXT', text: 'sunny' }, toolCallId: 'c1' });
    const data = JSON.stringify({ role: 'tool', content: 'sunny' });
    expect(toSpan(received({ attributes: { 'openinference.span.kind': 'TOOL', 'output.value': data } })).output).toMatchObject({
      form: 'JSON',
    });
  });
});
