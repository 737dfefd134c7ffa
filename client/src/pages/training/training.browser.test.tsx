import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from '../../testing/render.tsx';
import type { ShownJob } from './job/job.tsx';
import { readJobView } from './job/job-view.ts';
import { JobPage } from './job/page.tsx';
import type { ListedJob } from './list/job-list.ts';
import { readJobListView } from './list/job-list-view.ts';
import { TrainingPage } from './list/page.tsx';

const startedMs = Date.parse('2026-11-26T12:00:00Z');

function job(id: number, changes: Partial<ListedJob> = {}): ListedJob {
  return {
    id: `job-${id}`,
    name: `run ${id}`,
    project: 'support',
    groupName: null,
    tags: [],
    source: 'API',
    status: 'FINISHED',
    endReason: 'COMPLETED',
    attempt: 1,
    baseModel: 'llama',
    trainingMethod: null,
    createdAt: new Date(startedMs).toISOString(),
    startedAt: new Date(startedMs).toISOString(),
    endedAt: new Date(startedMs + 3_600_000).toISOString(),
    currentStep: 100,
    totalSteps: 200,
    progressShare: 0.5,
    etaSeconds: null,
    heardAt: null,
    costUsd: null,
    warnings: [],
    lastLoss: 1.25,
    bestEvalLoss: 1.5,
    sparkline: [3, 2, 1.25],
    ...changes,
  };
}

/** A server with these jobs; keeps what it was asked. */
function serving(jobs: readonly ListedJob[]) {
  const asked: Record<string, unknown>[] = [];
  const answers = {
    TrainingListPage: (variables: Record<string, unknown>) => {
      asked.push(variables);
      return {
        trainingJobs: { edges: jobs.map((node) => ({ cursor: node.id, node })), pageInfo: { hasNextPage: false, endCursor: null } },
      };
    },
    TrainingListChoices: () => ({ trainingJobOptions: { projects: ['support', 'search'], groupNames: [], tags: [], baseModels: [] } }),
  };
  return { asked, answers };
}

const list = (options: Parameters<typeof render>[1]) =>
  render(<TrainingPage />, { path: '/training', readSearch: readJobListView, ...options });
const row = (name: RegExp) => page.getByRole('row', { name });

test('the list says of each job how it stands, what it reached and what is wrong', async () => {
  const { answers } = serving([
    job(1, { status: 'RUNNING', endReason: null, endedAt: null, etaSeconds: 4_320, progressShare: 0.999 }),
    job(2, { status: 'FAILED', endReason: 'OUT_OF_MEMORY', lastLoss: 'NaN', progressShare: null }),
  ]);
  await list({ answers });
  await expect.element(row(/run 1 support running 99 % .*1 h 12 m 1\.25 1\.5/)).toBeVisible();
  await expect.element(row(/run 2 support failed out of memory step 100 NaN 1\.5 1 h 00 m/)).toBeVisible();
});

test('chips, search and heads put into the address what the server is asked', async () => {
  const { answers, asked } = serving([job(1)]);
  const { search } = await list({ answers });
  await page.getByRole('button', { name: /^Project any/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'search' }).click();
  await userEvent.keyboard('{Escape}');
  await page.getByRole('button', { name: 'Loss', exact: true }).click();
  await expect.poll(search).toBe('?project=search&order=loss');
  await expect.poll(() => asked.at(-1)).toMatchObject({ filter: { projects: ['search'] }, order: 'LAST_LOSS', descending: false });
  await page.getByRole('button', { name: 'Loss', exact: true }).click();
  await expect.poll(() => asked.at(-1)).toMatchObject({ order: 'LAST_LOSS', descending: true });
});

test('jobs that change move in their rows; a new one waits until it is asked for', async () => {
  const { answers } = serving([job(1, { status: 'RUNNING', endReason: null })]);
  let send: ((data: unknown) => void) | undefined;
  await list({ answers, arrivals: { TrainingMoved: (to) => (send = to) } });
  await expect.element(row(/run 1/)).toBeVisible();
  const { sparkline: _, ...moved } = job(1, { lastLoss: 0.75, progressShare: 0.8, status: 'RUNNING', endReason: null });
  send?.({ trainingJobChanged: moved });
  await expect.element(row(/run 1 support running 80 % .*0\.75/)).toBeVisible();
});

