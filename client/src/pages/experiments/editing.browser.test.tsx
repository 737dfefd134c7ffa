import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import type { Answers, Arrivals } from '../../testing/render.tsx';
import { As } from '../../testing/viewer.tsx';
import { ExperimentPage } from './experiment-page.tsx';
import { readExperimentView } from './experiment-view.ts';
import { FlagsPage } from './page.tsx';

const variant = (key: string, promptVersion: number) => ({
  __typename: 'ExperimentVariant',
  key,
  name: `Variant ${key}`,
  weight: 0.5,
  value: { prompt: key },
  model: 'large',
  promptName: 'support',
  promptVersion,
  parameters: { temperature: 0.2 },
});

const metric = (key: string, role: string, minimalEffect: number | null, goal: string | null = null) => ({
  __typename: 'ExperimentMetric',
  metric: key,
  role,
  goal,
  minimalEffect,
});

const stored = {
  __typename: 'Experiment',
  id: 'e1',
  key: 'tone',
  name: 'Tone of answers',
  kind: 'EXPERIMENT',
  unit: 'USER',
  state: 'RUNNING',
  isEnabled: true,
  valueType: 'JSON',
  allocation: 0.5,
  shippedVariant: null,
  startedAt: null,
  stoppedAt: null,
  pausedReason: null,
  updatedAt: '2026-11-01T10:00:00.000Z',
  variants: [variant('plain', 1), variant('warm', 2)],
  hypothesis: '',
  possibleActs: ['PAUSE'],
  defaultValue: null,
  parametersSchema: null,
  ramp: [
    { __typename: 'S', share: 0.1, afterMinutes: 0 },
    { __typename: 'S', share: 1, afterMinutes: 90 },
  ],
  condition: { plan: 'pro' },
  cohort: { __typename: 'Cohort', id: 'c1', name: 'Buyers' },
  membersAsOf: null,
  environments: ['production'],
  channels: ['web'],
  layer: { __typename: 'L', key: 'support', start: 0, end: 0.5 },
  metrics: [metric('success_share', 'GOAL', 0.02), metric('rating', 'GOAL', null, 'UP'), metric('cost_usd', 'GUARDRAIL', 0.1)],
  significance: 0.01,
  method: 'FIXED',
  correction: 'BENJAMINI_HOCHBERG',
  plannedSamplePerVariant: 500,
  isAa: false,
  phase: 1,
  version: 3,
  createdAt: '2026-11-01T10:00:00.000Z',
  phases: [],
  versions: [],
  pauses: [],
  overrides: [],
  exposures: [],
};

/** Opens the page of the experiment as the server holds it, and gives what is sent of changes. */
async function open(answers: Answers, { held = () => stored, ...arrivals }: Arrivals & { held?: () => object } = {}) {
  await render(
    <As>
      <ExperimentPage />
    </As>,
    {
      path: '/experiments/$experimentKey',
      readSearch: readExperimentView,
      at: '/experiments/tone',
      answers: { ExperimentPage: () => ({ experiment: held() }), MetricChoices: () => ({ metrics: [], eventNames: [] }), ...answers },
      arrivals,
    },
  );
  await userEvent.click(page.getByRole('button', { name: 'Edit' }));
}

/** Without the marks that keep foreign text in its direction. */
const plainText = ({ textContent }: Element): string => textContent.replaceAll(/[^ -~]/g, '');

type Sent = Record<string, unknown>;
const inputOf = (variables: Record<string, unknown>) => variables['input'] as Sent;
const button = (name: string) => page.getByRole('button', { name, exact: true });

test('only what was changed of an experiment is sent; what the form does not show stays', async () => {
  const sent: Sent[] = [];
  await open({
    UpdateExperiment: (variables) => {
      sent.push(inputOf(variables));
      return { updateExperiment: stored };
    },
  });
  await userEvent.fill(page.getByLabelText('Name', { exact: true }), 'Tone');
  await userEvent.click(button('Save'));
  await expect.poll(() => sent).toEqual([{ id: 'e1', version: 3, startsNewPhase: false, name: 'Tone' }]);
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
});

test('another version of a prompt is sent with all that its variant has', async () => {
  const sent: Sent[] = [];
  await open({
    UpdateExperiment: (variables) => {
      sent.push(inputOf(variables));
      return { updateExperiment: stored };
    },
  });
  await userEvent.fill(page.getByLabelText('Version of the prompt').nth(1), '7');
  await userEvent.fill(page.getByLabelText('Layer', { exact: true }), 'answers');
  await userEvent.click(button('Save'));
  const of = (key: string, promptVersion: number) => {
    const { __typename: _, ...all } = variant(key, promptVersion);
    return all;
  };
  await expect
    .poll(() => sent)
    .toEqual([
      {
        id: 'e1',
        version: 3,
        startsNewPhase: false,
        variants: [of('plain', 1), of('warm', 7)],
        layer: { key: 'answers', start: 0, end: 0.5 },
      },
    ]);
});

test('a problem in what is folded opens it', async () => {
  const bare = { ...stored, layer: null, parametersSchema: null };
  await open(
    { UpdateExperiment: () => new Refused('is 1 and 2: taken by others', 'input.layer.key', 'BAD_EXPERIMENT') },
    { held: () => bare },
  );
  const layer = page.getByLabelText('Layer', { exact: true });
  await expect.element(layer).not.toBeVisible();
  await userEvent.fill(page.getByLabelText('Name', { exact: true }), 'Tone');
  await userEvent.click(button('Save'));
  await expect.element(layer).toBeVisible();
  await expect.poll(() => layer.element().parentElement?.textContent).toContain('Is 1 and 2: taken by others');
});

