import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import type { Answers } from '../../testing/render.tsx';
import { As, viewerOf } from '../../testing/viewer.tsx';
import { Notes } from '../../primitives/notes.tsx';
import { readAlertsSearch } from './alerts-search.ts';
import { AlertsPage } from './page.tsx';
import { RulePage } from './rule-page.tsx';

const channel = {
  __typename: 'AlertChannel',
  id: 'c1',
  kind: 'SLACK',
  name: 'On call',
  target: 'https://hooks.slack.com/…abcd',
  isEnabled: true,
  disabledReason: null,
  createdAt: '2026-11-20T10:00:00.000Z',
  rules: [{ __typename: 'AlertRule', id: 'r1', name: 'Errors of a model' }],
  lastDelivery: null,
};
const rule = {
  __typename: 'AlertRule',
  id: 'r1',
  name: 'Errors of a model',
  source: 'VALUE',
  metric: 'ERROR_SHARE',
  dimension: 'MODEL',
  filter: { models: ['gpt-4o'] },
  severity: 'CRITICAL',
  state: 'FIRING',
  sentence: 'Fires when the error share over 15 minutes is 5 % or more, for each model.',
  isEnabled: true,
  mutedUntil: null,
  noticesPerWeek: 1.4,
  channels: [channel],
  series: [
    {
      __typename: 'AlertSeries',
      value: 'gpt-4o',
      state: 'FIRING',
      lastValue: 0.08,
      lastEvaluatedAt: '2026-11-20T10:00:00.000Z',
      since: '2026-11-20T09:00:00.000Z',
      sentence: 'The error share is 8 % of 214 messages.',
    },
    {
      __typename: 'AlertSeries',
      value: 'tuned',
      state: 'OK',
      lastValue: 0.01,
      lastEvaluatedAt: '2026-11-20T10:00:00.000Z',
      since: '2026-11-10T09:00:00.000Z',
      sentence: null,
    },
  ],
  updatedAt: '2026-11-20T10:00:00.000Z',
  isAbove: true,
  trip: 0.05,
  clear: 0.03,
  windowMinutes: 15,
  forMinutes: 5,
  dwellMinutes: 10,
  minimumCount: 20,
  compareWith: null,
  changePercent: null,
  minimumSeverity: null,
  forecastDays: null,
  target: null,
  longWindowMinutes: null,
  shortWindowMinutes: null,
  factor: null,
  trainingEvents: null,
  budgetUsd: null,
  budgetPeriod: null,
  noDataMinutes: null,
  escalateAfterMinutes: null,
  escalateTo: [],
  repeatMinutes: null,
  schedule: null,
  problem: null,
  watchers: [{ __typename: 'AlertRule', id: 'r2', name: 'Error budget' }],
  createdAt: '2026-11-01T10:00:00.000Z',
};
const calm = { ...rule, id: 'r3', name: 'A calm one', state: 'OK', severity: 'INFO', series: [] };
const template = {
  __typename: 'AlertTemplate',
  key: 'errors',
  name: 'Error spike',
  sentence: 'More than 5 % errors',
  rule: { name: 'Error spike', source: 'VALUE', metric: 'ERROR_SHARE', trip: 0.05, isAbove: true },
};
const delivery = {
  __typename: 'AlertDelivery',
  id: 'd1',
  transition: 'FIRED',
  state: 'GIVEN_UP',
  attempts: 6,
  statusCode: 500,
  response: 'internal error',
  createdAt: '2026-11-20T09:00:00.000Z',
  sentAt: null,
  nextAttemptAt: null,
  key: 'k',
  channel,
};
const episode = {
  __typename: 'AlertEpisode',
  id: 'e1',
  rule: { __typename: 'AlertRule', id: 'r1' },
  ruleName: rule.name,
  series: 'gpt-4o',
  state: 'FIRING',
  openedAt: '2026-11-20T09:00:00.000Z',
  acknowledgedAt: null,
  acknowledgedBy: null,
  resolvedAt: null,
  sentence: 'The error share is 8 % of 214 messages.',
  value: 0.08,
  peak: 0.09,
  link: '/messages?model=gpt-4o',
  deliveries: [delivery],
};
const listed: Answers = {
  AlertRules: () => ({ alertRules: [calm, rule], alertTemplates: [template] }),
  AlertChannels: () => ({ alertChannels: [channel] }),
};

