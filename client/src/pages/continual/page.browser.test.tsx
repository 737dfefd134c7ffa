import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import { As } from '../../testing/viewer.tsx';
import { ContinualPage } from './page.tsx';

const session = (rest: object = {}) => ({
  __typename: 'ContinualSession',
  id: 's',
  name: 'Support',
  model: null,
  isEnabled: true,
  tasks: ['refunds', 'bookings'],
  startedAt: '2026-11-01T10:00:00.000Z',
  endedAt: null,
  metrics: {
    __typename: 'ContinuousLearningMetrics',
    learningStatistics: { __typename: 'ContinualLearningStatistics', updateCount: 4, succeededCount: 2, failedCount: 1, rollbackCount: 1 },
    performanceDrift: {
      __typename: 'ContinualPerformanceDrift',
      baselinePerformance: 0.15,
      currentPerformance: 0.75,
      driftRate: 0.3,
      driftRateInterval: null,
      driftDirection: 'STABLE',
    },
    adaptationMetrics: {
      __typename: 'ContinualAdaptation',
      adaptationSpeed: 0.625,
      stepsTo90: 20,
      stabilityScore: 0.7,
      catastrophicForgettingScore: 0.75,
    },
    feedbackIncorporation: {
      __typename: 'ContinualFeedback',
      userFeedbackProcessed: 25,
      positiveFeedbackShare: 0.24,
      positiveFeedbackInterval: { __typename: 'Interval95', low: 0.11, high: 0.43 },
      feedbackImpactScore: null,
      learningFromMistakesScore: null,
      learningFromMistakesInterval: null,
    },
    matrix: {
      __typename: 'AccuracyMatrix',
      tasks: ['refunds', 'bookings'],
      rows: [
        [0.8, 0.3],
        [0.6, 0.9],
      ],
      initial: [0.2, 0.1],
    },
    transfer: {
      __typename: 'ContinualTransfer',
      averageAccuracy: 0.75,
      backwardTransfer: -0.2,
      forwardTransfer: 0.2,
      forgetting: [0.2],
      averageForgetting: 0.2,
    },
    ...rest,
  },
});
const detail = () => ({
  node: {
    __typename: 'ContinualSession',
    id: 's',
    notes: null,
    scores: [
      { __typename: 'ContinualScore', step: 0, task: 'refunds', stage: null, accuracy: 0.2 },
      { __typename: 'ContinualScore', step: 10, task: 'refunds', stage: 'refunds', accuracy: 0.8 },
    ],
    updates: [
      {
        __typename: 'ContinualUpdate',
        externalId: 'u',
        status: 'ROLLED_BACK',
        at: '2026-11-02T10:00:00.000Z',
        task: 'refunds',
        feedbackCount: 3,
        positiveCount: 1,
        before: 0.6,
        after: 0.5,
        error: null,
      },
    ],
  },
});

test('a session has its metrics, its matrix and its updates; what was forgotten is named', async () => {
  await render(
    <As>
      <ContinualPage />
    </As>,
    { path: '/continual', answers: { ContinualSessions: () => ({ continualSessions: [session()] }), ContinualSessionOf: detail } },
  );
  await expect.element(page.getByText('−20.0 pt').first()).toBeVisible();
  await expect.element(page.getByText('forgotten at the end: refunds −20.0 pt')).toBeVisible();
  await expect.element(page.getByRole('cell', { name: 'rolled back' })).toBeVisible();
});

test('a session without anything learned, and no session at all, say how both come', async () => {
  const nothing = {
    matrix: { __typename: 'AccuracyMatrix', tasks: ['refunds'], rows: [], initial: [null] },
    transfer: {
      __typename: 'ContinualTransfer',
      averageAccuracy: null,
      backwardTransfer: null,
      forwardTransfer: null,
      forgetting: [],
      averageForgetting: null,
    },
  };
  await render(
    <As>
      <ContinualPage />
    </As>,
    { path: '/continual', answers: { ContinualSessions: () => ({ continualSessions: [session(nothing)] }) } },
  );
  await expect.element(page.getByText('No task has been learned yet.')).toBeVisible();
});

test('a failure can be repeated', async () => {
  const answers = [() => new Refused('The store took too long.'), () => ({ continualSessions: [] })];
  await render(
    <As>
      <ContinualPage />
    </As>,
    { path: '/continual', answers: { ContinualSessions: () => (answers.length > 1 ? answers.shift()! : answers[0]!)() } },
  );
  await page.getByRole('button', { name: /again/i }).click();
  await expect.element(page.getByText('No session yet.')).toBeVisible();
});
