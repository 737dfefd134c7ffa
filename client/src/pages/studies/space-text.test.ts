import { expect, test } from 'vitest';
import { readSpaceText, spaceExample } from './space-text.ts';

test('the example is read with its scales, steps, choices and condition', () => {
  expect(readSpaceText(spaceExample)).toEqual({
    ok: true,
    space: [
      { name: 'learning_rate', kind: 'FLOAT', low: 1e-5, high: 0.01, isLog: true },
      { name: 'batch_size', kind: 'INT', low: 4, high: 32, step: 4 },
      { name: 'optimizer', kind: 'CATEGORICAL', choices: ['adamw', 'sgd'] },
      { name: 'momentum', kind: 'FLOAT', low: 0, high: 0.95, when: { parameter: 'optimizer', values: ['sgd'] } },
    ],
  });
});

test('choices may be numbers and truth values, and a condition may have several values', () => {
  expect(readSpaceText('\nn: 1, 2\non: true, false if n = 1 | 2\n')).toEqual({
    ok: true,
    space: [
      { name: 'n', kind: 'CATEGORICAL', choices: [1, 2] },
      { name: 'on', kind: 'CATEGORICAL', choices: [true, false], when: { parameter: 'n', values: [1, 2] } },
    ],
  });
});

test.each([
  ['', 'One parameter at least'],
  ['rate 1 to 2', 'Line 1: a name and its values'],
  ['a: 1 to 2\nb: low to high', 'Line 2: “low to high” is no range of numbers.'],
  ['a: x,', 'Line 1: a choice is empty.'],
])('%j is answered with what is wrong, and where', (text, problem) => {
  expect(readSpaceText(text)).toMatchObject({ ok: false, problem: expect.stringContaining(problem) });
});
