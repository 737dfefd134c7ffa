import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, until } from '../e2e/ask.ts';
import { makeUsedDataDir, removeDataDir, ROOT, startServer, type RunningServer } from '../e2e/server.ts';
import { rateAfter } from '../trainer-node/src/run/schedule.ts';
import { has } from './python.ts';
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
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly endReason: string | null;
  readonly attempt: number;
  readonly currentStep: number | null;
  readonly totalSteps: number | null;
  readonly trainingMethod: string | null;
  readonly systemMetricNames: readonly string[];
  readonly parameterUpdates: readonly { readonly status: string; readonly appliedAtStep: number | null; readonly parameters: object }[];
  readonly seriesColumns: Readonly<Record<string, { readonly step: number[]; readonly value: number[] }>>;
}

/** The job of a name with its curve; null: none. */
async function jobNamed(name: string, metrics: readonly string[]): Promise<Job | null> {
  const { trainingJobs } = await ask<{ trainingJobs: { edges: { node: Job }[] } }>(
    server.address,
    `query ($metrics: [String!]!) { trainingJobs(first: 50) { edges { node {
      id name status endReason attempt currentStep totalSteps trainingMethod systemMetricNames
      parameterUpdates { status appliedAtStep parameters } seriesColumns(metrics: $metrics, maxPoints: 20000) } } } }`,
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
    env: { ...env, PYTHONDONTWRITEBYTECODE: '1', PYTHONPATH: join(ROOT, 'trainer'), HF_HUB_OFFLINE: '1' },
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

const canTrain = missingPython === null && (await has(PYTHON, 'torch', 'transformers', 'accelerate'));
const canUseTrl = canTrain && (await has(PYTHON, 'trl', 'peft', 'datasets'));
if (!canUseTrl)
  console.warn(
    `Trainings by ${canTrain ? 'TRL' : 'Hugging Face'} are skipped: TRAINER_PYTHON names a Python that has torch, transformers, TRL and peft.`,
  );

const run = <Data>(query: string, variables: object = {}): Promise<Data> =>
  ask<Data>(server.address, query, variables, { key: server.key });
const jobWith = (name: string, metrics: readonly string[], isSo: (job: Job) => boolean): Promise<Job> =>
  until(
    () => jobNamed(name, metrics),
    (job) => job !== null && isSo(job),
    60_000,
  ) as Promise<Job>;

/** Changes parameters of a running job; gives back the first step with the new values. */
async function change({ id, name }: Job, parameters: object): Promise<number> {
  const { updateTrainingParameters: made } = await run<{ updateTrainingParameters: { status: string } }>(
    'mutation ($id: ID!, $parameters: JSON!) { updateTrainingParameters(jobId: $id, parameters: $parameters) { status } }',
    { id, parameters },
  );
  expect(made.status).toBe('REQUESTED');
  const { parameterUpdates } = await jobWith(name, [], (job) => ['APPLIED', 'REFUSED'].includes(job.parameterUpdates.at(-1)?.status ?? ''));
  expect(parameterUpdates.at(-1)).toMatchObject({ status: 'APPLIED', parameters });
  return parameterUpdates.at(-1)?.appliedAtStep as number;
}
const cancel = ({ id }: Job): Promise<unknown> =>
  run('mutation ($id: ID!) { cancelTrainingJob(id: $id, saveCheckpoint: true) { status } }', { id });
const stepsUntil = (last: number, isOne: (step: number) => boolean): number[] =>
  Array.from({ length: last }, (_, index) => index + 1).filter(isOne);
const linear = (step: number, warmup: number, total: number): number =>
  step < warmup ? step / warmup : Math.max(0, (total - step) / (total - warmup));

interface Seen {
  readonly rates: number[];
  readonly decays: number[][];
  readonly microBatches: number[];
  readonly evaluated: number[];
  readonly saved: number[];
  readonly lastStep: number;
  readonly maxSteps: number;
}

// Over 10 s: Python imports torch and transformers, and trains until the last change has come.
test.skipIf(!canTrain)(
  'a Trainer of Hugging Face is changed while it runs, stopped with a checkpoint, and stopped early',
  async () => {
    const options = {
      num_train_epochs: 200,
      learning_rate: 1e-3,
      warmup_steps: 10,
      lr_scheduler_type: 'linear',
      weight_decay: 0.01,
      eval_strategy: 'steps',
      eval_steps: 10,
      save_strategy: 'steps',
      save_steps: 25,
      save_total_limit: 2,
    };
    const early = { ...options, learning_rate: 0, eval_steps: 2, save_strategy: 'no' };
    const runs = [
      { name: 'steered', options },
      { name: 'stopped early', options: early },
    ];
    const { child, ended } = start(PYTHON, [join(ROOT, 'conformance/clients/hf_trainer.py'), bufferDir, JSON.stringify(runs)]);
    const output = (child.stdout as NodeJS.ReadableStream).setEncoding('utf8');
    let printed = '';
    output.on('data', (text: string) => (printed += text));

    const job = await jobWith('steered', ['loss'], ({ seriesColumns }) => (seriesColumns['loss']?.step.length ?? 0) >= 20);
    await expect(
      run('mutation ($id: ID!) { updateTrainingParameters(jobId: $id, parameters: { optim: "sgd" }) { id } }', job),
    ).rejects.toThrow('BAD_PARAMETER');
    const rateAt = await change(job, { learning_rate: 5e-4 });
    const decayAt = await change(job, { weight_decay: 0.1 });
    const warmupAt = await change(job, { warmup_steps: 2_000 });
    const intervalsAt = await change(job, { logging_steps: 2, eval_steps: 7, save_steps: 9 });
    const accumulationAt = await change(job, { gradient_accumulation_steps: 2 });
    await jobWith('steered', [], ({ currentStep }) => (currentStep ?? 0) >= accumulationAt + 20);
    await cancel(job);
    const stopped = await jobWith('steered', ['loss', 'eval_loss', 'learning_rate'], ({ status }) => status === 'CANCELLED');

    const other = await jobWith('stopped early', ['eval_loss'], ({ seriesColumns }) => (seriesColumns['eval_loss']?.step.length ?? 0) > 0);
    const patienceAt = await change(other, { early_stopping_patience: 3 });
    const over = await jobWith('stopped early', ['eval_loss'], ({ status }) => status === 'FINISHED');
    expect(await ended).toBe(0);
    const [seen, seenEarly] = printed
      .split('\n')
      .filter((line) => line.startsWith('{"rates"'))
      .map((line) => JSON.parse(line) as Seen) as [Seen, Seen];

    expect(stopped).toMatchObject({ endReason: 'USER', currentStep: seen.lastStep, totalSteps: seen.maxSteps });
    expect(stopped.parameterUpdates.map(({ appliedAtStep }) => appliedAtStep)).toEqual([
      rateAt,
      decayAt,
      warmupAt,
      intervalsAt,
      accumulationAt,
    ]);
    const changes = [rateAt, decayAt, warmupAt, intervalsAt, accumulationAt, seen.lastStep];
    expect(changes).toEqual(changes.toSorted((a, b) => a - b));
    // 20 micro-batches of 200 epochs are 4,000 steps; from a change of the accumulation on, what is left of the schedule fits into fewer.
    const position = (done: number): number =>
      done < accumulationAt
        ? done
        : accumulationAt - 1 + ((done - accumulationAt + 1) * (4_001 - accumulationAt)) / (seen.maxSteps - accumulationAt + 1);
    expect(seen.maxSteps).toBeLessThan(2_100 + accumulationAt);
    for (const [done, rate] of seen.rates.entries()) {
      const peak = done + 1 < rateAt ? 1e-3 : 5e-4;
      expect(rate, `step ${done + 1}`).toBeCloseTo(peak * linear(position(done), done + 1 < warmupAt ? 10 : 2_000, 4_000), 9);
    }
    expect(seen.decays.map(([matrices]) => matrices)).toEqual(seen.decays.map((_, index) => (index + 1 < decayAt ? 0.01 : 0.1)));
    expect(seen.microBatches).toEqual(seen.microBatches.map((_, index) => (index + 1 < accumulationAt ? 1 : 2)));
    const every = (before: number, after: number) =>
      stepsUntil(seen.lastStep, (step) => step % (step < intervalsAt ? before : after) === 0);
    const evaluated = every(10, 7);
    expect(seen.evaluated).toEqual(evaluated);
    expect(stopped.seriesColumns['eval_loss']?.step).toEqual(evaluated);
    expect(stopped.seriesColumns['loss']?.step).toEqual(every(1, 2));
    expect(seen.saved).toEqual([...new Set([...every(25, 9), seen.lastStep])]);
    expect(await readdir(join(bufferDir, 'steered'))).toContain(`checkpoint-${seen.lastStep}`);
    const rates = stopped.seriesColumns['learning_rate'] as { step: number[]; value: number[] };
    expect(rates.step).toEqual(every(1, 2));
    for (const [index, step] of rates.step.entries())
      expect(rates.value[index], `step ${step}`).toBeCloseTo(seen.rates[step - 1] as number, 9);

    expect(over).toMatchObject({ endReason: 'EARLY_STOPPED', currentStep: seenEarly.lastStep });
    expect(over.seriesColumns['eval_loss']?.step).toEqual(stepsUntil(seenEarly.lastStep, (step) => step % 2 === 0));
    expect(seenEarly.evaluated.filter((step) => step >= patienceAt)).toHaveLength(3);
  },
  180_000,
);

describe('by a runner', () => {
  let folder: string;
  beforeAll(async () => {
    folder = join(bufferDir, 'runner');
    await mkdir(folder);
    const tiny = '--width 16 --layers 1 --heads 2 --context-length 16 --batch-size 8 --text-lines 100'.split(' ');
    const commands = {
      typescript: { run: [process.execPath, join(ROOT, 'trainer-node/src/main.ts'), ...tiny] },
      trl: {
        run: [PYTHON, '-m', 'finetune_lab.train', '--tiny-random-model'],
        env: { PYTHONPATH: join(ROOT, 'trainer'), OMP_NUM_THREADS: '1', HF_HUB_OFFLINE: '1', CUDA_VISIBLE_DEVICES: '' },
      },
    };
    await writeFile(join(folder, 'runner.json'), JSON.stringify({ commands }));
  });

  /** Puts a job into the queue for each of the parameters, and has a runner take as many. */
  async function startJobs(command: string, ...parameters: readonly object[]): Promise<{ ended: Promise<void> }> {
    const { saveTrainingConfiguration: made } = await run<{ saveTrainingConfiguration: { id: string } }>(
      'mutation ($input: SaveTrainingConfigurationInput!) { saveTrainingConfiguration(input: $input) { id } }',
      { input: { name: command, command } },
    );
    for (const [index, one] of parameters.entries())
      await run('mutation ($input: StartTrainingJobInput!) { startTrainingJob(input: $input) { id } }', {
        input: { configurationId: made.id, name: `${command} ${index + 1}`, parameters: one },
      });
    const takeAll = async (): Promise<void> => {
      for (const _job of parameters) {
        const { child, ended } = start(process.execPath, [join(ROOT, 'server/src/commands/runner/main.ts'), '--once', '--folder', folder]);
        child.stdout?.resume();
        expect(await ended).toBe(0);
      }
    };
    return { ended: takeAll() };
  }
  const outputsOf = ({ id }: Job): Promise<string[]> =>
    readdir(join(folder, 'outputs', Buffer.from(id, 'base64').toString().split(':')[1] as string));

  // Over 10 s: two trainings, and a measurement of the machine every 5 seconds.
  test('the trainer in TypeScript is changed while it runs, stopped with a checkpoint that stays, and stopped early', async () => {
    const stays = { steps: 100_000, logging_steps: 1, eval_steps: 100_000, learning_rate: 0.01, warmup_steps: 5 };
    const early = { steps: 100_000, eval_steps: 2, learning_rate: 0, early_stopping_patience: 3 };
    const { ended } = await startJobs('typescript', stays, early);
    const job = await jobWith('typescript 1', ['loss'], ({ seriesColumns }) => (seriesColumns['loss']?.step.length ?? 0) >= 30);
    const changedAt = await change(job, { learning_rate: 0.002, steps: 50_000 });
    await jobWith(
      job.name,
      [],
      ({ currentStep, systemMetricNames }) => (currentStep ?? 0) > changedAt + 30 && systemMetricNames.length > 3,
    );
    await cancel(job);
    await ended;
    const stopped = (await jobNamed(job.name, ['learning_rate', 'loss'])) as Job;
    expect(stopped).toMatchObject({ status: 'CANCELLED', endReason: 'USER', totalSteps: 50_000, attempt: 1 });
    expect(stopped.systemMetricNames).toEqual(expect.arrayContaining(['system/cpu/utilization', 'system/memory/percent']));
    const { step, value } = stopped.seriesColumns['learning_rate'] as { step: number[]; value: number[] };
    for (const [index, at] of step.entries()) {
      const schedule = at < changedAt ? { peak: 0.01, totalSteps: 100_000 } : { peak: 0.002, totalSteps: 50_000 };
      expect(value[index]).toBeCloseTo(rateAfter(at - 1, { ...schedule, warmupSteps: 5 }), 12);
    }
    const loss = stopped.seriesColumns['loss']?.value as number[];
    expect(loss.at(-1) as number).toBeLessThan((loss[0] as number) * 0.9);
    expect(await outputsOf(stopped)).toContain(`checkpoint-${stopped.currentStep}`);
    expect(await jobNamed('typescript 2', [])).toMatchObject({ status: 'FINISHED', endReason: 'EARLY_STOPPED' });
  }, 120_000);

  // Over 10 s: Python imports torch, transformers and TRL twice.
  test.skipIf(!canUseTrl)(
    'SFTTrainer and DPOTrainer of TRL train, and what they log is here',
    async () => {
      const few = { max_steps: 12, logging_steps: 2, eval_steps: 6, learning_rate: 0.01 };
      await (
        await startJobs('trl', { method: 'sft', ...few }, { method: 'dpo', lora_rank: 2, ...few })
      ).ended;
      const metrics = ['loss', 'eval_loss', 'rewards/margins'];
      const [sft, dpo] = [(await jobNamed('trl 1', metrics)) as Job, (await jobNamed('trl 2', metrics)) as Job];
      for (const job of [sft, dpo]) {
        expect(job).toMatchObject({ status: 'FINISHED', endReason: 'COMPLETED', currentStep: 12, totalSteps: 12 });
        expect(job.seriesColumns['loss']?.step).toEqual([2, 4, 6, 8, 10, 12]);
        expect(job.seriesColumns['eval_loss']?.step).toEqual([6, 12]);
        expect(await outputsOf(job)).toContain('model');
      }
      expect([sft.trainingMethod, dpo.trainingMethod]).toEqual(['SFT', 'DPO']);
      expect(dpo.seriesColumns['rewards/margins']?.step).toEqual([2, 4, 6, 8, 10, 12]);
    },
    180_000,
  );
});
