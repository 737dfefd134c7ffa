import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import type { Answers } from '../../testing/render.tsx';
import { As } from '../../testing/viewer.tsx';
import { readDriftSearch } from './drift-search.ts';
import { DriftPage } from './page.tsx';

const bucket = (label: string, share: number) => ({ __typename: 'DriftBucket', label, count: Math.round(100 * share), share });
const tried = (method: string, statistic: number, pValue: number) => ({
  __typename: 'DriftTest',
  method,
  statistic,
  threshold: 0.05,
  pValue,
});
const models = {
  __typename: 'DriftResult',
  feature: 'MODEL_MIX',
  kind: 'CATEGORY',
  tests: [tried('CHI_SQUARED', 64.21, 0.001), tried('PSI', 0.42, 0.001)],
  pValueAdjusted: 0.0004,
  hasDrifted: true,
  effect: 0.514,
  effectLabel: 'LARGE',
  sentence: 'The mix of models has drifted: a large difference (p below 0.001).',
  baseline: [bucket('gpt-4o', 0.9), bucket('', 0.1)],
  current: [bucket('gpt-4o', 0.4), bucket('', 0.6)],
  words: [],
};
const words = {
  ...models,
  feature: 'VOCABULARY',
  kind: 'VECTOR',
  tests: [tried('MMD', 0.0021, 0.4)],
  pValueAdjusted: 0.8,
  hasDrifted: false,
  effect: 0.04,
  effectLabel: 'NEGLIGIBLE',
  sentence: 'The vocabulary shows no sure difference (p 0.800).',
  baseline: [],
  current: [],
  words: [{ __typename: 'DriftWord', word: 'refund', baselineShare: 0.1, currentShare: 0.2 }],
};
const report = {
  __typename: 'DriftReport',
  baselineFrom: '2026-11-01T00:00:00Z',
  baselineTo: '2026-11-08T00:00:00Z',
  currentFrom: '2026-11-08T00:00:00Z',
  currentTo: '2026-11-15T00:00:00Z',
  baselineCount: 420,
  currentCount: 380,
  hasDrifted: true,
  sentence: '1 of 2 features has drifted: mix of models (large).',
  tooLittle: null,
  features: [models, words],
};
const example = (id: string, text: string) => ({
  __typename: 'Message',
  id,
  externalId: `m-${id}`,
  contentPreview: text,
  conversation: { __typename: 'Conversation', externalId: `c-${id}` },
});
const examples = {
  drift: {
    __typename: 'DriftReport',
    features: [{ __typename: 'DriftResult', feature: 'MODEL_MIX', newExamples: [example('1', 'A new answer')], vanishedExamples: [] }],
  },
};

const good = {
  __typename: 'DriftBaselinePin',
  id: 'B1',
  name: 'good week',
  from: '2026-10-01T00:00:00Z',
  to: '2026-10-08T00:00:00Z',
  createdAt: '2026-10-08T00:00:00Z',
};

const open = (drift: (variables: Record<string, unknown>) => unknown, at = '/drift', more: Answers = {}) =>
  render(
    <As>
      <DriftPage />
    </As>,
    {
      path: '/drift',
      at,
      others: ['/conversations/$conversationId', '/messages'],
      readSearch: readDriftSearch,
      answers: { Drift: drift, DriftExamples: () => examples, DriftBaselines: () => ({ driftBaselines: [good] }), ...more },
    },
  );

test('features stand with their size and their corrected p-value; the first one is open, with both distributions and its messages', async () => {
  await open(() => ({ drift: report }));
  await expect.element(page.getByRole('heading', { name: '1 of 2 features has drifted: mix of models (large).' })).toBeVisible();
  await expect.element(page.getByText(/^380/)).toBeVisible();
  const row = page.getByRole('row', { name: /Mix of models/ });
  await expect.element(row.getByText('drifted')).toBeVisible();
  await expect.element(row.getByText('0.51')).toBeVisible();
  await expect.element(row.getByText('< 0.001')).toBeVisible();
  await expect.element(page.getByRole('img', { name: /gpt-4o/ })).toBeVisible();
  await expect.element(page.getByText('(none)').first()).toBeInTheDocument();
  await expect.element(page.getByText('Chi-square')).toBeVisible();
  await expect
    .element(page.getByRole('link', { name: 'A new answer' }))
    .toHaveAttribute('href', expect.stringMatching(/^\/conversations\/c-1\?(.*&)?message=m-1/));
  await expect.element(page.getByText('There are none.')).toBeVisible();
});