test('two ticks and a press compare the jobs', async () => {
  const { answers } = serving([job(1), job(2)]);
  await list({ answers });
  const compare = page.getByRole('button', { name: /^Compare( 2)?$/ });
  await expect.element(compare).toBeDisabled();
  await page.getByRole('checkbox', { name: 'Compare run 1' }).click();
  await page.getByRole('checkbox', { name: 'Compare run 2' }).click();
  await expect.element(page.getByRole('button', { name: 'Compare 2' })).toBeEnabled();
});

test('an empty list says how a trainer is connected, with what to copy', async () => {
  await list({ answers: serving([]).answers });
  await expect.element(page.getByText('No training job has arrived yet.')).toBeVisible();
  await expect.element(page.getByRole('region', { name: 'MLflow' }).getByText(/MLFLOW_TRACKING_URI=http/)).toBeVisible();
});

const shown = (changes: Partial<ShownJob> = {}): ShownJob => {
  const { sparkline: _, ...base } = job(1, { status: 'RUNNING', endReason: null, endedAt: null });
  return {
    ...base,
    externalId: null,
    notes: null,
    errorDetails: null,
    currentEpoch: 1.86,
    totalEpochs: 3,
    lastEvalLoss: 1.6,
    bestEvalStep: 80,
    heardAt: new Date().toISOString(),
    trainingType: null,
    modelVersion: null,
    outputModel: null,
    registration: null,
    alerts: [],
    hyperparameters: { learning_rate: 5e-5, lora: { r: 16 } },
    datasetName: 'support-0412',
    datasetSize: 13_500,
    datasetQualityScore: null,
    datasetSplit: [],
    totalTokensProcessed: null,
    hardware: null,
    hourlyUsd: null,
    scores: { overfitting: null, convergence: null, stability: null, generalisation: null, efficiency: null },
    warnings: [],
    parameters: [],
    parameterUpdates: [],
    stopDueAt: null,
    stoppingSavesHours: null,
    stoppingSavesUsd: null,
    waste: [],
    userName: null,
    priority: 0,
    queuedAt: null,
    runner: null,
    configuration: null,
    configurationVersion: null,
    attempts: [{ attempt: 1, firstStep: 1, startedAt: base.createdAt, endedAt: null, endReason: null, exitCode: null }],
    metricNames: [
      'eval_loss',
      'grad_norm',
      'learning_rate',
      'loss',
      'rewards/chosen',
      ...Array.from({ length: 300 }, (_, place) => `layer${place}/norm`),
    ],
    systemMetricNames: [],
    loop: null,
    ...changes,
  };
};

const steps = Array.from({ length: 100 }, (_, place) => place + 1);
const column = (valueOf: (step: number) => number | string) => ({
  x: steps,
  step: steps,
  value: steps.map(valueOf),
  at: steps.map((step) => startedMs + step * 1_000),
  attempt: steps.map(() => 1),
});

/** A server with one job; keeps which curves it was asked for. */
function servingJob(held: ShownJob | null) {
  const curves: { readonly metrics: readonly string[]; readonly fromStep: number | null; readonly x: string }[] = [];
  const answers = {
    TrainingJobPage: () => ({ trainingJob: held }),
    TrainingCurves: (variables: Record<string, unknown>) => {
      const asked = variables as unknown as (typeof curves)[number];
      curves.push(asked);
      return {
        trainingJob: {
          id: 'job-1',
          seriesColumns: Object.fromEntries(asked.metrics.map((metric) => [metric, column((step) => 3 - step / 50)])),
        },
      };
    },
  };
  return { curves, answers };
}

const openJob = (options: Parameters<typeof render>[1], at = '/training/job-1') =>
  render(<JobPage />, { path: '/training/$jobId', readSearch: readJobView, at, ...options });

test('a job shows how far it is, its first curves and parameters, and reads only the curves in view', async () => {
  const { curves, answers } = servingJob(shown());
  await openJob({ answers });
  await expect.element(page.getByRole('heading', { name: 'run 1' })).toBeVisible();
  await expect.element(page.getByText(/epoch 1\.86 of 3/)).toBeVisible();
  for (const name of ['Loss', 'Learning rate', 'Gradient norm'])
    await expect.element(page.getByRole('slider', { name: `Read ${name}` })).toBeInTheDocument();
  await expect.element(page.getByText('lora.r')).toBeVisible();
  const read = new Set(curves.flatMap(({ metrics }) => metrics));
  expect(read).toContain('eval_loss');
  expect(read.size).toBeLessThan(40);
});