test('a unit of a tester is forced, and forced no more', async () => {
  const sent: Sent[] = [];
  let overrides: object[] = [{ __typename: 'O', unitId: 'ann', variant: 'plain' }];
  await open(
    {
      SetExperimentOverride: (variables) => {
        const { id: _, ...forced } = inputOf(variables);
        sent.push(forced);
        overrides = forced['variant'] === null ? [] : [...overrides, { __typename: 'O', ...forced }];
        return { setExperimentOverride: { __typename: 'Experiment', id: 'e1', overrides } };
      },
    },
    { held: () => ({ ...stored, overrides }) },
  );
  await userEvent.click(button('Cancel'));
  await userEvent.click(page.getByRole('button', { name: 'More for Tone of answers' }));
  await userEvent.click(page.getByRole('menuitem', { name: 'Force variants' }));
  await userEvent.fill(page.getByLabelText('Unit', { exact: true }), 'bea');
  await userEvent.click(button('Force'));
  await expect.poll(() => page.getByRole('listitem').elements().map(plainText)).toEqual(['annplain', 'beawarm']);
  await userEvent.click(button('Force ann no more'));
  await expect.element(page.getByText('No unit is forced.')).toBeVisible();
  expect(sent).toEqual([
    { unitId: 'bea', variant: 'warm' },
    { unitId: 'ann', variant: null },
  ]);
});

test('a change that needs a new phase asks, and is sent with it at a yes', async () => {
  const sent: Sent[] = [];
  await open({
    UpdateExperiment: (variables) => {
      const input = inputOf(variables);
      sent.push(input);
      return input['startsNewPhase'] === true
        ? { updateExperiment: stored }
        : new Refused('send startsNewPhase: true to begin it.', undefined, 'NEW_PHASE_NEEDED');
    },
  });
  await userEvent.fill(page.getByLabelText('Channels'), 'web, app');
  await userEvent.click(button('Save'));
  await expect.element(page.getByRole('dialog', { name: 'Begin a new phase?' })).toBeVisible();
  await expect.element(page.getByText(/startsNewPhase/)).not.toBeInTheDocument();
  await userEvent.click(button('Keep editing'));
  await expect.element(page.getByLabelText('Channels')).toHaveValue('web, app');
  await userEvent.click(button('Save'));
  await userEvent.click(button('Begin a new phase'));
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  expect(sent.at(-1)).toEqual({ id: 'e1', version: 3, startsNewPhase: true, channels: ['web', 'app'] });
});

/** Another window saves version 4 while this one edits version 3. */
async function openAndSaveElsewhere() {
  const sent: Sent[] = [];
  let held: object = stored;
  const moved: ((data: unknown) => void)[] = [];
  await open(
    {
      UpdateExperiment: (variables) => {
        const input = inputOf(variables);
        sent.push(input);
        return input['version'] === 4 ? { updateExperiment: held } : new Refused('Read it.', undefined, 'EXPERIMENT_CHANGED');
      },
    },
    { held: () => held, ExperimentsMoved: (send) => moved.push(send) },
  );
  const version = { __typename: 'V', version: 4, changed: ['hypothesis'], savedAt: '2026-11-02T10:00:00.000Z', savedBy: 'Bea' };
  held = { ...stored, version: 4, hypothesis: 'Warm is better.', state: 'PAUSED', versions: [version] };
  for (const send of moved) send({ experimentsChanged: [{ __typename: 'Experiment', id: 'e1' }] });
  await expect.element(page.getByText('Paused')).toBeInTheDocument();
  await userEvent.fill(page.getByLabelText('Name', { exact: true }), 'Tone');
  await userEvent.click(button('Save'));
  await expect.element(page.getByText(/Version 4 was saved by Bea/)).toBeVisible();
  expect(sent).toEqual([{ id: 'e1', version: 3, startsNewPhase: false, name: 'Tone' }]);
  return sent;
}

test('what another window saved meanwhile is not lost: the reader saves over it with what was changed here', async () => {
  const sent = await openAndSaveElsewhere();
  await userEvent.click(button('Save over it'));
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  expect(sent.at(-1)).toEqual({ id: 'e1', version: 4, startsNewPhase: false, name: 'Tone' });
});

test('or goes on with what is stored', async () => {
  const sent = await openAndSaveElsewhere();
  await userEvent.click(button('Reload'));
  await expect.element(page.getByLabelText('Name', { exact: true })).toHaveValue('Tone of answers');
  await expect.element(page.getByLabelText('Hypothesis')).toHaveValue('Warm is better.');
  await userEvent.fill(page.getByLabelText('Hypothesis'), 'Warm is rated better.');
  await userEvent.click(button('Save'));
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  expect(sent.at(-1)).toEqual({ id: 'e1', version: 4, startsNewPhase: false, hypothesis: 'Warm is rated better.' });
});

test('after something new is made its page opens', async () => {
  const { path } = await render(
    <As>
      <FlagsPage />
    </As>,
    {
      path: '/flags',
      others: ['/experiments/$experimentKey'],
      answers: {
        Experiments: () => ({ experiments: [] }),
        CreateExperiment: () => ({ createExperiment: { ...stored, key: 'retries' } }),
      },
    },
  );
  await userEvent.click(page.getByRole('button', { name: 'New flag' }).first());
  await userEvent.fill(page.getByLabelText('Name', { exact: true }), 'Retries');
  await userEvent.click(button('Make flag'));
  await expect.poll(path).toBe('/experiments/retries');
});
