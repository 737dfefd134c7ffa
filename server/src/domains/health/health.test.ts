import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { createTestWorkspace } from '../../platform/store/testing.ts';
import { createApiKey } from '../access/commands.ts';
import { createOrUpdateJob } from '../training/commands/job.ts';
import { recordPoints } from '../training/commands/points.ts';
import { changeState } from '../training/commands/state.ts';
import type { SentPoint } from '../training/types.ts';
import { drainJudgments, startJudging } from './background/judging.ts';
import { judgeJob } from './judge.ts';
import { dueJobs, lockHealth, setDue, storeJudgment } from './queries.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

/** A workspace of its own, and how to ask in it. */
async function workspace(): Promise<{ id: string; run: (query: string, variables?: object) => Promise<Loose> }> {
  const id = await createTestWorkspace(server.stores, randomUUID());
  const { secret } = await createApiKey(server.stores, { workspaceId: id, name: 'test', role: 'OWNER' });
  const headers = { authorization: `Bearer ${secret}` };
  return { id, run: async (query, variables = {}) => (await ask(server, query, { variables, headers })).body };
}
type Workspace = Awaited<ReturnType<typeof workspace>>;

/** The key of a new job. */
async function createJob({ id }: Workspace, input: Parameters<typeof createOrUpdateJob>[2] = {}): Promise<string> {
  const made = await createOrUpdateJob(server, id, input, { source: 'API', now: new Date() });
  if (!made.ok) throw made.failure;
  return made.value.job.id;
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const line = (metric: string, steps: readonly number[], value: (step: number) => number, at?: (step: number) => Date): SentPoint[] =>
  steps.map((step) => ({ metric, step, value: value(step), ...(at === undefined ? {} : { at: at(step) }) }));
const falling = (step: number): number => 1 + 3 * 2 ** (-step / 100);

async function log({ id }: Workspace, jobId: string, ...points: readonly SentPoint[][]): Promise<void> {
  const stored = await recordPoints(server, id, jobId, points.flat());
  if (!stored.ok) throw stored.failure;
  expect(stored.value.rejected).toEqual([]);
}

async function job({ run }: Workspace, jobId: string, selection: string): Promise<Loose> {
  const id = Buffer.from(`TrainingJob:${jobId}`).toString('base64');
  const body = await run(`query ($id: ID!) { trainingJob(id: $id) { ${selection} } }`, { id });
  expect(body.errors).toBeUndefined();
  return body.data.trainingJob;
}
const warnings = async (own: Workspace, jobId: string, args = ''): Promise<Loose> =>
  (await job(own, jobId, `warnings${args} { kind beganAtStep message advice evidence raisedAt clearedAt }`)).warnings;
const kinds = async (own: Workspace, jobId: string): Promise<[string, number][]> =>
  (await warnings(own, jobId)).map(({ kind, beganAtStep }: Loose) => [kind, beganAtStep]);

const hour = 3_600_000;
/** Lets the one attempt of a job have lasted from `startedAt` to `endedAt`. */
async function lasted(jobId: string, startedAt: Date, endedAt: Date): Promise<void> {
  await server.stores.prisma.trainingAttempt.updateMany({ where: { jobId }, data: { startedAt, endedAt } });
  await server.stores.prisma.trainingJob.update({
    where: { id: jobId },
    data: { status: 'FINISHED', endReason: 'COMPLETED', startedAt, endedAt },
  });
}

describe('warnings', () => {
  test('are raised with step, evidence and advice, once for as long as they hold', async () => {
    const own = await workspace();
    const jobId = await createJob(own, { totalSteps: 300 });
    await log(
      own,
      jobId,
      line('loss', range(1, 18), falling),
      line('grad_norm', range(1, 18), () => 1),
    );
    await drainJudgments(server);
    expect(await warnings(own, jobId)).toEqual([]);

    const published = vi.fn();
    const stop = server.live.subscribe('training.changed', own.id, published);
    await log(
      own,
      jobId,
      line('loss', range(19, 24), () => 0),
      line('grad_norm', range(19, 24), () => NaN),
      line('learning_rate', [18], () => 2e-4),
    );
    await drainJudgments(server);
    const [first, ...others] = await warnings(own, jobId);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      kind: 'HIDDEN_NAN',
      beganAtStep: 19,
      evidence: { zeroLosses: 6, lastLossStep: 18, nonFiniteGradNorms: 6, learningRate: 2e-4 },
      clearedAt: null,
    });
    expect(first.message).toContain('since step 19');
    expect(first.advice).toContain('logging_nan_inf_filter');
    await vi.waitFor(() => expect(published.mock.calls.some(([change]) => change.jobIds.includes(jobId))).toBe(true));
    stop();

    await log(
      own,
      jobId,
      line('loss', range(25, 40), () => 0),
      line('grad_norm', range(25, 40), () => NaN),
    );
    await drainJudgments(server);
    const [later] = await warnings(own, jobId, '(includeCleared: true)');
    expect(later).toMatchObject({ kind: 'HIDDEN_NAN', beganAtStep: 19, raisedAt: first.raisedAt, evidence: { zeroLosses: 22 } });
    expect(await server.stores.prisma.trainingWarning.count({ where: { jobId } })).toBe(1);
  });

  test('are cleared when they no longer hold, and kept; what comes back is a new one', async () => {
    const own = await workspace();
    const jobId = await createJob(own);
    await log(
      own,
      jobId,
      line('loss', range(1, 30), (step) => (step === 30 ? NaN : falling(step))),
    );
    await drainJudgments(server);
    expect(await kinds(own, jobId)).toEqual([['NAN', 30]]);
    await log(own, jobId, line('loss', range(31, 50), falling));
    await drainJudgments(server);
    expect(await kinds(own, jobId)).toEqual([]);
    expect(await warnings(own, jobId, '(includeCleared: true)')).toMatchObject([{ kind: 'NAN', clearedAt: expect.any(String) }]);
    await log(
      own,
      jobId,
      line('loss', [51], () => Infinity),
    );
    await drainJudgments(server);
    expect(await warnings(own, jobId, '(includeCleared: true)')).toMatchObject([
      { beganAtStep: 30, clearedAt: expect.any(String) },
      { beganAtStep: 51, clearedAt: null, evidence: { value: 'Infinity' } },
    ]);
  });

  test('of silence come and go with the state of the job', async () => {
    const own = await workspace();
    const jobId = await createJob(own);
    await log(own, jobId, line('loss', range(1, 12), falling));
    await changeState(server, own.id, jobId, { kind: 'SILENT' }, { now: new Date() });
    await drainJudgments(server);
    expect(await kinds(own, jobId)).toEqual([['STALLED', 12]]);
    await log(own, jobId, line('loss', [13], falling));
    await drainJudgments(server);
    expect(await kinds(own, jobId)).toEqual([]);
  });

  test('do not come from steps that a later attempt has made again', async () => {
    const own = await workspace();
    const jobId = await createJob(own);
    await log(
      own,
      jobId,
      line('loss', range(1, 60), (step) => (step > 40 ? NaN : falling(step))),
    );
    await drainJudgments(server);
    expect(await kinds(own, jobId)).toEqual([['NAN', 41]]);
    await changeState(server, own.id, jobId, { kind: 'RESUMED' }, { now: new Date(), resumedFromStep: 30 });
    await log(own, jobId, line('loss', range(31, 45), falling));
    await drainJudgments(server);
    expect(await kinds(own, jobId)).toEqual([]);
  });

  test('name the very step in a job of many points, also of a loss of 0 that stands for NaN', async () => {
    const own = await workspace();
    const jobId = await createJob(own);
    const hidden = await createJob(own);
    const from = 7_013;
    await log(
      own,
      jobId,
      line('loss', range(1, 9_000), (step) => (step >= from ? NaN : falling(step))),
    );
    await log(
      own,
      hidden,
      line('loss', range(1, 9_000), (step) => (step >= from ? 0 : falling(step))),
      line('grad_norm', range(1, 9_000), (step) => (step >= from ? NaN : 1)),
    );
    await drainJudgments(server);
    expect(await kinds(own, jobId)).toEqual([['NAN', from]]);
    expect(await kinds(own, hidden)).toEqual([['HIDDEN_NAN', from]]);
  });
});

