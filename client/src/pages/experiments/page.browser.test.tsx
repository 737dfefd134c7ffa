import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import type { Answers } from '../../testing/render.tsx';
import { As } from '../../testing/viewer.tsx';
import { ExperimentPage } from './experiment-page.tsx';
import { readExperimentView } from './experiment-view.ts';
import { ExperimentsPage, FlagsPage } from './page.tsx';

const variantOf = (key: string, weight: number) => ({
  __typename: 'ExperimentVariant',
  key,
  name: null,
  weight,
  value: key,
  model: null,
  promptName: null,
  promptVersion: null,
  parameters: null,
});

const row = {
  __typename: 'Experiment',
  id: 'e1',
  key: 'tone',
  name: 'Tone of answers',
  kind: 'EXPERIMENT',
  unit: 'USER',
  state: 'RUNNING',
  isEnabled: true,
  valueType: 'STRING',
  allocation: 0.5,
  shippedVariant: null,
  startedAt: '2026-11-01T10:00:00.000Z',
  stoppedAt: null,
  pausedReason: null,
  createdAt: '2026-11-01T10:00:00.000Z',
  updatedAt: '2026-11-01T10:00:00.000Z',
  variants: [variantOf('plain', 0.7), variantOf('warm', 0.3)],
};

const whole = {
  ...row,
  hypothesis: 'Warm answers are rated better.',
  possibleActs: ['PAUSE', 'STOP', 'SHIP'],
  defaultValue: null,
  parametersSchema: { type: 'object', required: ['temperature'] },
  ramp: [],
  condition: null,
  cohort: null,
  membersAsOf: null,
  environments: [],
  channels: [],
  layer: null,
  metrics: [],
  significance: 0.05,
  method: 'SEQUENTIAL',
  correction: 'HOLM',
  plannedSamplePerVariant: null,
  isAa: false,
  phase: 1,
  version: 1,
  createdAt: '2026-11-01T10:00:00.000Z',
  phases: [],
  versions: [],
  pauses: [{ at: '2026-11-20T10:00:00.000Z', reason: 'latency rose by 12 %' }],
  overrides: [],
  exposures: [{ __typename: 'ExposureCount', phase: 1, variant: 'warm', unitCount: 321, firstAt: row.startedAt, lastAt: row.startedAt }],
};

const list = (experiments: () => unknown, Shown: () => React.ReactNode = ExperimentsPage) =>
  render(
    <As>
      <Shown />
    </As>,
    { path: '/experiments', answers: { Experiments: experiments } },
  );

const one = (answer: () => unknown, others: Answers = {}) =>
  render(
    <As>
      <ExperimentPage />
    </As>,
    {
      path: '/experiments/$experimentKey',
      readSearch: readExperimentView,
      at: '/experiments/tone',
      answers: { ExperimentPage: answer, MetricChoices: () => choices, ...others },
    },
  );

const choices = { metrics: [{ __typename: 'Metric', id: 'm', key: 'cost_usd', name: 'Cost' }], eventNames: [] };

const tooWide = (): string[] =>
  [...document.querySelectorAll('main, table, section')]
    .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
    .map(String);

test('the list says how experiments and flags come, what went wrong, and shows what there is', async () => {
  await list(() => ({ experiments: [] }));
  await expect.element(page.getByText('No experiment yet.')).toBeVisible();
  await list(() => ({ experiments: [] }), FlagsPage);
  await expect.element(page.getByText('No flag yet.')).toBeVisible();
  await list(() => new Refused('The store does not answer.'));
  await expect.element(page.getByText('The store does not answer.')).toBeVisible();
  const long = 'An experiment whose name goes on and on '.repeat(5).trim();
  await list(() => ({ experiments: [row, { ...row, id: 'e2', key: 'k'.repeat(64), name: long, state: 'DRAFT', startedAt: null }] }));
  await expect.element(page.getByText('Tone of answers')).toBeVisible();
  await expect.element(page.getByRole('link', { name: long })).toBeVisible();
  expect(tooWide()).toEqual([]);
});

test('the list has a verdict for each experiment that was started, and asks for no other', async () => {
  const asked: unknown[] = [];
  await render(
    <As>
      <ExperimentsPage />
    </As>,
    {
      path: '/experiments',
      answers: {
        Experiments: () => ({ experiments: [row, { ...row, id: 'e2', key: 'next', name: 'Next', state: 'DRAFT', startedAt: null }] }),
        ExperimentVerdict: ({ key }) => {
          asked.push(key);
          return {
            experiment: { __typename: 'Experiment', id: 'e1', recentVerdict: { __typename: 'R', verdict: 'WON', sentence: 'It won.' } },
          };
        },
      },
    },
  );
  await expect.element(page.getByTitle('It won.')).toHaveTextContent('won');
  expect(asked).toEqual(['tone']);
});

