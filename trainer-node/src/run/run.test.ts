import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestServer } from '../client/server.testing.ts';
import { samplesOf } from './samples.ts';
import { rateAfter } from './schedule.ts';
import { readSettings } from './settings.ts';
import { declared, EarlyStopping, steer } from './steering.ts';

describe('the learning rate', () => {
  test('rises evenly to its peak and falls to a tenth of it', () => {
    const schedule = { peak: 1, warmupSteps: 4, totalSteps: 24 };
    expect([0, 1, 2, 3, 4].map((done) => rateAfter(done, schedule))).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
    expect(rateAfter(14, schedule)).toBeCloseTo(0.55, 12);
    expect(rateAfter(24, schedule)).toBeCloseTo(0.1, 12);
    expect(rateAfter(99, schedule)).toBeCloseTo(0.1, 12);
  });

  test('begins at its peak without a warm-up', () => {
    expect(rateAfter(0, { peak: 0.5, warmupSteps: 0, totalSteps: 10 })).toBe(0.5);
  });
});

describe('settings', () => {
  test('are those of the command, over which the parameters of the job win', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'trainer-node-'));
    const path = join(folder, 'parameters.json');
    await writeFile(path, JSON.stringify({ steps: 7, colour: 'red', lr_scheduler_type: 'cosine_with_min_lr' }));
    const { settings, unknown } = readSettings(['--steps', '9', '--learning-rate', '0.5', '--resume'], { FTL_PARAMETERS: path });
    expect(settings).toMatchObject({ steps: 7, learning_rate: 0.5, resume: true });
    expect(unknown).toEqual(['colour']);
    await rm(folder, { recursive: true });
  });

  test('of a job of a runner keep checkpoints where the runner says, and go on from them in the next attempt', () => {
    const env = { FTL_OUTPUT_DIR: '/kept' };
    expect(readSettings([], { ...env, FTL_ATTEMPT: '1' }).settings).toMatchObject({ output_dir: '/kept', resume: false });
    expect(readSettings([], { ...env, FTL_ATTEMPT: '2' }).settings).toMatchObject({ output_dir: '/kept', resume: true });
    expect(readSettings(['--output-dir', 'own'], { ...env, FTL_ATTEMPT: '2' }).settings).toMatchObject({ output_dir: 'own' });
  });

  test.each([
    [['--steps', 'many'], 'steps'],
    [['--steps', '2.5'], 'steps'],
    [['--steps', '0'], 'steps'],
    [['--width', '10', '--heads', '4'], 'multiple'],
    [['--tokenizer', 'words'], 'tokenizer'],
    [['--eval-share', '1'], 'eval_share'],
    [['--colour', 'red'], 'colour'],
    [['--data', 'rows.jsonl', '--dataset-version', 'v1'], 'one is taken'],
  ])('%j are refused', (args, part) => {
    expect(() => readSettings(args, {})).toThrow(part);
  });
});

describe('a change', () => {
  const { settings } = readSettings([], {});
  const ask = (parameters: Record<string, unknown>, step = 10) => steer({ id: 'u', parameters }, settings, settings, step);

  test('is taken as a whole', () => {
    expect(ask({ learning_rate: 0.5, steps: 11 })).toMatchObject({
      controls: { learning_rate: 0.5, steps: 11, eval_steps: settings.eval_steps },
    });
  });

  test.each([
    [{ learning_rate: 1.01 }, 'at most 1'],
    [{ learning_rate: -1 }, 'at least 0'],
    [{ learning_rate: 'fast' }, 'type FLOAT'],
    [{ learning_rate: null }, 'type FLOAT'],
    [{ eval_steps: 1.5 }, 'type INT'],
    [{ steps: 10 }, 'at least 11'],
    [{ batch_size: 4 }, 'needs a restart from a checkpoint'],
    [{ width: 4, learning_rate: 0.1 }, 'width cannot change: the weights'],
    [{ colour: 1 }, 'no parameter of this trainer'],
    [{}, 'names no parameter'],
  ])('%j is refused', (parameters, part) => {
    expect(ask(parameters)).toMatchObject({ reason: expect.stringContaining(part) as string });
  });

  test('is declared with the values of now', () => {
    expect(declared(settings, { ...settings, learning_rate: 0.25 }, 3).find(({ name }) => name === 'learning_rate')).toMatchObject({
      current: 0.25,
    });
  });
});

test('early stopping counts evaluations without improvement, and never stops at 0', () => {
  const stopping = new EarlyStopping();
  expect([3, 2, 2.5, 2].map((loss) => stopping.isOver(loss, 0))).toEqual([false, false, false, false]);
  const other = new EarlyStopping();
  expect([3, 2, 2.5, 1.9, 2, 2].map((loss) => other.isOver(loss, 2))).toEqual([false, false, false, false, false, true]);
});