describe('a judgment', () => {
  test('gives scores, overtraining, waste and cost', async () => {
    const own = await workspace();
    const jobId = await createJob(own, { hourlyUsd: 3, totalSteps: 600, totalEpochs: 10 });
    const start = new Date(Date.now() - 11 * hour);
    const at = (step: number): Date => new Date(start.getTime() + step * 60_000);
    await log(
      own,
      jobId,
      line('loss', range(1, 600), (step) => 1 + 3 * 2 ** (-step / 150), at),
      line(
        'eval_loss',
        range(1, 20).map((each) => each * 30),
        (step) => 1 + Math.abs(step - 240) / 300,
        at,
      ),
    );
    await lasted(jobId, start, at(600));
    await judgeJob(server, own.id, jobId, new Date());
    const found = await job(
      own,
      jobId,
      'costUsd scores { overfitting convergence stability generalisation efficiency } overtraining { isOvertrained bestEpoch totalEpochs wastedEpochs wastedHours wastedUsd } waste { cause hours costUsd fromStep epochs } warnings { kind beganAtStep } stoppingSavesHours stoppingSavesUsd',
    );
    expect(found).toMatchObject({
      costUsd: 30,
      overtraining: {
        isOvertrained: true,
        bestEpoch: 7,
        totalEpochs: 20,
        wastedEpochs: 13,
        wastedHours: expect.closeTo(6.5, 6),
        wastedUsd: expect.closeTo(19.5, 6),
      },
      waste: [
        { cause: 'OVERTRAINING', hours: expect.closeTo(6, 6), costUsd: expect.closeTo(18, 6), fromStep: 240, epochs: expect.closeTo(6, 6) },
      ],
      warnings: [{ kind: 'OVERFITTING', beganAtStep: 240 }],
      stoppingSavesHours: null,
      stoppingSavesUsd: null,
    });
    expect(found.scores.efficiency).toBeCloseTo(0.4, 6);
    // Of the last three evaluations (570, 600 …) the middle one stands at step 570.
    expect(found.scores.overfitting).toBeCloseTo(1 - 1 / (1 + 330 / 300), 6);
    for (const score of Object.values(found.scores)) expect(score).toSatisfy((value: number) => value >= 0 && value <= 1);
  });

  test('reports what stopping saves while the job trains', async () => {
    const own = await workspace();
    const jobId = await createJob(own, { hourlyUsd: 2, totalSteps: 400 });
    await log(
      own,
      jobId,
      line('loss', range(1, 100), (step) => (step > 50 ? NaN : falling(step))),
    );
    await server.stores.prisma.trainingAttempt.updateMany({ where: { jobId }, data: { startedAt: new Date(Date.now() - hour) } });
    await drainJudgments(server);
    expect(await job(own, jobId, 'stoppingSavesHours stoppingSavesUsd')).toEqual({
      stoppingSavesHours: expect.closeTo(3, 1),
      stoppingSavesUsd: expect.closeTo(6, 1),
    });
  });

  test('of a job without points has nothing to report', async () => {
    const own = await workspace();
    const jobId = await createJob(own);
    await judgeJob(server, own.id, jobId, new Date());
    expect(
      await job(
        own,
        jobId,
        'costUsd scores { overfitting convergence stability generalisation efficiency } overtraining { isOvertrained } waste { cause } warnings { kind } stoppingSavesHours',
      ),
    ).toMatchObject({
      costUsd: null,
      scores: { overfitting: null, convergence: null, stability: null, generalisation: null },
      overtraining: null,
      waste: [],
      warnings: [],
      stoppingSavesHours: null,
    });
    expect(await judgeJob(server, own.id, randomUUID(), new Date())).toBeNull();
    const other = await workspace();
    expect(await judgeJob(server, other.id, jobId, new Date())).toBeNull();
  });

  test('goes with its job', async () => {
    const own = await workspace();
    const jobId = await createJob(own);
    await log(
      own,
      jobId,
      line('loss', range(1, 5), () => NaN),
    );
    await drainJudgments(server);
    const { prisma } = server.stores;
    const counts = async (): Promise<number[]> =>
      Promise.all([prisma.trainingHealth.count({ where: { jobId } }), prisma.trainingWarning.count({ where: { jobId } })]);
    expect(await counts()).toEqual([1, 1]);
    await log(
      own,
      jobId,
      line('loss', [6], () => NaN),
    );
    await own.run('mutation ($id: ID!) { deleteTrainingJob(id: $id) }', { id: Buffer.from(`TrainingJob:${jobId}`).toString('base64') });
    expect(await counts()).toEqual([0, 0]);
    // Points of it that were noted before are for nothing.
    await drainJudgments(server);
    expect(await counts()).toEqual([0, 0]);
  });
});

