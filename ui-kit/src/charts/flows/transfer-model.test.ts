import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sharedData, whySkipped } from '../../../test/shared-data.ts';
import { transferRows, transferSummary } from './transfer-model.ts';
import type { AccuracyMatrix } from './transfer-model.ts';

/** Runs of continual learning with the measures that their own code computed. */
const reference = sharedData('training/made/continual/continual_learning.json');

interface Run {
  readonly tasks: string[];
  readonly R_accuracy_after_task_i_on_task_j: number[][];
  readonly init_accuracy: number[];
  readonly average_accuracy: number;
  readonly backward_transfer: number;
  readonly forward_transfer: number;
  readonly forgetting: number[];
}

describe.skipIf(reference === null)(`against runs that were measured${whySkipped(reference)}`, () => {
  const runs = reference === null ? {} : (JSON.parse(readFileSync(reference, 'utf8')) as Record<string, Run>);
  test.each(Object.keys(runs))('%s: transfer and forgetting are those that the run itself reported', (name) => {
    const run = runs[name] as Run;
    const found = transferSummary({ tasks: run.tasks, before: run.init_accuracy, after: run.R_accuracy_after_task_i_on_task_j });
    expect(found.averageAccuracy).toBeCloseTo(run.average_accuracy, 12);
    expect(found.backward).toBeCloseTo(run.backward_transfer, 12);
    expect(found.forward).toBeCloseTo(run.forward_transfer, 12);
    expect(found.forgetting).toHaveLength(run.forgetting.length);
    for (const [place, value] of run.forgetting.entries()) expect(found.forgetting[place]).toBeCloseTo(value, 12);
  });
  test('there is something to compare with', () => expect(Object.keys(runs).length).toBeGreaterThan(0));
});

const share = fc.double({ min: 0, max: 1, noNaN: true });
const matrix: fc.Arbitrary<AccuracyMatrix> = fc.integer({ min: 1, max: 6 }).chain((count) =>
  fc.record({
    tasks: fc.constant(Array.from({ length: count }, (_, place) => `t${place}`)),
    before: fc.array(share, { minLength: count, maxLength: count }),
    after: fc.array(fc.array(share, { minLength: count, maxLength: count }), { minLength: count, maxLength: count }),
  }),
);

test('the effects on a task add up to what it gained in all', () => {
  fc.assert(
    fc.property(matrix, (given) => {
      const rows = transferRows(given);
      for (const [place, task] of given.tasks.entries()) {
        const sum = rows.filter((row) => row.task === task).reduce((total, row) => total + row.change, 0);
        expect(sum).toBeCloseTo((given.after.at(-1)?.[place] ?? 0) - (given.before[place] ?? 0), 9);
      }
    }),
  );
});

test('the backward effects on the earlier tasks are the backward transfer', () => {
  fc.assert(
    fc.property(matrix, (given) => {
      const backward = transferRows(given)
        .filter((row) => row.kind === 'backward')
        .reduce((sum, row) => sum + row.change, 0);
      const { backward: mean } = transferSummary(given);
      if (given.tasks.length < 2) expect(mean).toBeNull();
      else expect(mean).toBeCloseTo(backward / (given.tasks.length - 1), 9);
    }),
  );
});

test('no tasks have no summary and no effects', () => {
  const none = { tasks: [], before: [], after: [] };
  expect(transferRows(none)).toEqual([]);
  expect(transferSummary(none)).toEqual({ averageAccuracy: null, backward: null, forward: null, forgetting: [] });
});
