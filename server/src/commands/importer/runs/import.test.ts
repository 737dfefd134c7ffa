import { appendFile, cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask, openTestServer, type TestServer } from '../../../server.testing.ts';
import { needsSharedData, sharedData } from '../../../../tests/shared-data.testing.ts';
import { UnknownFormat } from '../formats.ts';
import { drainJudgments } from '../../../domains/health/background/judging.ts';
import { importFiles } from '../import.ts';
import { useFolder } from './reading.testing.ts';

let server: TestServer;
let shown = '';
const folder = useFolder();

beforeAll(async () => {
  server = await openTestServer();
});
afterAll(async () => {
  await server?.close();
});
beforeEach(() => {
  shown = '';
});

const screen = { isTerminal: false, columns: 80, write: (text: string) => (shown += text) };
const importAll = (...paths: string[]) => importFiles(paths, { url: server.url, apiKey: null }, screen);

interface Job {
  id: string;
  externalId: string;
  name: string;
  source: string;
  status: string;
  endReason: string | null;
  errorDetails: string | null;
  attempt: number;
  startedAt: string;
  endedAt: string | null;
  totalSteps: number | null;
  hyperparameters: Record<string, unknown>;
  tags: string[];
  project: string | null;
  baseModel: string | null;
  attempts: { attempt: number; firstStep: number | null; startedAt: string }[];
  metricNames: string[];
  systemMetricNames: string[];
}

/** Jobs by name, and the jobs of the workspace. */
async function jobs(name?: string): Promise<Job[]> {
  const { body } = await ask(
    server,
    `{ trainingJobs(first: 200) { edges { node { id externalId name source status endReason errorDetails attempt startedAt endedAt totalSteps hyperparameters tags project baseModel
        attempts { attempt firstStep startedAt } metricNames systemMetricNames } } } }`,
  );
  return (body.data.trainingJobs.edges as { node: Job }[]).map(({ node }) => node).filter((job) => name === undefined || job.name === name);
}
async function job(name: string): Promise<Job> {
  const [found, ...more] = await jobs(name);
  if (found === undefined || more.length > 0) throw new Error(`${name}: ${more.length + (found === undefined ? 0 : 1)} jobs`);
  return found;
}

interface Column {
  step: number[];
  value: (number | string)[];
  at: number[];
  attempt: number[];
}

async function columns({ id }: Job, metrics: string[], attempts = 'CURRENT'): Promise<Record<string, Column>> {
  const { body } = await ask(
    server,
    'query ($id: ID!, $metrics: [String!]!, $attempts: TrainingAttempts) { trainingJob(id: $id) { seriesColumns(metrics: $metrics, maxPoints: 20000, attempts: $attempts) } }',
    { variables: { id, metrics, attempts } },
  );
  return body.data.trainingJob.seriesColumns;
}
/** `step value` of a metric. */
async function curve(of: Job, metric: string, attempts = 'CURRENT'): Promise<string[]> {
  const column = (await columns(of, [metric], attempts))[metric];
  return (column?.step ?? []).map((step, index) => `${step} ${column?.value[index]}`);
}

const csv = (rows: readonly (readonly [step: number, loss: number | string])[]): string =>
  `step,timestamp,loss\n${rows.map(([step, loss]) => `${step},${1_795_182_000 + step},${loss}\n`).join('')}`;

