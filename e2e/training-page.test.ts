import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ask, until } from './ask.ts';
import { accessibilityProblems, openPage } from './browser.ts';
import { useProduct } from './product.ts';
import { ROOT } from './server.ts';

const product = useProduct();
let runner: ChildProcess | null = null;

afterAll(async () => {
  if (runner !== null && runner.exitCode === null) {
    runner.kill('SIGTERM');
    await once(runner, 'exit');
  }
});

const log = (jobId: string, from: number, count: number) =>
  ask(
    product.server.address,
    'mutation ($jobId: ID!, $points: [TrainingPointInput!]!) { logTrainingSteps(jobId: $jobId, points: $points) { accepted } }',
    {
      jobId,
      points: Array.from({ length: count }, (_, place) => ({ metric: 'loss', step: from + place, value: 3 / (1 + (from + place) / 40) })),
    },
  );

test('a job appears in the list as its trainer starts, its curve grows while it logs, and its end is shown', async () => {
  const { page, complaints, close } = await openPage(product.browser, product.server.address);
  await page.goto(`${product.server.address}/training`);
  await page.getByText('No training job has arrived yet.').waitFor();
  const { createTrainingJob: job } = await ask<{ createTrainingJob: { id: string } }>(
    product.server.address,
    'mutation ($input: TrainingJobInput!) { createTrainingJob(input: $input) { id } }',
    { input: { externalId: 'end-to-end', name: 'end to end', totalSteps: 200, hyperparameters: { learning_rate: 0.001 } } },
  );
  await log(job.id, 1, 50);
  await page.getByRole('link', { name: 'end to end' }).click();
  await page.getByRole('heading', { name: 'end to end' }).waitFor();
  const reader = page.getByRole('slider', { name: 'Read Loss' });
  await expect.poll(() => reader.getAttribute('aria-valuemax')).toBe('49');
  expect(await accessibilityProblems(page)).toEqual([]);

  // Without another question of the page, at the next moment.
  for (let from = 51; from <= 91; from += 10) await log(job.id, from, 10);
  await expect.poll(() => reader.getAttribute('aria-valuemax'), { timeout: 10_000 }).toBe('99');
  await page.getByText('100 of 200 steps').waitFor();
  await ask(product.server.address, 'mutation ($input: ReportTrainingStatusInput!) { reportTrainingStatus(input: $input) { id } }', {
    input: { jobId: job.id, status: 'FAILED', errorDetails: 'out of disk' },
  });
  await page.getByRole('region', { name: 'Error' }).getByText('out of disk').waitFor();

  // Another page load: what MLflow's clients print after a run.
  await page.goto('about:blank');
  await page.goto(`${product.server.address}/#/experiments/1/runs/end-to-end`);
  await page.getByRole('heading', { name: 'end to end' }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/training/${job.id}`);
  await page.getByRole('tab', { name: 'Files' }).click();
  await page.getByText('No file was kept with this job.').waitFor();
  expect(complaints).toEqual([]);
  await close();
});

/** A runner as a person starts it: a process of its own that allows the reference trainer. */
async function startRunner(): Promise<void> {
  const folder = join(product.dataDir, 'runner');
  await mkdir(folder, { recursive: true });
  const run = [process.execPath, join(ROOT, 'trainer-node/src/main.ts')];
  await writeFile(join(folder, 'runner.json'), JSON.stringify({ commands: { reference: { run } } }));
  runner = spawn(process.execPath, [join(ROOT, 'server/src/commands/runner/main.ts'), '--folder', folder, '--name', 'this machine'], {
    env: { ...process.env, FTL_URL: product.server.address, FTL_API_KEY: product.server.key ?? '' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

const parameters = {
  steps: 5_000,
  learning_rate: 0.01,
  warmup_steps: 5,
  width: 16,
  layers: 1,
  heads: 2,
  context_length: 24,
  batch_size: 4,
  text_lines: 300,
  logging_steps: 1,
  eval_steps: 500,
  sample_count: 0,
};

interface Curve {
  readonly step: number[];
  readonly value: number[];
}

// Over 10 s: a real trainer is compiled, trains some hundred steps, and stops with a checkpoint.
test('a job that is started from the page trains on a runner, is steered, bends, and stops with a checkpoint', async () => {
  await startRunner();
  const { page, complaints, close } = await openPage(product.browser, product.server.address);
  await page.goto(`${product.server.address}/runners`);
  await page.getByRole('row', { name: /this machine waiting/ }).waitFor();
  await page.getByRole('link', { name: 'Configurations' }).first().click();
  await page.getByRole('button', { name: 'Make a configuration' }).click();
  await page.getByLabel('Name', { exact: true }).fill('small');
  expect(await page.getByLabel('Command').inputValue(), 'the only command of the only runner').toBe('reference');
  await page.getByLabel('Parameters (JSON object)').fill(JSON.stringify(parameters));
  await page.getByRole('button', { name: 'Save configuration' }).click();
  await page.getByRole('button', { name: 'Start a job of small' }).click();
  await page.getByText('One runner can take it').waitFor();
  await page.getByLabel('Name of the job').fill('steered');
  await page.getByRole('button', { name: 'Start job' }).click();
  await page.getByRole('heading', { name: 'steered' }).waitFor();
  const jobId = decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '');

  const curves = async () =>
    (
      await ask<{ trainingJob: { seriesColumns: Record<string, Curve> } }>(
        product.server.address,
        'query ($id: ID!) { trainingJob(id: $id) { seriesColumns(metrics: ["loss", "learning_rate"], maxPoints: 20000) } }',
        { id: jobId },
      )
    ).trainingJob.seriesColumns;
  // The loss falls, on the page without a reload.
  const reader = page.getByRole('slider', { name: 'Read Loss' });
  await expect.poll(async () => Number(await reader.getAttribute('aria-valuemax')), { timeout: 40_000 }).toBeGreaterThan(60);
  const { loss } = await curves();
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(mean(loss?.value.slice(-20) ?? [])).toBeLessThan(mean(loss?.value.slice(0, 5) ?? []) - 0.3);

  await page.getByRole('button', { name: 'Change parameters' }).click();
  await page.getByLabel('learning_rate').fill('0.0001');
  await page.getByRole('dialog').getByText('with the change').first().waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Send to the trainer' }).click();
  const notice = page.getByRole('status').filter({ hasText: 'learning_rate 0.01 → 1e-4' });
  await notice.getByText('applied').waitFor();
  const step = Number(/from step ([\d,]+) on/.exec(await notice.innerText())?.[1]?.replaceAll(',', ''));
  // The mark stands on every chart, and the rate bends at its step.
  for (const name of ['Loss', 'Learning rate', 'Gradient norm'])
    await page
      .getByRole('region', { name })
      .getByText(/learning_rate 0\.01 → 0\.0001/)
      .first()
      .waitFor({ state: 'attached' });
  const bent = await until(curves, ({ learning_rate: rate }) => (rate?.step.at(-1) ?? 0) > step + 3);
  const rateAt = (at: number) => bent['learning_rate']?.value[bent['learning_rate'].step.indexOf(at)] ?? Number.NaN;
  expect(rateAt(step) / rateAt(step - 1)).toBeCloseTo(0.01, 3);

  await page.getByRole('tab', { name: 'Log' }).click();
  await page.getByLabel('Find in the log').fill('FROM STEP');
  const found = page.getByRole('region', { name: 'Lines that were found' });
  await expect.poll(() => found.innerText()).toContain(`From step ${step}: {"learning_rate":0.0001}`);
  await page.getByLabel('Find in the log').fill('');
  await page.getByRole('button', { name: 'Save and stop' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save and stop' }).click();
  await page.getByRole('heading', { name: 'steered' }).locator('..').getByText('cancelled').waitFor();
  await page.getByText(/^Saved .*checkpoint-\d+/).waitFor();
  const { trainingJob: ended } = await ask<{ trainingJob: object }>(
    product.server.address,
    'query ($id: ID!) { trainingJob(id: $id) { status endReason runner { name } configuration { name } parameterUpdates { status appliedAtStep } } }',
    { id: jobId },
  );
  expect(ended).toEqual({
    status: 'CANCELLED',
    endReason: 'USER',
    runner: { name: 'this machine' },
    configuration: { name: 'small' },
    parameterUpdates: [{ status: 'APPLIED', appliedAtStep: step }],
  });
  expect(complaints).toEqual([]);
  await close();
});
