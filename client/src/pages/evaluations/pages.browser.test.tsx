import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from '../../testing/render.tsx';
import type { Answers } from '../../testing/render.tsx';
import { As } from '../../testing/viewer.tsx';
import { EvaluationComparisonPage } from './comparison-page.tsx';
import { EvaluationsPage } from './page.tsx';
import { EvaluationRunPage } from './run-page.tsx';

const score = {
  __typename: 'EvaluationScoreNumbers',
  name: 'names the facts',
  kinds: ['RULE'],
  n: 64,
  mean: 0.75,
  low: 0.63,
  high: 0.84,
  passShare: 0.75,
  errorCount: 0,
  labels: [],
};
const run = {
  __typename: 'EvaluationRun',
  id: 'run1',
  name: 'support v2',
  kind: 'OFFLINE',
  state: 'DONE',
  application: null,
  model: 'open/small',
  promptName: 'support',
  promptVersion: 2,
  dataset: { __typename: 'Dataset', id: 'd1', name: 'Fare rules' },
  datasetVersion: { __typename: 'DatasetVersion', id: 'v1', number: 3 },
  itemCount: 64,
  doneCount: 63,
  failedCount: 1,
  cachedCount: 0,
  costUsd: 0.42,
  problem: null,
  createdAt: '2026-11-29T10:00:00Z',
  endedAt: '2026-11-29T10:05:00Z',
  scores: [score],
};
const whole = {
  ...run,
  description: null,
  split: 'test',
  filter: null,
  metadata: {},
  repetitions: 1,
  estimatedCostUsd: 0.45,
  capUsd: 1,
  startedAt: '2026-11-29T10:00:00Z',
  scorers: [],
  runScores: [],
  failures: [{ __typename: 'EvaluationFailure', code: 'RATE_LIMITED', message: 'The provider refused.', count: 1 }],
};
const verdict = {
  __typename: 'EvaluationScore',
  name: 'names the facts',
  kind: 'RULE',
  value: 0,
  label: 'fail',
  passed: false,
  comment: null,
  error: null,
  author: null,
  isOwn: false,
  costUsd: null,
  createdAt: '2026-11-29T10:01:00Z',
};
const item = {
  __typename: 'EvaluationRunItem',
  id: 'i1',
  rowId: 'r1',
  position: 0,
  repetition: 1,
  state: 'DONE',
  input: { question: 'How heavy may my bag be?' },
  expected: ['8 kg'],
  output: 'Up to 10 kg.',
  error: null,
  isCached: false,
  latencyMs: 420,
  costUsd: 0.001,
  traceId: null,
  scores: [verdict],
};
const pageInfo = (hasNextPage: boolean) => ({ __typename: 'PageInfo', hasNextPage });
const listOf = (nodes: readonly object[], of: string) => ({
  __typename: `${of}Connection`,
  edges: nodes.map((node, at) => ({ __typename: `${of}Edge`, cursor: `c${at}`, node })),
  pageInfo: pageInfo(false),
});

const openRun = (more: Answers = {}) =>
  render(
    <As>
      <EvaluationRunPage />
    </As>,
    {
      path: '/evaluations/$runId',
      at: '/evaluations/run1',
      others: ['/evaluations'],
      answers: {
        EvaluationRunPage: () => ({ evaluationRun: whole }),
        EvaluationItems: () => ({ evaluationRun: { __typename: 'EvaluationRun', id: 'run1', items: listOf([item], 'EvaluationRunItem') } }),
        EvaluationRunsOfDataset: () => ({ evaluationRuns: listOf([run, { ...run, id: 'run0', name: 'support v1' }], 'EvaluationRun') }),
        ...more,
      },
    },
  );

test('the list names what a run was over, who answered, and how it scored', async () => {
  await render(
    <As>
      <EvaluationsPage />
    </As>,
    { path: '/evaluations', at: '/evaluations', answers: { EvaluationRuns: () => ({ evaluationRuns: listOf([run], 'EvaluationRun') }) } },
  );
  const table = page.getByRole('table', { name: 'Evaluation runs' });
  await expect.element(table.getByText('support v2')).toBeVisible();
  await expect.element(table.getByText(/Fare rules/)).toBeVisible();
  await expect.element(table.getByText(/^75/)).toBeVisible();
  await expect.element(table.getByText('1 failed')).toBeVisible();
});

