import { describe, expect, test } from 'vitest';
import { appliedChanges, draftOfParameters, readSteering } from './steering-form.ts';
import type { Declared } from './steering-form.ts';

const parameters: readonly Declared[] = [
  { name: 'learning_rate', type: 'FLOAT', minimum: 0, maximum: 0.01, applies: 'NOW', current: 1e-5 },
  { name: 'accumulation', type: 'INT', minimum: 1, maximum: null, applies: 'AT_EPOCH', current: 4 },
  { name: 'early_stop', type: 'BOOLEAN', minimum: null, maximum: null, applies: 'NOW', current: false },
  { name: 'optim', type: 'STRING', minimum: null, maximum: null, applies: 'IMPOSSIBLE', current: 'adamw' },
];
const draft = draftOfParameters(parameters);

describe('a change of parameters', () => {
  test('begins with what the trainer uses, and only with what can be changed', () =>
    expect(draft).toEqual({ learning_rate: '0.00001', accumulation: '4', early_stop: 'false' }));
  test('sends what differs, in its type', () =>
    expect(readSteering(parameters, { ...draft, learning_rate: '5e-6', early_stop: 'true' })).toEqual({
      ok: true,
      value: { learning_rate: 5e-6, early_stop: true },
    }));
  test.each([
    ['learning_rate', 'much', 'Give a number.'],
    ['learning_rate', '', 'Give a number.'],
    ['learning_rate', '-1', 'At least 0.'],
    ['learning_rate', '0.1', 'At most 0.01.'],
    ['accumulation', '1.5', 'Give a whole number.'],
    ['early_stop', 'maybe', 'Give true or false.'],
  ])('%s of %j is refused: %s', (name, text, problem) =>
    expect(readSteering(parameters, { ...draft, [name]: text })).toEqual({ ok: false, problems: { [name]: problem } }),
  );
  test('nothing changed is nothing to send', () =>
    expect(readSteering(parameters, draft)).toEqual({ ok: false, problems: { learning_rate: 'Nothing is changed yet.' } }));
});

test('each parameter that was applied is a mark at its step; what waits or was refused is none', () => {
  const update = { id: '1', requestedAt: '', requestedBy: null, reason: null, previous: { lr: 1e-5 }, parameters: { lr: 5e-6, name: 'x' } };
  expect(
    appliedChanges([
      { ...update, status: 'APPLIED', appliedAtStep: 40 },
      { ...update, status: 'DELIVERED', appliedAtStep: null },
      { ...update, status: 'REFUSED', appliedAtStep: null },
    ]),
  ).toEqual([
    { step: 40, parameter: 'lr', from: 1e-5, to: 5e-6 },
    { step: 40, parameter: 'name', from: null, to: 'x' },
  ]);
});