const frames = async (count: number) => {
  for (let frame = 0; frame < count; frame += 1) await new Promise(requestAnimationFrame);
};

test('what passes by while the page is scrolled is a name alone; what stays is read and drawn', async () => {
  const { curves, answers } = servingJob(shown());
  await openJob({ answers });
  await expect.element(page.getByRole('slider', { name: 'Read layer0/norm' })).toBeInTheDocument();
  await expect.poll(() => document.querySelectorAll('section[aria-busy]').length).toBe(0);
  const read = curves.length;
  const last = page.getByRole('heading', { name: 'layer299/norm' });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  try {
    window.scrollTo(0, document.documentElement.scrollHeight);
    await expect.element(last).toBeInTheDocument();
    await frames(5);
    vi.advanceTimersByTime(40);
    await frames(5);
    expect(curves).toHaveLength(read);
    await expect
      .poll(() => {
        vi.advanceTimersByTime(40);
        return page.getByRole('slider', { name: 'Read layer299/norm' }).query();
      })
      .not.toBeNull();
  } finally {
    vi.useRealTimers();
  }
  expect(new Set(curves.flatMap(({ metrics }) => metrics)).size).toBeLessThan(100);
});

test('what is logged is put at the end of the curves, without asking for them again', async () => {
  const { curves, answers } = servingJob(shown());
  let send: ((data: unknown) => void) | undefined;
  await openJob({ answers, arrivals: { TrainingSteps: (to) => (send = to) } });
  const reader = page.getByRole('slider', { name: 'Read Loss' });
  await expect.element(reader).toHaveAttribute('aria-valuemax', '99');
  await expect.poll(() => send).toBeDefined();
  send?.({
    trainingSteps: {
      cursor: 'c',
      columns: { loss: { x: [101, 102], step: [101, 102], value: [0.9, 'NaN'], at: [startedMs, startedMs], attempt: [1, 1] } },
    },
  });
  await expect.element(reader).toHaveAttribute('aria-valuemax', '101');
  await expect.element(page.getByText(/NaN at step 102/).first()).toBeInTheDocument();
  expect(curves.filter(({ metrics }) => metrics.includes('loss'))).toHaveLength(1);
});

test('axis, scale and search stand in the address', async () => {
  const { curves, answers } = servingJob(shown({ metricNames: ['epoch', 'loss', 'rewards/chosen', 'rewards/rejected'] }));
  const { search } = await openJob({ answers });
  await page.getByRole('radio', { name: 'Epoch' }).click({ force: true });
  await expect.poll(search).toBe('?x=epoch');
  await expect.poll(() => curves.at(-1)?.x).toBe('EPOCH');
  await page.getByRole('radio', { name: 'Log' }).click({ force: true });
  await page.getByLabelText('Find metrics').fill('rewards/re*');
  await expect.poll(search).toBe('?x=epoch&y=log&metrics=rewards%2Fre*');
  await expect.element(page.getByText('1 chart', { exact: true })).toBeVisible();
});

test('a job that is not there says so, a failed one shows its error', async () => {
  await openJob({ answers: servingJob(null).answers });
  await expect.element(page.getByText('There is no job with this id.')).toBeVisible();
});

test('a job that failed shows its error and why', async () => {
  await openJob({
    answers: servingJob(shown({ status: 'FAILED', endReason: 'OUT_OF_MEMORY', errorDetails: 'CUDA out of memory' })).answers,
  });
  await expect.element(page.getByRole('region', { name: 'Error' }).getByText('CUDA out of memory')).toBeVisible();
  await expect.element(page.getByText('out of memory', { exact: true })).toBeVisible();
});

test('what goes wrong is shown with the step at which it began, and marked on the curves', async () => {
  const warnings = [
    { kind: 'OVERFITTING' as const, beganAtStep: 60, message: 'The eval loss rises since step 60.', advice: 'Stop, and take the best.' },
  ];
  await openJob({ answers: servingJob(shown({ warnings, stoppingSavesHours: 1.2, stoppingSavesUsd: 8.6, costUsd: 14.2 })).answers });
  const health = page.getByRole('region', { name: 'Health' });
  await expect.element(health.getByText(/The eval loss rises since step 60\./)).toBeVisible();
  await expect.element(health.getByText(/Stopping now saves 1 h 12 m, \$8\.60/)).toBeVisible();
});
