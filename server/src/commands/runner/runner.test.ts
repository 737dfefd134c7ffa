import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiKey } from '../../domains/access/commands.ts';
import { noteLostRunners } from '../../domains/runners/background.ts';
import { leaseMs, mostLosses } from '../../domains/runners/pure/lease.ts';
import { createTestWorkspace } from '../../platform/store/testing.ts';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { keyOf, runJob } from './job.ts';
import { LEASE, type Lease } from './operations.ts';
import { sender } from './server.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
/** A trainer: it writes lines, then what its parameters say becomes of it. */
const TRAINER = `
import { readFileSync, writeFileSync } from 'node:fs';
const { lines = 3, outcome = 'end', counter } = JSON.parse(readFileSync(process.env.FTL_PARAMETERS, 'utf8'));
console.error('\\u001b[32mattempt ' + process.env.FTL_ATTEMPT + '\\u001b[0m ' + Boolean(process.env.FTL_JOB_ID && process.env.FTL_FENCE && process.env.FTL_URL));
for (let line = 1; line <= lines; line += 1) console.log('line ' + line);
if (outcome === 'stay always' || (outcome === 'stay' && process.env.FTL_ATTEMPT === '1')) setInterval(() => {}, 1000);
if (outcome === 'fail') { process.exitCode = 3; console.error('no such file'); }
if (outcome === 'memory') { process.exitCode = 1; console.error('torch.OutOfMemoryError: CUDA out of memory.'); }
if (outcome === 'killed') { writeFileSync(counter, 'oom_kill 1\\n'); process.kill(process.pid, 'SIGKILL'); }
`;

let server: TestServer;
const folders: string[] = [];
const children = new Set<ChildProcess>();
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
  await server?.close();
});

async function workplace() {
  const workspaceId = await createTestWorkspace(server.stores, randomUUID());
  const { secret } = await createApiKey(server.stores, { workspaceId, name: 'Ada', role: 'OWNER' });
  const folder = await mkdtemp(join(tmpdir(), 'ftl-runner-'));
  folders.push(folder);
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'bin', 'trainer.mjs'), TRAINER);
  const commands = { tiny: { run: [process.execPath, join(folder, 'bin', 'trainer.mjs')] } };
  await writeFile(join(folder, 'runner.json'), JSON.stringify({ commands, stopSeconds: 0, signalSeconds: 1 }));
  const run = async (query: string, variables: object = {}): Promise<Loose> => {
    const { body } = await ask(server, query, { variables, headers: { authorization: `Bearer ${secret}` } });
    expect(body.errors).toBeUndefined();
    return body.data;
  };
  const { saveTrainingConfiguration } = await run(
    'mutation { saveTrainingConfiguration(input: { name: "tiny", command: "tiny" }) { id } }',
  );
  return {
    workspaceId,
    folder,
    secret,
    run,
    start: async (parameters: object): Promise<string> =>
      (
        await run('mutation ($input: StartTrainingJobInput!) { startTrainingJob(input: $input) { id } }', {
          input: { configurationId: saveTrainingConfiguration.id, parameters },
        })
      ).startTrainingJob.id,
    job: async (id: string): Promise<Loose> =>
      (await run('query ($id: ID!) { trainingJob(id: $id) { status endReason attempt errorDetails attempts { exitCode } } }', { id }))
        .trainingJob,
    log: async (id: string, rest = ''): Promise<string[]> =>
      (await run(`query ($id: ID!) { trainingLog(jobId: $id, count: 5000${rest}) { text } }`, { id })).trainingLog.map(
        ({ text }: Loose) => text,
      ),
    /** With a key of its own, where one is given. */
    runnerWith: (key: string, ...flags: string[]) => startRunner(folder, key, flags),
    runner: (...flags: string[]) => startRunner(folder, secret, flags),
  };
}
type Workplace = Awaited<ReturnType<typeof workplace>>;

