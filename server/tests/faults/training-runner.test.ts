import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, until } from '../../../e2e/ask.ts';
import { makeUsedDataDir, removeDataDir, ROOT, startServer, type RunningServer } from '../../../e2e/server.ts';
import { randomOf } from '../../src/platform/store/projector/projection.testing.ts';

const targets = ['server', 'runner', 'trainer'] as const;
/** Each of the three at least once; FAULT_KILLS=20 for more. */
const killCount = Number(process.env['FAULT_KILLS'] ?? targets.length);
const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000);
const steps = 300;
/** A trainer goes on so many steps before the last one that it knows of, as from a checkpoint. */
const back = 10;

/** Logs a point and writes a line for every step, and notes both in a journal once they are out of its hands. */
const TRAINER = `
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Job } from ${JSON.stringify(join(ROOT, 'trainer-node/src/client/client.ts'))};
const [attempt, path] = [Number(process.env.FTL_ATTEMPT), process.env.FTL_OUTPUT_DIR + '/journal'];
const last = existsSync(path) ? Number(readFileSync(path, 'utf8').trim().split('\\n').at(-1).split(' ')[1]) : 0;
const job = new Job({});
for (let step = Math.max(1, last - ${back}); step <= ${steps}; step += 1) {
  job.log({ loss: attempt + step / 1024 }, step);
  console.log(attempt + ' ' + step);
  appendFileSync(path, attempt + ' ' + step + '\\n');
  await sleep(4);
}
await job.finish('FINISHED');
`;

let dataDir: string;
let folder: string;
let port = '0';
let server: RunningServer | null = null;
let runner: ChildProcess | null = null;
beforeAll(async () => {
  dataDir = await makeUsedDataDir();
  folder = await mkdtemp(join(tmpdir(), 'ftl-kills-'));
  await writeFile(join(folder, 'trainer.mjs'), TRAINER);
  const env = { FTL_BUFFER_DIR: join(folder, 'buffer') };
  const commands = { logs: { run: [process.execPath, join(folder, 'trainer.mjs')], env } };
  await mkdir(join(folder, 'runner'));
  await writeFile(join(folder, 'runner', 'runner.json'), JSON.stringify({ commands }));
});
afterAll(async () => {
  runner?.kill('SIGTERM');
  if (runner?.exitCode === null) await once(runner, 'exit');
  await server?.stop('SIGKILL');
  await removeDataDir(dataDir);
  await rm(folder, { recursive: true, force: true });
});

async function startAll(): Promise<void> {
  server = await startServer({ dataDir, env: { PORT: port } });
  port = new URL(server.address).port;
}

