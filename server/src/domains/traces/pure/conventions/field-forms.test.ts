import { describe, expect, test } from 'vitest';
import type { Attributes, Span } from '../../types.ts';
import { received } from './received.fixtures.ts';
import { toSpan } from './to-span.ts';

/** Forms that single producers of the field send, each with what it comes to. */
const read = (attributes: Attributes, more: Partial<Parameters<typeof received>[0]> = {}): Span =>
  toSpan(received({ attributes, ...more }));
const chat = { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'm' };
const llm = { 'openinference.span.kind': 'LLM' };
const json = (value: unknown): string => JSON.stringify(value);
const body = (input: unknown, output: unknown): Attributes => ({
  ...llm,
  ...(input === null ? null : { 'input.value': json(input) }),
  ...(output === null ? null : { 'output.value': json(output) }),
});

/** Role, content and the names of the tools that are called. */
function talk(text: Span['input']): unknown {
  return text?.form === 'CHAT'
    ? text.messages.map(({ role, content, toolCalls = [] }) => [role, content, ...toolCalls.map(({ name }) => name)])
    : (text?.form ?? null);
}

describe('messages', () => {
  const asked = ['USER', 'Hi'];
  const calls = ['ASSISTANT', '', 'calc'];
  test.each<[producer: string, attributes: Attributes, input: unknown, output: unknown]>([
    [
      'Koog’s exporter for Langfuse, whose calls and functions are texts',
      {
        ...chat,
        'gen_ai.completion.0.role': 'assistant',
        'gen_ai.completion.0.content': '',
        'gen_ai.completion.0.tool_calls': json([{ id: 'c1', type: 'function', function: '{"name":"calc","arguments":"{\\"a\\":1}"}' }]),
      },
      null,
      [calls],
    ],
    [
      'LiveKit’s context of a chat',
      { ...chat, 'lk.chat_ctx': json({ items: [{ type: 'message', role: 'user', content: ['Hi'] }] }), 'lk.response.text': 'Yo' },
      [asked],
      'TEXT',
    ],
    ['VoltAgent', { 'span.type': 'llm', 'llm.messages': json([{ role: 'user', content: 'Hi' }]) }, [asked], null],
    ['VoltAgent’s agent', { 'entity.type': 'agent', 'agent.messages': json([{ role: 'user', content: 'Hi' }]) }, [asked], null],
    [
      'OpenInference’s completions',
      { ...llm, 'llm.prompts.0.prompt.text': 'Hi', 'llm.choices.0.completion.text': 'Yo' },
      [asked],
      [['ASSISTANT', 'Yo']],
    ],
    [
      'OpenInference’s older call of a function',
      {
        ...llm,
        'llm.output_messages.0.message.role': 'assistant',
        'llm.output_messages.0.message.function_call_name': 'calc',
        'llm.output_messages.0.message.function_call_arguments_json': '{"a":1}',
      },
      null,
      [calls],
    ],
    ['Gemini’s list of parts', body({ model: 'gemini', contents: [{ text: 'Hi' }] }, null), [asked], null],
    [
      'Bedrock’s result of a tool in JSON',
      body({ messages: [{ role: 'user', content: [{ toolResult: { toolUseId: 't', content: [{ json: { r: 1 } }] } }] }] }, null),
      [['TOOL', '{"r":1}']],
      null,
    ],
    [
      'LlamaIndex’s blocks',
      body(null, {
        message: {
          role: 'assistant',
          blocks: [
            { block_type: 'text', text: 'Yo' },
            { block_type: 'tool_call', tool_call_id: '1', tool_name: 'calc', tool_kwargs: { a: 1 } },
          ],
        },
      }),
      null,
      [['ASSISTANT', 'Yo', 'calc']],
    ],
    [
      'Responses with tools of MCP',
      body(null, {
        output: [
          { type: 'mcp_list_tools', id: 'l', server_label: 'x', tools: [] },
          { type: 'mcp_call', id: 'm', name: 'calc', arguments: '{}', output: '3' },
          { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Yo' }] },
        ],
      }),
      null,
      [
        ['ASSISTANT', ''],
        ['ASSISTANT', '', 'calc'],
        ['TOOL', '3'],
        ['ASSISTANT', 'Yo'],
      ],
    ],
  ])('of %s', (_producer, attributes, input, output) => {
    const span = read(attributes);
    expect([talk(span.input), talk(span.output)]).toEqual([input, output]);
  });

  test('of Spring AI’s events are texts, not lists of one', () => {
    const event = (name: string, attributes: Attributes) => ({ name, atUs: 1, attributes });
    const { input, output } = read(chat, {
      events: [
        event('gen_ai.content.prompt', { 'gen_ai.prompt': ['Hi'] }),
        event('gen_ai.content.completion', { 'gen_ai.completion': ['Yo'] }),
      ],
    });
    expect([input, output]).toEqual([
      { form: 'TEXT', text: 'Hi' },
      { form: 'TEXT', text: 'Yo' },
    ]);
  });
});

test.each<[producer: string, attributes: Attributes, expected: Partial<Span>]>([
  ['MLflow’s type, which has quotes', { 'mlflow.spanType': '"CHAT_MODEL"' }, { kind: 'LLM' }],
  ['OpenInference’s decision', { 'openinference.span.kind': 'DECISION' }, { kind: 'CHAIN' }],
  ['VoltAgent’s entity', { 'entity.type': 'agent' }, { kind: 'AGENT' }],
  [
    'FastMCP’s remote call',
    { 'rpc.system': 'mcp', 'rpc.method': 'tools/call', 'fastmcp.component.key': 'greet' },
    { kind: 'TOOL', toolName: 'greet' },
  ],
  [
    'LiveKit’s tool',
    { 'lk.function_tool.name': 'calc', 'lk.function_tool.arguments': '{"a":1}', 'lk.function_tool.output': '3' },
    { kind: 'TOOL', toolName: 'calc', input: { form: 'JSON', value: { a: 1 } }, output: { form: 'TEXT', text: '3' } },
  ],
  ['LiveKit’s first token', { ...chat, 'lk.response.ttft': 0.25 }, { timeToFirstTokenMs: 250 }],
  ['Pipecat’s first token', { ...chat, 'metrics.ttfb': 0.3 }, { timeToFirstTokenMs: 300 }],
  ['Copilot’s first token', { ...chat, 'copilot_chat.time_to_first_token': 120 }, { timeToFirstTokenMs: 120 }],
  ['Orq’s cost', { ...chat, 'orq.billing.total_cost': 0.005 }, { reportedCostUsd: 0.005 }],
  ['Spring AI’s conversation', { ...chat, 'spring.ai.chat.client.conversation.id': 's1' }, { sessionId: 's1' }],
  [
    'Bedrock’s tools',
    body(
      {
        messages: [{ role: 'user', content: [{ text: 'Hi' }] }],
        toolConfig: { tools: [{ toolSpec: { name: 'calc', description: 'd' } }] },
      },
      null,
    ),
    { tools: [{ name: 'calc', description: 'd' }] },
  ],
  ['Langfuse’s tools in metadata', { ...chat, 'langfuse.observation.metadata.tools': '[{"name":"a"}]' }, { tools: [{ name: 'a' }] }],
])('%s', (_producer, attributes, expected) => expect(read(attributes)).toMatchObject(expected));

describe('tokens', () => {
  const adk = (candidates: number, thoughts: number, total: number): string =>
    json({
      content: { role: 'model', parts: [{ text: 'Yo' }] },
      usage_metadata: {
        prompt_token_count: 100,
        candidates_token_count: candidates,
        thoughts_token_count: thoughts,
        total_token_count: total,
      },
    });
  test.each<[claim: string, attributes: Attributes, tokens: Partial<Span['usage']>]>([
    [
      'of older google-adk, whose output is the total',
      { ...chat, 'gen_ai.usage.input_tokens': 100, 'gen_ai.usage.output_tokens': 150, 'gcp.vertex.agent.llm_response': adk(30, 20, 150) },
      { inputTokens: 100, outputTokens: 50, reasoningTokens: 20 },
    ],
    [
      'of a span whose own counts differ from the body’s otherwise',
      { ...chat, 'gen_ai.usage.input_tokens': 100, 'gen_ai.usage.output_tokens': 60, 'gcp.vertex.agent.llm_response': adk(30, 20, 150) },
      { inputTokens: 100, outputTokens: 60 },
    ],
    [
      'of LangSmith, whose details are a text',
      { ...chat, 'gen_ai.usage.input_tokens': 3, 'gen_ai.usage.output_tokens': 4, 'gen_ai.usage.input_token_details': '{"cache_read":1}' },
      { inputTokens: 3, outputTokens: 4, cacheReadTokens: 1 },
    ],
    [
      'of MLflow in a map',
      { ...chat, 'mlflow.chat.tokenUsage': '{"input_tokens":3,"output_tokens":4}' },
      { inputTokens: 3, outputTokens: 4 },
    ],
    [
      'of LangChain’s message beside a result without counts',
      body(null, {
        generations: [
          [
            {
              text: 'Yo',
              message: {
                kwargs: { content: 'Yo', type: 'ai', usage_metadata: { input_tokens: 3, output_tokens: 4 } },
                id: ['langchain', 'AIMessage'],
              },
            },
          ],
        ],
        llm_output: { model_name: 'm' },
      }),
      { inputTokens: 3, outputTokens: 4 },
    ],
    [
      'of LlamaIndex’s raw answer',
      body(null, {
        message: { role: 'assistant', blocks: [{ block_type: 'text', text: 'Yo' }] },
        raw: { usage: { prompt_tokens: 3, completion_tokens: 4 } },
      }),
      { inputTokens: 3, outputTokens: 4 },
    ],
  ])('%s', (_claim, attributes, tokens) => expect(read(attributes).usage).toMatchObject(tokens));
});
