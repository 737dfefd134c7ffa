import { describe, expect, test } from 'vitest';
import { draftOf, emptyDraft, messageOf, readDraft, variablesOf } from './draft.ts';

const draft = (change: object) => ({
  ...emptyDraft(),
  messages: [messageOf('USER', 'Hello {{ name }}, {{name}} and {{other-one}}')],
  ...change,
});

test('variables are found once, in order; places are among them', () => {
  const messages = [{ ...messageOf('PLACEHOLDER'), name: 'history' }, messageOf('USER', '{{b}} {{a}} {{b}} { {c} }')];
  expect(variablesOf({ messages })).toEqual([
    { name: 'history', isPlace: true },
    { name: 'b', isPlace: false },
    { name: 'a', isPlace: false },
  ]);
});

describe('a draft as it is sent', () => {
  test('has values of the variables that there are, empty ones too', () => {
    const read = readDraft(draft({ rows: [{ name: 'Ada', gone: 'x' }] }));
    expect(read).toMatchObject({ ok: true, prompt: { rows: [{ name: 'Ada', 'other-one': '' }], stop: [], temperature: null } });
  });

  test('leaves out instructions that were left empty, and knows where each message stands', () => {
    const read = readDraft(
      draft({ messages: [messageOf('SYSTEM', ' '), messageOf('USER', 'a'), messageOf('SYSTEM'), messageOf('USER', '')] }),
    );
    expect(read).toMatchObject({
      ok: true,
      places: [1, 3],
      prompt: {
        messages: [
          { role: 'USER', text: 'a' },
          { role: 'USER', text: '' },
        ],
      },
    });
  });

  test('has no value of what every object has', () => {
    const read = readDraft(draft({ messages: [messageOf('USER', '{{constructor}} {{__proto__}}')], rows: [{}] }));
    expect(read.ok && JSON.stringify(read.prompt.rows)).toBe('[{"constructor":"","__proto__":""}]');
  });

  test('takes tools in the forms of the usual APIs', () => {
    const tools = JSON.stringify([
      { type: 'function', function: { name: 'a', description: 'A', parameters: { type: 'object' } } },
      { name: 'b', input_schema: { type: 'object' } },
    ]);
    const read = readDraft(draft({ tools }));
    expect(read.ok && read.prompt.tools).toEqual([
      { name: 'a', description: 'A', parameters: { type: 'object' } },
      { name: 'b', parameters: { type: 'object' } },
    ]);
  });

  test.each([
    [{ tools: '[{' }, 'tools', /no JSON/],
    [{ tools: '[1]' }, 'tools', /list of tools/],
    [{ schema: '{' }, 'outputSchema', /no JSON/],
    [{ temperature: 'hot' }, 'temperature', /number/],
    [{ maxOutputTokens: '1.5' }, 'maxOutputTokens', /whole/],
    [{ messages: [{ ...messageOf('ASSISTANT'), calls: '[' }] }, 'messages.0.toolCalls', /no JSON/],
    [{ messages: [messageOf('USER', 'a'.repeat(5_000_000))] }, 'messages', /5,000,000 bytes/],
  ])('%# names what can’t be read', (change, field, words) => {
    const read = readDraft(draft(change));
    expect(!read.ok && read.problems[field]).toMatch(words);
  });

  test('comes back from the API as it was sent', () => {
    const sent = readDraft(
      draft({ tools: '[{"name": "a", "parameters": {"type": "object"}}]', schema: '{"type": "object"}', temperature: '0.5', stop: 'a\nb' }),
    );
    if (!sent.ok) throw new Error('it can be read');
    const { tools, ...prompt } = sent.prompt;
    const given = {
      ...prompt,
      messages: prompt.messages.map((message) => ({ text: '', toolCalls: [], toolCallId: null, name: null, ...message })),
      tools: tools?.map((tool) => ({ description: '', ...tool })),
    };
    const again = readDraft(draftOf(given as never, prompt.rows ?? [], [], null));
    expect(again).toEqual({ ok: true, places: [0], prompt: { ...prompt, tools: tools?.map((tool) => ({ ...tool })) } });
  });
});
