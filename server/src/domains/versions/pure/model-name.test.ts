import { expect, test } from 'vitest';
import { modelNameOf } from './model-name.ts';

test.each([
  ['the name that the job states', { outputModel: 'support-7b', loggedModel: 'model', baseModel: 'qwen' }, 'support-7b'],
  ['job and logged model', { outputModel: null, loggedModel: 'model', baseModel: 'qwen' }, 'sft-1:model'],
  ['base model and job', { outputModel: null, loggedModel: null, baseModel: 'Qwen/Qwen2.5-0.5B' }, 'Qwen/Qwen2.5-0.5B:sft-1'],
  ['nothing', { outputModel: null, loggedModel: null, baseModel: null }, null],
])('a model is named after %s', (_case, sources, name) => {
  expect(modelNameOf({ jobName: 'sft-1', ...sources })).toBe(name);
});

test.each([
  [511, 512],
  [512, 512],
])('a base model of %i characters gives a name of %i, the most that a model may have', (length, expected) => {
  const name = modelNameOf({ jobName: 'j', outputModel: null, loggedModel: null, baseModel: 'b'.repeat(length) });
  expect(name).toHaveLength(expected);
});

test('a name that is cut within a character stays storable', () => {
  const name = modelNameOf({ jobName: 'j', outputModel: null, loggedModel: null, baseModel: `${'b'.repeat(511)}😀` });
  expect(name?.isWellFormed()).toBe(true);
});
