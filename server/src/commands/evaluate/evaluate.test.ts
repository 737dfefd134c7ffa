import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useArtifactStore } from '../../domains/artifacts/load.ts';
import { drainEvaluating } from '../../domains/evaluation-runs/background/work.ts';
import { geographer, makeDataset, makePrompt } from '../../domains/evaluation-runs/tests/api.testing.ts';
import { saidIn } from '../../domains/judges/tests/fake-judge.testing.ts';
import { openFakeModels, type FakeModels } from '../../domains/model-connections/tests/fake-models.testing.ts';
import { connectModels } from '../../domains/playground/tests/runs.testing.ts';
import { openTestServer, type TestServer } from '../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../workspace.testing.ts';
import { readOptions, UsageProblem } from './options.ts';
import { shortcomings, summaryOf, type EndedRun } from './summary.ts';

describe('the words after the command', () => {
  const call = (...more: string[]) => readOptions(['--dataset', 'd', '--model', 'c/m', ...more]);
  test('name prompt, checks and thresholds', () => {
    expect(
      call(
        '--prompt',
        'a@b@3',
        '--check',
        'number:0.5',
        '--check',
        'contains:ignore-case',
        '--fail-under',
        '0.8',
        '--fail-under',
        'a=b=0.5',
      ),
    ).toMatchObject({
      prompt: 'a@b',
      promptVersion: 3,
      checks: [
        { kind: 'NUMBER_NEAR', tolerance: 0.5 },
        { kind: 'CONTAINS', ignoresCase: true },
      ],
      thresholds: [
        { score: null, least: 0.8 },
        { score: 'a=b', least: 0.5 },
      ],
    });
    expect(call('--prompt', 'a@production')).toMatchObject({ prompt: 'a', promptVersion: null, promptLabel: 'production' });
    expect(call()).toMatchObject({ checks: [{ kind: 'EQUALS' }], thresholds: [], allowedFailures: 0 });
    expect(call('--judge', 'j')).toMatchObject({ checks: [], judges: ['j'] });
    expect(readOptions(['--help'])).toBeNull();
  });

  test.each([
    [['--model', 'c/m'], '--dataset is missing'],
    [['--dataset', 'd'], '--model is missing'],
    [['--dataset', 'd', '--model', 'm', '--check', 'like'], 'no check'],
    [['--dataset', 'd', '--model', 'm', '--check', 'equals:2'], 'ignore-case'],
    [['--dataset', 'd', '--model', 'm', '--check', 'number:-1'], 'tolerance'],
    [['--dataset', 'd', '--model', 'm', '--fail-under', 'high'], 'no number'],
    [['--dataset', 'd', '--model', 'm', '--rows', '1.5'], 'whole number'],
    [['--dataset', 'd', '--model', 'm', '--fail-on-regression'], '--baseline'],
    [['--dataset', 'd', '--model', 'm', '--unknown'], 'unknown'],
  ])('%j are refused', (args, message) => {
    expect(() => readOptions(args)).toThrow(UsageProblem);
    expect(() => readOptions(args)).toThrow(message);
  });
});

describe('the summary', () => {
  const score = { name: 'exact', n: 10, mean: 0.75, low: 0.4, high: 0.9, passShare: 0.75, errorCount: 0 };
  const run: EndedRun = {
    id: 'R',
    name: 'a | b\n# c',
    itemCount: 10,
    doneCount: 10,
    failedCount: 0,
    cachedCount: 0,
    costUsd: 0.5,
    promptName: 'p',
    promptVersion: 2,
    model: 'c/m',
    dataset: { name: 'd' },
    datasetVersion: { number: 3 },
    scores: [score],
    failures: [],
  };
  const gate = { thresholds: [{ score: null, least: 0.75 }], failsOnRegression: false, allowedFailures: 0 };
  test('is good enough at the threshold, and not below it', () => {
    expect(shortcomings(run, null, gate)).toEqual([]);
    expect(shortcomings(run, null, { ...gate, thresholds: [{ score: 'exact', least: 0.76 }] })).toEqual(['"exact" is 0.75, below 0.76.']);
    expect(shortcomings(run, null, { ...gate, thresholds: [{ score: 'none', least: 0 }] })).toEqual(['No score has the name "none".']);
    expect(shortcomings({ ...run, failedCount: 1 }, null, gate)).toHaveLength(1);
    expect(shortcomings({ ...run, failedCount: 1 }, null, { ...gate, allowedFailures: 1 })).toEqual([]);
    expect(shortcomings({ ...run, scores: [] }, null, gate)).toEqual(['No score has a value.']);
    expect(shortcomings({ ...run, failedCount: 9 }, null, { ...gate, thresholds: [] })).toEqual([]);
  });

  test('has texts of people as texts', () => {
    const text = summaryOf(run, null, ['It is bad.']);
    expect(text).toContain('## Evaluation failed: a \\| b \\# c');
    expect(text).toContain('| exact | 0.75 | 0.4 to 0.9 | 75.0 % | 10 |');
    expect(text.split('\n').filter((line) => line.startsWith('#'))).toHaveLength(1);
  });
});