describe('a job is judged', () => {
  test('when its state changes, by whichever server comes first', async () => {
    const own = await workspace();
    const jobId = await createJob(own);
    await drainJudgments(server);
    await changeState(server, own.id, jobId, { kind: 'ENDED', status: 'FINISHED', endReason: 'COMPLETED' }, { now: new Date() });
    expect((await dueJobs(server.stores.postgres, { limit: 10 })).map((due) => due.jobId)).toEqual([jobId]);
    await drainJudgments(server);
    expect(await dueJobs(server.stores.postgres, { limit: 10 })).toEqual([]);
    expect(await server.stores.prisma.trainingHealth.findUnique({ where: { jobId } })).toMatchObject({
      judgedAt: expect.any(Date),
      dueAt: null,
    });
  });

  test('again when its state changed while it was judged', async () => {
    const own = await workspace();
    const jobId = await createJob(own);
    const { postgres } = server.stores;
    const ours = { workspaceId: own.id, jobId };
    await setDue(postgres, { ...ours, now: new Date() });
    const [read] = await lockHealth(postgres, ours);
    await setDue(postgres, { ...ours, now: new Date() });
    const nothing = {
      scores: { overfitting: null, convergence: null, stability: null, generalisation: null, efficiency: null },
      overtraining: null,
      usedMs: 0,
      stoppingSavesMs: null,
    };
    await storeJudgment(postgres, { ...ours, ...nothing, dueAt: read?.dueAt ?? null, now: new Date() });
    expect((await dueJobs(postgres, { limit: 10 })).map((due) => due.jobId)).toEqual([jobId]);
    await drainJudgments(server);
    expect(await dueJobs(postgres, { limit: 10 })).toEqual([]);
  });

  test('as its points come, and not for each of them', async () => {
    const own = await workspace();
    const jobId = await createJob(own);
    let judged = 0;
    const live = { publish: (...args: Parameters<typeof server.live.publish>) => void (judged += args[0] === 'training.changed' ? 1 : 0) };
    const errors: unknown[] = [];
    const judging = startJudging({
      stores: server.stores,
      live: live as typeof server.live,
      onPassed: () => {},
      onError: (error) => errors.push(error),
    });
    try {
      await log(
        own,
        jobId,
        line('loss', [1], () => NaN),
      );
      await vi.waitFor(async () => expect(await kinds(own, jobId)).toEqual([['NAN', 1]]), { timeout: 10_000 });
      for (const step of range(2, 21))
        await log(
          own,
          jobId,
          line('loss', [step], () => NaN),
        );
      expect(judged).toBe(1);
    } finally {
      await judging.stop();
    }
    expect(errors).toEqual([]);
  });
});

