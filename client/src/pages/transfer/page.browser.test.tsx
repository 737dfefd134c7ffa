import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import { As } from '../../testing/viewer.tsx';
import { TransferPage } from './page.tsx';

const transfer = (id: string, effect: object = {}) => ({
  __typename: 'TransferSession',
  id,
  externalId: id,
  sourceModel: 'big',
  targetModel: `small ${id}`,
  domain: 'refunds',
  method: 'LoRA',
  layersTransferred: 16,
  fineTuningEpochs: null,
  startedAt: '2026-11-01T10:00:00.000Z',
  completedAt: null,
  job: null,
  effect: {
    __typename: 'TransferEffect',
    accuracy: {
      __typename: 'ValueComparison',
      base: 0.6,
      value: 0.8,
      count: 70,
      baseCount: 80,
      difference: 0.2,
      interval: { __typename: 'DifferenceInterval', low: 0.05, high: 0.33 },
      verdict: 'BETTER',
      sentence: 'Accuracy is 20 percentage points higher.',
    },
    accuracySource: 'STATED',
    accuracyGain: 0.2,
    trainingTimeHours: 2,
    trainingTimeSource: 'STATED',
    trainingCostUsd: 4,
    scratchTimeHours: 8,
    scratchCostUsd: 20,
    scratchSource: 'JOBS_FROM_SCRATCH',
    scratchJobCount: 3,
    timeSavedHours: 6,
    timeReductionPercent: 75,
    costSavedUsd: 16,
    costReductionPercent: 80,
    efficiencyScore: 0.1,
    effectiveness: 'HIGHLY_EFFECTIVE',
    ...effect,
  },
});
const unknown = {
  accuracy: null,
  accuracySource: null,
  accuracyGain: null,
  trainingTimeHours: null,
  scratchTimeHours: null,
  scratchCostUsd: null,
  trainingCostUsd: null,
  scratchSource: null,
  scratchJobCount: 0,
  timeReductionPercent: null,
  costReductionPercent: null,
  efficiencyScore: null,
  effectiveness: null,
};

test('transfers have their class beside a verdict, and what is not known is a dash', async () => {
  await render(
    <As>
      <TransferPage />
    </As>,
    { path: '/transfer', answers: { Transfers: () => ({ transferSessions: [transfer('a'), transfer('b', unknown)] }) } },
  );
  await expect.element(page.getByText('highly effective')).toBeVisible();
  await expect.element(page.getByText('75 %')).toBeVisible();
  await expect.element(page.getByText('2.0 h of 8.0 h')).toBeVisible();
  await expect.element(page.getByText('– of –').first()).toBeVisible();
});

test('without a transfer the page says how one comes, and a failure can be repeated', async () => {
  const answers = [() => new Refused('The store took too long.'), () => ({ transferSessions: [] })];
  await render(
    <As>
      <TransferPage />
    </As>,
    { path: '/transfer', answers: { Transfers: () => (answers.length > 1 ? answers.shift()! : answers[0]!)() } },
  );
  await page.getByRole('button', { name: /again/i }).click();
  await expect.element(page.getByText('No transfer yet.')).toBeVisible();
});
