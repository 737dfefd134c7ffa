import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { PredictionTrendFragment } from '../../../../graphql/generated/graphql.ts';
import { Refused, render } from '../../../../testing/render.tsx';
import { readJobView } from '../job-view.ts';
import { Predictions } from './predictions-tab.tsx';
import type { ComparedSample } from './use-comparison.ts';

const trend = (epoch: number, mean: number): PredictionTrendFragment => ({
  epoch,
  predictionCount: 2,
  sampleCount: 2,
  scores: [
    { name: 'chrf', lowerIsBetter: false, sampleCount: 2, mean, low: mean - 0.1, high: mean + 0.1, change: null },
    { name: 'judge', lowerIsBetter: false, sampleCount: 2, mean: 0.5, low: 0.4, high: 0.6, change: null },
  ],
});

const sample = (sampleIndex: number, ...texts: readonly string[]): ComparedSample => ({
  sampleIndex,
  prompt: `question ${sampleIndex}`,
  reference: 'the cat sat',
  isChanged: true,
  scoreChange: 0.25,
  isBetter: true,
  isWorse: false,
  predictions: texts.map((prediction, place) => ({
    epoch: [1, 3][place] as number,
    step: place * 100,
    prediction,
    scores: { chrf: 0.5, odd: 'NaN' },
  })),
});

/** A server with predictions of some epochs; keeps what it was asked. */
function serving(
  epochs: readonly PredictionTrendFragment[],
  samples: readonly ComparedSample[] = [sample(0, 'the dog sat', 'the cat sat'), sample(1, 'x'.repeat(2_000))],
) {
  const asked: Record<string, unknown>[] = [];
  const answers = {
    JobPredictionEpochs: () => ({ trainingPredictionEpochs: epochs }),
    JobPredictions: (variables: Record<string, unknown>) => {
      asked.push(variables);
      const later = variables['after'] === null ? 0 : 10;
      const found = variables['search'] === 'nothing' ? [] : samples.map((one) => ({ ...one, sampleIndex: one.sampleIndex + later }));
      return {
        comparePredictions: {
          score: 'chrf',
          sampleCount: found.length,
          pairedCount: 1,
          changedCount: 1,
          betterCount: 1,
          worseCount: 0,
          change: { sampleCount: 2, mean: 0.25, low: 0.05, high: 0.45, verdict: 'BETTER' },
          edges: found.map((node) => ({ cursor: `after ${node.sampleIndex}`, node })),
          pageInfo: { hasNextPage: variables['after'] === null && found.length > 0 },
        },
      };
    },
  };
  return { asked, answers };
}

const open = (options: Parameters<typeof render>[1], at = '/training/job-1?tab=predictions') =>
  render(<Predictions jobId="job-1" />, { path: '/training/$jobId', readSearch: readJobView, at, ...options });

test('epochs stand side by side, with the words that changed and what the scores show', async () => {
  const { answers, asked } = serving([trend(1, 0.4), trend(2, 0.5), trend(3, 0.65)]);
  await open({ answers });
  await expect.element(page.getByRole('heading', { name: 'Epoch 1 to epoch 3' })).toBeVisible();
  await expect
    .element(page.getByText(/chrF of epoch 3 against epoch 1: \+0\.25 \(\+0\.05 to \+0\.45\) over 2 samples of both: better/))
    .toBeVisible();
  const later = page.getByRole('region', { name: 'Epoch 3' }).first();
  await expect.element(later.getByRole('insertion')).toHaveTextContent('cat');
  await expect.element(later.getByRole('deletion')).toHaveTextContent('dog');
  await expect.element(later.getByText(/odd\s*NaN/)).toBeVisible();
  await expect.element(page.getByText('No prediction of this sample.')).toBeVisible();
  expect(asked).toEqual([{ id: 'job-1', epochs: [1, 3], change: null, score: null, search: null, after: null }]);
});

test('epochs, filter, score, base and search stand in the address, and are asked for', async () => {
  const { answers, asked } = serving([trend(1, 0.4), trend(2, 0.5), trend(3, 0.65)]);
  const { search } = await open({ answers });
  await page.getByRole('button', { name: /^Epoch is 1, 3/ }).click();
  await page.getByRole('menuitemcheckbox', { name: '2' }).click();
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => asked.at(-1)).toMatchObject({ epochs: [1, 2, 3] });
  await page.getByRole('button', { name: 'Better 1' }).click();
  await expect.poll(() => asked.at(-1)).toMatchObject({ change: 'BETTER' });
  await page.getByRole('button', { name: 'Against reference' }).click();
  await expect.element(page.getByRole('region', { name: 'Epoch 1' }).first().getByRole('insertion')).toHaveTextContent('dog');
  await page.getByPlaceholder('Search in predictions').fill('nothing');
  await expect.element(page.getByText('No sample passes the search and the filter.')).toBeVisible();
  await expect.poll(search).toBe('?tab=predictions&epochs=1&epochs=2&epochs=3&change=better&against=reference&find=nothing');
  await page.getByRole('button', { name: 'Clear search and filter' }).click();
  await expect.element(page.getByRole('heading', { name: /^Sample 0/ })).toBeVisible();
});

test('a page more comes when it is asked for, and long texts open', async () => {
  const { answers, asked } = serving([trend(1, 0.4), trend(3, 0.65)]);
  await open({ answers });
  await page.getByRole('button', { name: 'Show more samples' }).click();
  await expect.poll(() => asked.at(-1)).toMatchObject({ after: 'after 1' });
  await expect.poll(() => page.getByRole('heading', { name: /^Sample/ }).elements().length).toBe(4);
  await page.getByRole('button', { name: 'Show the whole texts' }).first().click();
  await expect.element(page.getByText('x'.repeat(2_000), { exact: true }).first()).toBeVisible();
});

test('an epoch that arrives is offered, and moves nothing by itself', async () => {
  const { answers, asked } = serving([trend(1, 0.4), trend(3, 0.65)]);
  let send: ((data: unknown) => void) | undefined;
  await open({ answers, arrivals: { JobPredictionsChanged: (to) => (send = to) } });
  await expect.element(page.getByRole('heading', { name: 'Epoch 1 to epoch 3' })).toBeVisible();
  await expect.poll(() => send).toBeDefined();
  send?.({ trainingPredictionsChanged: [trend(1, 0.4), trend(3, 0.65), trend(4, 0.7)] });
  const offer = page.getByRole('button', { name: 'Epoch 4 has arrived. Show' });
  await expect.element(offer).toBeVisible();
  expect(asked).toHaveLength(1);
  await offer.click();
  await expect.poll(() => asked.at(-1)).toMatchObject({ epochs: [1, 4] });
});

test('without predictions the page has the code that logs them', async () => {
  await open({ answers: serving([]).answers });
  await expect.element(page.getByText('No prediction has arrived yet.')).toBeVisible();
  await expect.element(page.getByRole('region', { name: 'Python' }).getByText(/job\.log_predictions/)).toBeVisible();
});

test('what cannot be read says why, and is asked for again', async () => {
  let isBroken = true;
  const { answers } = serving([trend(1, 0.4)]);
  await open({
    answers: { ...answers, JobPredictionEpochs: () => (isBroken ? new Refused('The store is away.') : answers.JobPredictionEpochs()) },
  });
  await expect.element(page.getByText(/The store is away\./)).toBeVisible();
  isBroken = false;
  await page.getByRole('button', { name: /again|retry/i }).click();
  await expect.element(page.getByRole('heading', { name: 'Epoch 1', exact: true }).first()).toBeVisible();
});
