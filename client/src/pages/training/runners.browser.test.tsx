import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import { ConfigurationsPage } from './configurations/page.tsx';
import { RunnersPage } from './runners/page.tsx';

const ago = (seconds: number): string => new Date(Date.now() - seconds * 1_000).toISOString();

const runner = (name: string, rest: object = {}) => ({
  id: name,
  name,
  labels: ['gpu'],
  commands: ['reference'],
  hardware: { name, gpuName: 'H200', gpuCount: 2, cpuCount: 16, memoryBytes: null },
  hourlyUsd: 3.5,
  createdAt: ago(9_000),
  seenAt: ago(1),
  revokedAt: null,
  leases: [],
  ...rest,
});
const lease = {
  attempt: 1,
  leasedAt: ago(90),
  processAt: ago(2),
  job: { id: 'job-1', name: 'run 1', status: 'RUNNING', progressShare: 0.42 },
};

test('every runner says how it stands, what it runs and when it was heard', async () => {
  const runners = [
    runner('busy', { seenAt: ago(90), leases: [lease] }),
    runner('free'),
    runner('gone', { seenAt: ago(100) }),
    runner('old', { revokedAt: ago(5) }),
  ];
  let revoked: unknown;
  const answers = {
    RunnersPage: () => ({ runners }),
    RevokeRunner: (variables: Record<string, unknown>) => {
      revoked = variables['id'];
      return { revokeRunner: { id: 'free', revokedAt: ago(0) } };
    },
  };
  await render(<RunnersPage />, { path: '/runners', answers });
  const row = (name: RegExp) => page.getByRole('row', { name });
  await expect.element(row(/busy working run 1 running 42.* just now reference gpu busy · 2 × H200 · 16 cores .*3\.50/)).toBeVisible();
  await expect.element(row(/free waiting/)).toBeVisible();
  await expect.element(row(/gone silent – 100 s ago/)).toBeVisible();
  await expect.element(row(/old revoked/)).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Actions for old' })).not.toBeInTheDocument();
  await page.getByRole('button', { name: 'Actions for free' }).click();
  await page.getByRole('menuitem', { name: 'Revoke' }).click();
  await page.getByRole('button', { name: 'Revoke runner' }).click();
  await expect.poll(() => revoked).toBe('free');
});

test('without a runner the page says how one is started', async () => {
  await render(<RunnersPage />, { path: '/runners', answers: { RunnersPage: () => ({ runners: [] }) } });
  await expect.element(page.getByText('No runner has registered yet.')).toBeVisible();
  await expect.element(page.getByText(/npx -y pnpm@12 runner --name gpu-1/)).toBeVisible();
});

const version = (number: number, parameters: object) => ({
  version: number,
  command: 'reference',
  parameters,
  labels: [],
  project: null,
  baseModel: null,
  timeLimitSeconds: null,
  createdAt: ago(60),
});
const versions = [version(2, { steps: 500, learning_rate: 0.003 }), version(1, { steps: 500, learning_rate: 0.001 })];

/** A server with one configuration; keeps what was sent to it. */
function servingConfiguration(refusal: Refused | null = null) {
  const sent: Record<string, unknown>[] = [];
  const configuration = { id: 'c', name: 'tiny', version: 2, updatedAt: ago(60), versions: versions.slice(0, 1) };
  const answers = {
    ConfigurationsPage: () => ({ trainingConfigurations: [configuration], runners: [runner('busy')] }),
    ConfigurationVersions: () => ({
      node: { __typename: 'TrainingConfiguration', id: 'c', name: 'tiny', versions },
      trainingJobs: { edges: [] },
    }),
    SaveTrainingConfiguration: ({ input }: Record<string, unknown>) => {
      sent.push(input as Record<string, unknown>);
      return { saveTrainingConfiguration: { id: 'c' } };
    },
    StartTrainingJob: ({ input }: Record<string, unknown>) => {
      sent.push(input as Record<string, unknown>);
      return refusal ?? { startTrainingJob: { id: 'job-1' } };
    },
  };
  return { sent, answers };
}
const open = (answers: Parameters<typeof render>[1]) => render(<ConfigurationsPage />, { path: '/configurations', ...answers });

test('versions say what they changed, and a new one shows its changes while it is typed', async () => {
  const { sent, answers } = servingConfiguration();
  await open({ answers });
  const side = page.getByRole('region', { name: 'tiny' });
  await expect.element(side.getByText('Version 2')).toBeVisible();
  await expect.element(side.getByRole('listitem').filter({ hasText: /^learning_rate\s+0\.001\s+0\.003$/ })).toBeVisible();
  await page.getByRole('button', { name: 'Actions for tiny' }).click();
  await page.getByRole('menuitem', { name: 'New version' }).click();
  await page.getByLabelText('Parameters (JSON object)').fill('{ "steps": 900, "learning_rate": 0.003 }');
  const changes = page.getByRole('region', { name: 'What changes' });
  await expect.element(changes.getByRole('listitem').filter({ hasText: /^steps\s+500\s+900$/ })).toBeVisible();
  await page.getByRole('button', { name: 'Save version 3' }).click();
  await expect.poll(() => sent[0]).toMatchObject({ id: 'c', command: 'reference', parameters: { steps: 900, learning_rate: 0.003 } });
});

test('a start sends what differs, under one id however often it is sent, and marks what is refused', async () => {
  const { sent, answers } = servingConfiguration(new Refused('is 7; 0 is taken', 'input.priority'));
  await open({ answers });
  await page.getByRole('button', { name: 'Start a job of tiny' }).click();
  await expect.element(page.getByText(/One runner can take it/)).toBeVisible();
  await page.getByLabelText('learning_rate').fill('1e-4');
  await page.getByLabelText('Priority').fill('7');
  await page.getByRole('button', { name: 'Start job' }).click();
  await expect.element(page.getByLabelText('Priority')).toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('button', { name: 'Start job' }).click();
  await expect.poll(() => sent.length).toBe(2);
  expect(sent[0]).toMatchObject({ configurationId: 'c', priority: 7, parameters: { learning_rate: 1e-4 } });
  expect(sent[1]?.['requestId']).toBe(sent[0]?.['requestId']);
});