const open = (at: string, answers: Answers = {}, viewer = viewerOf()) =>
  render(
    <As viewer={viewer}>
      <AlertsPage />
      <Notes />
    </As>,
    { path: '/alerts', at, readSearch: readAlertsSearch, others: ['/alerts/$ruleId'], answers: { ...listed, ...answers } },
  );

test('what fires stands first, with how many of its series and how many notices a week', async () => {
  await open('/alerts');
  await expect.element(page.getByRole('link', { name: 'Errors of a model' })).toBeVisible();
  const names = [...document.querySelectorAll('[aria-label="Rules"] li a')].map(({ textContent }) => textContent);
  expect(names).toEqual(['Errors of a model', 'A calm one']);
  await expect.element(page.getByText('1 of 2 series')).toBeVisible();
  await expect.element(page.getByText(/to On call · 1.4 notices a week/).first()).toBeVisible();
});

test('one press makes a rule of a template, for every channel', async () => {
  const sent: unknown[] = [];
  await open('/alerts', {
    CreateAlertFromTemplate: (variables) => {
      sent.push(variables);
      return { createAlertFromTemplate: rule };
    },
  });
  await page.getByRole('button', { name: 'Make rule Error spike' }).click();
  await expect.element(page.getByText('Error spike watches from now on.').first()).toBeVisible();
  expect(sent).toEqual([{ key: 'errors', channelIds: ['c1'] }]);
});

test('a rule is replayed as it is typed; a refusal marks its field', async () => {
  const asked: Record<string, unknown>[] = [];
  await open('/alerts', {
    AlertPreview: ({ input }) => {
      asked.push(input as Record<string, unknown>);
      return {
        alertPreview: {
          __typename: 'AlertPreview',
          episodes: [
            { __typename: 'PreviewedEpisode', series: '', from: '2026-11-12T10:00:00.000Z', to: '2026-11-12T12:00:00.000Z', peak: 0.2 },
          ],
          noticesPerWeek: 0.4,
          sentence: 'It would have fired once in 30 days.',
        },
      };
    },
    CreateAlertRule: () => new Refused('is 400; a whole number from 1 to 300 is taken', 'input.windowMinutes', 'BAD_ALERT_RULE'),
  });
  await page.getByRole('button', { name: 'New rule' }).click();
  await expect.element(page.getByText('Fill in the fields above to see when it would have fired.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Fires at, %' }).fill('5');
  await expect.element(page.getByText(/It would have fired once in 30 days/)).toBeVisible();
  expect(asked.at(-1)).toMatchObject({ source: 'VALUE', metric: 'ERROR_SHARE', trip: 0.05, dimension: 'WORKSPACE' });
  await page.getByRole('button', { name: 'Make rule', exact: true }).click();
  await expect.element(page.getByText('Give it a name.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name' }).fill('Errors');
  await page.getByRole('button', { name: 'Make rule', exact: true }).click();
  await expect.element(page.getByText(/Is 400; a whole number/)).toBeVisible();
});

test('an alert is acknowledged in the history, and its notices say what came back', async () => {
  let state = 'FIRING';
  await open('/alerts?tab=history', {
    AlertEpisodePage: () => ({
      alertEpisodes: { edges: [{ cursor: 'e1', node: { ...episode, state } }], pageInfo: { hasNextPage: false } },
    }),
    AcknowledgeAlert: () => {
      state = 'ACKNOWLEDGED';
      return { acknowledgeAlert: { ...episode, state } };
    },
  });
  await page.getByRole('button', { name: '1 notice' }).click();
  await expect.element(page.getByText('internal error')).toBeVisible();
  await expect.element(page.getByText(/6 tries, answer 500/)).toBeVisible();
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await expect.element(page.getByText('acknowledged', { exact: true })).toBeVisible();
});