describe('a run', () => {
  test('becomes one job with its points, times and end, whatever is bad in it', async () => {
    const path = await folder.write(
      'first.csv',
      csv([
        [1, 3],
        [2, 'NaN'],
        [3, 'many'],
        [4, '-inf'],
        [-5, 1],
        [6, 1],
      ]),
    );
    expect(await importAll(path)).toEqual({ rejectedCount: 2 });
    expect(shown).toContain(`${path}:4: loss is "many"; a number is expected`);
    expect(shown).toContain(`${path}:6: step is "-5"; a whole number from 0 is expected`);
    expect(shown).toContain(`${path}: CSV of metrics, “first”, 4 points of 1 metric, finished as far as is known, 2 rejected`);
    const imported = await job('first');
    expect(imported).toMatchObject({
      source: 'IMPORT',
      status: 'FINISHED',
      endReason: 'REPORTED',
      startedAt: new Date(1_795_182_001_000).toISOString(),
      endedAt: new Date(1_795_182_006_000).toISOString(),
    });
    expect(await curve(imported, 'loss')).toEqual(['1 3', '2 NaN', '4 -Infinity', '6 1']);
    expect((await columns(imported, ['loss']))['loss']?.at[0]).toBe(1_795_182_001_000);
  });

  test('imported again, from elsewhere, or grown longer stays one job, and keeps what a person edited', async () => {
    const path = await folder.write(
      'grown.csv',
      csv([
        [1, 3.5],
        [2, 2.5],
      ]),
    );
    await importAll(path);
    const before = await job('grown');
    await ask(server, 'mutation ($input: EditTrainingJobInput!) { editTrainingJob(input: $input) { id } }', {
      variables: { input: { id: before.id, name: 'renamed', tags: ['mine'] } },
    });
    await importAll(path);
    await appendFile(
      path,
      csv([[3, 1.5]])
        .split('\n')
        .slice(1)
        .join('\n'),
    );
    const copy = folder.path('copy/elsewhere.csv');
    await cp(path, copy);
    await importAll(copy);
    expect(await jobs('elsewhere')).toEqual([]);
    const after = await job('renamed');
    expect([after.id, after.tags]).toEqual([before.id, ['mine']]);
    expect(await curve(after, 'loss')).toEqual(['1 3.5', '2 2.5', '3 1.5']);
    expect(await curve(after, 'loss', 'ALL')).toEqual(['1 3.5', '2 2.5', '3 1.5']);
  });

  test('of the same seed begins alike, and is a job of its own', async () => {
    const [one, two] = [
      await folder.write(
        'seed-1.csv',
        csv([
          [1, 3.25],
          [2, 2.25],
        ]),
      ),
      await folder.write(
        'seed-2.csv',
        csv([
          [1, 3.25],
          [2, 2.125],
          [3, 2],
        ]),
      ),
    ];
    await importAll(one);
    await importAll(two);
    await importAll(one, two);
    expect(await curve(await job('seed-1'), 'loss')).toEqual(['1 3.25', '2 2.25']);
    expect(await curve(await job('seed-2'), 'loss')).toEqual(['1 3.25', '2 2.125', '3 2']);
  });

  test('that was restarted has attempts, once, and its curve has no step twice', async () => {
    const path = await folder.write(
      'restarted.csv',
      csv([
        [1, 9],
        [2, 8],
        [3, 7],
        [4, 6],
        [2, 88],
        [3, 77],
      ]),
    );
    for (let time = 0; time < 2; time += 1) {
      await importAll(path);
      const imported = await job('restarted');
      expect([imported.attempt, imported.attempts.map(({ firstStep }) => firstStep)]).toEqual([2, [1, 2]]);
      expect(await curve(imported, 'loss')).toEqual(['1 9', '2 88', '3 77']);
      expect(await curve(imported, 'loss', 'ALL')).toHaveLength(6);
    }
    expect(shown).toContain('2 attempts');
  });

  test('that stops early failed silently, until a longer file shows its end', async () => {
    const line = (step: number): string =>
      `${JSON.stringify({ current_steps: step, total_steps: 30, loss: 30 - step, elapsed_time: `0:00:${step}`, epoch: step / 10 })}\n`;
    const path = await folder.write('stopping/trainer_log.jsonl', line(10) + line(20));
    await importAll(path);
    expect(shown).toContain('interrupted (Its file ends at step 20 of 30.)');
    expect(await job('stopping')).toMatchObject({ status: 'FAILED', endReason: 'SILENT', errorDetails: 'Its file ends at step 20 of 30.' });
    const short = await folder.write('short/trainer_log.jsonl', line(10));
    await writeFile(path, line(10) + line(20) + line(30));
    await importAll(path);
    const finished = { status: 'FINISHED', endReason: 'COMPLETED', errorDetails: null, attempt: 1, totalSteps: 30 };
    expect(await job('stopping')).toMatchObject(finished);
    await importAll(short);
    expect(await job('stopping')).toMatchObject(finished);
  });

  test('of many points goes in batches', async () => {
    const rows = Array.from({ length: 12_345 }, (_, index) => [index, index / 2] as const);
    expect(await importAll(await folder.write('many.csv', csv(rows)))).toEqual({ rejectedCount: 0 });
    expect((await columns(await job('many'), ['loss']))['loss']?.step).toHaveLength(12_345);
  });

  test('with a name of a metric that the server does not take keeps the others', async () => {
    const path = await folder.write('names.csv', `step,loss,${'x'.repeat(300)}\n1,2,3\n`);
    expect(await importAll(path)).toEqual({ rejectedCount: 1 });
    expect(shown).toContain(`${path}:2: metric is 300 characters long; at most 250 are taken`);
    expect((await job('names')).metricNames).toEqual(['loss']);
  });
});

