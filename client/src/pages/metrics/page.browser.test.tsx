import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import type { Answers } from '../../testing/render.tsx';
import { As } from '../../testing/viewer.tsx';
import { MetricsPage } from './page.tsx';

const measured = {
  __typename: 'MetricMeasured',
  measure: 'SUCCESS',
  event: null,
  failureTag: null,
  tool: null,
  models: [],
  environments: [],
  prompts: [],
  attributes: [],
};
const success = {
  __typename: 'Metric',
  id: 'm1',
  key: 'success_share',
  name: 'Success',
  description: '',
  kind: 'SHARE',
  measured,
  denominator: null,
  percentile: null,
  afterDays: null,
  withinDays: null,
  cap: null,
  windowHours: null,
  better: 'UP',
  unit: 'SHARE',
  isBuiltIn: true,
};
const orders = {
  ...success,
  id: 'm2',
  key: 'orders',
  name: 'Orders in a day',
  kind: 'SUM',
  measured: { ...measured, measure: 'EVENTS', event: 'order' },
  windowHours: 24,
  unit: 'NUMBER',
  isBuiltIn: false,
};

const open = (metrics: () => unknown, more: Answers = {}) =>
  render(
    <As>
      <MetricsPage />
    </As>,
    {
      path: '/experiment-metrics',
      answers: {
        Metrics: metrics,
        MetricChoices: () => ({ metrics: [], eventNames: [{ __typename: 'EventName', name: 'order' }] }),
        ...more,
      },
    },
  );

test('the list says what each metric is, and what went wrong', async () => {
  await open(() => new Refused('The store does not answer.'));
  await expect.element(page.getByText('The store does not answer.')).toBeVisible();
  await open(() => ({ metrics: [success, { ...orders, name: 'A metric whose name goes on and on '.repeat(5).trim() }] }));
  await expect.element(page.getByText('events order per unit')).toBeVisible();
  await expect.element(page.getByText('within 1 d')).toBeVisible();
  await expect.element(page.getByText('share of successes')).toBeVisible();
  // A built-in one is neither changed nor deleted.
  expect(document.querySelectorAll('[aria-label^="More for"]')).toHaveLength(1);
  expect([...document.querySelectorAll('main, section')].filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)).toEqual(
    [],
  );
});

test('a metric is defined with what it gives, a refusal marks its field, and one in use stays', async () => {
  const asked: unknown[] = [];
  await open(() => ({ metrics: [success, orders] }), {
    MetricPreview: (variables) => {
      asked.push(variables['input']);
      return {
        previewMetric: {
          __typename: 'MetricPreview',
          value: 1.5,
          low: 1.25,
          high: 1.75,
          unitCount: 420,
          from: '2026-11-01T00:00:00Z',
          to: '2026-11-29T00:00:00Z',
        },
      };
    },
    CreateMetric: () => new Refused('is that of another metric; each has its own', 'input.key', 'BAD_METRIC'),
    DeleteMetric: () => new Refused('The metric "orders" is used by the experiment "tone".', undefined, 'METRIC_IN_USE'),
  });
  await page.getByRole('button', { name: 'New metric' }).click();
  await expect.element(page.getByText(/fill in the fields above/)).toBeVisible();
  await page.getByRole('textbox', { name: 'Name' }).fill('Orders');
  await page.getByRole('combobox', { name: 'Event' }).fill('order');
  await expect.element(page.getByText(/over 420 users/)).toBeVisible();
  expect(asked.at(-1)).toEqual({ kind: 'SUM', better: 'UP', measured: { measure: 'EVENTS', event: 'order', attributes: [] } });
  await page.getByRole('button', { name: 'Make metric' }).click();
  await expect.element(page.getByText(/Is that of another metric/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'More for Orders in a day' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete metric' }).click();
  await expect.element(page.getByText(/is used by the experiment/)).toBeVisible();
  await userEvent.keyboard('{Escape}');
});
