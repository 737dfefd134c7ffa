import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import { As } from '../../testing/viewer.tsx';
import { StrategyPage } from './page.tsx';

const predicted = (value: number, low: number, high: number) => ({ __typename: 'PredictedNumber', value, low, high });
const recommendation = {
  __typename: 'TrainingRecommendation',
  key: 'k',
  kind: 'HYPERPARAMETERS',
  title: 'Try learning_rate 0.0001',
  why: 'A Gaussian process over the losses of 3 similar jobs expects the greatest improvement there.',
  parameters: { learning_rate: 0.0001 },
  basisJobCount: 3,
  baseline: 1,
  predicted: predicted(0.9, 0.6, 1.2),
  improvement: predicted(0.1, -0.2, 0.4),
  savedHours: null,
  hours: 4,
  costUsd: 8,
  benefitUsd: null,
  explorationScore: 0.4,
  isDecisive: false,
  priority: 'MEDIUM',
};
const strategy = (rest: object = {}) => ({
  trainingStrategy: {
    __typename: 'TrainingStrategy',
    basis: '3 similar jobs: finished, of base on tickets, with an evaluation loss.',
    jobCount: 3,
    baseModel: 'base',
    datasetName: 'tickets',
    recommendations: [recommendation],
    predictedImprovement: predicted(0.1, -0.2, 0.4),
    roadmap: [{ __typename: 'StrategyStep', number: 1, key: 'k', title: 'Try learning_rate 0.0001', hours: 4, costUsd: 8 }],
    leftOut: [],
    ...rest,
  },
});
const taken = {
  __typename: 'StrategyRecommendation',
  id: 't',
  kind: 'HYPERPARAMETERS',
  title: 'Try learning_rate 0.001',
  parameters: { learning_rate: 0.001 },
  basisJobCount: 3,
  baseline: 1,
  predicted: 0.9,
  predictedLow: 0.6,
  predictedHigh: 1.2,
  createdAt: '2026-11-01T10:00:00.000Z',
  createdBy: null,
  configuration: { __typename: 'TrainingConfiguration', id: 'c', name: 'next' },
  finishedJobCount: 2,
  bestLoss: 0.5,
  outcome: 'BETTER',
};
const shown = (answers: object) => ({ path: '/strategy', answers: { StrategyTaken: () => ({ strategyRecommendations: [] }), ...answers } });

test('a recommendation has its interval and its basis, and becomes a configuration', async () => {
  const sent: unknown[] = [];
  await render(
    <As>
      <StrategyPage />
    </As>,
    shown({
      Strategy: () => strategy(),
      AdoptRecommendation: (variables: Record<string, unknown>) => {
        sent.push(variables['input']);
        return { adoptRecommendation: taken };
      },
    }),
  );
  await expect.element(page.getByText('0.1 (−0.2 to 0.4)').first()).toBeVisible();
  await page.getByRole('button', { name: 'Make a configuration' }).click();
  await page.getByRole('textbox', { name: 'Command of the trainer' }).fill('train');
  await page.getByRole('button', { name: 'Make configuration' }).click();
  await expect.poll(() => sent).toMatchObject([{ key: 'k', command: 'train' }]);
});

test('what was taken shows whether it came true', async () => {
  await render(
    <As>
      <StrategyPage />
    </As>,
    shown({ Strategy: () => strategy(), StrategyTaken: () => ({ strategyRecommendations: [taken] }) }),
  );
  await expect.element(page.getByText('better than predicted')).toBeVisible();
});

test('too few jobs, and a failure that can be repeated, are shown', async () => {
  const answers = [
    () => new Refused('The store took too long.'),
    () => strategy({ recommendations: [], roadmap: [], predictedImprovement: null, basis: 'A strategy needs 3 finished jobs.' }),
  ];
  await render(
    <As>
      <StrategyPage />
    </As>,
    shown({ Strategy: () => (answers.length > 1 ? answers.shift()! : answers[0]!)() }),
  );
  await page.getByRole('button', { name: /again/i }).first().click();
  await expect.element(page.getByText('A strategy needs 3 finished jobs.')).toBeVisible();
});
