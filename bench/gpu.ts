import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { firstCharts } from '../client/src/pages/training/job/metric-sections.ts';
import { queryGpus } from '../server/src/commands/runner/gpu.ts';
import { startServer } from './ingest/server-process.ts';
import { openApi, type Api } from './training/api.ts';

const root = resolve(import.meta.dirname, '..');
const port = Number(process.env['BENCH_PORT'] ?? 6_497);
const python = process.env['TRAINER_PYTHON'] || 'python3';
/** BENCH_GPU_DRY=1: the same on the processor, with a tiny model. */
const isDry = process.env['BENCH_GPU_DRY'] === '1';
const trainMs = Number(process.env['BENCH_GPU_SECONDS'] ?? (isDry ? 25 : 210)) * 1_000;
const startMs = 120_000;
const modules = ['torch', 'transformers', 'trl', 'peft', 'datasets', 'accelerate'];

/** 124 million random weights, for a machine without a network. BENCH_GPU_MODEL names a published model, or its folder. */
const MAKE_MODEL = `
import sys
from transformers import LlamaConfig, LlamaForCausalLM
from finetune_lab.train.models import byte_tokenizer
tokenizer = byte_tokenizer()
special = dict(bos_token_id=tokenizer.bos_token_id, eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id)
config = LlamaConfig(vocab_size=len(tokenizer), hidden_size=768, intermediate_size=3072, num_hidden_layers=13, num_attention_heads=12, max_position_embeddings=512, **special)
LlamaForCausalLM(config).save_pretrained(sys.argv[1])
tokenizer.save_pretrained(sys.argv[1])
`;

interface Job {
  readonly status: string;
  readonly endReason: string | null;
  readonly errorDetails: string | null;
  readonly currentStep: number | null;
  readonly metricNames: readonly string[];
  readonly systemMetricNames: readonly string[];
  readonly parameterUpdates: readonly { readonly status: string; readonly appliedAtStep: number | null; readonly reason: string | null }[];
  readonly seriesColumns: Readonly<Record<string, { readonly step: number[]; readonly value: number[] }>>;
}

const metrics = [
  'loss',
  'learning_rate',
  'samples_per_second',
  'system/gpu/0/utilization',
  'system/gpu/0/memory_usage',
  'system/cpu/utilization',
];

/**
 * A fine-tune on a GPU by the Python trainer under a runner, in five minutes: measured, changed while it runs, stopped with a checkpoint.
 * Errors: throws where one of these is not so.
 */
