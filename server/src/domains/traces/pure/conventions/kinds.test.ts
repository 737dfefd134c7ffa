import { describe, expect, test } from 'vitest';
import type { Attributes, Span, SpanEvent } from '../../types.ts';
import { received, startUs } from './received.fixtures.ts';
import { toSpan } from './to-span.ts';

/** What producers of the field send, each rule with several of them: the rule is to hold for names that are not here. */

const read = (attributes: Attributes, more: Partial<Parameters<typeof received>[0]> = {}): Span =>
  toSpan(received({ attributes, ...more }));
const event = (name: string, attributes: Attributes): SpanEvent => ({ name, atUs: startUs, attributes });
const chat = { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'm' };

describe('a kind is told by', () => {
  test.each<[claim: string, attributes: Attributes, kind: Span['kind'], name?: string]>([
    ['an agent’s name without an operation', { 'gen_ai.agent.name': 'joker', 'gen_ai.usage.input_tokens': 1 }, 'AGENT'],
    ['Pydantic AI’s run', { agent_name: 'joker', model_name: 'gpt-4o', 'gen_ai.usage.input_tokens': 1 }, 'AGENT', 'agent run'],
    ['the operation in a name', { 'gen_ai.agent.name': 'joker', 'gen_ai.request.model': 'm' }, 'LLM', 'chat gpt-4o'],
    [
      'a model and its tokens, whoever the agent is',
      { 'gen_ai.agent.name': 'a', 'gen_ai.request.model': 'm', 'gen_ai.usage.input_tokens': 1 },
      'LLM',
    ],
    [
      'an operation with a word in it',
      { 'gen_ai.operation.name': 'rag_embedding', 'gen_ai.request.model': 'm', 'gen_ai.usage.input_tokens': 9 },
      'EMBEDDING',
    ],
    ['such a word in camel case', { 'gen_ai.operation.name': 'createEmbeddings' }, 'EMBEDDING'],
    ['a search in vectors', { 'gen_ai.operation.name': 'vector_search' }, 'RETRIEVER'],
    ['a search in a memory', { 'gen_ai.operation.name': 'search_memory' }, 'RETRIEVER'],
    ['a store of vectors', { 'db.vector.query.content': 'tea', 'spring.ai.kind': 'vector_store' }, 'RETRIEVER'],
    ['Mastra’s step', { 'gen_ai.operation.name': 'model_step', 'mastra.span.type': 'model_step', 'gen_ai.usage.input_tokens': 3 }, 'CHAIN'],
    ['Mastra’s type where its operation says nothing', { 'mastra.span.type': 'workflow_conditional' }, 'CHAIN'],
    ['Claude Code’s request', { 'span.type': 'llm_request', model: 'claude', input_tokens: 2 }, 'LLM'],
    ['Claude Code’s tool', { 'span.type': 'tool', tool_name: 'Bash' }, 'TOOL'],
    ['Claude Code’s wait for a person, a part of the one call', { 'span.type': 'tool.blocked_on_user', tool_name: 'Bash' }, 'SPAN'],
    ['a type of span that is somebody else’s', { 'span.type': 'web' }, 'SPAN'],
  ])('%s', (_claim, attributes, kind, name = 'span') => {
    expect(read(attributes, { name }).kind).toBe(kind);
  });
});

