import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, until } from '../e2e/ask.ts';
import { makeUsedDataDir, removeDataDir, ROOT, startServer, type RunningServer } from '../e2e/server.ts';
import { missingPython, PYTHON } from './trainer-python.ts';

let dataDir: string;
let bufferDir: string;
let server: RunningServer;

beforeAll(async () => {
  dataDir = await makeUsedDataDir();
  bufferDir = await mkdtemp(join(tmpdir(), 'ftl-buffer-'));
  server = await startServer({ dataDir });
});

afterAll(async () => {
  await server?.stop();
  await removeDataDir(dataDir);
  await rm(bufferDir, { recursive: true, force: true });
});

interface Job {
  readonly name: string;
  readonly status: string;
  readonly attempt: number;
  readonly totalSteps: number | null;
  readonly seriesColumns: Readonly<Record<string, { readonly step: number[]; readonly value: number[] }>>;
}

/** The job of a name with its curve; null: none. */
async function jobNamed(name: string, metrics: readonly string[]): Promise<Job | null> {
  const { trainingJobs } = await ask<{ trainingJobs: { edges: { node: Job }[] } }>(
    server.address,
    `query ($metrics: [String!]!) { trainingJobs(first: 50) { edges { node {
      name status attempt totalSteps seriesColumns(metrics: $metrics, maxPoints: 20000) } } } }`,
    { metrics },
    { key: server.key },
  );
  return trainingJobs.edges.map(({ node }) => node).find((job) => job.name === name) ?? null;
}

interface Epoch {
  readonly epoch: number;
  readonly sampleCount: number;
  readonly lastStep: number;
  readonly scores: readonly { readonly name: string }[];
}

/** The epochs of a job that have predictions, as epoch, step, number of samples and names of scores. */
async function predictedEpochs(name: string): Promise<unknown[]> {
  const { trainingJobs } = await ask<{ trainingJobs: { edges: { node: { id: string; name: string } }[] } }>(
    server.address,
    '{ trainingJobs(first: 50) { edges { node { id name } } } }',
    {},
    { key: server.key },
  );
  const { trainingPredictionEpochs } = await ask<{ trainingPredictionEpochs: Epoch[] }>(
    server.address,
    'query ($id: ID!) { trainingPredictionEpochs(jobId: $id) { epoch sampleCount lastStep scores { name } } }',
    { id: trainingJobs.edges.find(({ node }) => node.name === name)?.node.id },
    { key: server.key },
  );
  return trainingPredictionEpochs.map(({ epoch, lastStep, sampleCount, scores }) => [
    epoch,
    lastStep,
    sampleCount,
    scores.map((score) => score.name).join(' '),
  ]);
}

function start(program: string, args: readonly string[]): { child: ChildProcess; ended: Promise<number | null> } {
  const env = { ...process.env, FTL_URL: server.address, FTL_API_KEY: server.key as string, FTL_BUFFER_DIR: bufferDir };
  const child = spawn(program, args, {
    cwd: join(ROOT, 'trainer'),
    env: { ...env, PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { child, ended: new Promise((resolve) => child.once('close', resolve)) };
}

const LOGGING = `
import finetune_lab, sys, time
with finetune_lab.init("from Python", external_id="python", resume=False, total_steps=1000) as job:
    for step in range(int(sys.argv[1]), int(sys.argv[2])):
        job.log({"loss": step / 2}, step=step)
        print(step, flush=True)
        time.sleep(0.002)
        if step % 500 == 499:
            job.log_predictions(
                [{"prompt": f"question {place}", "prediction": "4", "reference": "5", "scores": {"judge": 0.5}} for place in range(7)],
                epoch=(step + 1) // 500,
            )
`;

// Over 10 s: the server is killed and started again while a trainer logs.
test.skipIf(missingPython !== null)('the Python client loses and doubles nothing when the server and the trainer are killed', async () => {
  const first = start(PYTHON, ['-c', LOGGING, '0', '100000']);
  let last = -1;
  let restart: Promise<void> | null = null;
  for await (const line of createInterface({ input: first.child.stdout as NodeJS.ReadableStream })) {
    last = Number(line);
    if (last === 300) {
      await server.stop('SIGKILL');
      const port = new URL(server.address).port;
      restart = startServer({ dataDir, env: { PORT: port } }).then((started) => {
        server = started;
      });
    }
    if (last >= 600) break;
  }
  first.child.kill('SIGKILL');
  await first.ended;
  await restart;
  const second = start(PYTHON, ['-c', LOGGING, String(last + 1), '1000']);
  second.child.stdout?.resume();
  expect(await second.ended).toBe(0);
  const job = await until(
    () => jobNamed('from Python', ['loss']),
    (found) => found?.status === 'FINISHED',
  );
  // The killed trainer may have written more than it had printed.
  const steps = Array.from({ length: 1_000 }, (_, step) => step);
  expect(job?.seriesColumns['loss']?.step).toEqual(steps);
  expect(job?.seriesColumns['loss']?.value).toEqual(steps.map((step) => step / 2));
  expect(job).toMatchObject({ attempt: 1, totalSteps: 1_000 });
  expect(await predictedEpochs('from Python')).toEqual([
    [1, 499, 7, 'chrf exact_match judge rouge_l'],
    [2, 999, 7, 'chrf exact_match judge rouge_l'],
  ]);
});

test('the trainer in TypeScript trains, and its curve is here', async () => {
  const small =
    '--width 16 --layers 1 --heads 2 --context-length 16 --batch-size 8 --text-lines 100 --learning-rate 0.02 --warmup-steps 5'.split(' ');
  const args = [
    '--steps',
    '60',
    '--eval-steps',
    '20',
    '--logging-steps',
    '1',
    '--name',
    'from TypeScript',
    '--output-dir',
    join(bufferDir, 'output'),
  ];
  const { child, ended } = start(process.execPath, [join(ROOT, 'trainer-node/src/main.ts'), ...small, ...args]);
  child.stdout?.resume();
  expect(await ended).toBe(0);
  const job = await until(
    () => jobNamed('from TypeScript', ['loss', 'eval_loss']),
    (found) => found?.status === 'FINISHED',
  );
  const loss = job?.seriesColumns['loss'];
  expect(loss?.step).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
  expect(loss?.value.at(-1) as number).toBeLessThan((loss?.value[0] as number) * 0.8);
  expect(job?.seriesColumns['eval_loss']?.step).toEqual([20, 40, 60]);
  expect((await predictedEpochs('from TypeScript')).at(-1)).toEqual([expect.any(Number), 60, 6, 'chrf exact_match rouge_l']);
});