test('a channel is tested; the secret of a webhook is shown once', async () => {
  await open('/alerts?tab=channels', {
    AlertDeliveryPage: () => ({ alertDeliveries: { edges: [], pageInfo: { hasNextPage: false } } }),
    TestAlertChannel: () => ({ testAlertChannel: { ...delivery, transition: 'TEST' } }),
    CreateAlertChannel: () => ({
      createAlertChannel: { __typename: 'CreatedAlertChannel', channel: { ...channel, id: 'c2', kind: 'WEBHOOK' }, secret: 'whsec_made' },
    }),
  });
  await page.getByRole('button', { name: 'Send a test to On call' }).click();
  await expect.element(page.getByText('The test notice to On call: given up.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Add channel' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Ours');
  await page.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Webhook' }).click();
  await page.getByRole('textbox', { name: 'Address' }).fill('https://example.com/hook');
  await page.getByRole('button', { name: 'Add channel' }).last().click();
  await expect.element(page.getByText('whsec_made')).toBeVisible();
});

test('a viewer who edits no alerts sees rules, and no templates and buttons', async () => {
  await open('/alerts', {}, viewerOf({ permissions: ['READ'] }));
  await expect.element(page.getByRole('link', { name: 'Errors of a model' })).toBeVisible();
  expect(document.body.textContent).not.toContain('Templates');
  await expect.element(page.getByRole('button', { name: 'New rule' })).not.toBeInTheDocument();
});

test('a rule has its series, who else watches, and is changed by what is stored now', async () => {
  const sent: Record<string, unknown>[] = [];
  const asked: Record<string, unknown>[] = [];
  await render(
    <As>
      <RulePage />
    </As>,
    {
      path: '/alerts/$ruleId',
      at: '/alerts/r1',
      others: ['/alerts'],
      answers: {
        ...listed,
        AlertRuleHistory: (variables) => {
          asked.push(variables);
          return {
            alertRule: {
              __typename: 'AlertRule',
              id: 'r1',
              history: {
                __typename: 'AlertHistory',
                trip: 0.05,
                clear: 0.03,
                points: [0.01, 0.04, 0.08].map((value, hour) => ({
                  __typename: 'AlertHistoryPoint',
                  at: new Date(Date.UTC(2026, 10, 20, 8 + hour)).toISOString(),
                  value,
                })),
              },
            },
            alertEpisodes: { edges: [{ node: episode }] },
          };
        },
        OneAlertRule: () => ({ alertRule: { ...rule, updatedAt: sent.length === 0 ? rule.updatedAt : '2026-11-21T00:00:00.000Z' } }),
        AlertEpisodePage: () => ({ alertEpisodes: { edges: [], pageInfo: { hasNextPage: false } } }),
        UpdateAlertRule: (variables) => {
          sent.push(variables);
          return sent.length === 1
            ? new Refused('The rule was changed at 2026-11-21.', undefined, 'ALERT_RULE_CHANGED')
            : { updateAlertRule: rule };
        },
      },
    },
  );
  await expect.element(page.getByText('The error share is 8 % of 214 messages.')).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Error budget' })).toBeVisible();
  await expect.element(page.getByText('This rule has not fired yet.')).toBeVisible();
  // The series that fires is drawn, with both levels and the time in which it fired.
  await expect.element(page.getByRole('region', { name: 'What it saw' })).toBeVisible();
  for (const words of ['trips at 5.0 %', 'clears at 3.0 %', 'fired'])
    await expect.element(page.getByText(words, { exact: false }).first()).toBeInTheDocument();
  expect(asked[0]).toEqual({ id: 'r1', series: 'gpt-4o', days: 7 });
  await page.getByRole('button', { name: '30 d' }).click();
  await expect.poll(() => asked.at(-1)).toEqual({ id: 'r1', series: 'gpt-4o', days: 30 });
  await page.getByRole('button', { name: 'Edit' }).click();
  await expect.element(page.getByRole('textbox', { name: 'Fires at, %' })).toHaveValue('5');
  await page.getByRole('textbox', { name: 'Fires at, %' }).fill('6');
  await page.getByRole('button', { name: 'Save rule' }).click();
  await page.getByRole('button', { name: 'Save mine' }).click();
  await expect.poll(() => sent.length).toBe(2);
  expect(sent[1]).toMatchObject({ id: 'r1', updatedAt: '2026-11-21T00:00:00.000Z', input: { trip: 0.06, filter: { models: ['gpt-4o'] } } });
});
