import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { needsSharedData, sharedData } from '../../../../tests/shared-data.testing.ts';
import type { Score, Update } from '../types.ts';
import { matrixOf, transferOf } from './matrix.ts';
import { metricsOf, performancesOf } from './metrics.ts';

const at = new Date(0);
const score = (step: number, task: string, stage: string | null, accuracy: number): Score => ({
  step,
  task,
  stage,
  accuracy,
  loss: null,
  at,
});
const update = (externalId: string, rest: Partial<Update> = {}): Update => ({
  externalId,
  status: 'SUCCEEDED',
  at,
  task: null,
  feedbackCount: 0,
  positiveCount: 0,
  before: null,
  after: null,
  mistakeCount: null,
  fixedCount: null,
  error: null,
  ...rest,
});

/** Two tasks: a is learned evenly from 0.2 to 0.8, then b at once to 0.9, and a falls to 0.5, at last 0.6. */
const tasks = ['a', 'b'];
const scores = [
  ...[0.2, 0.4, 0.6, 0.8].map((accuracy, place) => score(place * 10, 'a', place === 0 ? null : 'a', accuracy)),
  ...[0.1, 0.1, 0.2, 0.3].map((accuracy, place) => score(place * 10, 'b', place === 0 ? null : 'a', accuracy)),
  ...[0.5, 0.6].map((accuracy, place) => score(40 + place * 10, 'a', 'b', accuracy)),
  ...[0.9, 0.9].map((accuracy, place) => score(40 + place * 10, 'b', 'b', accuracy)),
];

describe('a session', () => {
  const metrics = metricsOf(tasks, scores, []);
  test('has the matrix of the ends of its stages', () => {
    expect(metrics.matrix).toEqual({
      tasks,
      rows: [
        [0.8, 0.3],
        [0.6, 0.9],
      ],
      initial: [0.2, 0.1],
    });
  });
  test('has transfer and forgetting of its matrix', () => {
    expect(metrics.transfer).toEqual({
      averageAccuracy: 0.75,
      backwardTransfer: expect.closeTo(-0.2, 12),
      forwardTransfer: expect.closeTo(0.2, 12),
      forgetting: [expect.closeTo(0.2, 12)],
      averageForgetting: expect.closeTo(0.2, 12),
    });
  });
  test('adapts at the mean height of its curves: 0.5 evenly, 0.75 where half of the time is at the height', () => {
    expect(metrics.adaptation.speed).toBeCloseTo((0.5 + 0.75) / 2, 12);
    expect(metrics.adaptation.stepsTo90).toBe((30 + 10) / 2);
  });
  test('is stable except for the largest fall, and retains what is left of the best', () => {
    expect(metrics.adaptation.stability).toBeCloseTo(0.7, 12);
    expect(metrics.adaptation.retention).toBeCloseTo(0.75, 12);
  });
  test('drifts by a straight line with its interval', () => {
    // scipy.stats.linregress over steps 0, 10 … 50 and means 0.15, 0.25, 0.4, 0.55, 0.7, 0.75, at 95 %
    expect(metrics.drift).toMatchObject({ baseline: expect.closeTo(0.15, 12), current: 0.75, direction: 'IMPROVING' });
    expect(metrics.drift.rate).toBeCloseTo(12.857142857, 8);
    expect(metrics.drift.interval).toEqual({ low: expect.closeTo(10.7458917677, 7), high: expect.closeTo(14.9683939465, 7) });
  });
});

describe('what is not there is null', () => {
  test('nothing at all', () => {
    expect(metricsOf(tasks, [], [])).toMatchObject({
      statistics: { updateCount: 0 },
      drift: { baseline: null, current: null, rate: null, direction: null },
      adaptation: { speed: null, stepsTo90: null, stability: null, retention: null },
      feedback: { count: 0, positiveShare: null, impact: null, mistakesFixedShare: null },
      matrix: { rows: [], initial: [null, null] },
      transfer: { averageAccuracy: null, backwardTransfer: null, forwardTransfer: null, forgetting: [] },
    });
  });
  test('one task has no transfer and no forgetting', () => {
    const one = metricsOf(['a'], [score(0, 'a', null, 0.1), score(1, 'a', 'a', 0.5)], []);
    expect(one.transfer).toMatchObject({ averageAccuracy: 0.5, backwardTransfer: null, forwardTransfer: null, averageForgetting: null });
    expect(one.drift).toMatchObject({ rate: expect.closeTo(400, 9), interval: null, direction: 'STABLE' });
  });
  test('a task that was not measured leaves the numbers of the matrix open, and a step without it is no performance', () => {
    const some = [score(0, 'a', null, 0.1), score(1, 'a', 'a', 0.5), score(2, 'b', 'b', 0.7)];
    expect(transferOf(matrixOf(tasks, some))).toMatchObject({ averageAccuracy: null, backwardTransfer: null, forwardTransfer: null });
    expect(performancesOf(tasks, some)).toEqual([]);
  });
});

