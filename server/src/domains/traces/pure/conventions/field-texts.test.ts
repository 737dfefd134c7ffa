import { describe, expect, test } from 'vitest';
import type { Attributes, Span, SpanEvent } from '../../types.ts';
import { received, startUs } from './received.fixtures.ts';
import { toSpan } from './to-span.ts';

/** What producers of the field send, each rule with several of them: the rule is to hold for names that are not here. */

const read = (attributes: Attributes, more: Partial<Parameters<typeof received>[0]> = {}): Span =>
  toSpan(received({ attributes, ...more }));
const event = (name: string, attributes: Attributes): SpanEvent => ({ name, atUs: startUs, attributes });
const chat = { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'm' };

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

  const answered = (message: object): Attributes => ({ 'gen_ai.output.messages': JSON.stringify([message]) });
  const body = (value: object): Attributes => ({ 'openinference.span.kind': 'LLM', 'output.value': JSON.stringify(value) });
  test.each<[claim: string, attributes: Attributes, content: string, reason: string]>([
    ['a part of OpenAI’s', answered({ role: 'assistant', content: [{ type: 'refusal', refusal: 'No.' }] }), 'No.', 'refusal'],
    ['beside an empty content', answered({ role: 'assistant', content: '', refusal: 'No.' }), 'No.', 'refusal'],
    [
      'of Chat Completions',
      body({ choices: [{ message: { role: 'assistant', content: null, refusal: 'No.' }, finish_reason: 'stop' }] }),
      'No.',
      'refusal',
    ],
    [
      'of Responses',
      body({ output: [{ type: 'message', role: 'assistant', content: [{ type: 'refusal', refusal: 'No.' }] }] }),
      'No.',
      'refusal',
    ],
    [
      'by Anthropic’s stop reason',
      body({ type: 'message', role: 'assistant', content: [{ type: 'text', text: 'I' }], stop_reason: 'refusal' }),
      'I',
      'refusal',
    ],
    [
      'by the filter of Azure',
      { ...answered({ role: 'assistant', content: 'Half' }), 'gen_ai.response.finish_reasons': ['content_filter'] },
      'Half',
      'content_filter',
    ],
    ['by the filter, without an answer', { 'ai.response.finishReason': 'content-filter' }, '', 'content-filter'],
    [
      'by Responses’ filter',
      body({ output: [{ type: 'message', role: 'assistant', content: [] }], incomplete_details: { reason: 'content_filter' } }),
      '',
      'content_filter',
    ],
    ['by Gemini', body({ candidates: [{ finishReason: 'SAFETY' }] }), '', 'SAFETY'],
    ['of a prompt by Gemini', body({ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }), '', 'PROHIBITED_CONTENT'],
    [
      'by Python’s name of it',
      { ...answered({ role: 'assistant', content: 'x' }), 'gen_ai.response.finish_reasons': ['FinishReason.SAFETY'] },
      'x',
      'FinishReason.SAFETY',
    ],
    [
      'by Bedrock’s guardrail',
      { ...answered({ role: 'assistant', content: 'Blocked' }), 'gen_ai.response.finish_reasons': ['guardrail_intervened'] },
      'Blocked',
      'guardrail_intervened',
    ],
  ])('a refusal is marked as one: %s', (_claim, attributes, content, reason) => {
    const { output } = read({ ...chat, ...attributes });
    expect(output).toMatchObject({ form: 'CHAT', messages: [{ content, parts: [{ type: 'refusal', reason }] }] });
  });

  test('an answer that ended otherwise is none, and JSON stays JSON', () => {
    expect(
      read({ ...chat, ...answered({ role: 'assistant', content: 'Yes' }), 'gen_ai.response.finish_reasons': ['stop'] }).output,
    ).toEqual({
      form: 'CHAT',
      messages: [{ role: 'ASSISTANT', content: 'Yes' }],
    });
    expect(read({ ...chat, 'output.value': '{"a":1}', 'gen_ai.response.finish_reasons': ['refusal'] }).output).toEqual({
      form: 'JSON',
      value: { a: 1 },
    });
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
