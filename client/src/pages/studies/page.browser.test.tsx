import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import { As } from '../../testing/viewer.tsx';
import { NextPanel } from './next-panel.tsx';
import { StudiesPage } from './page.tsx';
import { TrialsPanel } from './trials-panel.tsx';
import type { TrialRow } from './trials.ts';

const study = {
  __typename: 'Study' as const,
  id: 's',
  name: 'rates',
  method: 'TPE',
  status: 'OPEN',
  objectives: [{ __typename: 'StudyObjective', name: 'eval_loss', direction: 'MINIMIZE', baseline: 0.4 }],
  maxTrials: null,
  trialCount: 3,
  counts: { __typename: 'StudyTrialCounts', runningCount: 1, completeCount: 1, prunedCount: 0, failedCount: 1 },
  best: { __typename: 'StudyTrial', number: 1, values: [0.25], parameters: { rate: 0.01 } },
  updatedAt: '2026-11-01T10:00:00.000Z',
};
const shown = {
  ...study,
  searchSpace: [{ name: 'rate', kind: 'FLOAT', low: 0, high: 1, isLog: false, step: null, choices: null, when: null }],
} as never;
const live = (data: unknown) =>
  ({ data, isStale: false, failure: null, answerCount: 1, isExtending: false, reload: () => undefined }) as never;

test('studies stand in a list; without one the page says how they come, and a failure can be repeated', async () => {
  const answers = [() => new Refused('The store took too long.'), () => ({ studies: [] })];
  await render(
    <As>
      <StudiesPage />
    </As>,
    { path: '/studies', answers: { Studies: () => (answers.length > 1 ? answers.shift()! : answers[0]!)() } },
  );
  await page.getByRole('button', { name: /again/i }).click();
  await expect.element(page.getByText('No study yet.')).toBeVisible();
});

test('a new study is read from lines, and a bad line is marked with its number', async () => {
  const sent: unknown[] = [];
  await render(
    <As>
      <StudiesPage />
    </As>,
    {
      path: '/studies',
      answers: {
        Studies: () => ({ studies: [] }),
        StudyChoices: () => ({ trainingConfigurations: [] }),
        CreateStudy: ({ input }) => {
          sent.push(input);
          return { createStudy: { __typename: 'Study', id: 'made' } };
        },
      },
    },
  );
  await page.getByRole('button', { name: 'New study' }).click();
  await page.getByLabelText('Name').fill('rates');
  await page.getByLabelText('Search space, a parameter a line').fill('rate: high');
  await page.getByLabelText('Search space, a parameter a line').fill('rate 1 to 2');
  await page.getByRole('button', { name: 'Make study' }).click();
  await expect.element(page.getByText(/^Line 1: /)).toBeVisible();
  await page.getByLabelText('Search space, a parameter a line').fill('rate: 1e-5 to 0.1 log');
  await page.getByRole('button', { name: 'Make study' }).click();
  await expect
    .poll(() => sent)
    .toMatchObject([
      { name: 'rates', method: 'TPE', maxTrials: 50, searchSpace: [{ name: 'rate', kind: 'FLOAT', low: 1e-5, high: 0.1, isLog: true }] },
    ]);
});

test('a study has its best value, trials and state in the list', async () => {
  await render(
    <As>
      <StudiesPage />
    </As>,
    { path: '/studies', answers: { Studies: () => ({ studies: [study] }) } },
  );
  const line = page.getByRole('row').filter({ hasText: 'rates' });
  for (const text of ['TPE', 'eval_loss', '0.25', 'open']) await expect.element(line.getByText(text)).toBeVisible();
});

test('the next trials come with what is expected of them before they run, and with advice', async () => {
  const next = {
    number: 3,
    parameters: { rate: 0.5 },
    mean: 0.2,
    low: 0.1,
    high: 0.3,
    expectedImprovement: 0.07,
    probabilityOfImprovement: 0.62,
  };
  const sentence = 'More trials are worth it: the best next trial is expected to improve eval_loss by 0.07 (95 %: 0 to 0.15).';
  await render(<NextPanel answer={live({ study: { nextTrials: [next], stopAdvice: { shouldStop: false, sentence } } })} study={shown} />, {
    path: '/studies/s',
    answers: {},
  });
  await expect.element(page.getByText(sentence)).toBeVisible();
  const line = page.getByRole('row').filter({ hasText: '0.5' });
  for (const text of ['0.1 – 0.3', '0.07']) await expect.element(line.getByText(text)).toBeVisible();
});

test('ten thousand trials are sorted, and only those in view are drawn', async () => {
  const rows = Array.from({ length: 10_000 }, (_, number): TrialRow => ({
    number,
    state: 'COMPLETE',
    parameters: [number / 10_000],
    values: [Math.abs(number - 4_321)],
    durationMs: 10,
  }));
  await render(<TrialsPanel answer={live({ study: shown })} rows={rows} />, { path: '/studies/s', answers: {} });
  await expect.element(page.getByRole('row').filter({ hasText: '9,999' })).toBeVisible();
  expect(document.querySelectorAll('tbody tr').length).toBeLessThan(100);
  await page.getByRole('button', { name: 'eval_loss' }).click();
  await page.getByRole('button', { name: 'eval_loss' }).click();
  await expect
    .element(
      page
        .getByRole('row')
        .nth(1)
        .getByText(/4,321|4,320|9,999|0/)
        .first(),
    )
    .toBeVisible();
});
