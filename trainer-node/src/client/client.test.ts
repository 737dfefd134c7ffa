import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DiskBuffer } from './buffer.ts';
import { Job, type Connection } from './client.ts';
import { deliverNext } from './delivery.ts';
import { TestServer } from './server.testing.ts';
import { transportTo } from './transport.ts';

let server: TestServer;
let bufferDir: string;

beforeEach(async () => {
  server = await new TestServer().start();
  bufferDir = await mkdtemp(join(tmpdir(), 'trainer-node-'));
});

afterEach(async () => {
  await server.stop();
  await rm(bufferDir, { recursive: true, force: true });
});

const open = (connection: Connection = {}, env: NodeJS.ProcessEnv = {}): Job =>
  new Job({ name: 'a run' }, { url: server.url, bufferDir, pollMs: 20, warn: () => {}, ...connection }, env);
const filesLeft = (): string[] =>
  readdirSync(bufferDir, { recursive: true })
    .map(String)
    .filter((name) => /\.(jsonl|state|refused)$/.test(name));
const until = (isSo: () => boolean) => expect.poll(isSo, { timeout: 10_000, interval: 10 }).toBe(true);

test('points arrive once, in order, with NaN and infinities, and leave no file', async () => {
  const job = open();
  for (let step = 0; step < 300; step += 1) job.log({ loss: step / 2, odd: [NaN, Infinity, -Infinity][step % 3] as number }, step);
  expect(await job.finish('FINISHED')).toBe(true);
  expect(server.points.filter(({ metric }) => metric === 'loss').map(({ step, value }) => [step, value])).toEqual(
    Array.from({ length: 300 }, (_, step) => [step, step / 2]),
  );
  expect([...server.series('odd').values()].slice(0, 3)).toEqual(['NaN', 'Infinity', '-Infinity']);
  expect(server.reports).toEqual([{ jobId: 'job-1', attempt: 1, status: 'FINISHED' }]);
  expect(filesLeft()).toEqual([]);
});

test('a server that is down, busy, or loses its answers gets every point under one key', async () => {
  await server.stop();
  const job = open();
  for (let step = 0; step < 100; step += 1) job.log({ loss: step }, step);
  await sleep(100);
  let count = 0;
  server.fault = (operation) => (operation === 'logTrainingSteps' && count++ < 4 ? (count % 2 === 0 ? 'cut' : 'busy') : null);
  await server.start();
  expect(await job.finish('FINISHED')).toBe(true);
  expect([...new Set(server.points.map(({ step }) => step))]).toEqual(Array.from({ length: 100 }, (_, step) => step));
  expect(new Set(server.points.map(({ attempt }) => attempt))).toEqual(new Set([1]));
  expect(server.points.length).toBeGreaterThan(100);
});

test('what a killed process logged is sent by the next one of the same job, before its own', async () => {
  const program = `
    import { Job } from '${join(import.meta.dirname, 'client.ts')}';
    const job = new Job({}, { externalId: 'one', warn: () => {} });
    for (let step = 0; ; step += 1) {
      job.log({ loss: step }, step);
      console.log(step);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }`;
  const env = { ...process.env, FTL_URL: server.url, FTL_BUFFER_DIR: bufferDir };
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let last = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    if (last === 100) await server.stop();
    if (last >= 200) break;
  }
  child.kill('SIGKILL');
  await ended;
  expect(server.points.length).toBeLessThan(last);
  await server.start();
  const job = open({ externalId: 'one' });
  job.log({ after: 1 }, 0);
  expect(await job.finish('FINISHED')).toBe(true);
  const steps = [...new Set(server.points.filter(({ metric }) => metric === 'loss').map(({ step }) => step))];
  expect(steps.slice(0, last + 1)).toEqual(Array.from({ length: last + 1 }, (_, step) => step));
  expect(server.points.at(-1)?.metric).toBe('after');
  expect(filesLeft()).toEqual([]);
});

