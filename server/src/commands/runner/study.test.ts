import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { driveStudies } from '../../domains/studies/background/trials.ts';
import { openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { openTestWorkspace } from '../../workspace.testing.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

let server: TestServer;
let folder: string;
let runner: ChildProcess | null = null;
beforeAll(async () => {
  server = await openTestServer();
  folder = await mkdtemp(join(tmpdir(), 'ftl-study-'));
});
afterAll(async () => {
  runner?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await server?.close();
});

// Over 10 s: three small models are trained, each by a process of its own.
test(
  'a study runs to its end on a bare machine: a runner trains its trials with the trainer that needs only Node',
  { timeout: 120_000 },
  async () => {
    const { secret, run } = await openTestWorkspace(server);
    const first = (body: Loose): Loose => {
      expect(body.errors).toBeUndefined();
      return Object.values(body.data)[0];
    };
    const parameters = { steps: 12, eval_steps: 6, layers: 1, width: 16, heads: 2, context_length: 16, batch_size: 4, save_steps: 0 };
    const configuration = first(
      await run('mutation ($input: SaveTrainingConfigurationInput!) { saveTrainingConfiguration(input: $input) { id } }', {
        input: { name: 'tiny', command: 'reference', parameters },
      }),
    );
    const study = first(
      await run('mutation ($input: CreateStudyInput!) { createStudy(input: $input) { id } }', {
        input: {
          name: 'rate',
          method: 'RANDOM',
          seed: 4,
          objectives: [{ name: 'eval_loss' }],
          searchSpace: [{ name: 'learning_rate', kind: 'FLOAT', low: 1e-4, high: 1e-1, isLog: true }],
          maxTrials: 3,
          configurationId: configuration.id,
        },
      }),
    );
    expect(first(await run('mutation ($id: ID!) { startStudy(id: $id) { status } }', { id: study.id }))).toEqual({ status: 'RUNNING' });
    runner = spawn(process.execPath, [MAIN, '--folder', folder, '--name', 'r'], {
      env: { ...process.env, FTL_URL: server.url, FTL_API_KEY: secret },
      stdio: 'ignore',
    });
    const context = {
      stores: server.stores,
      live: server.live,
      onError: (error: unknown) => {
        throw error;
      },
    };
    const read = async (): Promise<Loose> =>
      first(
        await run(
          'query ($id: ID!) { study(id: $id) { status counts { completeCount } best { number values } trials { edges { node { number state values reason parameters reports { step value } job { name status hyperparameters } } } } } }',
          { id: study.id },
        ),
      );
    let known = await read();
    while (known.status === 'RUNNING') {
      await driveStudies(context, new Date());
      await new Promise((resolve) => setTimeout(resolve, 300));
      known = await read();
    }
    expect(known).toMatchObject({ status: 'COMPLETED', counts: { completeCount: 3 } });
    const trials: Loose[] = known.trials.edges.map(({ node }: Loose) => node);
    for (const { number, parameters: chosen, values, job, reports } of trials) {
      expect(job).toMatchObject({ name: `rate, trial ${number}`, status: 'FINISHED', hyperparameters: { ...parameters, ...chosen } });
      expect(reports.map(({ step }: Loose) => step)).toEqual([6, 12]);
      expect(values).toEqual([Math.min(...reports.map(({ value }: Loose) => value))]);
    }
    expect(known.best.values[0]).toBe(Math.min(...trials.map(({ values }) => values[0])));
    runner.kill('SIGTERM');
    await once(runner, 'exit');
  },
);
