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
});