function startRunner(): void {
  runner = spawn(process.execPath, ['server/src/commands/runner/main.ts', '--name', 'r', '--folder', join(folder, 'runner')], {
    cwd: ROOT,
    env: { ...process.env, FTL_URL: `http://127.0.0.1:${port}`, FTL_API_KEY: '' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** Asks until a server answers. */
async function asked<Data>(query: string, variables: object = {}): Promise<Data> {
  for (;;) {
    const answer = await ask<Data>(`http://127.0.0.1:${port}`, query, variables).catch((error: Error) => error);
    if (!(answer instanceof Error)) return answer;
    if (server !== null && !/^503|fetch failed/.test(answer.message)) throw answer;
    await sleep(50);
  }
}

interface Job {
  readonly id: string;
  readonly status: string;
  readonly endReason: string | null;
  readonly attempt: number;
  readonly errorDetails: string | null;
  readonly seriesColumns: { readonly loss?: { readonly step: number[]; readonly value: number[]; readonly attempt: number[] } };
}
const jobsNow = async (): Promise<Job[]> =>
  (
    await asked<{ trainingJobs: { edges: { node: Job }[] } }>(
      `{ trainingJobs(first: 200, order: CREATED) { edges { node { id status endReason attempt errorDetails
         seriesColumns(metrics: ["loss"], attempts: ALL, maxPoints: 20000) } } } }`,
    )
  ).trainingJobs.edges.map(({ node }) => node);
const hasEnded = ({ status }: Job): boolean => ['FINISHED', 'FAILED', 'LOST'].includes(status);

async function logOf(jobId: string, attempt: number): Promise<string[]> {
  const lines: string[] = [];
  for (;;) {
    const { trainingLog } = await asked<{ trainingLog: { line: number; text: string }[] }>(
      'query ($jobId: ID!, $attempt: Int!, $after: Step!) { trainingLog(jobId: $jobId, attempt: $attempt, after: $after, count: 5000) { line text } }',
      { jobId, attempt, after: lines.length },
    );
    if (trainingLog.length === 0) return lines;
    for (const { line, text } of trainingLog) {
      expect(line).toBe(lines.length + 1);
      lines.push(text);
    }
  }
}

/** Lines of the steps, without what the client says of a server that is away. */
const ofSteps = (lines: readonly string[]): string[] => lines.filter((line) => /^\d+ \d+$/.test(line));

/** The process of the trainer and its job; null: none runs. */
async function trainerNow(): Promise<{ pid: number; jobId: string } | null> {
  const [name] = await readdir(join(folder, 'runner', 'jobs')).catch(() => [] as string[]);
  if (name === undefined) return null;
  const read = async <Content>(file: string) => JSON.parse(await readFile(join(folder, 'runner', 'jobs', name, file), 'utf8')) as Content;
  return Promise.all([read<{ pid: number }>('process.json'), read<{ jobId: string }>('lease.json')]).then(
    ([{ pid }, { jobId }]) => ({ pid, jobId }),
    () => null,
  );
}

/** What the trainers of a job noted, as `attempt step`; nothing where each was killed before its first step. */
const journalOf = async ({ id }: Job): Promise<string[]> => {
  const key = Buffer.from(id, 'base64').toString().split(':')[1] as string;
  const text = await readFile(join(folder, 'runner', 'outputs', key, 'journal'), 'utf8').catch(() => '');
  return text.trim() === '' ? [] : text.trim().split('\n');
};
const pointsOf = ({ seriesColumns: { loss } }: Job): string[] =>
  (loss?.step ?? []).map((step, index) => {
    expect(loss?.value[index]).toBe((loss?.attempt[index] as number) + step / 1024);
    return `${loss?.attempt[index]} ${step}`;
  });

// Over 10 s: a server, a runner and a trainer are killed and started again, one after the other.
test(`${killCount} kills of server, runner and trainer (FAULT_SEED=${seed}): no point and no line is lost or doubled, no job is stuck`, async () => {
  const random = randomOf(seed);
  await startAll();
  const { saveTrainingConfiguration: configuration } = await asked<{ saveTrainingConfiguration: { id: string } }>(
    'mutation { saveTrainingConfiguration(input: { name: "logs", command: "logs" }) { id } }',
  );
  startRunner();
  const seen = new Map<string, string[]>();
  const seenLines = new Map<string, string[]>();
  const killedTrainersOf = new Set<string>();
  const kills = { server: 0, runner: 0, trainer: 0 };
  let startCount = 0;
  const keepBusy = async (): Promise<void> => {
    for (let waiting = (await jobsNow()).filter((job) => !hasEnded(job)).length; waiting < 2; waiting += 1) {
      const input = { configurationId: configuration.id, requestId: `start ${(startCount += 1)}` };
      await asked('mutation ($input: StartTrainingJobInput!) { startTrainingJob(input: $input) { id } }', { input });
    }
  };
  const order = targets.toSorted(() => random() - 0.5);
  for (let kill = 0; kill < killCount; kill += 1) {
    await keepBusy();
    await sleep(100 + random() * 1_400);
    // What the server has shown it has acknowledged, and must show ever after.
    for (const job of await jobsNow()) {
      seen.set(job.id, pointsOf(job));
      seenLines.set(`${job.id} ${job.attempt}`, ofSteps(await logOf(job.id, job.attempt)));
    }
    const target = kill < targets.length ? order[kill] : targets[Math.floor(random() * targets.length)];
    if (target === 'server') {
      const killed = server as RunningServer;
      server = null;
      await killed.stop('SIGKILL');
      await sleep(random() * 1_000);
      await startAll();
    } else if (target === 'runner') {
      const gone = once(runner as ChildProcess, 'exit');
      runner?.kill('SIGKILL');
      await gone;
      await sleep(random() * 500);
      startRunner();
    } else {
      const running = async () => (await keepBusy(), trainerNow());
      const { pid, jobId } = (await until(running, (found) => found !== null, 200_000)) as { pid: number; jobId: string };
      await sleep(random() * 500);
      killedTrainersOf.add(jobId);
      try {
        process.kill(pid, 'SIGKILL');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    }
    kills[target as keyof typeof kills] += 1;
  }
  const jobs = await until(jobsNow, (all) => all.every(hasEnded), 200_000);
  expect(jobs).toHaveLength(startCount);
  let [pointCount, lineCount] = [0, 0];
  for (const job of jobs) {
    const [points, journal] = [pointsOf(job), await journalOf(job)];
    expect(new Set(points).size, 'no point is there twice').toBe(points.length);
    expect(points, 'what was shown stays').toEqual(expect.arrayContaining(seen.get(job.id) ?? []));
    if (job.status === 'FINISHED') {
      // The trainer may be killed between a point and its note.
      expect(points).toEqual(expect.arrayContaining(journal));
      expect(points.length - journal.length).toBeLessThan(job.attempt);
      expect(points.at(-1)).toBe(`${job.attempt} ${steps}`);
    } else if (job.status === 'FAILED') {
      expect(killedTrainersOf).toContain(job.id);
      expect(job.errorDetails).toContain('SIGKILL');
    } else expect(job).toMatchObject({ status: 'LOST', endReason: 'LOST_RUNNER' });
    for (let attempt = 1; attempt <= job.attempt; attempt += 1) {
      const [lines, noted] = [ofSteps(await logOf(job.id, attempt)), journal.filter((note) => note.startsWith(`${attempt} `))];
      const first = Number(noted[0]?.split(' ')[1] ?? 1);
      expect(lines, 'each line once, in order').toEqual(lines.map((_, index) => `${attempt} ${first + index}`));
      expect(lines, 'what was shown stays').toEqual(expect.arrayContaining(seenLines.get(`${job.id} ${attempt}`) ?? []));
      // A runner that lives stores the last line before it reports the end.
      if (attempt === job.attempt && job.status !== 'LOST') expect(lines.length).toBeGreaterThanOrEqual(noted.length);
      lineCount += lines.length;
    }
    pointCount += points.length;
  }
  const counted = Object.entries(Object.groupBy(jobs, ({ status }) => status)).map(([status, of]) => `${of?.length} ${status}`);
  console.log(
    `FAULT_SEED=${seed}: ${JSON.stringify(kills)}; ${jobs.length} jobs (${counted.join(', ')}) in ${jobs.reduce((sum, { attempt }) => sum + attempt, 0)} attempts; ${pointCount} points, ${lineCount} lines`,
  );
}, 600_000);
