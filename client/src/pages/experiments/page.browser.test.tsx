import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import { As } from '../../testing/viewer.tsx';
import { ExperimentPage } from './experiment-page.tsx';
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

const one = (answer: () => unknown) =>
  render(
    <As>
      <ExperimentPage />
    </As>,
    { path: '/experiments/$experimentKey', at: '/experiments/tone', answers: { ExperimentPage: answer } },
  );

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
  await expect.element(page.getByText('{"type":"object","required":["temperature"]}')).toBeVisible();
  const code = page.getByRole('tab', { name: 'HTTP' });
  await expect.element(code).toBeVisible();
  expect(document.querySelector('[role=tabpanel]')?.textContent).toContain('Our own client, for pages and Node');
  expect(tooWide()).toEqual([]);
});
