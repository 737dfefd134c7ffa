import { describe, expect, test } from 'vitest';
import { codeOf } from './code.ts';
import { emptyDraft, messageOf } from './draft.ts';

const draft = {
  ...emptyDraft(),
  messages: [messageOf('SYSTEM', 'Be {{how}}.'), messageOf('USER', 'It\'s {{n}} "o\'clock" \\ {{none}}')],
  rows: [{ how: 'brief', n: '5' }],
  tools: '[{"name": "clock", "description": "Time.", "parameters": {"type": "object", "properties": {}}}]',
  temperature: '0.2',
  stop: 'END',
};
const openai = { kind: 'OPENAI_COMPATIBLE', baseUrl: 'http://127.0.0.1:11434/v1' } as const;
const anthropic = { kind: 'ANTHROPIC', baseUrl: 'https://api.anthropic.com/v1' } as const;

/** What a shell gives a program for a text in single quotes. */
const unquoted = (code: string): unknown => JSON.parse((/-d '([\s\S]*)'$/.exec(code)?.[1] ?? '').replaceAll(String.raw`'\''`, "'"));

describe('curl', () => {
  test('calls an OpenAI-compatible server, whatever quotes the prompt has', () => {
    const code = codeOf(draft, 'curl', 'qwen', openai);
    expect(code).toMatch(/^curl http:\/\/127\.0\.0\.1:11434\/v1\/chat\/completions/);
    expect(unquoted(code)).toMatchObject({
      model: 'qwen',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'It\'s 5 "o\'clock" \\ ' },
      ],
      tools: [{ type: 'function', function: { name: 'clock' } }],
      temperature: 0.2,
      stop: ['END'],
    });
  });

  test('calls Anthropic with its own fields', () => {
    const code = codeOf({ ...draft, schema: '{"type": "object"}' }, 'curl', 'claude', anthropic);
    expect(code).toContain('x-api-key: $ANTHROPIC_API_KEY');
    expect(unquoted(code)).toMatchObject({
      max_tokens: 4_000,
      system: 'Be brief.',
      messages: [{ role: 'user' }],
      tools: [{ name: 'clock', input_schema: { type: 'object' } }],
      output_config: { format: { type: 'json_schema', schema: { type: 'object' } } },
      stop_sequences: ['END'],
    });
  });
});

test('Python has the address of a server of one’s own, and no key', () => {
  const code = codeOf({ ...draft, schema: '{"type": "object", "additionalProperties": false}' }, 'openai', 'qwen', openai);
  expect(code).toContain('client = OpenAI(base_url="http://127.0.0.1:11434/v1")');
  expect(code).toContain('"additionalProperties": False,');
  expect(code).toContain('temperature=0.2,');
  expect(codeOf({ ...draft, schema: '{"required": ["a"]}' }, 'openai', 'qwen', openai)).toMatch(/"required": \[\s+"a",\s+\],/);
  expect(codeOf(draft, 'anthropic', 'claude', anthropic)).toContain('client = Anthropic()');
  expect(codeOf(draft, 'openai', 'gpt', { ...openai, baseUrl: 'https://api.openai.com/v1' })).toContain('client = OpenAI()');
});

test('a prompt that can’t be read has no code, and says why', () => {
  expect(codeOf({ ...draft, tools: '[' }, 'curl', 'm', openai)).toMatch(/no JSON/);
});
