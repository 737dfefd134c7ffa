import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from './ask.ts';
import { accessibilityProblems, openBrowser, openPage } from './browser.ts';
import { makeUsedDataDir, removeDataDir, startServer, type RunningServer } from './server.ts';

let dataDir: string;
let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  dataDir = await makeUsedDataDir();
  [server, browser] = await Promise.all([startServer({ dataDir }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await removeDataDir(dataDir);
});

const log = (jobId: string, from: number, count: number) =>
  ask(
    server.address,
    'mutation ($jobId: ID!, $points: [TrainingPointInput!]!) { logTrainingSteps(jobId: $jobId, points: $points) { accepted } }',
    {
      jobId,
      points: Array.from({ length: count }, (_, place) => ({ metric: 'loss', step: from + place, value: 3 / (1 + (from + place) / 40) })),
    },
  );

test('a job appears in the list as its trainer starts, its curve grows while it logs, and its end is shown', async () => {
  const { page, complaints, close } = await openPage(browser, server.address);
  await page.goto(`${server.address}/training`);
  await page.getByText('No training job has arrived yet.').waitFor();
  const { createTrainingJob: job } = await ask<{ createTrainingJob: { id: string } }>(
    server.address,
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
  await ask(server.address, 'mutation ($input: ReportTrainingStatusInput!) { reportTrainingStatus(input: $input) { id } }', {
    input: { jobId: job.id, status: 'FAILED', errorDetails: 'out of disk' },
  });
  await page.getByRole('region', { name: 'Error' }).getByText('out of disk').waitFor();
  expect(complaints).toEqual([]);
  await close();
});
