import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import type { Answers } from '../../testing/render.tsx';
import { As } from '../../testing/viewer.tsx';
import { WhyPage } from './page.tsx';
import { readWhySearch } from './why-search.ts';

const explanation = {
  __typename: 'Explanation',
  metric: 'SUCCESS_SHARE',
  measure: null,
  measureBaseline: null,
  measureCurrent: null,
  baselineFrom: '2026-11-01T00:00:00Z',
  baselineTo: '2026-11-08T00:00:00Z',
  currentFrom: '2026-11-08T00:00:00Z',
  currentTo: '2026-11-15T00:00:00Z',
  baseline: 0.855,
  current: 0.804,
  change: -0.051,
  low: -0.083,
  high: -0.02,
  sentence: 'The success rate fell from 85.5 % to 80.4 %. Messages with model small explain 110 % of it.',
  tooLittle: null,
  causes: [],
  placebo: { __typename: 'CausePlacebo', sentence: 'The same search finds a group with 30 % of this change.' },
  dimensionEffects: [],
};

const open = (why: Answers[string], at = '/why?range=7d') =>
  render(
    <As>
      <WhyPage />
    </As>,
    { path: '/why', at, others: ['/messages'], readSearch: readWhySearch, answers: { Why: why } },
  );

test('a change of a share is in points, with its interval', async () => {
  await open(() => ({ explain: explanation }));
  await expect.element(page.getByRole('heading', { name: /^The success rate fell/ })).toBeVisible();
  await expect.element(page.getByText(/^85\.5\s%/)).toBeVisible();
  await expect.element(page.getByText(/^−5\.1\spt/)).toBeVisible();
  await expect.element(page.getByText(/95 %: −8\.3\spt to −2\.0\spt/)).toBeVisible();
});

test('a change of a sum is in its unit', async () => {
  await open(() => ({ explain: { ...explanation, metric: 'TOKENS', baseline: 1200, current: 1500, change: 300, low: null, high: null } }));
  await expect.element(page.getByText(/^\+300/)).toBeVisible();
});

test('too few messages: the page says what may be chosen', async () => {
  const tooLittle = 'The baseline has 3 measured messages; at least 30 are needed in each window.';
  await open(() => ({ explain: { ...explanation, sentence: tooLittle, tooLittle } }));
  await expect.element(page.getByRole('heading', { name: tooLittle })).toBeVisible();
  await expect.element(page.getByText(/A shorter time range has its baseline in days that have messages/)).toBeVisible();
});

test('a refusal is shown, and can be tried again', async () => {
  await open(() => new Refused('The store took too long.'));
  await expect.element(page.getByText(/The store took too long/)).toBeVisible();
  await expect.element(page.getByRole('button', { name: /again/i })).toBeVisible();
});