describe('files of several runs, and folders', () => {
  test('a table that names its runs is as many jobs', async () => {
    await importAll(await folder.write('table.csv', 'run,step,loss\nred,1,2\nblue,1,3\nred,2,1\n'));
    expect(await curve(await job('red'), 'loss')).toEqual(['1 2', '2 1']);
    expect(await curve(await job('blue'), 'loss')).toEqual(['1 3']);
  });

  test('a folder of MLflow is a job for each run, known by its id', async () => {
    await folder.write('m/mlruns/7/meta.yaml', `experiment_id: '7'\nname: ${'long '.repeat(200)}\n`);
    for (const [id, status] of [
      ['0123456789abcdef0123456789abcde0', '3'],
      ['0123456789abcdef0123456789abcde1', '4'],
      ['0123456789abcdef0123456789abcde2', '5'],
    ] as const) {
      await folder.write(
        `m/mlruns/7/${id}/meta.yaml`,
        `run_id: ${id}\nrun_name: ${id.slice(-2)}\nlifecycle_stage: active\nstart_time: 1795182228000\nend_time: 1795182240000\nstatus: ${status}\n`,
      );
      await folder.write(`m/mlruns/7/${id}/metrics/train/loss`, '1795182229000 2.5 1\n1795182230000 1.5 2\n');
      await folder.write(`m/mlruns/7/${id}/params/lr`, '0.1');
      await folder.write(`m/mlruns/7/${id}/tags/long`, 'x'.repeat(4_000));
      await folder.write(`m/mlruns/7/${id}/tags/team`, 'search');
    }
    expect(await importAll(folder.path('m'))).toEqual({ rejectedCount: 0 });
    expect(shown).toContain('3 runs, 6 points, 0 rejected');
    expect(shown).toContain('e0: the tag long is longer than 100 characters; it is left out');
    expect(shown).toMatch(/e0: project is left out: it is \d+ characters long/);
    const imported = await job('e0');
    expect(imported).toMatchObject({
      externalId: '0123456789abcdef0123456789abcde0',
      status: 'FINISHED',
      project: null,
      tags: ['team=search'],
      hyperparameters: { lr: '0.1' },
      startedAt: '2026-11-20T13:43:48.000Z',
      endedAt: '2026-11-20T13:44:00.000Z',
    });
    expect(await curve(imported, 'loss')).toEqual(['1 2.5', '2 1.5']);
    expect([(await job('e1')).status, (await job('e2')).status]).toEqual(['FAILED', 'CANCELLED']);
    await importAll(folder.path('m/mlruns'));
    expect(await curve(await job('e0'), 'loss')).toEqual(['1 2.5', '2 1.5']);
  });

  test('a run of MLflow that was killed ends with its last point, and times that are none are named', async () => {
    await folder.write('k/mlruns/8/meta.yaml', "experiment_id: '8'\nname: killed\n");
    const meta = (id: string, end: string) =>
      `run_id: ${id}\nrun_name: ${id}\nlifecycle_stage: active\nstart_time: 1795182228000\nstatus: 1\nend_time: ${end}\n`;
    await folder.write('k/mlruns/8/k1/meta.yaml', meta('k1', 'null'));
    await folder.write('k/mlruns/8/k1/metrics/loss', '1795182229000 2.5 1\n1795182238000 1.5 2\n99999999999999999999 1 3\n');
    await folder.write('k/mlruns/8/k2/meta.yaml', meta('k2', '1795182227000'));
    await folder.write('k/mlruns/8/k2/metrics/loss', '1795182229000 2.5 1\n');
    expect(await importAll(folder.path('k/mlruns'))).toEqual({ rejectedCount: 1 });
    expect(await job('k1')).toMatchObject({ status: 'FAILED', endReason: 'SILENT', endedAt: '2026-11-20T13:43:58.000Z' });
    expect(shown).toContain('loss:3: the record is "99999999999999999999 1 3"');
    expect(await job('k2')).toMatchObject({ status: 'FAILED', endedAt: '2026-11-20T13:43:49.000Z' });
    expect(shown).toMatch(/k2: its end time is left out: .*before the job began/);
  });

  test('a file that holds no run is named with its fault, alone and beside good ones', async () => {
    const good = JSON.stringify({ global_step: 1, best_model_checkpoint: null, log_history: [{ step: 1, loss: 2 }] });
    await folder.write('faults/good/trainer_state.json', good);
    const empty = await folder.write('faults/empty/trainer_state.json', '');
    const listless = JSON.stringify({ global_step: 1, best_model_checkpoint: null, log_history: {} });
    const none = await folder.write('faults/none/trainer_state.json', listless);
    expect(await importAll(folder.path('faults'))).toEqual({ rejectedCount: 2 });
    expect(shown).toContain(`${empty}: it is empty\n`);
    expect(shown).toContain(`${none}:1: log_history is no list\n`);
    expect((await job('good')).metricNames).toEqual(['loss']);
    const torn = await folder.write('torn/trainer_state.json', '{"global_step": 1}');
    await expect(importAll(torn)).rejects.toThrow(new UnknownFormat(torn, 'it has no list log_history', { isPlain: true }));
    await expect(importAll(folder.path('torn'))).rejects.toThrow(/can be read \(.*it has no list log_history\)\.$/);
  });

  test('a folder without a run is refused with the list of known formats', async () => {
    await folder.write('none/notes.txt', 'Dear diary');
    await expect(importAll(folder.path('none'))).rejects.toThrow(UnknownFormat);
    await expect(importAll(folder.path('none'))).rejects.toThrow(
      /no training run is in this folder \(1 other files\)\. Known formats:[^]*TensorBoard[^]*W&B[^]*mlruns/,
    );
  });

  test('a file that cannot be read to its end gives what is whole', async () => {
    const path = await folder.write(
      'broken/trainer_state.json',
      '{"global_step": 2, "log_history": [{"step": 1, "loss": 4}, {"step": 2, "lo',
    );
    expect(await importAll(path)).toEqual({ rejectedCount: 1 });
    expect(shown).toContain(`${path}: it could not be read further: line 1: the file ends before its object does`);
    const imported = await job('broken');
    expect(imported).toMatchObject({ status: 'FAILED', endReason: 'SILENT' });
    expect(await curve(imported, 'loss')).toEqual(['1 4']);
  });
});

