import { expect, test } from 'vitest';
import { changedSchedule, follows, previewOf, rateAt, scheduleOf } from './schedule.ts';
import type { Schedule } from './schedule.ts';

const steps = [0, 1, 5, 9, 10, 11, 37, 55, 90, 99, 100, 120];

const schedule = (kind: string, options: Record<string, unknown> = {}, rest: Partial<Schedule> = {}): Schedule => ({
  kind,
  peak: 2e-4,
  firstPeak: 2e-4,
  warmupSteps: 10,
  totalSteps: 100,
  options,
  stretch: null,
  ...rest,
});

// Printed by `get_scheduler(kind, SGD(lr=2e-4), 10, 100, scheduler_specific_kwargs=options)` of transformers 5.24.0.
test.each([
  ['linear', {}, [0, 2e-5, 1e-4, 1.8e-4, 2e-4, 0.000197777778, 1.4e-4, 1e-4, 2.22222222e-5, 2.22222222e-6, 0, 0]],
  ['cosine', {}, [0, 2e-5, 1e-4, 1.8e-4, 2e-4, 0.000199939083, 0.000158778525, 1e-4, 6.03073792e-6, 6.09172981e-8, 0, 2.33955557e-5]],
  ['cosine', { num_cycles: 1.5 }, [0, 2e-5, 1e-4, 1.8e-4, 2e-4, 0.00019945219, 4.89434837e-6, 1e-4, 5e-5, 5.47810463e-7, 0, 0.00015]],
  ['cosine_with_restarts', { num_cycles: 3 }, [0, 2e-5, 1e-4, 1.8e-4, 2e-4, 0.00019945219, 4.89434837e-6, 1e-4, 5e-5, 5.47810463e-7, 0, 0]],
  [
    'polynomial',
    { power: 2 },
    [0, 2e-5, 1e-4, 1.8e-4, 2e-4, 0.000195582457, 9.8051e-5, 5.0075e-5, 2.56790123e-6, 1.24679012e-7, 1e-7, 1e-7],
  ],
  ['constant', {}, Array.from({ length: 12 }, () => 2e-4)],
  ['constant_with_warmup', {}, [0, 2e-5, 1e-4, 1.8e-4, ...Array.from({ length: 8 }, () => 2e-4)]],
  [
    'inverse_sqrt',
    {},
    [
      0, 2e-5, 1e-4, 1.8e-4, 2e-4, 0.000190692518, 0.000103975049, 8.52802865e-5, 6.66666667e-5, 6.35641726e-5, 6.32455532e-5,
      5.77350269e-5,
    ],
  ],
  [
    'cosine_with_min_lr',
    { min_lr_rate: 0.1 },
    [0, 2e-5, 1e-4, 1.8e-4, 2e-4, 0.000199945174, 0.000162900673, 1.1e-4, 2.54276641e-5, 2.00548256e-5, 2e-5, 4.10560001e-5],
  ],
  [
    'cosine_with_min_lr',
    { min_lr: 1e-5 },
    [0, 2e-5, 1e-4, 1.8e-4, 2e-4, 0.000199942129, 0.000160839599, 1.05e-4, 1.5729201e-5, 1.00578714e-5, 1e-5, 3.22257779e-5],
  ],
])('%s %o gives the rates of transformers', (kind, options, rates) => {
  for (const [place, step] of steps.entries()) {
    const expected = rates[place] as number;
    expect(Math.abs(rateAt(schedule(kind, options), step) - expected), `step ${step}`).toBeLessThanOrEqual(1e-9 * 2e-4 + 1e-8 * expected);
  }
});

const job = (hyperparameters: object, parameters: { name: string; current?: unknown }[] = [], totalSteps: number | null = null) => ({
  hyperparameters,
  parameters,
  totalSteps,
});

test('a schedule is read from what the job began with, and what the trainer has now wins', () => {
  const sent = { learning_rate: 2e-4, lr_scheduler_type: 'linear', warmup_ratio: 0.03, max_steps: -1 };
  expect(scheduleOf(job(sent, [], 1_000))).toMatchObject({ kind: 'linear', peak: 2e-4, warmupSteps: 30, totalSteps: 1_000 });
  expect(scheduleOf(job({ ...sent, warmup_steps: 0.1 }, [], 1_000))).toMatchObject({ warmupSteps: 100 });
  const declared = [
    { name: 'learning_rate', current: 1e-4 },
    { name: 'warmup_steps', current: 50 },
    { name: 'max_steps', current: 2_000 },
  ];
  expect(scheduleOf(job(sent, declared, 1_000))).toMatchObject({ peak: 1e-4, firstPeak: 2e-4, warmupSteps: 50, totalSteps: 2_000 });
});

test.each([
  ['no kind', { learning_rate: 1e-3 }, 100],
  ['a kind that has no formula', { learning_rate: 1e-3, lr_scheduler_type: 'reduce_lr_on_plateau' }, 100],
  ['no rate', { lr_scheduler_type: 'linear' }, 100],
  ['no number of steps', { learning_rate: 1e-3, lr_scheduler_type: 'linear' }, null],
])('a job with %s has no schedule to show', (_name, sent, totalSteps) => {
  expect(scheduleOf(job(sent, [], totalSteps))).toBeNull();
});

test('another peak scales all of what is left, also an end that was given as a rate', () => {
  const before = schedule('cosine_with_min_lr', { min_lr: 1e-5 });
  const after = changedSchedule(before, { learning_rate: 1e-4 }, 40, null);
  for (const step of [40, 70, 100]) expect(rateAt(after, step)).toBeCloseTo(rateAt(before, step) / 2, 12);
});

test('more batches for a step leave fewer steps, which end where the others would have', () => {
  const before = schedule('linear', {}, { warmupSteps: 0 });
  const after = changedSchedule(before, { gradient_accumulation_steps: 8 }, 40, 4);
  expect(after.totalSteps).toBe(70);
  expect(rateAt(after, 40)).toBeCloseTo(rateAt(before, 40), 12);
  expect(rateAt(after, 55)).toBeCloseTo(rateAt(before, 70), 12);
  expect(rateAt(after, 70)).toBeCloseTo(0, 12);
});

test('the preview has all of the schedule before, the rest after the change, and every corner', () => {
  const before = schedule('linear', {}, { totalSteps: 10_000, warmupSteps: 333 });
  const { before: whole, after: rest } = previewOf(before, changedSchedule(before, { steps: 20_000 }, 5_000, null), 5_000);
  expect([whole.step[0], whole.step.at(-1), rest.step[0], rest.step.at(-1)]).toEqual([0, 10_000, 5_000, 20_000]);
  expect(Math.max(...whole.rate)).toBe(2e-4);
  expect(whole.step.length).toBeLessThan(260);
});

test('a logged rate follows the schedule at its step or one beside, or it does not', () => {
  const linear = schedule('linear');
  expect(follows(linear, { step: 5, rate: 8e-5 })).toBe(true);
  expect(follows(linear, { step: 5, rate: 1.2e-4 })).toBe(true);
  expect(follows(linear, { step: 55, rate: 2e-4 })).toBe(false);
});
