import { describe, expect, test } from 'vitest';
import { emptySpan, type ChatMessage } from '../../types.ts';
import { chatOf, readChat, readData, readSpanText } from './read.ts';

const system: ChatMessage = { role: 'SYSTEM', content: 'Be brief.' };
const user: ChatMessage = { role: 'USER', content: 'Weather in Paris?' };
const calls: ChatMessage = { role: 'ASSISTANT', content: '', toolCalls: [{ id: 'c1', name: 'weather', arguments: { city: 'Paris' } }] };
const result: ChatMessage = { role: 'TOOL', content: '14 °C', toolCallId: 'c1' };
const answer: ChatMessage = { role: 'ASSISTANT', content: 'It is 14 °C.' };
const conversation = [system, user, calls, result, answer];
const withoutIds = [
  system,
  user,
  { ...calls, toolCalls: [{ id: null, name: 'weather', arguments: { city: 'Paris' } }] },
  { role: 'TOOL', content: '14 °C', name: 'weather' },
  answer,
];

const lc = (name: string, kwargs: object) => ({ lc: 1, type: 'constructor', id: ['langchain_core', 'messages', name], kwargs });

/** One conversation (system, user, call of a tool, its result, answer) as everybody tells it. */
const shapes: { shape: string; sent: unknown; expected?: unknown }[] = [
  {
    shape: 'OpenAI chat',
    sent: {
      model: 'gpt-4o',
      messages: [
        { role: 'developer', content: 'Be brief.' },
        { role: 'user', content: [{ type: 'text', text: 'Weather in Paris?' }] },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'c1', type: 'function', function: { name: 'weather', arguments: '{"city":"Paris"}' } }],
        },
        { role: 'tool', tool_call_id: 'c1', content: '14 °C' },
        { role: 'assistant', content: 'It is 14 °C.' },
      ],
    },
  },
  {
    shape: 'OpenAI responses',
    sent: {
      model: 'gpt-4o',
      instructions: 'Be brief.',
      input: [
        { role: 'user', content: [{ type: 'input_text', text: 'Weather in Paris?' }] },
        { type: 'function_call', id: 'fc_1', call_id: 'c1', name: 'weather', arguments: '{"city":"Paris"}' },
        { type: 'function_call_output', call_id: 'c1', output: '14 °C' },
        { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'It is 14 °C.', annotations: [] }] },
      ],
    },
  },
  {
    shape: 'Anthropic',
    sent: {
      system: [{ type: 'text', text: 'Be brief.' }],
      messages: [
        { role: 'user', content: 'Weather in Paris?' },
        { role: 'assistant', content: [{ type: 'tool_use', id: 'c1', name: 'weather', input: { city: 'Paris' } }] },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c1', content: [{ type: 'text', text: '14 °C' }] }] },
        { role: 'assistant', content: [{ type: 'text', text: 'It is 14 °C.' }] },
      ],
    },
  },
  {
    shape: 'Bedrock Converse',
    sent: {
      system: [{ text: 'Be brief.' }],
      messages: [
        { role: 'user', content: [{ text: 'Weather in Paris?' }] },
        { role: 'assistant', content: [{ toolUse: { toolUseId: 'c1', name: 'weather', input: { city: 'Paris' } } }] },
        { role: 'user', content: [{ toolResult: { toolUseId: 'c1', content: [{ text: '14 °C' }] } }] },
        { role: 'assistant', content: [{ text: 'It is 14 °C.' }] },
      ],
    },
  },
  {
    shape: 'Gemini',
    sent: {
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      contents: [
        { role: 'user', parts: [{ text: 'Weather in Paris?' }] },
        { role: 'model', parts: [{ functionCall: { name: 'weather', args: { city: 'Paris' } } }] },
        { role: 'user', parts: [{ functionResponse: { name: 'weather', response: '14 °C' } }] },
        { role: 'model', parts: [{ text: 'It is 14 °C.' }] },
      ],
    },
    expected: withoutIds,
  },
  {
    shape: 'LangChain’s serializer',
    sent: {
      messages: [
        [
          lc('SystemMessage', { content: 'Be brief.' }),
          lc('HumanMessage', { content: 'Weather in Paris?' }),
          lc('AIMessage', { content: '', tool_calls: [{ name: 'weather', args: { city: 'Paris' }, id: 'c1', type: 'tool_call' }] }),
          lc('ToolMessage', { content: '14 °C', tool_call_id: 'c1' }),
          lc('AIMessageChunk', { content: 'It is 14 °C.' }),
        ],
      ],
    },
  },
  {
    shape: 'LangChain’s types',
    sent: [
      { type: 'system', content: 'Be brief.' },
      { type: 'human', data: { content: 'Weather in Paris?' } },
      {
        type: 'ai',
        content: [{ type: 'tool_use', id: 'c1', name: 'weather', input: { city: 'Paris' } }],
        tool_calls: [{ name: 'weather', args: { city: 'Paris' }, id: 'c1' }],
      },
      { type: 'tool', content: '14 °C', tool_call_id: 'c1' },
      { type: 'ai', content: 'It is 14 °C.' },
    ],
  },
  {
    shape: 'AI SDK',
    sent: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: [{ type: 'text', text: 'Weather in Paris?' }] },
      { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'c1', toolName: 'weather', input: { city: 'Paris' } }] },
      { role: 'tool', content: [{ type: 'tool-result', toolCallId: 'c1', toolName: 'weather', output: { type: 'text', value: '14 °C' } }] },
      { role: 'assistant', content: [{ type: 'text', text: 'It is 14 °C.' }] },
    ],
    expected: [system, user, calls, { ...result, name: 'weather' }, answer],
  },
  {
    shape: 'OpenTelemetry',
    sent: [
      { role: 'system', parts: [{ type: 'text', content: 'Be brief.' }] },
      { role: 'user', parts: [{ type: 'text', content: 'Weather in Paris?' }] },
      { role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'weather', arguments: { city: 'Paris' } }] },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: '14 °C' }] },
      { role: 'assistant', parts: [{ type: 'text', content: 'It is 14 °C.' }], finish_reason: 'stop' },
    ],
  },
  {
    shape: 'LlamaIndex',
    sent: {
      messages: [
        { role: 'system', blocks: [{ block_type: 'text', text: 'Be brief.' }] },
        { role: 'user', blocks: [{ block_type: 'text', text: 'Weather in Paris?' }] },
        {
          role: 'assistant',
          blocks: [],
          additional_kwargs: { tool_calls: [{ id: 'c1', function: { name: 'weather', arguments: '{"city":"Paris"}' } }] },
        },
        { role: 'tool', blocks: [{ block_type: 'text', text: '14 °C' }], additional_kwargs: { tool_call_id: 'c1' } },
        { role: 'assistant', blocks: [{ block_type: 'text', text: 'It is 14 °C.' }] },
      ],
    },
  },
];