describe.skipIf(sharedData === null)(`real trainings ${needsSharedData}`, () => {
  // Over 10 s: every file of the shared data is imported, some 210,000 points.
  test(
    'every training of the shared data is one job with the right verdict, and again nothing is doubled',
    { timeout: 120_000 },
    async () => {
      const path = join(sharedData as string, 'training');
      const before = new Set((await jobs()).map(({ id }) => id));
      expect(await importAll(path), shown).toEqual({ rejectedCount: 0 });
      expect(shown).toMatch(/14 runs, [\d,]+ points, 0 rejected/);
      const all = (await jobs()).filter(({ id }) => !before.has(id));
      expect(all).toHaveLength(14);
      const sft = all.filter(({ name }) => name === 'sft-6500');
      const [state, events] = await Promise.all(sft.map((one) => columns(one, ['loss', 'eval_loss'])));
      expect([state?.['loss']?.step.length, events?.['loss']?.step.length]).toEqual([6_500, 6_500]);
      expect(state?.['eval_loss']?.value.map((value) => Math.fround(Number(value)))).toEqual(
        events?.['eval_loss']?.value.map((value) => Math.fround(Number(value))),
      );
      const hidden = await columns(await job('diverge-filter-on'), ['loss', 'grad_norm', 'eval_loss']);
      expect([hidden['loss']?.value[18], hidden['grad_norm']?.value[18], hidden['eval_loss']?.value]).toEqual([
        0,
        'NaN',
        Array.from({ length: 6 }, () => 'NaN'),
      ]);
      const wandb = all.find(({ externalId }) => externalId === 'wandb/huggingface/5hx57wy1');
      expect(wandb).toMatchObject({ status: 'FAILED', endReason: 'SILENT', startedAt: expect.stringMatching(/^2023-07-07T08:0/) });
      expect(wandb?.systemMetricNames).toContain('system/gpu.0.powerWatts');

      await drainJudgments({ stores: server.stores, live: server.live });
      const verdicts = await Promise.all(
        all.map(async ({ id, name }) => {
          const { body } = await ask(server, 'query ($id: ID!) { trainingJob(id: $id) { warnings { kind beganAtStep } } }', {
            variables: { id },
          });
          const warnings = body.data.trainingJob.warnings as { kind: string; beganAtStep: number | null }[];
          return [name, ...warnings.map(({ kind, beganAtStep }) => `${kind} ${beganAtStep}`).toSorted()];
        }),
      );
      // 24 epochs without held-out data; a rate of up to 8, which the trainer hides; files that end before their runs do.
      expect(verdicts.filter(([, ...warnings]) => warnings.length > 0).toSorted()).toEqual([
        ['Fujump+qlora', 'OVERFITTING 8510'],
        ['HangerYang+Star', 'STALLED 40000'],
        ['diverge-filter-on', 'DIVERGENCE 4', 'HIDDEN_NAN 19', 'LEARNING_RATE 5'],
        ['hykun1989+360-LLaMA-Factory-grpo', 'STALLED 202'],
        ['run-5hx57wy1', 'STALLED 39'],
      ]);

      const checkpoint = join(path, 'syGOAT+Mistral-v0.2-Translator-bf16/checkpoint-4000/trainer_state.json');
      await importAll(checkpoint);
      expect(await jobs()).toHaveLength(before.size + all.length);
      const translators = await jobs('syGOAT+Mistral-v0.2-Translator-bf16');
      expect(translators.map(({ status }) => status)).toEqual(['FINISHED', 'FINISHED']);
      for (const one of translators) expect((await columns(one, ['loss'], 'ALL'))['loss']?.step).toHaveLength(866);
    },
  );
});