test('updates are counted by their outcome, and feedback by what it changed', () => {
  const { statistics, feedback } = metricsOf(
    tasks,
    [],
    [
      update('1', { feedbackCount: 10, positiveCount: 4, before: 0.5, after: 0.6, mistakeCount: 8, fixedCount: 6 }),
      update('2', { feedbackCount: 10, positiveCount: 2, before: 0.6, after: 0.5 }),
      update('3', { status: 'ROLLED_BACK', feedbackCount: 5, before: 0.6, after: 0.1, mistakeCount: 2, fixedCount: 0 }),
      update('4', { status: 'FAILED' }),
    ],
  );
  expect(statistics).toEqual({ updateCount: 4, succeededCount: 2, failedCount: 1, rollbackCount: 1 });
  expect(feedback).toMatchObject({
    count: 25,
    positiveShare: 0.24,
    impact: expect.closeTo(0, 12),
    mistakesFixedShare: 0.6,
    mistakesFixedInterval: { low: expect.closeTo(0.3127, 4), high: expect.closeTo(0.8318, 4) },
  });
});

interface Reference {
  readonly tasks: readonly string[];
  readonly steps_per_task: number;
  readonly R_accuracy_after_task_i_on_task_j: readonly (readonly number[])[];
  readonly init_accuracy: readonly number[];
  readonly average_accuracy: number;
  readonly backward_transfer: number;
  readonly forward_transfer: number;
  readonly forgetting: readonly number[];
  readonly log: readonly {
    readonly step: number;
    readonly stage: string | null;
    readonly eval: Readonly<Record<string, { readonly token_accuracy: number }>>;
  }[];
}

describe.skipIf(sharedData === null).each(['sequential', 'replay10'])(`a real training on three tasks, %s ${needsSharedData}`, (name) => {
  const file = join(sharedData ?? '', 'training/made/continual/continual_learning.json');
  const reference = (): Reference => (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Reference>)[name] as Reference;
  const sent = (of: Reference): Score[] =>
    of.log.flatMap(({ step, stage, eval: evals }) =>
      Object.entries(evals).map(([task, { token_accuracy: accuracy }]) => score(step, task, stage, accuracy)),
    );
  test('has the matrix and the numbers of its reference', () => {
    const of = reference();
    const { matrix, transfer, adaptation, drift } = metricsOf(of.tasks, sent(of), []);
    expect(matrix.rows).toEqual(of.R_accuracy_after_task_i_on_task_j);
    expect(matrix.initial).toEqual(of.init_accuracy);
    expect(transfer.averageAccuracy).toBeCloseTo(of.average_accuracy, 12);
    expect(transfer.backwardTransfer).toBeCloseTo(of.backward_transfer, 12);
    expect(transfer.forwardTransfer).toBeCloseTo(of.forward_transfer, 12);
    expect(transfer.forgetting).toEqual(of.forgetting.map((value) => expect.closeTo(value, 12)));
    for (const value of [adaptation.speed, adaptation.stability, adaptation.retention]) {
      expect(value).toBeGreaterThan(0);
      expect(value).toBeLessThan(1);
    }
    expect(drift.direction).toBe('IMPROVING');
  });
});

test.skipIf(sharedData === null)(`replay of earlier tasks keeps more than learning one after the other ${needsSharedData}`, () => {
  const file = join(sharedData ?? '', 'training/made/continual/continual_learning.json');
  const all = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Reference>;
  const [sequential, replay] = ['sequential', 'replay10'].map((name) => {
    const of = all[name] as Reference;
    const own = of.log.flatMap(({ step, stage, eval: evals }) =>
      Object.entries(evals).map(([task, { token_accuracy: accuracy }]) => score(step, task, stage, accuracy)),
    );
    return metricsOf(of.tasks, own, []).adaptation;
  });
  expect(replay!.retention!).toBeGreaterThan(sequential!.retention!);
  expect(replay!.stability!).toBeGreaterThan(sequential!.stability!);
});