describe('one conversation in everybody’s shape', () => {
  test.each(shapes)('$shape', ({ sent, expected = conversation }) => {
    expect(readChat(sent)).toEqual(expected);
    expect(readSpanText(JSON.stringify(sent))).toEqual({ form: 'CHAT', messages: expected });
  });
});

describe('answers', () => {
  test('thinking is distinguished from the answer', () => {
    const said = [{ role: 'ASSISTANT', content: 'Yes.', reasoning: 'Let me see.' }];
    expect(
      readChat({
        role: 'assistant',
        type: 'message',
        content: [
          { type: 'thinking', thinking: 'Let me see.', signature: 'x' },
          { type: 'text', text: 'Yes.' },
        ],
        stop_reason: 'end_turn',
      }),
    ).toEqual(said);
    expect(
      readChat({ candidates: [{ content: { role: 'model', parts: [{ text: 'Let me see.', thought: true }, { text: 'Yes.' }] } }] }),
    ).toEqual(said);
    expect(
      readChat({
        output: [
          { type: 'reasoning', summary: [{ type: 'summary_text', text: 'Let me see.' }] },
          { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Yes.' }] },
        ],
      }),
    ).toEqual(said);
    expect(
      readChat({
        output: {
          message: { role: 'assistant', content: [{ reasoningContent: { reasoningText: { text: 'Let me see.' } } }, { text: 'Yes.' }] },
        },
        stopReason: 'end_turn',
      }),
    ).toEqual(said);
    expect(
      readChat({ choices: [{ index: 0, message: { role: 'assistant', content: 'Yes.', reasoning_content: 'Let me see.' } }] }),
    ).toEqual(said);
    expect(
      readChat([
        {
          role: 'assistant',
          parts: [
            { type: 'reasoning', content: 'Let me see.' },
            { type: 'text', content: 'Yes.' },
          ],
        },
      ]),
    ).toEqual(said);
  });

  test('calls of one turn are one message', () => {
    const call = (id: string) => ({ type: 'function_call', call_id: id, name: 'weather', arguments: '{}' });
    expect(readChat({ output: [{ type: 'reasoning', summary: [] }, call('a'), call('b')] })).toEqual([
      {
        role: 'ASSISTANT',
        content: '',
        toolCalls: [
          { id: 'a', name: 'weather', arguments: {} },
          { id: 'b', name: 'weather', arguments: {} },
        ],
      },
    ]);
  });

  test.each([
    { sent: { generations: [[{ text: 'Hi', message: lc('AIMessage', { content: 'Hi' }) }]], llm_output: {} } },
    { sent: { generations: [[{ text: 'Hi', generation_info: {} }]] } },
    { sent: { choices: [{ text: 'Hi', index: 0, finish_reason: 'stop' }] } },
    { sent: { message: { role: 'assistant', content: 'Hi' }, done: true } },
    { sent: { text: 'Hi', toolCalls: [], finishReason: 'stop' } },
    { sent: { role: 'assistant', content: 'Hi' } },
    { sent: { content: { parts: [{ text: 'Hi' }], role: 'model' }, finish_reason: 'STOP' } },
    { sent: "{'role': 'assistant', 'content': 'Hi'}" },
  ])('$sent says Hi', ({ sent }) => {
    expect(readChat(sent)).toEqual([{ role: 'ASSISTANT', content: 'Hi' }]);
  });

  test('images and files are kept as they were sent', () => {
    const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } };
    expect(readChat([{ role: 'user', content: [{ type: 'text', text: 'One' }, image, { type: 'text', text: 'Two' }] }])).toEqual([
      { role: 'USER', content: 'One\n\nTwo', parts: [image] },
    ]);
  });

  test('arguments that are no JSON stay text', () => {
    expect(
      readChat({ role: 'assistant', content: '', tool_calls: [{ id: 'c1', function: { name: 'f', arguments: '{"cut' } }] })?.[0]?.toolCalls,
    ).toEqual([{ id: 'c1', name: 'f', arguments: '{"cut' }]);
  });
});

