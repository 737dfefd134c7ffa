import { describe, expect, test } from 'vitest';
import type { HistoryJob } from '../types.ts';
import { recommendationsOf } from './recommend.ts';
import { kindOfParameter, spaceOf, trialsOf } from './space.ts';
import { groupsOf, outcomeOf, strategyOf } from './strategy.ts';

const hour = 3_600_000;
const job = (number: number, rest: Partial<HistoryJob> = {}): HistoryJob => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  baseModel: 'base',
  datasetName: 'tickets',
  datasetSize: null,
  datasetQuality: null,
  loss: 1,
  hyperparameters: {},
  bestStep: null,
  lastStep: null,
  ms: null,
  nanoUsd: null,
  configurationId: null,
  ...rest,
});
const both = ['PERFORMANCE', 'EFFICIENCY'] as const;
const none = { baseModel: null, datasetName: null, maxHours: null, maxCostUsd: null };

describe('the space of parameters', () => {
  test.each([
    ['learning_rate', 'HYPERPARAMETERS'],
    ['batch_size', 'HYPERPARAMETERS'],
    ['lora_r', 'ARCHITECTURE'],
    ['lora_alpha', 'ARCHITECTURE'],
    ['layers', 'ARCHITECTURE'],
    ['num_train_epochs', 'SCHEDULE'],
    ['warmup_steps', 'SCHEDULE'],
    ['max_steps', 'SCHEDULE'],
  ] as const)('%s is of %s', (name, kind) => expect(kindOfParameter(name)).toBe(kind));

  const jobs = [
    job(1, { hyperparameters: { learning_rate: 1e-5, batch_size: 8, fixed: 1, optimizer: 'adam', only: 1 } }),
    job(2, { hyperparameters: { learning_rate: 1e-4, batch_size: 16, fixed: 1, optimizer: 'sgd' } }),
    job(3, { hyperparameters: { learning_rate: 1e-3, batch_size: 16, fixed: 1, optimizer: 'adam' } }),
  ];
  test('has what all jobs have and what differs, numbers of a wide range on a logarithmic scale', () => {
    expect(spaceOf(jobs, 'HYPERPARAMETERS')).toEqual([
      { name: 'learning_rate', kind: 'FLOAT', low: 5e-6, high: 2e-3, step: null, isLog: true, levels: null, when: null },
      { name: 'batch_size', kind: 'INT', low: 6, high: 18, step: 1, isLog: false, levels: null, when: null },
      { name: 'optimizer', kind: 'CATEGORICAL', choices: ['adam', 'sgd'], when: null },
    ]);
    expect(spaceOf(jobs, 'ARCHITECTURE')).toEqual([]);
  });
  test('has the jobs as complete trials', () => {
    const space = spaceOf(jobs, 'HYPERPARAMETERS');
    expect([...trialsOf(space, jobs).points]).toEqual([1e-5, 8, 0, 1e-4, 16, 1, 1e-3, 16, 0]);
  });
});