function startRunner(folder: string, key: string, flags: readonly string[]) {
  const child = spawn(process.execPath, [MAIN, '--folder', folder, '--name', 'r', ...flags], {
    env: { ...process.env, FTL_URL: server.url, FTL_API_KEY: key },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  children.add(child);
  const gone = once(child, 'exit') as Promise<[number | null, string | null]>;
  const words = child.stderr.toArray().then((parts) => Buffer.concat(parts).toString());
  return { child, gone, words };
}

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
};
const isRunning = ({ log }: Workplace, id: string) => until(async () => (await log(id)).includes('line 3'));

test('a job runs in a clean folder with its parameters; every line of its log is stored before the end', async () => {
  const own = await workplace();
  const id = await own.start({ lines: 20_000 });
  expect(await own.runner('--once').gone).toEqual([0, null]);
  expect(await own.job(id)).toMatchObject({ status: 'FINISHED', endReason: 'COMPLETED', attempts: [{ exitCode: 0 }] });
  const lines: string[] = [];
  for (let part = await own.log(id); part.length > 0; part = await own.log(id, `, after: ${lines.length}`)) lines.push(...part);
  expect(lines.filter((line) => line.startsWith('line'))).toEqual(Array.from({ length: 20_000 }, (_, index) => `line ${index + 1}`));
  expect(lines.filter((line) => !line.startsWith('line'))).toEqual(['\u001b[32mattempt 1\u001b[0m true']);
  expect(await readdir(join(own.folder, 'jobs'))).toEqual([]);
});

test('a failure has its exit code, the last lines and its kind', async () => {
  const own = await workplace();
  const [failed, memory] = [await own.start({ outcome: 'fail' }), await own.start({ outcome: 'memory' })];
  for (const _job of [1, 2]) await own.runner('--once').gone;
  expect(await own.job(failed)).toMatchObject({ status: 'FAILED', endReason: 'BAD_EXIT', attempts: [{ exitCode: 3 }] });
  expect((await own.job(failed)).errorDetails).toContain('exit code 3.\n\n');
  expect((await own.job(failed)).errorDetails).toContain('no such file');
  expect(await own.job(memory)).toMatchObject({ status: 'FAILED', endReason: 'OUT_OF_MEMORY' });
});

test('a command that the kernel kills for memory says nothing of it, and is out of memory all the same', async () => {
  const own = await workplace();
  const root = join(own.folder, 'root');
  const counter = join(root, 'proc', 'vmstat');
  await mkdir(join(root, 'proc'), { recursive: true });
  await writeFile(counter, 'oom_kill 0\n');
  const send = sender({ url: server.url, apiKey: own.secret }, new AbortController().signal, () => {});
  const { registerRunner } = await own.run('mutation { registerRunner(input: { name: "r", commands: ["tiny"] }) { id } }');
  const commands = { tiny: { run: [process.execPath, join(own.folder, 'bin', 'trainer.mjs')] as [string, ...string[]], env: {} } };
  const configuration = {
    labels: [],
    hourlyUsd: null,
    stopSeconds: 0,
    checkpointSeconds: 0,
    signalSeconds: 0,
    outputsKeptDays: null,
    commands,
  };
  const giveBack = new AbortController().signal;
  const context = {
    server: { url: server.url, apiKey: own.secret },
    send,
    folder: own.folder,
    configuration,
    giveBack,
    say: () => {},
    root,
  };
  const id = await own.start({ outcome: 'killed', counter });
  const { leaseTrainingJob } = await send<{ leaseTrainingJob: Lease }>(LEASE, { input: { runnerId: registerRunner.id } });
  await runJob(context, leaseTrainingJob);
  expect(await own.job(id)).toMatchObject({ status: 'FAILED', endReason: 'OUT_OF_MEMORY' });
  expect((await own.job(id)).errorDetails).toMatch(/^The kernel killed for memory\.[\s\S]*SIGKILL/);
});

test('a cancelled job is confirmed by the end of its command, and a trainer that is killed has failed', async () => {
  const own = await workplace();
  const cancelled = await own.start({ outcome: 'stay' });
  const { gone } = own.runner('--once');
  await isRunning(own, cancelled);
  await own.run('mutation ($id: ID!) { cancelTrainingJob(id: $id) { id } }', { id: cancelled });
  expect(await gone).toEqual([0, null]);
  expect(await own.job(cancelled)).toMatchObject({ status: 'CANCELLED', endReason: 'USER' });
  const killed = await own.start({ outcome: 'stay' });
  const second = own.runner('--once');
  await isRunning(own, killed);
  process.kill(await trainerOf(own), 'SIGKILL');
  await second.gone;
  expect(await own.job(killed)).toMatchObject({ status: 'FAILED', endReason: 'BAD_EXIT' });
  expect((await own.job(killed)).errorDetails).toContain('SIGKILL');
});

/** One that has ended and was not waited for is no process any more. */
const isAlive = async (pid: number): Promise<boolean> =>
  !/^(Z|X)?$/.test((await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')).split(') ')[1]?.[0] ?? '');

const trainerOf = async ({ folder }: Workplace): Promise<number> => {
  const [name] = await readdir(join(folder, 'jobs'));
  return (JSON.parse(await readFile(join(folder, 'jobs', name as string, 'process.json'), 'utf8')) as { pid: number }).pid;
};

test('a runner that is killed loses its job to its next start, which ends the command that was left; what was stored stays', async () => {
  const own = await workplace();
  const id = await own.start({ outcome: 'stay' });
  const first = own.runner();
  await isRunning(own, id);
  const left = await trainerOf(own);
  first.child.kill('SIGKILL');
  await first.gone;
  const context = { stores: server.stores, live: server.live, onError: (error: unknown) => expect(error).toBeNull() };
  await noteLostRunners(context as never, new Date(Date.now() + leaseMs + 1));
  expect(await own.job(id)).toMatchObject({ status: 'QUEUED', attempt: 2 });
  expect(await own.runner('--once').gone).toEqual([0, null]);
  expect(await isAlive(left)).toBe(false);
  expect(await own.job(id)).toMatchObject({ status: 'FINISHED', attempt: 2 });
  for (const attempt of [1, 2])
    expect((await own.log(id, `, attempt: ${attempt}`)).toSorted()).toEqual(
      [`\u001b[32mattempt ${attempt}\u001b[0m true`, 'line 1', 'line 2', 'line 3'].toSorted(),
    );
}, 30_000);

test('a folder has one runner; one that was killed gives its job back at its next start, three times at most', async () => {
  const own = await workplace();
  const id = await own.start({ outcome: 'stay always' });
  for (let attempt = 1; attempt <= mostLosses + 1; attempt += 1) {
    const { child, gone } = own.runner();
    await until(async () => (await own.log(id, `, attempt: ${attempt}`)).includes('line 3'));
    expect(await own.job(id)).toMatchObject({ status: 'RUNNING', attempt });
    if (attempt === 1) {
      const second = own.runner();
      expect(await second.gone).toEqual([2, null]);
      expect(await second.words).toContain('is in use by another runner');
    }
    expect(await isAlive(await trainerOf(own))).toBe(true);
    child.kill('SIGKILL');
    await gone;
    if (attempt === mostLosses + 1) await writeFile(join(own.folder, 'outputs', keyOf(id), 'kept'), '');
  }
  own.runner();
  await until(async () => (await own.job(id)).status === 'LOST');
  expect(await own.job(id)).toMatchObject({ endReason: 'LOST_RUNNER', attempt: mostLosses + 1 });
  expect(await readdir(join(own.folder, 'outputs', keyOf(id))), 'its output stays').toEqual(['kept']);
}, 30_000);

test('Ctrl-C gives the job back, and --finish waits for its end', async () => {
  const own = await workplace();
  const id = await own.start({ outcome: 'stay' });
  const { child, gone } = own.runner();
  await isRunning(own, id);
  child.kill('SIGINT');
  expect(await gone).toEqual([0, null]);
  expect(await own.job(id)).toMatchObject({ status: 'QUEUED', attempt: 2, attempts: [{}, {}] });
  const again = own.runner('--finish');
  await until(async () => (await own.job(id)).status !== 'QUEUED');
  again.child.kill('SIGINT');
  expect(await again.gone).toEqual([0, null]);
  expect(await own.job(id)).toMatchObject({ status: 'FINISHED', attempt: 2 });
}, 30_000);

test('a command that was forbidden since is not run, and a wrong key is reported', async () => {
  const own = await workplace();
  const id = await own.start({});
  const address = { url: server.url, apiKey: own.secret };
  const send = sender(address, new AbortController().signal, () => {});
  const { registerRunner } = await own.run('mutation { registerRunner(input: { name: "r", commands: ["tiny"] }) { id } }');
  const { leaseTrainingJob } = await send<{ leaseTrainingJob: Lease }>(LEASE, { input: { runnerId: registerRunner.id } });
  const configuration = {
    labels: [],
    hourlyUsd: null,
    stopSeconds: 0,
    checkpointSeconds: 0,
    signalSeconds: 0,
    outputsKeptDays: null,
    commands: {},
  };
  const giveBack = new AbortController().signal;
  await runJob({ server: address, send, folder: own.folder, configuration, giveBack, say: () => {} }, leaseTrainingJob);
  expect(await own.job(id)).toMatchObject({ status: 'FAILED', endReason: 'POLICY' });
  expect((await own.job(id)).errorDetails).toContain('"tiny"');
  const wrong = own.runnerWith('ftl_wrong');
  expect(await wrong.gone).toEqual([2, null]);
  expect(await wrong.words).toContain('does not take the key in FTL_API_KEY');
});

test('a key or a runner that is revoked while a job runs ends its command, and the runner', async () => {
  const own = await workplace();
  const revoked = await createApiKey(server.stores, { workspaceId: own.workspaceId, name: 'runner', role: 'EDITOR' });
  const id = await own.start({ outcome: 'stay always' });
  const first = own.runnerWith(revoked.secret);
  await isRunning(own, id);
  const trainer = await trainerOf(own);
  const keyId = Buffer.from(`ApiKey:${revoked.apiKey.id}`).toString('base64');
  await own.run('mutation ($id: ID!) { revokeApiKey(id: $id) { id } }', { id: keyId });
  expect(await first.gone).toEqual([2, null]);
  expect(await first.words).toContain('does not take the key in FTL_API_KEY');
  expect(await isAlive(trainer)).toBe(false);
  // The folder of the job stays, and a runner with a good key gives the job back.
  const second = own.runner();
  await until(async () => (await own.log(id, ', attempt: 2')).includes('line 3'));
  const { runners } = await own.run('{ runners { id } }');
  await own.run('mutation ($id: ID!) { revokeRunner(id: $id) { id } }', { id: runners[0].id });
  expect(await second.gone).toEqual([2, null]);
  expect(await second.words).toContain('is revoked');
  expect(await readdir(join(own.folder, 'jobs'))).toEqual([]);
}, 30_000);