describe('what is no conversation stays what it is', () => {
  test.each([
    [{ city: 'Paris' }],
    [[]],
    [{}],
    [[1, 2]],
    [{ role: 'admin' }],
    [[{ role: 'user', content: 'Hi' }, { id: 3 }]],
    [{ prompt: 'a cat', size: '512x512' }],
    [{ messages: [] }],
    [{ type: 'function', function: { name: 'f' } }],
    [{ text: 'Hi' }],
    [{ content: 'Hi' }],
    [[{ type: 'text', text: 'Hi' }]],
    [42],
    [true],
  ])('%j', (sent) => {
    expect(readSpanText(sent)).toEqual({ form: 'JSON', value: sent });
    expect(readData(sent)).toEqual({ form: 'JSON', value: sent });
  });

  test.each(['Hello', '42', 'true', '{not json', 'user: only one speaks', 'Note: this\nuser: that', '[link](https://example.org)', '{'])(
    'the text %j',
    (sent) => {
      expect(readSpanText(sent)).toEqual({ form: 'TEXT', text: sent });
    },
  );

  test('nothing is null, and a text in JSON quotes is the text', () => {
    expect([undefined, null, '', '""'].map(readSpanText)).toEqual([null, null, null, null]);
    expect(readSpanText('"Hi"')).toEqual({ form: 'TEXT', text: 'Hi' });
  });
});

test('prompt and answer of a span are one conversation', () => {
  expect(
    chatOf({ ...emptySpan, input: { form: 'CHAT', messages: [system, user] }, output: { form: 'TEXT', text: 'It is 14 °C.' } }),
  ).toEqual([system, user, answer]);
  expect(chatOf({ ...emptySpan, input: { form: 'JSON', value: { city: 'Paris' } }, output: null })).toEqual([
    { role: 'USER', content: '{"city":"Paris"}' },
  ]);
});
