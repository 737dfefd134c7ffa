import { describe, expect, test } from 'vitest';
import { fileOf, recordsOf, valuesOf } from '../reading.testing.ts';

const read = async (value: unknown, name = 'set.jsonl') => {
  const records = await recordsOf(fileOf(name, `${JSON.stringify(value)}\n`));
  return {
    messages: valuesOf(records, 'message').map(({ role, content, metadata, toolCalls }) => ({
      role,
      content,
      ...(metadata === undefined ? {} : { metadata }),
      ...(toolCalls === undefined ? {} : { toolCalls }),
    })),
    evaluations: valuesOf(records, 'evaluation'),
    bad: records.filter(({ kind }) => kind === 'bad'),
  };
};
const user = (content: string) => ({ role: 'USER', content });
const assistant = (content: string) => ({ role: 'ASSISTANT', content });

test('what a table of prompts and answers says of the answer, of its time and of who asked, in any usual name', async () => {
  const row = {
    when: '2026-11-28T10:00:00Z',
    question: 'Q',
    answer: 'A',
    model_name: 'gpt-4o',
    prompt_tokens: 100,
    username: 'ann',
    topic: 't',
  };
  const records = await recordsOf(fileOf('qa.jsonl', `${JSON.stringify(row)}\n`));
  expect(valuesOf(records, 'message')).toMatchObject([
    { role: 'USER', userId: 'ann', metadata: { topic: 't' } },
    { role: 'ASSISTANT', userId: 'ann', model: 'gpt-4o', inputTokens: 100, createdAt: '2026-11-28T10:00:00.000Z' },
  ]);
});