test('a sample ends before the last number of a line, else in the middle of its words', () => {
  expect(samplesOf('Anna has 3 keys. Now Anna has 12 keys.\nshort\nA line without any number\n', 5)).toEqual([
    { prompt: 'Anna has 3 keys. Now Anna has', asked: 'Anna has 3 keys. Now Anna has', reference: ' 12 keys.', sampleIndex: 0 },
    { prompt: 'A line without ', asked: 'A line without ', reference: 'any number', sampleIndex: 1 },
  ]);
});

describe('the trainer, as a process', () => {
  let server: TestServer;
  let folder: string;

  beforeEach(async () => {
    server = await new TestServer().start();
    folder = await mkdtemp(join(tmpdir(), 'trainer-node-'));
  });

  afterEach(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const SMALL = ['--width', '16', '--layers', '1', '--heads', '2', '--context-length', '16', '--batch-size', '8', '--text-lines', '100'];

  async function train(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<{ code: number; output: string }> {
    const given = { ...process.env, FTL_URL: server.url, FTL_BUFFER_DIR: join(folder, 'buffer'), ...env };
    const main = join(import.meta.dirname, '../main.ts');
    const child = spawn(process.execPath, [main, ...SMALL, '--output-dir', join(folder, 'output'), ...args], { env: given, cwd: folder });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
    const code = await new Promise<number>((resolve) => child.once('close', (status) => resolve(status ?? 1)));
    return { code, output };
  }

  test('learns: its loss falls, and every number of the run arrives', async () => {
    const { code, output } = await train(
      '--steps 80 --logging-steps 1 --eval-steps 40 --learning-rate 0.02 --warmup-steps 5 --tokenizer pieces --vocabulary 80'.split(' '),
    );
    expect(output).toContain('step 80 of 80');
    expect(code).toBe(0);
    const loss = [...server.series('loss').values()].map(Number);
    expect(loss).toHaveLength(80);
    expect(loss.at(-1) as number).toBeLessThan((loss[0] as number) * 0.7);
    expect([...server.series('eval_loss').keys()]).toEqual([40, 80]);
    for (const metric of ['grad_norm', 'tokens_per_second', 'epoch', 'num_tokens'])
      expect(server.series(metric).size, metric).toBeGreaterThanOrEqual(80);
    for (const [step, rate] of server.series('learning_rate')) {
      expect(rate).toBeCloseTo(rateAfter(step - 1, { peak: 0.02, warmupSteps: 5, totalSteps: 80 }), 12);
    }
    expect(server.predictions[0]).toMatchObject({ epoch: 1, sampleIndex: 0, scores: { exact_match: expect.any(Number) as number } });
    expect(server.reports.at(-1)).toMatchObject({ status: 'FINISHED' });
    expect(server.jobs[0]?.fields).toMatchObject({ totalSteps: 80, trainingType: 'FROM_SCRATCH' });
  });

  test('applies changes while it runs, from the step that it acknowledges', async () => {
    // Asked for once the job has its first points.
    server.onOperation = (operation) => {
      if (operation !== 'logTrainingSteps' || server.updates.length > 0) return;
      server.updates.push({ id: 'u1', parameters: { learning_rate: 0.02, warmup_steps: 5, eval_steps: 30, steps: 2_000 } });
      server.updates.push({ id: 'u2', parameters: { width: 8 } });
    };
    const stopAt = 'u1';
    const watch = setInterval(() => {
      if (server.answers.some(({ id, status }) => id === stopAt && status === 'APPLIED')) server.shouldStop = server.saveCheckpoint = true;
    }, 10);
    await train(['--steps', '5000', '--logging-steps', '1', '--eval-steps', '5000']);
    clearInterval(watch);
    const applied = server.answers.find(({ id, status }) => id === 'u1' && status === 'APPLIED') as { appliedAtStep: number };
    const before = { peak: 3e-3, warmupSteps: 50, totalSteps: 5_000 };
    const after = { peak: 0.02, warmupSteps: 5, totalSteps: 2_000 };
    for (const [step, rate] of server.series('learning_rate')) {
      expect(rate).toBeCloseTo(rateAfter(step - 1, step < applied.appliedAtStep ? before : after), 12);
    }
    expect(server.answers.find(({ id, status }) => id === 'u2' && status === 'REFUSED')).toMatchObject({
      reason: expect.stringContaining('width') as string,
    });
    expect(server.declared.find(({ name }) => name === 'learning_rate')).toMatchObject({ current: 0.02 });
    expect(server.jobs[0]?.fields).toMatchObject({ totalSteps: 2_000 });
    const last = Math.max(...server.series('loss').keys());
    expect(readdirSync(join(folder, 'output'))).toContain(`checkpoint-${last}`);
    expect(server.reports.at(-1)).toMatchObject({ status: 'CANCELLED' });
  });

  test('goes on from a checkpoint exactly as if it had not stopped', async () => {
    await train(['--steps', '24', '--logging-steps', '1', '--seed', '4']);
    const whole = server.series('loss');
    await train(['--steps', '24', '--logging-steps', '1', '--seed', '4', '--save-steps', '10', '--output-dir', join(folder, 'other')]);
    await rm(join(folder, 'other/checkpoint-24'), { recursive: true });
    await rm(join(folder, 'other/checkpoint-20'), { recursive: true });
    server.points.length = 0;
    server.jobs.push({ id: 'job-9', status: 'RUNNING', attempt: 1, currentStep: null, fields: { externalId: 'by the runner' } });
    await train(['--steps', '24', '--logging-steps', '1', '--seed', '4', '--resume', '--output-dir', join(folder, 'other')], {
      FTL_JOB_ID: 'job-9',
      FTL_ATTEMPT: '2',
    });
    const resumed = server.series('loss', 2);
    expect([...resumed.keys()]).toEqual(Array.from({ length: 14 }, (_, index) => index + 11));
    for (const [step, loss] of resumed) expect(loss).toBeCloseTo(Number(whole.get(step)), 6);
  });

  test('trains on rows, says what it answers to each of them, and begins with the weights of another training', async () => {
    const sums = Array.from({ length: 30 }, (_, n) => ({ prompt: `${n % 6}+${n % 5}`, completion: String((n % 6) + (n % 5)) }));
    const rows = sums.map((row, n) => ({ ...row, split: n % 6 === 5 ? 'held_out' : 'train' }));
    const data = join(folder, 'rows.jsonl');
    await writeFile(data, rows.map((row) => JSON.stringify(row)).join('\n'));
    const settings = '--steps 150 --width 32 --batch-size 20 --logging-steps 1 --eval-steps 75 --learning-rate 0.01 --warmup-steps 5'.split(
      ' ',
    );
    const { code, output } = await train([...settings, '--data', data]);
    expect(code, output).toBe(0);
    // The loss of answers alone: those of prompts can't be learned.
    const loss = [...server.series('loss').values()].map(Number);
    expect(loss.at(-1) as number).toBeLessThan(0.2);
    const last = server.predictions.filter(({ step }) => step === 150);
    expect(last.map(({ sampleIndex }) => sampleIndex as number)).toEqual(sums.map((_, n) => n));
    for (const { sampleIndex, prompt, reference, prediction, scores } of last) {
      expect({ prompt, completion: reference }).toEqual(sums[sampleIndex as number]);
      expect(scores).toEqual({ exact_match: prediction === reference ? 1 : 0 });
    }
    expect(last.filter(({ scores }) => scores.exact_match === 1).length).toBeGreaterThanOrEqual(24);
    expect(server.jobs[0]?.fields).toMatchObject({ datasetName: 'rows.jsonl' });
    server.points.length = 0;
    const next = await train([
      ...settings,
      '--steps',
      '2',
      '--data',
      data,
      '--init-from',
      join(folder, 'output'),
      '--output-dir',
      join(folder, 'next'),
    ]);
    expect(next.output).toContain('Begins with the weights');
    expect(Number(server.series('loss').get(1))).toBeLessThan(0.5);
    expect(server.jobs.at(-1)?.fields).toMatchObject({ trainingType: 'FINE_TUNING' });
  });

  test('reads the rows of a dataset version from the server, page by page', async () => {
    server.rows = Array.from({ length: 520 }, (_, position) => ({
      position,
      split: position < 500 ? 'train' : 'held_out',
      input:
        position % 2 === 0
          ? `${position % 7}+1`
          : [
              { role: 'user', content: 'Hi' },
              { role: 'user', content: `${position % 7}+1` },
            ],
      expectedOutput: String((position % 7) + 1),
      messages: null,
    }));
    const { code, output } = await train(['--steps', '2', '--dataset-version', 'v1']);
    expect(code, output).toBe(0);
    const last = server.predictions.filter(({ step }) => step === 2);
    expect(last).toHaveLength(520);
    expect(last[1]?.['prompt']).toBe('user: Hi\nuser: 1+1');
    const missing = await train(['--dataset-version', 'none']);
    expect(missing.output).toContain('the server has no dataset version none');
    expect(server.reports.at(-1)).toMatchObject({ status: 'FAILED' });
  });

  test('stops early, and names what is wrong with its settings', async () => {
    await train(['--steps', '60', '--eval-steps', '2', '--early-stopping-patience', '2', '--learning-rate', '0']);
    expect(server.reports.at(-1)).toMatchObject({ status: 'FINISHED', endReason: 'EARLY_STOPPED' });
    const wrong = await train(['--steps', '-1']);
    expect(wrong).toMatchObject({ code: 2, output: expect.stringContaining('steps') as string });
    const missing = await train(['--text', join(folder, 'none.txt')]);
    expect(missing.code).toBe(1);
    expect(server.reports.at(-1)).toMatchObject({ status: 'FAILED' });
  });
});