describe('pnpm evaluate', () => {
  let server: TestServer;
  let fake: FakeModels;
  let folder: string;
  let workspace: TestWorkspace;
  let isOver = false;
  let working: Promise<void>;
  beforeAll(async () => {
    server = await openTestServer();
    fake = await openFakeModels({ api: 'openai' });
    folder = await mkdtemp(join(tmpdir(), 'evaluate-command-'));
    useArtifactStore(server.stores, { dataDir: folder, url: null });
    workspace = await openTestWorkspace(server);
    await connectModels(workspace, 'open', fake.url);
    await makeDataset(workspace, 'capitals');
    await makePrompt(workspace, 'capital', 'What is the capital of {{country}}?');
    const work = async (): Promise<void> => {
      while (!isOver) {
        await drainEvaluating(server.stores);
        await new Promise((done) => setTimeout(done, 50));
      }
    };
    working = work();
  });
  afterAll(async () => {
    isOver = true;
    await working;
    await fake?.close();
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Runs the command as `pnpm evaluate` does. */
  async function evaluate(...args: string[]): Promise<{ code: number | null; output: string; errors: string }> {
    const child = spawn(process.execPath, [resolve(import.meta.dirname, 'main.ts'), ...args], {
      env: { PATH: process.env['PATH'], FTL_URL: server.url, FTL_API_KEY: workspace.secret },
    });
    let [output, errors] = ['', ''];
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (errors += String(chunk)));
    const code = await new Promise<number | null>((done) => child.once('close', done));
    return { code, output, errors };
  }
  const call = ['--dataset', 'capitals', '--prompt', 'capital', '--model', 'open/small'];

  test('ends with 0 when the run is good enough, with 1 below the threshold, and compares with a baseline', async () => {
    fake.answer(geographer);
    const first = await evaluate(...call, '--name', 'main', '--fail-under', '0.7');
    expect(first).toMatchObject({ code: 0, errors: expect.stringContaining('4 items, 4 calls of models') });
    expect(first.output).toContain('| exact match | 0.75 |');
    fake.answer((request) => [{ text: saidIn(request).user.includes('Spain') ? 'Madrid' : 'none' }]);
    const file = join(folder, 'summary.md');
    const second = await evaluate(...call, '--fresh', '--baseline', 'main', '--fail-under', 'exact match=0.7', '--output', file);
    expect(second).toMatchObject({ code: 1, output: '' });
    const summary = await readFile(file, 'utf8');
    expect(summary).toContain('"exact match" is 0.25, below 0.7.');
    expect(summary).toContain('### Beside main');
    expect(summary).toMatch(/\| exact match \| 0\.75 \| 0\.25 \| -0\.5 \(.+\) \| 0\.625 \| 1 \/ 3 \| not decisive \|/);
  });

  test('ends with 2 where the call is wrong, and starts nothing', async () => {
    fake.requests.length = 0;
    expect(await evaluate('--dataset', 'none', '--model', 'open/small')).toMatchObject({
      code: 2,
      errors: expect.stringContaining('There is no dataset "none"'),
    });
    expect(await evaluate(...call, '--judge', 'none')).toMatchObject({
      code: 2,
      errors: expect.stringContaining('There is no judge "none"'),
    });
    expect(await evaluate(...call, '--baseline', 'none')).toMatchObject({
      code: 2,
      errors: expect.stringContaining('no run with the id or the name'),
    });
    expect(await evaluate('--dataset', 'capitals', '--model', 'no/model')).toMatchObject({
      code: 2,
      errors: expect.stringContaining('open/small'),
    });
    expect(await evaluate('--model', 'open/small')).toMatchObject({ code: 2, errors: expect.stringContaining('--dataset is missing') });
    expect(fake.requests).toHaveLength(0);
  });

  test('ends with 2 where the run comes to no end', async () => {
    fake.answer({ status: 401, body: { error: { message: 'no' } } });
    expect(await evaluate(...call, '--fresh')).toMatchObject({ code: 2, errors: expect.stringContaining('The run is paused.') });
  });
});
