import { describe, expect, test } from 'vitest';
import type { Attributes, Span, SpanEvent } from '../../types.ts';
import { received, startUs } from './received.fixtures.ts';
import { toSpan } from './to-span.ts';

/** What producers of the field send, each rule with several of them: the rule is to hold for names that are not here. */

const read = (attributes: Attributes, more: Partial<Parameters<typeof received>[0]> = {}): Span =>
  toSpan(received({ attributes, ...more }));
const event = (name: string, attributes: Attributes): SpanEvent => ({ name, atUs: startUs, attributes });
const chat = { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'm' };

describe('a kind is known by', () => {
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
    ['VoltAgent’s type', { 'span.type': 'retriever' }, 'RETRIEVER'],
    [
      'google-adk’s tool, whose request is empty',
      { 'gcp.vertex.agent.llm_request': '{}', 'gcp.vertex.agent.tool_call_args': '{"a":1}' },
      'TOOL',
    ],
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