describe('conversations', () => {
  test.each([
    [
      'fine-tuning',
      {
        messages: [
          { role: 'system', content: 'S' },
          { role: 'user', content: 'Q' },
          { role: 'assistant', content: 'A', weight: 0 },
        ],
      },
      [{ role: 'SYSTEM', content: 'S' }, user('Q'), { ...assistant('A'), metadata: { weight: 0 } }],
    ],
    [
      'a developer’s prompt and parts',
      {
        messages: [
          { role: 'developer', content: [{ type: 'text', text: 'S' }] },
          {
            role: 'user',
            content: [
              { type: 'text', text: 'see' },
              { type: 'image_url', image_url: { url: 'https://x/y.png' } },
            ],
          },
        ],
      },
      [
        { role: 'SYSTEM', content: 'S' },
        {
          ...user('see'),
          metadata: {
            parts: [
              { type: 'text', text: 'see' },
              { type: 'image_url', image_url: { url: 'https://x/y.png' } },
            ],
          },
        },
      ],
    ],
    [
      'members beside the messages',
      { messages: [{ role: 'user', content: 'Q' }], tools: [{ type: 'function' }], source: 'web' },
      [{ ...user('Q'), metadata: { tools: [{ type: 'function' }], source: 'web' } }],
    ],
    [
      'ShareGPT',
      {
        conversations: [
          { from: 'human', value: 'Q' },
          { from: 'gpt', value: 'A' },
        ],
        system: 'S',
      },
      [{ role: 'SYSTEM', content: 'S' }, user('Q'), assistant('A')],
    ],
    [
      'Gemini’s tuning',
      {
        systemInstruction: { parts: [{ text: 'S' }] },
        contents: [
          { role: 'user', parts: [{ text: 'Q' }] },
          { role: 'model', parts: [{ text: 'A' }] },
        ],
      },
      [{ role: 'SYSTEM', content: 'S' }, user('Q'), assistant('A')],
    ],
    [
      'Alpaca',
      { instruction: 'Add', input: '1 2', output: '3', history: [['a', 'b']] },
      [user('a'), assistant('b'), user('Add\n1 2'), assistant('3')],
    ],
    ['a completion', { prompt: 'Q', completion: 'A' }, [user('Q'), assistant('A')]],
  ])('of %s are messages', async (_name, value, expected) => {
    const { messages, bad } = await read(value);
    expect(messages).toEqual(expected);
    expect(bad).toEqual([]);
  });

  test('calls of tools have their results, in both spellings', async () => {
    const openai = await read({
      messages: [
        { role: 'user', content: 'weather' },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'c1', type: 'function', function: { name: 'w', arguments: '{"at":"Rome"}' } }],
        },
        { role: 'tool', tool_call_id: 'c1', content: '{"c":20}' },
        { role: 'assistant', content: '20' },
      ],
    });
    expect(openai.messages[1]).toEqual({
      ...assistant(''),
      toolCalls: [{ id: 'c1', name: 'w', arguments: { at: 'Rome' }, result: { c: 20 } }],
    });
    const sharegpt = await read({
      conversations: [
        { from: 'human', value: 'w' },
        { from: 'function_call', value: '{"name":"w","arguments":{"at":"Rome"}}' },
        { from: 'observation', value: '20' },
        { from: 'gpt', value: '20' },
      ],
    });
    expect(sharegpt.messages[1]).toEqual({ ...assistant(''), toolCalls: [{ name: 'w', arguments: { at: 'Rome' }, result: '20' }] });
  });

  test.each([
    [
      'LLaMA-Factory',
      { conversations: [{ from: 'human', value: 'Q' }], chosen: { from: 'gpt', value: 'good' }, rejected: { from: 'gpt', value: 'bad' } },
    ],
    ['TRL', { prompt: 'Q', chosen: 'good', rejected: 'bad' }],
    [
      'TRL with whole conversations',
      {
        prompt: [{ role: 'user', content: 'Q' }],
        chosen: [
          { role: 'user', content: 'Q' },
          { role: 'assistant', content: 'good' },
        ],
        rejected: [{ role: 'assistant', content: 'bad' }],
      },
    ],
    ['HH-RLHF', { chosen: '\n\nHuman: Q\n\nAssistant: good', rejected: '\n\nHuman: Q\n\nAssistant: bad' }],
    [
      'OpenAI',
      {
        input: { messages: [{ role: 'user', content: 'Q' }] },
        preferred_output: [{ role: 'assistant', content: 'good' }],
        non_preferred_output: [{ role: 'assistant', content: 'bad' }],
      },
    ],
  ])('pairs of %s are two conversations, judged', async (_name, value) => {
    const { messages, evaluations } = await read(value);
    expect(messages.map(({ role, content }) => [role, content])).toEqual([
      ['USER', 'Q'],
      ['ASSISTANT', 'good'],
      ['USER', 'Q'],
      ['ASSISTANT', 'bad'],
    ]);
    expect(evaluations).toMatchObject([
      { name: 'preference', label: 'chosen', success: true },
      { name: 'preference', label: 'rejected', success: false },
    ]);
  });

  test('a line that is none is named, and others go in; the ids stay the same, and differ by content', async () => {
    const lines = [
      '{"messages":[{"role":"user","content":"a"}]}',
      '{"messages":[{"role":"oracle","content":"a"}]}',
      '{"messages":[]}',
      '{"messages":[{"role":"user","content":"b"}]}',
    ];
    const file = (name: string, list: string[]) => fileOf(name, list.join('\n'));
    const records = await recordsOf(file('set.jsonl', lines));
    expect(records.filter(({ kind }) => kind === 'bad')).toMatchObject([
      { line: 2, field: 'messages[0]', reason: expect.stringContaining('"oracle"') },
      { line: 3, field: 'messages', reason: 'has no messages' },
    ]);
    const ids = (list: typeof records) => valuesOf(list, 'message').map(({ externalId }) => externalId);
    expect(ids(records)).toEqual(ids(await recordsOf(file('set.jsonl', lines))));
    expect(ids(await recordsOf(file('set.jsonl', lines.toReversed())))).not.toEqual(ids(records));
  });

  test.each(['scores.jsonl', 'scores.json'])('judgments of traces and sessions are known in %s', async (name) => {
    const judgments = [
      { traceId: 'a', name: 'tone', value: 1 },
      { session_id: 's', label: 'calm' },
    ];
    const text = name.endsWith('l') ? judgments.map((one) => JSON.stringify(one)).join('\n') : JSON.stringify(judgments);
    expect(valuesOf(await recordsOf(fileOf(name, text)), 'evaluation')).toEqual([judgments[0], { sessionId: 's', label: 'calm' }]);
  });

  test('a JSON array and one object are read like lines', async () => {
    const value = { messages: [{ role: 'user', content: 'Q' }] };
    for (const [name, text] of [
      ['a.json', JSON.stringify([value], null, 2)],
      ['o.json', JSON.stringify(value, null, 2)],
      ['d.json', JSON.stringify({ object: 'list', data: [value] }, null, 2)],
    ] as const)
      expect(valuesOf(await recordsOf(fileOf(name, text)), 'message')).toMatchObject([user('Q')]);
  });
});

test('ChatGPT’s export: the branch that was shown, and others as conversations of their own', async () => {
  const node = (id: string, parent: string | null, children: string[], role: string | null, text = '') => ({
    id,
    parent,
    children,
    message:
      role === null
        ? null
        : {
            id,
            author: { role },
            create_time: 1_761_955_200,
            content: { content_type: 'text', parts: [text] },
            metadata: role === 'assistant' ? { model_slug: 'gpt-4o' } : {},
          },
  });
  const mapping = Object.fromEntries(
    [
      node('r', null, ['q'], null),
      node('q', 'r', ['a', 'b'], 'user', 'Q'),
      node('a', 'q', [], 'assistant', 'first'),
      node('b', 'q', [], 'assistant', 'second'),
    ].map((one) => [one.id, one]),
  );
  const records = await recordsOf(
    fileOf(
      'conversations.json',
      JSON.stringify([{ title: 'T', create_time: 1_761_955_200, current_node: 'b', conversation_id: 'c1', mapping }]),
    ),
  );
  expect(valuesOf(records, 'message')).toMatchObject([
    { role: 'USER', content: 'Q', conversationId: 'conversations/c1', metadata: { title: 'T' } },
    { role: 'ASSISTANT', content: 'second', model: 'gpt-4o', conversationId: 'conversations/c1' },
    { content: 'Q', conversationId: 'conversations/c1/a' },
    { content: 'first', conversationId: 'conversations/c1/a' },
  ]);
});
