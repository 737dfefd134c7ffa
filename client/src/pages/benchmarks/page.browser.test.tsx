import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import { As } from '../../testing/viewer.tsx';
import { BenchmarksPage } from './page.tsx';
import { ComparisonPanels } from './comparison-panels.tsx';

const run = (id: string, model: string) => ({
  __typename: 'BenchmarkRun' as const,
  id,
  model,
  modelVersion: null,
  source: 'API' as const,
  startedAt: '2026-11-01T10:00:00.000Z',
  numbers: {
    itemCount: 100,
    resultCount: 100,
    errorCount: 0,
    decidedCount: 100,
    accuracy: 0.5,
    accuracyLow: 0.4,
    accuracyHigh: 0.6,
    meanScore: null,
  },
  p50LatencyMs: null,
  costUsd: null,
});
const pairs = (category: string | null, change: object = {}) => ({
  __typename: 'BenchmarkComparisonNumbers',
  category,
  itemCount: 100,
  bothCorrect: 50,
  onlyBase: 5,
  onlyOther: 20,
  neither: 25,
  baseAccuracy: 0.55,
  otherAccuracy: 0.7,
  difference: 0.15,
  differenceLow: 0.05,
  differenceHigh: 0.24,
  pValue: 0.004,
  verdict: 'BETTER',
  ...change,
});
const result = (answer: string) => ({ __typename: 'BenchmarkResult', sample: 0, answer, error: null, outcome: 'WRONG' });

test('suites stand in a list; without one the page says how results come in, and a failure can be repeated', async () => {
  const suite = { __typename: 'BenchmarkSuite', id: 's', name: 'mmlu', itemCount: 10, runCount: 2, lastRunAt: null };
  const answers = [() => new Refused('The store took too long.'), () => ({ benchmarkSuites: [] }), () => ({ benchmarkSuites: [suite] })];
  await render(
    <As>
      <BenchmarksPage />
    </As>,
    { path: '/benchmarks', answers: { Benchmarks: () => (answers.length > 1 ? answers.shift()! : answers[0]!)() } },
  );
  await page.getByRole('button', { name: /again/i }).click();
  await expect.element(page.getByText('No benchmark yet.')).toBeVisible();
});

test('two runs are compared in a sentence, by category and by the items that flipped, in a direction of choice', async () => {
  const asked: unknown[] = [];
  await render(
    <As>
      <ComparisonPanels runs={[run('b', 'new'), run('a', 'old')]} pair={{ baseId: 'a', otherId: 'b' }} onPair={() => undefined} />
    </As>,
    {
      path: '/benchmarks/s',
      answers: {
        BenchmarkComparisonOf: (variables) => {
          asked.push(variables);
          const node = {
            __typename: 'FlippedBenchmarkItem',
            itemId: 'q\u202e7',
            category: null,
            input: 'What?',
            target: '4',
            flip: 'LOST',
            base: [result('4')],
            other: [result('5')],
          };
          return {
            benchmarkComparison: {
              __typename: 'BenchmarkComparison',
              numbers: pairs(null),
              byCategory: [pairs('law', { verdict: 'NOT_DECISIVE' })],
              flips: { __typename: 'FlippedBenchmarkItemConnection', edges: [{ node }], pageInfo: { hasNextPage: false } },
            },
          };
        },
      },
    },
  );
  await expect.element(page.getByText(/^new is better than old by \+15.0 points/)).toBeVisible();
  await expect.element(page.getByText(/p = 0.004/)).toBeVisible();
  await expect.element(page.getByRole('row').filter({ hasText: 'law' }).getByText('not decisive')).toBeVisible();
  await expect.element(page.getByRole('row').filter({ hasText: 'What?' })).toBeVisible();
  await page.getByLabelText('Direction').getByText('lost', { exact: true }).click();
  await expect.poll(() => asked.at(-1)).toMatchObject({ baseId: 'a', otherId: 'b', flip: 'LOST' });
});