test('an attempt is begun once although its answer is lost, and only for a job with a history', async () => {
  const first = open({ externalId: 'one' });
  first.startAttempt(0);
  first.log({ loss: 1 }, 0);
  await first.finish('FINISHED');
  let lost = 0;
  server.fault = (operation) => (operation === 'startTrainingAttempt' && lost++ < 2 ? 'cut' : null);
  const second = open({ externalId: 'one' });
  second.startAttempt(1);
  second.log({ loss: 2 }, 1);
  expect(await second.finish('FINISHED')).toBe(true);
  expect(server.points.map(({ step, attempt }) => [step, attempt])).toEqual([
    [0, 1],
    [1, 2],
  ]);
});

test('a stop and changes are heard once, and answers arrive', async () => {
  server.updates.push({ id: 'u1', parameters: { learning_rate: 0.1 } });
  const job = open();
  const taken: string[] = [];
  await until(() => {
    for (const update of job.parameterUpdates()) {
      taken.push(update.id);
      job.acknowledge(update, 7);
    }
    return taken.length > 0;
  });
  server.shouldStop = server.saveCheckpoint = true;
  await until(() => job.shouldStop && job.shouldSaveCheckpoint);
  await job.finish('CANCELLED');
  expect(taken).toEqual(['u1']);
  expect(server.answers).toEqual([
    { id: 'u1', status: 'DELIVERED' },
    { id: 'u1', status: 'APPLIED', appliedAtStep: 7 },
  ]);
});

test('the job of a runner is logged to under its attempt, and its end is left to the runner', async () => {
  server.jobs.push({ id: 'job-7', status: 'RUNNING', attempt: 3, currentStep: null, fields: { externalId: 'by the runner' } });
  const job = open({}, { FTL_JOB_ID: 'job-7', FTL_ATTEMPT: '2' });
  job.log({ loss: 1 }, 0);
  expect(await job.finish('FINISHED')).toBe(true);
  expect(server.points).toMatchObject([{ metric: 'loss', attempt: 2 }]);
  expect(server.reports).toEqual([]);
});

test('a buffer that is delivered and has grown is emptied, and goes on under the job that the server gave it', async () => {
  const buffer = DiskBuffer.create(join(bufferDir, 'folder'), 1_000);
  buffer.append({ kind: 'job', input: { externalId: 'one' } });
  for (let step = 0; step < 50; step += 1) buffer.append({ kind: 'points', items: [{ metric: 'loss', step, value: step }] });
  const send = transportTo(server.url, null);
  const counts = { acknowledged: 0, rejected: 0 };
  while (await deliverNext(buffer, send, counts, () => {}));
  buffer.compact();
  expect(buffer.writtenBytes).toBeLessThan(200);
  buffer.append({ kind: 'points', items: [{ metric: 'loss', step: 50, value: 50 }] });
  while (await deliverNext(buffer, send, counts, () => {}));
  buffer.close();
  expect(server.points.map(({ step }) => step)).toEqual(Array.from({ length: 51 }, (_, step) => step));
  expect(server.jobs).toHaveLength(1);
  expect(filesLeft()).toEqual([]);
});

test.skipIf(process.platform !== 'linux')(
  'a buffer is left by a process that has ended, also where its parent does not collect it',
  async () => {
    const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [printed] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = printed.toString().trim();
    const folder = join(bufferDir, 'left');
    const own = DiskBuffer.create(folder);
    own.append({ kind: 'job', jobId: 'job-1' });
    await rename(own.path, own.path.replace(`-${process.pid}-`, `-${pid}-`));
    expect(DiskBuffer.left(folder)).toEqual([]);
    await until(() => DiskBuffer.left(folder).length === 1);
    process.kill(Number(pid), 0);
    parent.kill('SIGKILL');
  },
);

test('a folder that cannot be written is replaced by a temporary one', async () => {
  const file = join(bufferDir, 'file');
  await writeFile(file, '');
  const job = open({ bufferDir: join(file, 'folder') });
  job.log({ loss: 1 }, 0);
  expect(await job.finish('FINISHED')).toBe(true);
  expect(server.points).toHaveLength(1);
});

test('a job that the server does not know ends the sending, and what was logged is kept', async () => {
  const job = open({}, { FTL_JOB_ID: 'job-unknown' });
  job.log({ loss: 1 }, 0);
  expect(await job.finish('FINISHED', { timeoutMs: 5_000 })).toBe(false);
  expect(filesLeft().length).toBeGreaterThan(0);
  expect(existsSync(bufferDir)).toBe(true);
});