test('a page without its experiment says so', async () => {
  await one(() => ({ experiment: null }));
  await expect.element(page.getByText('There is no such experiment or flag.')).toBeVisible();
  await one(() => new Refused('The store does not answer.'));
  await expect.element(page.getByText('The store does not answer.')).toBeVisible();
});

test('the page of an experiment shows units by variant, and code to copy for each client', async () => {
  const name = 'W'.repeat(200);
  await one(() => ({ experiment: { ...whole, name } }));
  await expect.element(page.getByText('321')).toBeVisible();
  await expect.element(page.getByText('Warm answers are rated better.')).toBeVisible();
  await expect.element(page.getByText('Paused by the server: latency rose by 12 %')).toBeVisible();
  await expect.element(page.getByText('{"type":"object","required":["temperature"]}')).toBeVisible();
  const code = page.getByRole('tab', { name: 'HTTP' });
  await expect.element(code).toBeVisible();
  const tabs = page.getByRole('tablist').element();
  for (const tab of tabs.querySelectorAll('[role=tab]'))
    expect(tab.getBoundingClientRect().right).toBeLessThanOrEqual(tabs.getBoundingClientRect().right + 1);
  expect(document.querySelector('[role=tabpanel]')?.textContent).toContain('Our own client, for pages and Node');
  expect(tooWide()).toEqual([]);
});

const health = {
  __typename: 'ExperimentHealth',
  pValue: 1.2e-9,
  isMismatch: true,
  sentence: 'Most likely cause: of units in the environment app, variant warm has 120 units of 190 expected.',
  excludedUnits: 40,
  asOf: row.startedAt,
  variants: ['plain', 'warm'].map((variant) => ({ __typename: 'V', variant, n: 500, answeredUnits: 400, errorUnits: 20 })),
  several: [{ __typename: 'S', variants: ['plain', 'warm'], n: 40 }],
  causes: [
    {
      __typename: 'C',
      dimension: 'ENVIRONMENT',
      value: 'app',
      counts: [
        { __typename: 'N', variant: 'plain', n: 260, expected: 190 },
        { __typename: 'N', variant: 'warm', n: 120, expected: 190 },
      ],
      pValue: 4e-12,
      missingVariant: 'warm',
      missingShare: 0.368,
      restPValue: 0.61,
      explains: true,
      sentence: '',
    },
  ],
  clampedUnits: [],
  forcedUnits: [],
  earlyUnits: [{ __typename: 'N', variant: 'warm', n: 3 }],
  unknownVariants: [],
};

test('the health of an experiment names the cause of a mismatch and each check, and a failure stays in its panel', async () => {
  await one(() => ({ experiment: { ...whole, isAa: true } }), {
    ExperimentHealth: () => ({ experiment: { __typename: 'Experiment', id: 'e1', health } }),
  });
  await expect.element(page.getByText(/^Most likely cause/)).toBeVisible();
  await expect.element(page.getByTitle('All variants are meant to be the same')).toBeVisible();
  await expect.element(page.getByRole('cell', { name: '36.8 % of warm' })).toBeVisible();
  await expect.element(page.getByText('40 (plain and warm 40)')).toBeVisible();
  expect(document.querySelectorAll('li[data-fine=false]').length).toBe(3);
  expect(tooWide()).toEqual([]);
  await one(() => ({ experiment: whole }), { ExperimentHealth: () => new Refused('The store does not answer.') });
  await expect.element(page.getByText('The store does not answer.')).toBeVisible();
  await expect.element(page.getByText('Warm answers are rated better.').last()).toBeVisible();
});

const partOf = (variant: string, lift: number) => ({
  __typename: 'P',
  variant,
  n: 120,
  baseN: 130,
  value: 1 + lift,
  baseValue: 1,
  lift,
  low: lift - 0.1,
  high: lift + 0.1,
  pValue: 0.04,
  problem: null,
});
const even = (pValue: number) => ({ __typename: 'E', variant: 'warm', pValue, unevenShare: 0.4, isUneven: pValue < 0.01, problem: null });
const looked = { __typename: 'Experiment', id: 'e1' };
const metric = (key: string, role: string) => ({ __typename: 'M', metric: key, role, goal: null, minimalEffect: null });

