import { expect, test } from 'vitest';
import { draftOfConfiguration, emptyConfiguration, readConfiguration } from './configuration-form.ts';
import { draftOfStart, readStart } from './start-form.ts';
import { changesBetween } from './versions.ts';

const content = {
  version: 3,
  command: 'reference',
  parameters: { steps: 500, learning_rate: 3e-3, resume: false, name: 'a', lora: { r: 16 } },
  labels: ['gpu', 'h200'],
  project: 'support',
  baseModel: null,
  timeLimitSeconds: 3_600,
  createdAt: '2026-11-02T12:00:00.000Z',
};

test('a stored configuration is read back as it is', () => {
  const { version: _version, createdAt: _createdAt, ...rest } = content;
  expect(readConfiguration('c', draftOfConfiguration('tiny', content))).toEqual({ ok: true, value: { id: 'c', name: 'tiny', ...rest } });
});

test.each([
  { typed: { name: ' ' }, field: 'name' },
  { typed: { command: '' }, field: 'command' },
  { typed: { parameters: '{ "steps": }' }, field: 'parameters' },
  { typed: { parameters: '[1]' }, field: 'parameters' },
  { typed: { parameters: 'null' }, field: 'parameters' },
  { typed: { timeLimitSeconds: '0' }, field: 'timeLimitSeconds' },
  { typed: { timeLimitSeconds: '1.5' }, field: 'timeLimitSeconds' },
])('a configuration with $typed is not taken', ({ typed, field }) => {
  const read = readConfiguration(null, { ...emptyConfiguration, name: 'n', command: 'c', ...typed });
  expect(read.ok ? [] : Object.keys(read.problems)).toEqual([field]);
});

test('nothing typed as parameters is none, and labels stand once', () => {
  const read = readConfiguration(null, { ...emptyConfiguration, name: 'n', command: 'c', parameters: ' ', labels: 'a, b,,a ' });
  expect(read).toMatchObject({ ok: true, value: { parameters: {}, labels: ['a', 'b'], project: null } });
});

test('two versions differ in what was changed, added and taken away', () => {
  const after = { ...content, command: 'other', labels: [], parameters: { ...content.parameters, steps: 900, lora: { r: 16, alpha: 32 } } };
  expect(changesBetween(content, after)).toEqual([
    { name: 'command', before: 'reference', after: 'other' },
    { name: 'labels', before: 'gpu, h200', after: null },
    { name: 'lora.alpha', before: null, after: '32' },
    { name: 'steps', before: '500', after: '900' },
  ]);
  expect(changesBetween(content, content)).toEqual([]);
});

const configuration = { id: 'c', parameters: content.parameters };
const typed = draftOfStart(content.parameters);

test('a start sends only what differs from the configuration, in the type that it has there', () => {
  expect(typed.values).toEqual({ steps: '500', learning_rate: '0.003', resume: 'false', name: 'a' });
  expect(readStart(configuration, 'r', typed)).toEqual({ ok: true, value: { configurationId: 'c', requestId: 'r', parameters: {} } });
  const values = { ...typed.values, steps: '9e2', resume: 'true', name: '12' };
  expect(readStart(configuration, 'r', { name: ' mine ', priority: '-5', values, more: '{ "lora": { "r": 4 } }' })).toEqual({
    ok: true,
    value: {
      configurationId: 'c',
      requestId: 'r',
      name: 'mine',
      priority: -5,
      parameters: { steps: 900, resume: true, name: '12', lora: { r: 4 } },
    },
  });
});

test.each([
  { change: { values: { ...typed.values, steps: 'many' } }, field: 'values.steps' },
  { change: { values: { ...typed.values, steps: '' } }, field: 'values.steps' },
  { change: { values: { ...typed.values, resume: 'yes' } }, field: 'values.resume' },
  { change: { more: '3' }, field: 'more' },
  { change: { priority: '1001' }, field: 'priority' },
  { change: { priority: '0.5' }, field: 'priority' },
])('a start with $change is not sent', ({ change, field }) => {
  const read = readStart(configuration, 'r', { ...typed, ...change });
  expect(read.ok ? [] : Object.keys(read.problems)).toEqual([field]);
});