export async function run(): Promise<void> {
  const gpus = await queryGpus(['name', 'memory.total']);
  if (gpus.length === 0 && !isDry)
    return console.log('Skipped: nvidia-smi names no GPU here. BENCH_GPU_DRY=1 runs it on the processor with a tiny model.');
  const missing = await missingModules();
  if (missing !== null)
    return console.log(`Skipped: ${python} has no ${missing}. TRAINER_PYTHON names a Python that has ${modules.join(', ')}.`);
  console.log(
    isDry ? 'On the processor, with a tiny model.' : gpus.map(({ values }) => `${values.name}, ${values['memory.total']} MiB`).join('; '),
  );
  const folder = await mkdtemp(join(tmpdir(), 'bench-gpu-'));
  const server = await startServer(port);
  const api = openApi(server.url, 2);
  try {
    await train(api, server.url, folder, await modelFor(folder));
  } finally {
    api.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const missingModules = (): Promise<string | null> =>
  promisify(execFile)(python, [
    '-c',
    `import importlib.util as u; print(*[m for m in ${JSON.stringify(modules)} if u.find_spec(m) is None])`,
  ]).then(
    ({ stdout }) => stdout.trim() || null,
    (error: Error) => `Python (${error.message.split('\n')[0]})`,
  );

async function modelFor(folder: string): Promise<Record<string, unknown>> {
  if (isDry) return { tiny_random_model: true };
  const named = process.env['BENCH_GPU_MODEL'];
  if (named !== undefined && named !== '') return { model: named };
  const model = join(folder, 'model');
  await promisify(execFile)(python, ['-c', MAKE_MODEL, model], { env: { ...process.env, PYTHONPATH: join(root, 'trainer') } });
  return { model };
}

async function train(api: Api, url: string, folder: string, model: Record<string, unknown>): Promise<void> {
  const runnerFolder = join(folder, 'runner');
  await mkdir(runnerFolder);
  const env = { PYTHONPATH: join(root, 'trainer'), FTL_BUFFER_DIR: join(folder, 'buffer'), ...(isDry && { CUDA_VISIBLE_DEVICES: '' }) };
  const commands = { sft: { run: [python, '-m', 'finetune_lab.train'], env } };
  await writeFile(join(runnerFolder, 'runner.json'), JSON.stringify({ commands, hourlyUsd: 3.5 }));
  const size = isDry ? { per_device_train_batch_size: 4 } : { per_device_train_batch_size: 128 };
  const parameters = {
    ...model,
    ...size,
    max_steps: 100_000,
    logging_steps: 5,
    eval_steps: 500,
    learning_rate: 3e-4,
    warmup_steps: 20,
    max_length: 128,
    sample_count: 0,
  };
  const { saveTrainingConfiguration } = await api.ask<{ saveTrainingConfiguration: { id: string } }>(
    'mutation ($input: SaveTrainingConfigurationInput!) { saveTrainingConfiguration(input: $input) { id } }',
    { input: { name: 'bench gpu', command: 'sft', parameters } },
  );
  const { startTrainingJob } = await api.ask<{ startTrainingJob: { id: string } }>(
    'mutation ($input: StartTrainingJobInput!) { startTrainingJob(input: $input) { id } }',
    { input: { configurationId: saveTrainingConfiguration.id } },
  );
  const { id } = startTrainingJob;
  const runner = spawn(process.execPath, [join(root, 'server/src/commands/runner/main.ts'), '--once', '--folder', runnerFolder], {
    env: { ...process.env, FTL_URL: url, FTL_API_KEY: '' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const gone = once(runner, 'exit');
  try {
    await steer(api, id);
    await gone;
    report(
      await jobOf(api, id),
      await readdir(join(runnerFolder, 'outputs', Buffer.from(id, 'base64').toString().split(':')[1] as string)),
    );
  } finally {
    if (runner.exitCode === null) runner.kill('SIGTERM');
    await gone;
  }
}

/** Waits for the first points, changes the learning rate and the accumulation, and stops with a checkpoint. */
async function steer(api: Api, id: string): Promise<void> {
  await until(api, id, startMs, 'the first points', ({ seriesColumns }) => (seriesColumns['loss']?.step.length ?? 0) >= 5);
  const endsAt = performance.now() + trainMs;
  for (const change of [{ learning_rate: 1e-4 }, { gradient_accumulation_steps: 2 }]) {
    await sleep(trainMs / 4);
    await api.ask('mutation ($id: ID!, $change: JSON!) { updateTrainingParameters(jobId: $id, parameters: $change) { id } }', {
      id,
      change,
    });
    const { parameterUpdates } = await until(api, id, startMs, 'an answer to the change', (job) =>
      ['APPLIED', 'REFUSED'].includes(job.parameterUpdates.at(-1)?.status ?? ''),
    );
    const { status, appliedAtStep, reason } = parameterUpdates.at(-1) as Job['parameterUpdates'][number];
    if (status !== 'APPLIED') throw new Error(`${JSON.stringify(change)} was refused: ${reason}`);
    console.log(`${JSON.stringify(change)} holds from step ${appliedAtStep}`);
  }
  await sleep(Math.max(0, endsAt - performance.now()));
  await api.ask('mutation ($id: ID!) { cancelTrainingJob(id: $id, saveCheckpoint: true) { id } }', { id });
}

const jobOf = async (api: Api, id: string): Promise<Job> =>
  (
    await api.ask<{ trainingJob: Job }>(
      `query ($id: ID!, $metrics: [String!]!) { trainingJob(id: $id) { status endReason errorDetails currentStep metricNames systemMetricNames
        parameterUpdates { status appliedAtStep reason } seriesColumns(metrics: $metrics, maxPoints: 20000) } }`,
      { id, metrics },
    )
  ).trainingJob;

async function until(api: Api, id: string, patienceMs: number, what: string, isSo: (job: Job) => boolean): Promise<Job> {
  for (const deadline = performance.now() + patienceMs; ; await sleep(250)) {
    const job = await jobOf(api, id);
    if (isSo(job)) return job;
    if (job.status === 'FAILED' || performance.now() > deadline)
      throw new Error(`${what} did not come; the job is ${job.status}: ${job.errorDetails}`);
  }
}

function report(job: Job, outputs: readonly string[]): void {
  const values = (metric: string): number[] => job.seriesColumns[metric]?.value ?? [];
  const mean = (of: readonly number[]): string => (of.reduce((sum, value) => sum + value, 0) / of.length).toFixed(1);
  const percent = (metric: string): string =>
    values(metric).length === 0 ? 'none' : `${mean(values(metric))} % on average, ${Math.max(...values(metric)).toFixed(1)} % at most`;
  const { row } = firstCharts(job.metricNames, job.systemMetricNames);
  const loss = values('loss');
  const rows: Record<string, string> = {
    'steps, end': `${job.currentStep}, ${job.status} (${job.endReason})`,
    loss: `${loss[0]?.toFixed(3)} at first, ${loss.at(-1)?.toFixed(3)} at last`,
    'samples a second': mean(values('samples_per_second')),
    'GPU use': percent('system/gpu/0/utilization'),
    'GPU memory': percent('system/gpu/0/memory_usage'),
    'processor use': percent('system/cpu/utilization'),
    'charts that stand first': row.map(({ title }) => title).join(', '),
    saved: outputs.join(', '),
  };
  console.table(rows);
  const faults = [
    job.status === 'CANCELLED' && job.endReason === 'USER' ? null : 'the job is not cancelled',
    outputs.includes(`checkpoint-${job.currentStep}`) ? null : 'the checkpoint is missing',
    (loss.at(-1) as number) < (loss[0] as number) ? null : 'the loss did not fall',
    isDry || row.some(({ title }) => title === 'GPU') ? null : 'no chart of the GPU stands first',
  ].filter((fault) => fault !== null);
  if (faults.length > 0) throw new Error(faults.join('; '));
}