describe('recommendations', () => {
  test('need three jobs', () => {
    const two = [job(1, { hyperparameters: { lr: 1 } }), job(2, { hyperparameters: { lr: 2 }, loss: 2 })];
    expect(recommendationsOf(two, both)).toEqual([]);
    expect(strategyOf(two, both, none)).toMatchObject({
      jobCount: 2,
      recommendations: [],
      basis: 'A strategy needs 3 finished jobs of one base model and dataset with an evaluation loss; there are 2.',
    });
    expect(strategyOf([], both, none).basis).toContain('there are 0');
  });

  test('of hyperparameters lie where a process expects the least loss, with its interval', () => {
    // A bowl over the logarithm of the learning rate with its lowest point at 1e-4.
    const rates = [1e-6, 3e-6, 1e-5, 3e-5, 8e-5, 3e-4, 1e-3, 3e-3, 1e-2];
    const jobs = rates.map((rate, place) =>
      job(place, { hyperparameters: { learning_rate: rate }, loss: 1 + (Math.log10(rate) + 4) ** 2 / 4 }),
    );
    const [found] = recommendationsOf(jobs, both);
    expect(found).toMatchObject({ kind: 'HYPERPARAMETERS', savedHours: null, baseline: Math.min(...jobs.map(({ loss }) => loss)) });
    const rate = found!.parameters['learning_rate'] as number;
    expect(rate).toBeGreaterThan(3e-5);
    expect(rate).toBeLessThan(3e-4);
    expect(found!.predicted!.low).toBeLessThan(found!.predicted!.value);
    expect(found!.improvement!.value).toBeCloseTo(found!.baseline - found!.predicted!.value, 12);
    expect(found!.exploration).toBeGreaterThanOrEqual(0);
    expect(found!.exploration).toBeLessThanOrEqual(1);
    expect(recommendationsOf(jobs, both)[0]!.key).toBe(found!.key);
  });

  test('of equal losses are none', () => {
    const jobs = [1, 2, 3].map((number) => job(number, { hyperparameters: { lr: number } }));
    expect(recommendationsOf(jobs, both)).toEqual([]);
  });

  test('of a schedule save what came after the best step, and are decisive by the interval', () => {
    const jobs = [40, 50, 60, 50].map((bestStep, number) =>
      job(number, { bestStep, lastStep: 100, ms: 10 * hour, nanoUsd: 20e9, hyperparameters: { epochs: 10 }, loss: 1 + number / 10 }),
    );
    const [found] = recommendationsOf(jobs, both);
    // Student's interval of 6, 5, 4, 5 hours: scipy.stats.t.interval(0.95, 3, 5, sem) = 5 ± 1.29925
    expect(found).toMatchObject({
      kind: 'SCHEDULE',
      title: 'Train for epochs 6',
      parameters: { epochs: 6 },
      savedHours: { value: 5, low: expect.closeTo(3.70075, 4), high: expect.closeTo(6.29925, 4) },
      benefitUsd: 10,
      hours: 5,
      costUsd: 10,
      isDecisive: true,
      priority: 'HIGH',
      predicted: null,
    });
    expect(recommendationsOf(jobs, ['PERFORMANCE'])[0]!.priority).toBe('LOW');
    const lean = jobs.map((one) => ({ ...one, bestStep: 95 }));
    expect(recommendationsOf(lean, both)).toEqual([]);
  });

  test('of data follow a falling line, and none comes where the loss rises', () => {
    const sizes = [1_000, 2_000, 4_000, 8_000];
    const falling = sizes.map((datasetSize, number) => job(number, { datasetSize, loss: 2 - number / 10 + (number % 2) / 1_000 }));
    const [found] = recommendationsOf(falling, both);
    expect(found).toMatchObject({ kind: 'DATASET', title: 'Train on twice as many rows', parameters: {}, isDecisive: true });
    expect(found!.improvement!.value).toBeCloseTo(0.1, 2);
    const rising = falling.map((one, number) => ({ ...one, loss: 1 + number / 10 }));
    expect(recommendationsOf(rising, both)).toEqual([]);
  });
});

describe('a strategy', () => {
  const jobs = [40, 50, 60].map((bestStep, number) =>
    job(number, { bestStep, lastStep: 100, ms: 10 * hour, nanoUsd: 20e9, hyperparameters: { epochs: 10 }, loss: 1 + number / 10 }),
  );
  test('is of the largest group, or of the one that is named', () => {
    const others = [4, 5].map((number) => job(number, { baseModel: 'other' }));
    expect(groupsOf([...others, ...jobs]).map(({ baseModel, jobs: own }) => [baseModel, own.length])).toEqual([
      ['base', 3],
      ['other', 2],
    ]);
    expect(strategyOf([...others, ...jobs], both, none)).toMatchObject({
      group: { baseModel: 'base', datasetName: 'tickets' },
      jobCount: 3,
      basis: '3 similar jobs: finished, of base on tickets, with an evaluation loss.',
    });
    expect(strategyOf([...others, ...jobs], both, { ...none, baseModel: 'other' })).toMatchObject({ jobCount: 2, recommendations: [] });
  });
  test('leaves out what is beyond its limits, and says so', () => {
    const strategy = strategyOf(jobs, both, { ...none, maxHours: 1 });
    expect(strategy.recommendations).toEqual([]);
    expect(strategy.leftOut).toEqual(['Train for epochs 6: a job takes 5 hours, more than 1.']);
    expect(strategyOf(jobs, both, { ...none, maxCostUsd: 100 }).leftOut).toEqual([]);
  });
});

test.each([
  [null, 'WAITING'],
  [0.4, 'BETTER'],
  [0.5, 'AS_PREDICTED'],
  [0.9, 'AS_PREDICTED'],
  [0.91, 'WORSE'],
] as const)('a best loss of %s is %s', (bestLoss, outcome) =>
  expect(outcomeOf({ predicted: 0.7, predictedLow: 0.5, predictedHigh: 0.9 }, bestLoss)).toBe(outcome),
);
test('what predicts no loss has no outcome once its jobs have finished', () => {
  const promised = { predicted: null, predictedLow: null, predictedHigh: null };
  expect([outcomeOf(promised, null), outcomeOf(promised, 0.5)]).toEqual(['WAITING', null]);
});
