import { expect, test } from 'vitest';
import { argumentsOf, corrected, draftOf, fieldsOf } from './command-fields.ts';
import type { JsonSchema } from './types.ts';

const schema: JsonSchema = {
  type: 'object',
  required: ['name'],
  properties: {
    limit: { type: 'integer', minimum: 1, maximum: 9 },
    name: { type: 'string' },
    kind: { type: 'string', enum: ['A', 'B'] },
    share: { type: 'number', maximum: 1 },
    isWhole: { type: 'boolean' },
    sessionIds: { type: 'array', items: { type: 'string' } },
    steps: { type: 'array', items: { type: 'integer' } },
    parameters: { type: 'object' },
    rules: { type: 'array', items: { type: 'object' } },
    since: { type: 'string', format: 'date-time' },
    filter: { type: 'object', required: ['from'], properties: { from: { type: 'string' }, top: { type: 'integer' } } },
  },
};

test('what is needed comes first, and names are read as words', () => {
  expect(fieldsOf(schema)[0]).toMatchObject({ name: 'name', isRequired: true });
  expect(fieldsOf(schema).find(({ name }) => name === 'sessionIds')?.label).toBe('Session ids');
  expect(fieldsOf(schema).find(({ name }) => name === 'since')?.kind).toBe('time');
});

test('arguments are shown and read back as they were', () => {
  const args = {
    name: 'a b',
    limit: 3,
    kind: 'B',
    share: 0.25,
    isWhole: false,
    sessionIds: ['s 1', 's,2'],
    steps: [1, 2],
    parameters: { learning_rate: 0.001 },
    rules: [{ a: 1 }],
    since: 'last 7 days',
    filter: { from: '2026-11-01', top: 2 },
  };
  expect(argumentsOf(schema, draftOf(schema, args))).toEqual({ ok: true, value: args });
});

test('empty fields are left out, a group too, whatever it would need', () => {
  expect(argumentsOf(schema, { ...draftOf(schema), name: ' x ' })).toEqual({ ok: true, value: { name: 'x' } });
  expect(argumentsOf(schema, { ...draftOf(schema), name: 'x', filter: { from: '', top: '4' } })).toEqual({
    ok: false,
    problems: { 'filter.from': 'Needed.' },
  });
});

test.each([
  ['name', ' ', 'Needed.'],
  ['limit', '2.5', 'A whole number is taken.'],
  ['limit', '0', 'At least 1.'],
  ['limit', '10', 'At most 9.'],
  ['limit', 'ten', 'A number is taken.'],
  ['share', '1.01', 'At most 1.'],
  ['steps', '1\nx', 'A number is taken.'],
  ['parameters', '[1]', 'An object in JSON is taken.'],
  ['parameters', '{', 'That is not valid JSON.'],
  ['rules', '{}', 'A list in JSON is taken.'],
])('%s is %j: %s', (name, typed, problem) =>
  expect(argumentsOf(schema, { ...draftOf(schema), name: 'x', [name]: typed })).toEqual({ ok: false, problems: { [name]: problem } }),
);

test('a value that does not exist is replaced where it stands', () => {
  expect(corrected({ model: 'gpt', limit: 3 }, 'model', 'No model is named "gpt".', 'gpt-4o')).toEqual({ model: 'gpt-4o', limit: 3 });
  expect(corrected({ models: ['a', 'gpt'] }, 'models', 'No model is named "gpt".', 'gpt-4o')).toEqual({ models: ['a', 'gpt-4o'] });
  expect(corrected({ models: ['a'] }, 'models', 'No model is named "gpt".', 'gpt-4o')).toBeNull();
  expect(corrected({ limit: 3 }, undefined, '', 'x')).toBeNull();
});
