import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import { As } from '../../testing/viewer.tsx';
import { DeployDialog } from './deploy-dialog.tsx';
import { MarksPanel } from './marks-panel.tsx';
import { ReleaseBenchmarks, ReleaseMetrics } from './release-parts.tsx';

const version = (number: number) => ({
  id: `v${number}`,
  version: number,
  label: null,
  madeAt: '2026-11-01T10:00:00.000Z',
  model: { name: 'support' },
  deployments: [
    {
      id: 'd',
      deployedAt: '2026-11-02T10:00:00.000Z',
      deployedBy: 'Ada',
      verdict: 'WORSE' as const,
      regressions: ['exam: -20 points'],
      overrideReason: 'The exam has the old answers.',
    },
  ],
});
const check = (rest: object = {}) => ({
  version: version(2),
  base: version(1),
  verdict: 'WORSE' as const,
  sentence: 'One number is surely worse than before.',
  regressions: ['exam: -20 points'],
  isBlocked: true,
  policyMode: 'BLOCK' as const,
  policyParts: ['BENCHMARKS' as const],
  parts: [{ part: 'PRODUCTION' as const, verdict: 'NOTHING_TO_COMPARE' as const, sentence: 'No answers are there of both versions.' }],
  benchmarks: [
    {
      suite: 'exam',
      suiteId: 's',
      baseId: 'a',
      runId: 'b',
      numbers: {
        itemCount: 100,
        baseAccuracy: 0.8,
        otherAccuracy: 0.6,
        difference: -0.2,
        differenceLow: -0.28,
        differenceHigh: -0.11,
        pValue: 0.0004,
        verdict: 'WORSE' as const,
      },
    },
  ],
  production: [],
  cost: [],
  ...rest,
});

test('benchmarks have difference, interval and p; what can’t be compared says why', async () => {
  await render(
    <As>
      <ReleaseBenchmarks check={check()} />
      <ReleaseMetrics check={check()} which="PRODUCTION" />
    </As>,
    { path: '/evolution', answers: {} },
  );
  await expect.element(page.getByText('< 0.001')).toBeVisible();
  await expect.element(page.getByText('−28.0 pt – −11.0 pt')).toBeVisible();
  await expect.element(page.getByText('No answers are there of both versions.')).toBeVisible();
});

test('a blocked deployment asks an owner for a reason, and shows what the server refuses', async () => {
  const sent: unknown[] = [];
  await render(
    <As>
      <DeployDialog check={check()} onSaved={() => undefined} onClose={() => undefined} />
    </As>,
    {
      path: '/evolution',
      answers: {
        DeployVersion: (variables) => {
          sent.push(variables['input']);
          return new Refused('Only an owner may override it.', undefined, 'FORBIDDEN');
        },
      },
    },
  );
  await page.getByRole('button', { name: 'Deploy all the same' }).click();
  await expect.element(page.getByText('Give a reason', { exact: false })).toBeVisible();
  await page.getByRole('textbox', { name: 'Reason to override' }).fill('The exam has the old answers.');
  await page.getByRole('button', { name: 'Deploy all the same' }).click();
  await expect.poll(() => sent).toEqual([{ id: 'v2', overrideReason: 'The exam has the old answers.' }]);
  await expect.element(page.getByText('Only an owner may override it.', { exact: false })).toBeVisible();
});

test('marks show who made them and why a block was overridden', async () => {
  await render(
    <As>
      <MarksPanel version={version(2)} onChanged={() => undefined} />
    </As>,
    { path: '/evolution', answers: {} },
  );
  await expect.element(page.getByText('The exam has the old answers.')).toBeVisible();
  await expect.element(page.getByText('Ada')).toBeVisible();
});