describe('tokens', () => {
  test.each<[claim: string, attributes: Attributes, counts: readonly (number | null)[]]>([
    [
      'OpenTelemetry’s input includes the cache, whatever the cache is called',
      {
        'gen_ai.system': 'anthropic',
        'gen_ai.usage.input_tokens': 20_450,
        'gen_ai.usage.output_tokens': 120,
        'gen_ai.usage.cache_read_tokens': 20_000,
        'gen_ai.usage.cache_write_tokens': 430,
      },
      [20_450, 120, 20_000, 430, null],
    ],
    [
      'names of a provider’s own are what two inputs prove',
      {
        'gen_ai.system': 'anthropic',
        'gen_ai.usage.input_tokens': 20_450,
        'llm.usage.prompt_tokens': 20,
        'gen_ai.usage.cache_read_input_tokens': 20_000,
        'gen_ai.usage.cache_creation_input_tokens': 430,
      },
      [20_450, null, 20_000, 430, null],
    ],
    [
      'names that no row has are read by their words',
      {
        'gen_ai.usage.input_tokens': 300,
        'gen_ai.usage.output_tokens': 50,
        'gen_ai.usage.input_tokens_details.cached_tokens': 200,
        'gen_ai.usage.output_tokens_details.thinking_tokens': 30,
      },
      [300, 50, 200, null, 30],
    ],
    [
      'thoughts within the output',
      {
        'gen_ai.system': 'google-gla',
        'gen_ai.usage.input_tokens': 120,
        'gen_ai.usage.output_tokens': 180,
        'gen_ai.usage.details.text_prompt_tokens': 120,
        'gen_ai.usage.details.thoughts_tokens': 80,
      },
      [120, 180, null, null, 80],
    ],
    [
      'a total beyond both sides is output',
      { 'ai.usage.inputTokens': 7_477, 'ai.usage.outputTokens': 2_060, 'ai.usage.totalTokens': 11_476 },
      [7_477, 3_999, null, null, null],
    ],
    [
      'a total and one side are the other side',
      { 'llm.token_count.prompt': 100, 'llm.token_count.total': 130 },
      [100, 30, null, null, null],
    ],
    [
      'reasoning that is larger than the output, and a total that says it is within',
      {
        'langfuse.observation.usage_details':
          '{"prompt_tokens":1640,"completion_tokens":102,"total_tokens":1742,"completion_tokens_details":{"reasoning_tokens":109}}',
      },
      [1_640, 102, null, null, 102],
    ],
    [
      'counts without a prefix are a provider’s own, and its cache is beside the input',
      {
        'span.type': 'llm_request',
        'gen_ai.system': 'anthropic',
        input_tokens: 2,
        output_tokens: 1_200,
        cache_read_tokens: 84_562,
        cache_creation_tokens: 7_096,
      },
      [91_660, 1_200, 84_562, 7_096, null],
    ],
    [
      'Anthropic’s writes by lifetime are one count',
      {
        'langfuse.observation.usage_details':
          '{"input_tokens":5,"output_tokens":7,"cache_creation":{"ephemeral_5m_input_tokens":20,"ephemeral_1h_input_tokens":30}}',
      },
      [55, 7, null, 50, null],
    ],
    [
      'the usage in an answer’s body, as a stream ends with it',
      { 'output.value': '{"choices":[{"message":{"role":"assistant","content":"hi"}}],"usage":{"prompt_tokens":7,"completion_tokens":2}}' },
      [7, 2, null, null, null],
    ],
    [
      'the sums of a run',
      { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.aggregated_usage.input_tokens': 40, 'gen_ai.aggregated_usage.output_tokens': 4 },
      [40, 4, null, null, null],
    ],
  ])('%s', (_claim, attributes, counts) => {
    const { usage } = read({ ...('span.type' in attributes || 'gen_ai.operation.name' in attributes ? {} : { ...chat }), ...attributes });
    expect([usage.inputTokens, usage.outputTokens, usage.cacheReadTokens, usage.cacheWriteTokens, usage.reasoningTokens]).toEqual(counts);
  });

  test('that are of something else stay attributes', () => {
    expect(read({ ...chat, 'gen_ai.usage.audio.input_tokens': 7 }).attributes).toEqual({
      ...chat,
      'gen_ai.request.model': undefined,
      'gen_ai.usage.audio.input_tokens': 7,
    });
  });
});

describe('what a tool took and gave is read from', () => {
  test.each<[producer: string, attributes: Attributes]>([
    ['Pydantic AI', { 'gen_ai.tool.name': 'f', tool_arguments: '{"a":1}', tool_response: 'done' }],
    ['OpenTelemetry', { 'gen_ai.tool.name': 'f', 'gen_ai.tool.call.arguments': '{"a":1}', 'gen_ai.tool.call.result': 'done' }],
    [
      'Spring AI',
      {
        'spring.ai.kind': 'tool_call',
        'spring.ai.tool.definition.name': 'f',
        'spring.ai.tool.call.arguments': '{"a":1}',
        'spring.ai.tool.call.result': 'done',
      },
    ],
    [
      'Mastra',
      {
        'mastra.span.type': 'mcp_tool_call',
        'gen_ai.tool.name': 'f',
        'mastra.mcp_tool_call.input': '{"a":1}',
        'mastra.mcp_tool_call.output': 'done',
      },
    ],
  ])('%s', (_producer, attributes) => {
    expect(read(attributes)).toMatchObject({
      kind: 'TOOL',
      toolName: 'f',
      input: { form: 'JSON', value: { a: 1 } },
      output: { form: 'TEXT', text: 'done' },
    });
  });

  test('Strands’ events', () => {
    const span = read(
      { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'calculator' },
      {
        events: [
          event('gen_ai.tool.message', { role: 'tool', content: '{"expression": "2+3"}', id: 't1' }),
          event('gen_ai.choice', { message: '[{"text": "5"}]', id: 't1' }),
        ],
      },
    );
    expect(span).toMatchObject({ input: { form: 'JSON', value: { expression: '2+3' } }, output: { form: 'TEXT', text: '5' } });
  });

  test.each(['execute_tool get_pun', 'running tool: get_pun', 'anthropic.tool_use get_pun', 'tools/call get_pun'])(
    'the name of %s',
    (name) => {
      expect(read({ 'openinference.span.kind': 'TOOL' }, { name }).toolName).toBe('get_pun');
    },
  );
});

describe('definitions of tools are read from', () => {
  const definition = { name: 'get_pun', description: 'x', parameters_json_schema: { type: 'object' } };
  test.each<[producer: string, attributes: Attributes]>([
    ['Pydantic AI', { model_request_parameters: JSON.stringify({ function_tools: [definition], output_tools: [] }) }],
    ['Gemini’s groups', { 'llm.invocation_parameters': JSON.stringify({ tools: [{ function_declarations: [definition] }] }) }],
    ['OpenAI before tools', { 'llm.invocation_parameters': JSON.stringify({ functions: [definition] }) }],
    [
      'a map by name',
      { 'gen_ai.tool.definitions': JSON.stringify({ get_pun: { description: 'x', parameters_json_schema: { type: 'object' } } }) },
    ],
    ['a request’s body', { 'input.value': JSON.stringify({ messages: [{ role: 'user', content: 'hi' }], tools: [definition] }) }],
    [
      'messages of a tool',
      {
        'langfuse.observation.type': 'generation',
        'langfuse.observation.input': JSON.stringify([
          { role: 'user', content: 'hi' },
          { role: 'tool', content: definition },
        ]),
      },
    ],
  ])('%s', (_producer, attributes) => {
    expect(read({ ...chat, ...attributes }).tools).toEqual([definition]);
  });
});

describe('messages', () => {
  const contents = ({ input }: Span): unknown =>
    input?.form === 'CHAT'
      ? input.messages.map(({ role, content, toolCalls }) => [role, content, ...(toolCalls ?? []).map(({ name }) => name)])
      : input;

  test('of Strands’ events are the parts that their texts hold', () => {
    const span = read(chat, {
      events: [
        event('gen_ai.system.message', { content: '[{"text": "You compute."}]' }),
        event('gen_ai.user.message', { content: '[{"text": "2+3?"}]' }),
        event('gen_ai.assistant.message', {
          content: '[{"toolUse": {"toolUseId": "t1", "name": "calculator", "input": {"expression": "2+3"}}}]',
        }),
        event('gen_ai.tool.message', { content: '[{"toolResult": {"toolUseId": "t1", "status": "success", "content": [{"text": "5"}]}}]' }),
        event('gen_ai.choice', { finish_reason: 'end_turn', message: '[{"text": "It is 5."}]' }),
      ],
    });
    expect(contents(span)).toEqual([
      ['SYSTEM', 'You compute.'],
      ['USER', '2+3?'],
      ['ASSISTANT', '', 'calculator'],
      ['TOOL', '5'],
    ]);
    expect(span).toMatchObject({ output: { messages: [{ content: 'It is 5.' }] }, finishReason: 'end_turn' });
  });

  test('of Semantic Kernel are the text of one event’s content', () => {
    const span = read(chat, { events: [event('gen_ai.user.message', { 'gen_ai.event.content': '{"role":"user","content":"Hi"}' })] });
    expect(contents(span)).toEqual([['USER', 'Hi']]);
  });

  const functions = '[{"type": "function", "id": "f1", "function": {"name": "refund", "arguments": "{}"}}]';
  test.each<[claim: string, attributes: Attributes, expected: unknown]>([
    [
      'a person’s list of functions is a text',
      { 'gen_ai.prompt.0.role': 'user', 'gen_ai.prompt.0.content': functions },
      [['USER', functions]],
    ],
    [
      'a tool’s list of functions is its result where a call waits for one',
      {
        'gen_ai.prompt.0.role': 'assistant',
        'gen_ai.prompt.0.tool_calls.0.name': 'list',
        'gen_ai.prompt.1.role': 'tool',
        'gen_ai.prompt.1.content': functions,
      },
      [
        ['ASSISTANT', '', 'list'],
        ['TOOL', functions],
      ],
    ],
    [
      'Koog’s calls in a tool’s message are the assistant’s',
      {
        'gen_ai.prompt.0.role': 'user',
        'gen_ai.prompt.0.content': 'Hello',
        'gen_ai.prompt.1.role': 'tool',
        'gen_ai.prompt.1.content': functions,
        'gen_ai.prompt.2.role': 'tool',
        'gen_ai.prompt.2.content': 'Done',
      },
      [
        ['USER', 'Hello'],
        ['ASSISTANT', '', 'refund'],
        ['TOOL', 'Done'],
      ],
    ],
    [
      'a list of functions within a result',
      {
        'gen_ai.input.messages': JSON.stringify([
          { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c', response: JSON.parse(functions) }] },
        ]),
      },
      [['TOOL', JSON.stringify(JSON.parse(functions))]],
    ],
    ['Gemini’s question as a text', { 'input.value': '{"model":"gemini","contents":"What is tea?"}' }, [['USER', 'What is tea?']]],
    [
      'Gemini’s question as a list of texts',
      { 'input.value': '{"model":"gemini","contents":["What is tea?","In short."]}' },
      [['USER', 'What is tea?\n\nIn short.']],
    ],
  ])('%s', (_claim, attributes, expected) => {
    expect(contents(read({ ...chat, ...attributes }))).toEqual(expected);
  });

  test.each<[provider: string, part: object]>([
    ['Anthropic', { type: 'redacted_thinking', data: 'QUJD' }],
    ['OpenAI', { type: 'reasoning', summary: [], encrypted_content: 'QUJD' }],
    ['OpenRouter', { type: 'reasoning.encrypted', data: 'QUJD' }],
    ['Bedrock', { reasoningContent: { redactedContent: 'QUJD' } }],
  ])('reasoning that %s hides is no text', (_provider, part) => {
    const { output } = read({ ...chat, 'gen_ai.output.messages': JSON.stringify([{ role: 'assistant', content: [part] }]) });
    expect(output).toMatchObject({ form: 'CHAT', messages: [{ content: '', parts: [{ type: 'reasoning', hidden: true }] }] });
  });

  test('what a text refers to stays with it', () => {
    const content = [{ type: 'text', text: 'Tea is old.', citations: [{ url: 'https://tea.example' }] }];
    expect(read({ ...chat, 'gen_ai.output.messages': JSON.stringify([{ role: 'assistant', content }]) }).output).toMatchObject({
      messages: [{ content: 'Tea is old.', parts: [{ type: 'citations', citations: [{ url: 'https://tea.example' }] }] }],
    });
  });

  test('of an agent’s run: what went in, and the answer at the end', () => {
    const all = [
      { role: 'system', parts: [{ type: 'text', content: 'Be funny' }] },
      { role: 'user', parts: [{ type: 'text', content: 'A joke please' }] },
      { role: 'assistant', parts: [{ type: 'text', content: 'A joke.' }] },
    ];
    const span = read({ agent_name: 'joker', final_result: 'A joke.', 'pydantic_ai.all_messages': JSON.stringify(all) });
    expect(contents(span)).toEqual([
      ['SYSTEM', 'Be funny'],
      ['USER', 'A joke please'],
    ]);
    expect(span).toMatchObject({
      kind: 'AGENT',
      output: { messages: [{ role: 'ASSISTANT', content: 'A joke.' }] },
      attributes: { agent_name: 'joker' },
    });
  });
});

test('a search has its query and what it found', () => {
  expect(
    read({
      'gen_ai.operation.name': 'retrieval',
      'gen_ai.retrieval.query.text': 'tea',
      'gen_ai.retrieval.documents': '[{"id":"d1","score":0.9}]',
    }),
  ).toMatchObject({
    kind: 'RETRIEVER',
    input: { form: 'TEXT', text: 'tea' },
    output: { form: 'JSON', value: [{ id: 'd1', score: 0.9 }] },
  });
});

test('an embedding has its text and its vector', () => {
  expect(
    read({
      'openinference.span.kind': 'EMBEDDING',
      'embedding.embeddings.0.embedding.text': 'tea',
      'embedding.embeddings.0.embedding.vector': [0.1, 0.2],
    }),
  ).toMatchObject({
    input: { form: 'TEXT', text: 'tea' },
    output: { form: 'JSON', value: [[0.1, 0.2]] },
  });
});

test('Mastra’s agent: its question, its answer, its session and its user', () => {
  expect(
    read({
      'gen_ai.operation.name': 'invoke_agent',
      'mastra.agent_run.input': '[{"role":"user","content":"Weather?"}]',
      'mastra.agent_run.output': '{"text":"3 C"}',
      'mastra.metadata.threadId': 'th-1',
      'mastra.metadata.resourceId': 'res-1',
      'mastra.metadata.plan': 'gold',
    }),
  ).toMatchObject({
    sessionId: 'th-1',
    userId: 'res-1',
    metadata: { plan: 'gold' },
    input: { messages: [{ role: 'USER', content: 'Weather?' }] },
    output: { messages: [{ role: 'ASSISTANT', content: '3 C' }] },
  });
});

test('Claude Code: the prompt, the first token, why it stopped', () => {
  expect(read({ 'span.type': 'interaction', user_prompt: 'List the files' })).toMatchObject({
    kind: 'AGENT',
    input: { form: 'TEXT', text: 'List the files' },
  });
  expect(read({ 'span.type': 'llm_request', model: 'claude', ttft_ms: 900, stop_reason: 'tool_use' })).toMatchObject({
    timeToFirstTokenMs: 900,
    finishReason: 'tool_use',
  });
});

describe('no failure is', () => {
  const raised = (type: string, message: string) => [event('exception', { 'exception.type': type, 'exception.message': message })];
  test.each<[what: string, more: Parameters<typeof received>[0]]>([
    [
      'an interrupt of LangGraph',
      {
        statusCode: 2,
        statusMessage: "GraphInterrupt: (Interrupt(value='approve?'),)",
        events: raised('langgraph.errors.GraphInterrupt', 'x'),
      },
    ],
    ['a handoff of LangGraph', { statusCode: 2, events: raised('langgraph.errors.ParentCommand', 'Command(goto=…)') }],
    ['an interrupt that only the status tells', { statusCode: 2, statusMessage: "NodeInterrupt('wait')" }],
    [
      'one that only the level tells',
      {
        attributes: {
          'langfuse.observation.level': 'ERROR',
          'langfuse.observation.status_message': "GraphInterrupt((Interrupt(value='?'),))",
        },
      },
    ],
    ['a call that waits for approval', { statusCode: 2, events: raised('pydantic_ai.exceptions.ApprovalRequired', '') }],
    ['a stream that its reader closed', { statusCode: 2, events: raised('GeneratorExit', '') }],
    [
      'an attempt that was repeated, of a call that answered',
      { attributes: { ...chat, 'gen_ai.response.finish_reasons': ['stop'] }, events: raised('RateLimitError', '429') },
    ],
  ])('%s', (_what, more) => {
    expect(toSpan(received(more))).toMatchObject({ isError: false, errorType: null });
  });
  test('but an error is, whatever it speaks of', () => {
    expect(
      toSpan(received({ statusCode: 2, statusMessage: 'The GraphInterrupt was lost', events: raised('ValueError', 'GraphInterrupt') }))
        .isError,
    ).toBe(true);
    expect(toSpan(received({ attributes: chat, events: raised('RateLimitError', '429') })).isError).toBe(true);
  });
});

test('what became a field stands under the name that it was sent with, and a prompt not a second time', () => {
  const span = read({
    ...chat,
    'gen_ai.usage.input_tokens': 3,
    'gen_ai.input.messages': '[{"role":"user","content":"Tea?"}]',
    'my.own': 'stays',
  });
  expect(JSON.parse(span.read ?? '')).toEqual({
    'gen_ai.request.model': 'm',
    'gen_ai.usage.input_tokens': 3,
    'gen_ai.input.messages': { shownAs: 'input', length: 34 },
  });
  expect(span.attributes).toEqual({ 'gen_ai.operation.name': 'chat', 'my.own': 'stays' });
});