test('no control of the page is out of sight', async () => {
  await page.viewport(1024, 800);
  await open(() => ({ drift: report }));
  const baseline = page.getByRole('combobox', { name: 'Baseline' });
  await expect.element(baseline).toBeVisible();
  expect(baseline.element().getBoundingClientRect().width).toBeLessThanOrEqual(240);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(1024);
  await page.viewport(1280, 800);
});

test('a row opens its feature, which the address keeps; words lead to their messages', async () => {
  const shown = await open(() => ({ drift: report }));
  await page.getByRole('button', { name: 'Vocabulary' }).click();
  await expect.poll(shown.search).toContain('feature=VOCABULARY');
  await expect.element(page.getByRole('heading', { name: 'Vocabulary' })).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'refund' })).toHaveAttribute('href', expect.stringContaining('says=refund'));
  await expect.element(page.getByText('No sure difference: there are no messages that show one.')).toBeVisible();
});

test('the role and the compared period are what the server is asked for', async () => {
  const asked: Record<string, unknown>[] = [];
  const shown = await open(({ input }) => {
    asked.push(input as Record<string, unknown>);
    return { drift: report };
  }, '/drift?compare=custom&vsfrom=2026-10-01T00:00:00.000Z&vsto=2026-10-08T00:00:00.000Z');
  await expect
    .poll(() => asked.at(-1))
    .toMatchObject({
      role: 'BOTH',
      baseline: 'RANGE',
      baselineFrom: '2026-10-01T00:00:00.000Z',
      baselineTo: '2026-10-08T00:00:00.000Z',
    });
  await page.getByRole('button', { name: 'Answers' }).click();
  await expect.poll(() => asked.at(-1)).toMatchObject({ role: 'ASSISTANT' });
  await expect.poll(shown.search).toContain('role=ASSISTANT');
  await userEvent.keyboard('{ArrowLeft}{Enter}');
  await expect.poll(() => asked.at(-1)).toMatchObject({ role: 'USER' });
});

test('too few messages, an error, and a choice that fails after one that did not are shown', async () => {
  const none = 'The baseline has 4 conversations that were read, the current window 2; at least 30 with a value are needed in each.';
  await open(() => ({ drift: { ...report, features: [], hasDrifted: false, sentence: none, tooLittle: none } }));
  await expect.element(page.getByText(none)).toBeVisible();
  await expect.element(page.getByText('There are too few messages to compare.')).toBeVisible();
  await open(() => ({ drift: report }), '/drift?compare=custom&vsfrom=2020-01-01T00:00:00.000Z&vsto=2099-01-01T00:00:00.000Z');
  await expect.element(page.getByText('The period that is compared with overlaps the time range.')).toBeVisible();
  await open(({ input }) => ((input as { role: string }).role === 'USER' ? new Refused('The store does not answer.') : { drift: report }));
  await page.getByRole('button', { name: 'Prompts' }).last().click();
  await expect.element(page.getByText('The store does not answer.')).toBeVisible();
});

test('a pinned baseline is compared with, and the window is pinned as one', async () => {
  const asked: Record<string, unknown>[] = [];
  const pinned: unknown[] = [];
  const shown = await open(
    ({ input }) => {
      asked.push(input as Record<string, unknown>);
      return { drift: report };
    },
    '/drift?range=custom&from=2026-11-08T00:00:00.000Z&to=2026-11-15T00:00:00.000Z&model=gpt-4o',
    {
      PinDriftBaseline: (variables) => {
        pinned.push(variables);
        return { pinDriftBaseline: { ...good, id: 'B2', name: 'mid November' } };
      },
    },
  );
  await page.getByRole('combobox', { name: 'Baseline' }).click();
  await page.getByRole('option', { name: 'Beside good week' }).click();
  await expect.poll(() => asked.at(-1)).toMatchObject({ baseline: 'PINNED', baselineId: 'B1' });
  await expect.poll(shown.search).toContain('pinned=B1');
  await page.getByRole('button', { name: 'Baselines' }).click();
  await page.getByRole('menuitem', { name: 'Pin this window as a baseline' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('mid November');
  await page.getByRole('button', { name: 'Pin baseline' }).click();
  await expect
    .poll(() => pinned)
    .toEqual([
      {
        input: {
          name: 'mid November',
          filter: { models: ['gpt-4o'] },
          from: '2026-11-08T00:00:00.000Z',
          to: '2026-11-15T00:00:00.000Z',
        },
      },
    ]);
});