test('a run shows its cost, its scores with intervals, and why items failed', async () => {
  await openRun();
  await expect.element(page.getByText(/63 of 64 done, 1 failed/)).toBeVisible();
  await expect.element(page.getByText('1 failed: The provider refused.')).toBeVisible();
  await expect.element(page.getByRole('table', { name: 'Scores' }).getByText('63.0 % to 84.0 %')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Try failed again' })).toBeVisible();
});

test('an item opens as a whole, and a person scores it in place', async () => {
  const given = vi.fn();
  await openRun({
    ScoreEvaluationItem: ({ input }) => {
      given(input);
      return {
        scoreEvaluationItem: {
          ...item,
          scores: [
            verdict,
            { ...verdict, name: 'rating', kind: 'HUMAN', passed: true, value: 1, label: 'pass', author: 'Ada', isOwn: true },
          ],
        },
      };
    },
  });
  await page.getByRole('table', { name: 'Items' }).getByText('Up to 10 kg.').click();
  const dialog = page.getByRole('dialog');
  await expect.element(dialog.getByText('8 kg')).toBeVisible();
  await dialog.getByRole('button', { name: 'Pass' }).click();
  await expect.element(dialog.getByText('rating: pass')).toBeVisible();
  expect(given).toHaveBeenCalledWith({ evaluationItemId: 'i1', name: 'rating', passed: true });
});

const compared = {
  __typename: 'EvaluationComparedNumber',
  name: 'names the facts',
  n: 64,
  a: 0.5,
  b: 0.75,
  difference: 0.25,
  low: 0.1,
  high: 0.4,
  pValue: 0.001,
  adjustedPValue: 0.002,
  test: 'MCNEMAR',
  verdict: 'BETTER',
  higherIsBetter: true,
  gained: 20,
  lost: 4,
};

test('two runs show a verdict, and the rows that flipped with both answers', async () => {
  const asked = vi.fn();
  await render(
    <As>
      <EvaluationComparisonPage />
    </As>,
    {
      path: '/evaluations/$runId/beside/$otherId',
      at: '/evaluations/run0/beside/run1',
      others: ['/evaluations', '/evaluations/$runId'],
      answers: {
        EvaluationComparison: (variables) => {
          asked(variables);
          return {
            compareEvaluationRuns: {
              __typename: 'EvaluationComparison',
              a: { ...run, id: 'run0', name: 'support v1' },
              b: run,
              sharedCount: 64,
              changedCount: 0,
              scores: [compared],
              latencyMs: { ...compared, name: 'latency', test: 'PAIRED_T', higherIsBetter: false, verdict: 'NOT_DECISIVE' },
              costUsd: { ...compared, name: 'cost', n: 0, higherIsBetter: false },
              flipped: {
                __typename: 'FlippedEvaluationRowConnection',
                edges: [
                  {
                    __typename: 'FlippedEvaluationRowEdge',
                    node: {
                      __typename: 'FlippedEvaluationRow',
                      rowId: 'r1',
                      gained: ['names the facts'],
                      lost: [],
                      a: item,
                      b: { ...item, id: 'i2', output: 'Up to 8 kg.' },
                    },
                  },
                ],
                pageInfo: pageInfo(false),
              },
            },
          };
        },
      },
    },
  );
  const numbers = page.getByRole('table', { name: 'Numbers of both runs' });
  await expect.element(numbers.getByText('better', { exact: true })).toBeVisible();
  await expect.element(numbers.getByText('not decisive')).toBeVisible();
  const flipped = page.getByRole('table', { name: 'Rows that flipped' });
  await expect.element(flipped.getByText('names the facts gained')).toBeVisible();
  await flipped.getByText('Up to 8 kg.').click();
  await expect.element(page.getByRole('dialog').getByText('Up to 10 kg.')).toBeVisible();
  expect(asked).toHaveBeenCalledWith({ a: 'run0', b: 'run1', score: null, flip: null });
});
