import { expect, test } from 'vitest';
import { watchRestarts } from './restarts.ts';

const attemptsOf = (steps: readonly number[], metric = 'loss'): number[] => {
  const restarts = watchRestarts();
  return steps.map((step) => restarts.attemptOf(metric, step));
};
const range = (from: number, to: number, by = 1): number[] =>
  Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);

test.each([
  ['steps that go on', range(10, 100, 10), 1],
  ['steps that a trainer repeats after a restart', [...range(10, 100, 10), ...range(50, 120, 10)], 2],
  ['a start from the beginning', [...range(0, 9), ...range(0, 9)], 2],
  ['three starts', [...range(1, 9), ...range(4, 12), ...range(6, 20)], 3],
  ['two ranks that write each step', range(10, 100, 10).flatMap((step) => [step, step]), 1],
  ['a rank that is a step late', [10, 20, 10, 30, 20, 40, 30, 40], 1],
  ['newest first', range(1, 50).toReversed(), 1],
  ['no order', [40, 10, 70, 20, 60, 30, 50], 1],
])('%s are as many attempts as there were', (_name, steps, count) => expect(Math.max(...attemptsOf(steps))).toBe(count));

test('a restart begins with the step that comes again', () => {
  expect(attemptsOf([1, 2, 3, 4, 5, 2, 3, 6])).toEqual([1, 1, 1, 1, 1, 2, 2, 2]);
});

test('each metric has steps of its own, and a restart is one of all', () => {
  const restarts = watchRestarts();
  const attempts = [
    ...range(1, 10).map((step) => restarts.attemptOf('loss', step)),
    restarts.attemptOf('eval_loss', 5),
    restarts.attemptOf('eval_loss', 10),
    restarts.attemptOf('loss', 6),
    restarts.attemptOf('eval_loss', 10),
  ];
  expect(attempts).toEqual([...Array.from({ length: 12 }, () => 1), 2, 2]);
});

test('steps of no pattern are kept up to a limit, and show no restart beyond it', () => {
  const squares = range(0, 3_000).map((root) => root * root);
  expect(Math.max(...attemptsOf(squares))).toBe(1);
});
