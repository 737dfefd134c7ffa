import { expect, test } from 'vitest';
import { toSpan } from './to-span.ts';
import { received } from './received.fixtures.ts';

const outputOf = (attributes: Record<string, string>) => toSpan(received({ name: 'a tool', attributes })).output;
const call = { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'get_weather' };
const sunny = { form: 'TEXT', text: 'It’s sunny.' };

test.each([
  ['a list of one text part', [{ text: 'It’s sunny.' }], sunny],
  [
    'text parts with their types',
    [
      { type: 'text', text: 'It’s' },
      { type: 'text', text: 'sunny.' },
    ],
    { form: 'TEXT', text: 'It’s\nsunny.' },
  ],
  ['the result of an MCP server', { content: [{ type: 'text', text: 'It’s sunny.' }], isError: false }, sunny],
  [
    'an MCP result with data beside its text stays',
    { content: [{ type: 'text', text: 'x' }], structuredContent: { sky: 'clear' } },
    { form: 'JSON', value: { content: [{ type: 'text', text: 'x' }], structuredContent: { sky: 'clear' } } },
  ],
  [
    'a part that is no text keeps the list',
    [
      { type: 'text', text: 'x' },
      { type: 'image', data: 'iVBO' },
    ],
    {
      form: 'JSON',
      value: [
        { type: 'text', text: 'x' },
        { type: 'image', data: 'iVBO' },
      ],
    },
  ],
  ['a part that says more than its text keeps the list', [{ text: 'x', score: 0.5 }], { form: 'JSON', value: [{ text: 'x', score: 0.5 }] }],
  ['an empty list', [], { form: 'JSON', value: [] }],
])('a tool’s result: %s', (_, result, output) =>
  expect(outputOf({ ...call, 'gen_ai.tool.call.result': JSON.stringify(result) })).toEqual(output),
);

test('a tool’s result: LlamaIndex’s blocks, where they are the whole of it', () => {
  const of = (raw: unknown) =>
    outputOf({
      'openinference.span.kind': 'TOOL',
      'output.value': JSON.stringify({ blocks: [{ text: 'It’s sunny.' }], tool_name: 'get_weather', raw_output: raw, is_error: false }),
    });
  expect(of('It’s sunny.')).toEqual(sunny);
  expect(of({ sky: 'clear' })).toMatchObject({ form: 'JSON' });
});

test('what a model answers as a list of texts is not touched', () => {
  expect(outputOf({ 'openinference.span.kind': 'CHAIN', 'output.value': '[{"text":"x"}]' })).toEqual({
    form: 'JSON',
    value: [{ text: 'x' }],
  });
});
