import { expect, test } from 'vitest';
import { draftOf, fromPreset, readDraft } from './connection-form.ts';

const draft = { ...draftOf(null, undefined), name: 'local', baseUrl: 'http://127.0.0.1:11434/v1' };

test('a draft becomes an input: names a line, and no key where none is typed', () => {
  expect(readDraft({ ...draft, allowedModels: ' qwen3:8b \n\nllama3' })).toEqual({
    ok: true,
    value: {
      name: 'local',
      kind: 'OPENAI_COMPATIBLE',
      baseUrl: 'http://127.0.0.1:11434/v1',
      allowedModels: ['qwen3:8b', 'llama3'],
      toolProtocol: 'NATIVE',
      isEnabled: true,
    },
  });
  expect(readDraft({ ...draft, apiKey: ' sk-1 ' })).toMatchObject({ value: { apiKey: 'sk-1' } });
});

test.each([
  [{ name: ' ' }, 'name'],
  [{ name: 'a/b' }, 'name'],
  [{ baseUrl: 'localhost' }, 'baseUrl'],
])('%j is marked at %s', (change, field) => {
  expect(readDraft({ ...draft, ...change })).toMatchObject({ ok: false, problems: { [field]: expect.stringMatching(/./) } });
});

test('a preset fills in all but the key', () => {
  const preset = {
    key: 'anthropic',
    title: 'Anthropic',
    kind: 'ANTHROPIC',
    baseUrl: 'https://api.anthropic.com/v1',
    needsKey: true,
    toolProtocol: 'NATIVE',
    note: '',
  } as const;
  expect(fromPreset(preset)).toEqual({
    preset: 'anthropic',
    name: 'anthropic',
    kind: 'ANTHROPIC',
    baseUrl: 'https://api.anthropic.com/v1',
    toolProtocol: 'NATIVE',
  });
});