describe('savings', () => {
  test('add up what jobs wasted, by cause and by job, as the filter says', async () => {
    const own = await workspace();
    const start = new Date(Date.now() - 20 * hour);
    const at = (step: number): Date => new Date(start.getTime() + step * 60_000);
    const made = async (input: object, loss: (step: number) => number, evaluations?: (step: number) => number): Promise<string> => {
      const jobId = await createJob(own, { totalSteps: 600, totalEpochs: 10, ...input });
      await log(
        own,
        jobId,
        line('loss', range(1, 600), loss, at),
        evaluations === undefined
          ? []
          : line(
              'eval_loss',
              range(1, 10).map((each) => each * 60),
              evaluations,
              at,
            ),
      );
      await lasted(jobId, start, at(600));
      await judgeJob(server, own.id, jobId, new Date());
      return jobId;
    };
    const slow = (step: number): number => 1 + 3 * 2 ** (-step / 150);
    const broken = await made({ name: 'broken', project: 'a', hourlyUsd: 4 }, (step) => (step > 300 ? NaN : slow(step)));
    const overfit = await made({ name: 'overfit', project: 'a', hourlyUsd: 1 }, slow, (step) => 1 + Math.abs(step - 240) / 300);
    const unpriced = await made({ name: 'unpriced', project: 'b' }, (step) => (step > 60 ? NaN : slow(step)));
    await made({ name: 'well', project: 'b', hourlyUsd: 1 }, slow, slow);

    const selection =
      'jobCount pricedCount usedHours usedUsd wastedHours wastedUsd efficiency stoppingSavesHours stoppingSavesUsd byCause { cause jobCount hours costUsd } jobs { job { id name waste { cause } } hours costUsd }';
    const savings = async (args = ''): Promise<Loose> => {
      const body = await own.run(`{ trainingSavings${args} { ${selection} } }`);
      expect(body.errors).toBeUndefined();
      return body.data.trainingSavings;
    };
    const hours = (value: number) => expect.closeTo(value, 1);
    const idOf = (jobId: string): string => Buffer.from(`TrainingJob:${jobId}`).toString('base64');
    expect(await savings()).toMatchObject({
      jobCount: 4,
      pricedCount: 3,
      usedHours: hours(40),
      usedUsd: expect.closeTo(60, 6),
      wastedHours: hours(20),
      wastedUsd: expect.closeTo((4 * 299) / 60 + 6, 6),
      efficiency: hours(0.5),
      stoppingSavesHours: 0,
      stoppingSavesUsd: null,
      byCause: [
        { cause: 'BROKEN', jobCount: 2, hours: expect.closeTo(838 / 60, 6), costUsd: expect.closeTo((4 * 299) / 60, 6) },
        { cause: 'OVERTRAINING', jobCount: 1, hours: hours(6), costUsd: hours(6) },
      ],
      jobs: [
        {
          job: { id: idOf(broken), name: 'broken', waste: [{ cause: 'BROKEN' }] },
          hours: expect.closeTo(299 / 60, 6),
          costUsd: expect.closeTo((4 * 299) / 60, 6),
        },
        { job: { id: idOf(overfit), waste: [{ cause: 'OVERTRAINING' }] }, hours: hours(6), costUsd: hours(6) },
        { job: { id: idOf(unpriced) }, hours: hours(9), costUsd: null },
      ],
    });
    expect(await savings('(filter: { projects: ["b"] })')).toMatchObject({
      jobCount: 2,
      wastedHours: hours(9),
      wastedUsd: null,
      jobs: [{ job: { name: 'unpriced' } }],
    });
    expect(await savings('(filter: { projects: ["c"] })')).toMatchObject({
      jobCount: 0,
      usedHours: 0,
      usedUsd: null,
      wastedHours: 0,
      efficiency: null,
      byCause: [],
      jobs: [],
    });
    const other = await workspace();
    expect((await other.run('{ trainingSavings { jobCount jobs { hours } } }')).data.trainingSavings).toEqual({ jobCount: 0, jobs: [] });
    for (const first of [0, 201]) {
      expect((await own.run(`{ trainingSavings { jobs(first: ${first}) { hours } } }`)).errors[0].extensions.code).toBe('BAD_PAGE_SIZE');
    }
    expect((await own.run('{ trainingSavings { jobs(first: 1) { hours } } }')).data.trainingSavings.jobs).toHaveLength(1);
  });

  test('and the costs of a list of jobs take one statement', async () => {
    const own = await workspace();
    for (const name of ['a', 'b', 'c']) {
      const jobId = await createJob(own, { name, hourlyUsd: 1 });
      await log(
        own,
        jobId,
        line('loss', range(1, 5), () => NaN),
      );
    }
    await drainJudgments(server);
    const asked = vi.spyOn(server.stores.postgres, 'query');
    const body = await own.run(
      '{ trainingJobs { edges { node { name costUsd warnings { kind } scores { stability } waste { cause costUsd } } } } }',
    );
    const times = asked.mock.calls.filter(([statement]) => JSON.stringify(statement).includes('health.usedTimes')).length;
    asked.mockRestore();
    expect(body.data.trainingJobs.edges.map(({ node }: Loose) => node.warnings.map(({ kind }: Loose) => kind))).toEqual([
      ['NAN'],
      ['NAN'],
      ['NAN'],
    ]);
    expect(times).toBe(1);
  });
});
