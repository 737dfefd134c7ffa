import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Refused, render } from '../../../testing/render.tsx';
import { As } from '../../../testing/viewer.tsx';
import { PlannerPage } from './page.tsx';
import { readPlannerSearch } from './planner-view.ts';

interface Asked {
  readonly input: {
    readonly metrics: readonly { readonly metric: string; readonly minimalEffect: number }[];
    readonly weights: readonly number[];
    readonly method: string;
  };
}

const byDay = Array.from({ length: 40 }, (_, at) => ({
  __typename: 'PlannedDay',
  day: at + 1,
  unitCount: 100 * (at + 1),
  detectableEffect: at === 0 ? null : 0.3 / Math.sqrt(at + 1),
}));

/** A server whose plan is of what was asked for. */
const plan =
  (asked: Asked[] = []) =>
  (variables: Record<string, unknown>) => {
    const { input } = variables as unknown as Asked;
    asked.push({ input });
    return {
      planExperimentByTraffic: {
        __typename: 'TrafficPlan',
        from: '2026-11-01T00:00:00.000Z',
        to: '2026-11-29T00:00:00.000Z',
        source: 'MESSAGES',
        unitsByDay: Array.from({ length: 28 }, (_, at) => 100 * (at + 1)),
        newUnitsPerDay: 100,
        days: 36,
        plannedSamplePerVariant: 1_800,
        share: 1,
        layer: null,
        targetingSentence: null,
        metrics: input.metrics.map(({ metric, minimalEffect }) => ({
          __typename: 'MetricPlan',
          metric,
          name: metric,
          unit: 'share',
          value: 0.8,
          standardDeviation: 0.4,
          varianceSavedShare: 0.25,
          minimalEffect,
          days: minimalEffect < 0.01 ? null : 36,
          unitsByVariant: input.weights.map(() => 1_800),
          plannedSamplePerVariant: 1_800,
          problem: null,
          sentence: minimalEffect < 0.01 ? 'It cannot be found.' : `A change of ${minimalEffect} in ${metric} is found.`,
          byDay,
        })),
      },
    };
  };

const choices = {
  metrics: ['success_share', 'rating'].map((key) => ({ __typename: 'Metric', id: key, key, name: key })),
  eventNames: [],
};

const open = (answer: (variables: Record<string, unknown>) => unknown, at = '/experiments/planner') =>
  render(
    <As>
      <PlannerPage />
    </As>,
    { path: '/experiments/planner', at, readSearch: readPlannerSearch, answers: { TrafficPlan: answer, MetricChoices: () => choices } },
  );

test('what is typed is planned once it stands, and stands in the address', async () => {
  const asked: Asked[] = [];
  const { search } = await open(plan(asked), '/experiments/planner?goal=rating&change=4');
  await expect.element(page.getByText('A change of 0.04 in rating is found.')).toBeVisible();
  await userEvent.fill(page.getByLabelText('Least change (%)'), '0.5');
  await expect.element(page.getByText('It cannot be found.')).toBeVisible();
  await expect.poll(search).toContain('change=0.5');
  await userEvent.click(page.getByRole('button', { name: 'Another metric' }));
  await userEvent.click(page.getByRole('button', { name: 'Once, at the end' }));
  await expect
    .poll(() => asked.at(-1)?.input)
    .toMatchObject({ method: 'FIXED', metrics: [{ metric: 'rating', minimalEffect: 0.005 }, { minimalEffect: 0.05 }] });
  await expect.poll(search).toContain('looks=once');
  // The table twin of the chart has what is found by each day.
  expect(document.querySelectorAll('[data-reached=false]').length).toBe(1);
});

test('what cannot be planned is marked, and the plan before stays', async () => {
  const asked: Asked[] = [];
  await open(plan(asked));
  await expect.element(page.getByText(/^A change of 0.05/)).toBeVisible();
  await userEvent.fill(page.getByLabelText('Their shares (%)'), '50, 40');
  await expect.element(page.getByText('The shares sum to 90 %, not to 100 %.')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Experiment of this plan' })).toBeDisabled();
  await expect.element(page.getByText(/^A change of 0.05/)).toBeVisible();
  expect(asked.length).toBe(1);
});

test('an experiment of the plan begins with what was planned', async () => {
  await open(plan(), '/experiments/planner?goal=rating&change=4&level=1&split=80,20');
  await userEvent.click(page.getByRole('button', { name: 'Experiment of this plan' }));
  const dialog = page.getByRole('dialog');
  await expect.element(dialog.getByLabelText('Planned units per variant')).toHaveValue('1800');
  await expect.element(dialog.getByLabelText('Significance (%)')).toHaveValue('1');
  await expect.element(dialog.getByLabelText('Matters from (%)')).toHaveValue('4');
  await expect.element(dialog.getByLabelText('Share (%)').first()).toHaveValue('80');
  await expect
    .element(dialog.getByRole('link', { name: 'How many are needed?' }))
    .toHaveAttribute('href', expect.stringContaining('goal=rating'));
});

test('without traffic the page says what is needed, and a failure can be tried again', async () => {
  const none = {
    ...plan()({ input: { metrics: [], weights: [] } }).planExperimentByTraffic,
    unitsByDay: [],
    days: null,
    plannedSamplePerVariant: null,
  };
  await open(() => ({ planExperimentByTraffic: none }));
  await expect.element(page.getByText('No unit of this kind was seen in the last 28 days.')).toBeVisible();
  await open(() => new Refused('The store does not answer.'));
  await expect.element(page.getByText('The store does not answer.')).toBeVisible();
});
