import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from '../../testing/render.tsx';
import type { Answers } from '../../testing/render.tsx';
import { As } from '../../testing/viewer.tsx';
import { JudgePage } from './judge-page.tsx';

const estimate = { __typename: 'JudgeEstimate', value: 0.71, low: 0.55, high: 0.87 };
const run = {
  __typename: 'JudgeRun',
  id: 'run1',
  kind: 'OFFLINE',
  state: 'DONE',
  sides: [],
  total: 200,
  done: 198,
  failed: 2,
  cached: 20,
  costUsd: 0.42,
  estimatedCostUsd: 0.45,
  problem: null,
  createdAt: '2026-11-29T10:00:00Z',
  endedAt: '2026-11-29T10:05:00Z',
  mean: { __typename: 'JudgeMean', mean: 0.8, low: 0.74, high: 0.86, n: 198 },
  corrected: { __typename: 'CorrectedJudgeMean', mean: 0.72, low: 0.65, high: 0.79, humanCount: 40 },
  labels: [],
  failures: [{ __typename: 'JudgeFailure', code: 'BAD_OUTPUT', message: 'The model gave no verdict, twice.', count: 2 }],
};
const judge = {
  __typename: 'Judge',
  id: 'j1',
  name: 'Strict one',
  kind: 'MODEL',
  version: 2,
  modelName: 'open/small',
  rubric: { __typename: 'Rubric', id: 'r1', key: 'faithfulness', name: 'Faithfulness', scale: 'PASS_FAIL' },
  rule: null,
  isEnabled: true,
  minimumAgreement: 0.8,
  isTrusted: false,
  agreement: { __typename: 'JudgeAgreement', n: 40, sameShare: 0.9, kappa: estimate, weightedKappa: null, alpha: estimate, spearman: null },
  sampleShare: 0,
  dailyCapUsd: null,
  spentTodayUsd: 0,
  bias: {
    __typename: 'JudgeBias',
    length: estimate,
    position: { __typename: 'JudgePairBias', pairCount: 0, consistentShare: null, firstShare: null, longerShare: null },
  },
  runs: [run],
};

const open = (of: object | null, more: Answers = {}) =>
  render(
    <As>
      <JudgePage />
    </As>,
    {
      path: '/judges/$judgeId',
      at: '/judges/j1',
      answers: {
        JudgePage: () => ({ judge: of }),
        JudgeDisagreements: () => ({
          judgeDisagreements: {
            __typename: 'JudgeDisagreementConnection',
            edges: [],
            pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
          },
        }),
        ...more,
      },
    },
  );

test('a judge shows its agreement, its mean as it is and corrected, and where it differs', async () => {
  await open(judge);
  await expect.element(page.getByText('Cohen’s kappa')).toBeVisible();
  await expect.element(page.getByText('Trusted from a kappa of 0.8: it is untrusted.')).toBeVisible();
  const runs = page.getByRole('table', { name: 'Runs' });
  await expect.element(runs.getByText('198 of 200')).toBeVisible();
  await expect.element(runs.getByText('2 failed, 20 known')).toBeVisible();
  await expect.element(runs.getByText(/40 judged by people/)).toBeVisible();
  await expect.element(runs.getByRole('button', { name: 'Try failed again' })).toBeVisible();
});
