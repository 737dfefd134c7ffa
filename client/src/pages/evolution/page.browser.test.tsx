import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import { As } from '../../testing/viewer.tsx';
import { EvolutionPage } from './page.tsx';

const version = (number: number, evolution: object = {}, rest: object = {}) => ({
  __typename: 'ModelVersion',
  id: `v${number}`,
  version: number,
  label: null,
  model: { __typename: 'Model', id: 'm', name: 'support' },
  trainingMethod: 'DPO',
  baseModel: null,
  trainingDataset: null,
  madeAt: `2026-11-0${number}T10:00:00.000Z`,
  parent:
    number === 1
      ? null
      : { __typename: 'ModelVersion', id: `v${number - 1}`, version: number - 1, model: { __typename: 'Model', name: 'support' } },
  parentName: number === 1 ? null : `support v${number - 1}`,
  servedAs: [],
  job: null,
  evolution: {
    __typename: 'VersionEvolution',
    benchmark: { __typename: 'BenchmarkNumbers', accuracy: 0.7 + number / 100, accuracyLow: 0.6, accuracyHigh: 0.8, decidedCount: 40 },
    production: null,
    accuracyChangePercent: number === 1 ? null : 1.4,
    improvementCategory: number === 1 ? null : 'SLIGHT_IMPROVEMENT',
    rollingChangePercent: number === 1 ? null : 1.4,
    assessment: number === 1 ? null : 'NO_CHANGE',
    verdict: number === 1 ? 'NOTHING_TO_COMPARE' : 'NOT_DECISIVE',
    regressions: [],
    accuracyAgainstParent: number === 1 ? null : { __typename: 'ValueComparison', verdict: 'NOT_DECISIVE' },
    productionAgainstParent: [],
    ...evolution,
  },
  ...rest,
});
const detail = (id: string) => ({
  node: {
    __typename: 'ModelVersion',
    id,
    hyperparameters: {},
    evolution: {
      __typename: 'VersionEvolution',
      verdictSentence: 'The number of quality that was measured is neither surely better nor worse.',
      benchmarks: [],
      accuracyAgainstParent: {
        __typename: 'ValueComparison',
        value: 0.72,
        base: 0.71,
        count: 40,
        baseCount: 40,
        difference: 0.01,
        interval: { __typename: 'DifferenceInterval', low: -0.2, high: 0.2 },
        verdict: 'NOT_DECISIVE',
        sentence: 'Benchmark accuracy is 1 percentage points higher.',
      },
      productionAgainstParent: [],
    },
  },
});
const models = () => ({
  models: [{ __typename: 'Model', id: 'm', name: 'support', versions: [{ __typename: 'ModelVersion', id: 'v1' }] }],
});
const shown = (rows: readonly object[]) => ({
  path: '/evolution',
  answers: {
    Evolution: () => ({ modelEvolution: rows }),
    EvolutionModels: models,
    VersionDetail: ({ id }: Record<string, unknown>) => detail(String(id)),
  },
});

test('the newest version is opened: its category stands beside a verdict that is not decisive', async () => {
  await render(
    <As>
      <EvolutionPage />
    </As>,
    shown([version(1), version(2)]),
  );
  await expect.element(page.getByRole('heading', { name: 'support v2' })).toBeVisible();
  await expect.element(page.getByText('neither surely better nor worse', { exact: false })).toBeVisible();
  await expect.element(page.getByText('slight improvement').first()).toBeVisible();
  expect(document.querySelector('.uk-lineage')?.textContent).toContain('≈');
  expect(page.getByRole('status').query()).toBeNull();
});

test('a regression is a warning', async () => {
  const worse = { verdict: 'WORSE', assessment: 'REGRESSION', regressions: ['Success share is 10 percentage points lower: worse.'] };
  await render(
    <As>
      <EvolutionPage />
    </As>,
    shown([version(1), version(2, worse)]),
  );
  await expect.element(page.getByText('Success share is 10 percentage points lower', { exact: false })).toBeVisible();
});

test('one version without a benchmark, a parent that is gone and no version at all are shown', async () => {
  const alone = version(1, { benchmark: null }, { parentName: 'base v3' });
  await render(
    <As>
      <EvolutionPage />
    </As>,
    shown([alone]),
  );
  await expect.element(page.getByText('made from base v3')).toBeVisible();
});

test('without a version the page says how one comes, and a failure can be repeated', async () => {
  const answers = [() => new Refused('The store took too long.'), () => ({ modelEvolution: [] })];
  await render(
    <As>
      <EvolutionPage />
    </As>,
    { path: '/evolution', answers: { Evolution: () => (answers.length > 1 ? answers.shift()! : answers[0]!)() } },
  );
  await page.getByRole('button', { name: /again/i }).click();
  await expect.element(page.getByText('No version yet.')).toBeVisible();
});

test('a parent that is rejected is shown at its field', async () => {
  await render(
    <As>
      <EvolutionPage />
    </As>,
    {
      ...shown([version(1), version(2)]),
      answers: {
        ...shown([version(1), version(2)]).answers,
        EditVersion: () => new Refused('is this version', 'input.parentVersionId', 'BAD_MODEL_VERSION'),
      },
    },
  );
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('textbox', { name: 'Label' }).fill('2026-11');
  await page.getByRole('button', { name: 'Save version' }).click();
  await expect.element(page.getByText('is this version', { exact: false })).toBeVisible();
});