test('a metric is looked into by day, by day since exposure, by day of the week and by segment', async () => {
  const asked: unknown[] = [];
  await one(() => ({ experiment: { ...whole, metrics: [metric('rating', 'GOAL'), metric('cost_usd', 'SECONDARY')] } }), {
    ExperimentLifts: (variables: unknown) => {
      asked.push(variables);
      return {
        experiment: {
          ...looked,
          liftsByDay: [2, 3, 4].map((day) => ({ __typename: 'L', at: `2026-11-0${day}T00:00:00Z`, variants: [partOf('warm', day / 50)] })),
        },
      };
    },
    ExperimentTiming: () => ({
      experiment: {
        ...looked,
        novelty: {
          __typename: 'N',
          byDay: [1, 2].map((day) => ({ __typename: 'D', day, variants: [partOf('warm', 0.2 / day)] })),
          variants: [{ __typename: 'V', variant: 'warm', early: 0.2, late: 0.05, pValue: 0.0001, trend: 'FADING', problem: null }],
        },
        weekdays: {
          __typename: 'W',
          weekdays: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
            __typename: 'D',
            weekday,
            dayCount: 1,
            variants: [{ __typename: 'V', variant: 'warm', lift: 0.1, low: 0, high: 0.2 }],
          })),
          variants: [even(0.6)],
        },
      },
    }),
    ExperimentSegments: (variables: unknown) => {
      asked.push(variables);
      return {
        experiment: {
          ...looked,
          segments: {
            __typename: 'S',
            segments: [{ __typename: 'G', segment: 'production', unitCount: 250, variants: [partOf('warm', 0.3)] }],
            otherUnitCount: 12,
            comparisonCount: 2,
            sentence: '2 comparisons are made here.',
            variants: [even(0.001)],
          },
        },
      };
    },
  });
  await expect.element(page.getByText('warm beside the base').first()).toBeVisible();
  await expect.element(page.getByText(/^warm: \+20\.0\s% in the first three days of a unit/)).toBeVisible();
  await expect.element(page.getByText(/^warm: nothing shows that the effect differs between days of the week/)).toBeVisible();
  await expect.element(page.getByText(/^warm: the effect differs between segments \(p = 0\.001/)).toBeVisible();
  await expect.element(page.getByText('12 units are in smaller segments, which are not listed.')).toBeVisible();
  expect(tooWide()).toEqual([]);
  await userEvent.click(page.getByRole('button', { name: 'Channel' }));
  await expect.poll(() => asked).toContainEqual({ key: 'tone', metric: 'rating', by: 'CHANNEL' });
  await userEvent.click(page.getByLabelText('Metric that is looked at'));
  await userEvent.click(page.getByRole('option', { name: 'Cost' }));
  await expect.poll(() => asked).toContainEqual({ key: 'tone', metric: 'cost_usd' });
});

test('results that come while the page is open are shown, and other tests are asked for when they are chosen', async () => {
  let n = 100;
  const results = () => ({
    __typename: 'R',
    phase: 1,
    excludedUnits: 0,
    verdict: 'NOT_DECISIVE',
    sentence: `Not decisive yet with ${n} units.`,
    asOf: row.startedAt,
    sampleRatio: { __typename: 'S', pValue: 0.5, isMismatch: false, counts: [{ __typename: 'C', variant: 'plain', n, expected: n }] },
    metrics: [],
  });
  const moved: ((data: unknown) => void)[] = [];
  await render(
    <As>
      <ExperimentPage />
    </As>,
    {
      path: '/experiments/$experimentKey',
      readSearch: readExperimentView,
      at: '/experiments/tone',
      answers: {
        ExperimentPage: () => ({ experiment: whole }),
        ExperimentResults: () => ({ experiment: { ...looked, results: results() } }),
        ExperimentTests: () => ({
          experiment: {
            ...looked,
            results: {
              __typename: 'R',
              asOf: row.startedAt,
              metrics: [
                {
                  __typename: 'M',
                  metric: 'tokens',
                  name: 'Tokens per unit',
                  unit: 'tokens',
                  variants: [
                    {
                      __typename: 'V',
                      variant: 'plain',
                      isBase: true,
                      value: 10,
                      lift: null,
                      pValue: null,
                      sequentialPValue: null,
                      correctedPValue: null,
                      isAdjusted: false,
                      adjusted: null,
                      unadjusted: null,
                      problem: null,
                    },
                    {
                      __typename: 'V',
                      variant: 'warm',
                      isBase: false,
                      value: 11,
                      lift: 0.1,
                      pValue: 0.01,
                      sequentialPValue: 0.2,
                      correctedPValue: null,
                      isAdjusted: true,
                      adjusted: { __typename: 'A', differenceLow: 0.5, differenceHigh: 1.5, lift: 0.1, varianceSavedShare: 0.42 },
                      unadjusted: { __typename: 'P', differenceLow: 0.2, differenceHigh: 2, lift: 0.11 },
                      problem: null,
                    },
                  ],
                  ranks: [{ __typename: 'K', variant: 'warm', chanceOfMore: 0.57, pValue: 0.03, problem: null }],
                },
              ],
            },
          },
        }),
      },
      arrivals: { ExperimentsMoved: (send) => moved.push(send) },
    },
  );
  await expect.element(page.getByText('Not decisive yet with 100 units.')).toBeVisible();
  n = 140;
  for (const send of moved) send({ experimentsChanged: [{ __typename: 'Experiment', id: 'e1' }] });
  await expect.element(page.getByText('Not decisive yet with 140 units.'), { timeout: 12_000 }).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Other tests' }));
  await expect.element(page.getByRole('cell', { name: '42.0 %' })).toBeVisible();
  await expect.element(page.getByRole('cell', { name: '57.0 %' })).toBeVisible();
  expect(tooWide()).toEqual([]);
});
