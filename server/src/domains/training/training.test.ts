import { randomUUID } from 'node:crypto';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createApiKey } from '../access/commands.ts';
import { raw } from '../../platform/store/sql.ts';
import { createTestWorkspace } from '../../platform/store/testing.ts';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { createOrUpdateJob, findJobByExternalId } from './commands/job.ts';
import { recordPoints } from './commands/points.ts';
import { changeState, changeStateIn, stateChanged } from './commands/state.ts';
import { beat } from './commands/beat.ts';
import { noteSilence } from './background/silence.ts';
import { settleProgress } from './load/jobs.ts';
import { pointLogOf } from './record/point-log.ts';

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

const createJob = async ({ run }: Workspace, input: object = {}): Promise<string> => {
  const body = await run('mutation ($input: TrainingJobInput!) { createTrainingJob(input: $input) { id } }', { input });
  expect(body.errors).toBeUndefined();
  return body.data.createTrainingJob.id;
};
const keyOf = (id: string): string => Buffer.from(id, 'base64').toString().split(':')[1] as string;
const log = async ({ run }: Workspace, jobId: string, points: readonly unknown[]): Promise<Loose> => {
  const body = await run(
    'mutation ($jobId: ID!, $points: [TrainingPointInput!]!) { logTrainingSteps(jobId: $jobId, points: $points) { accepted updated rejected { index field reason } } }',
    { jobId, points },
  );
  return body.data?.logTrainingSteps ?? body.errors[0].extensions;
};
const fields = async ({ run }: Workspace, id: string, selection: string, variables = ''): Promise<Loose> => {
  const body = await run(`query ($id: ID!) { trainingJob(id: $id) { ${selection} } } ${variables}`, { id });
  expect(body.errors).toBeUndefined();
  return body.data.trainingJob;
};
const line = (metric: string, steps: readonly number[], value: (step: number) => unknown, rest: object = {}) =>
  steps.map((step) => ({ metric, step, value: value(step), ...rest }));
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

describe('a job', () => {
  test('is made as sent, and changed under its external id: absent keeps, null clears, hyperparameters are merged', async () => {
    const own = await workspace();
    const input = {
      externalId: 'run-1',
      name: 'first',
      project: 'p',
      groupName: 'g',
      tags: ['a', ' b ', 'a'],
      notes: '# n',
      trainingType: 'FINE_TUNING',
      trainingMethod: 'DPO',
      baseModel: 'tiny',
      hyperparameters: { lr: 0.1, inner: { deep: [1] } },
      datasetName: 'd',
      datasetSize: 5_000_000_000,
      datasetSplit: [0.8, 0.1, 0.1],
      totalEpochs: 2.5,
      totalSteps: 9_007_199_254_740_991,
      hardware: { gpuName: 'H200', gpuCount: 2, memoryBytes: 1_000_000_000_000 },
      hourlyUsd: 3.21,
    };
    const selection =
      'externalId name project groupName tags notes trainingType trainingMethod baseModel hyperparameters datasetName datasetSize datasetSplit totalEpochs totalSteps hardware { name gpuName gpuCount memoryBytes } hourlyUsd status source attempt endReason progressShare etaSeconds metricNames latest';
    const id = await createJob(own, input);
    expect(await fields(own, id, selection)).toEqual({
      ...input,
      tags: ['a', 'b'],
      hardware: { ...input.hardware, name: null },
      status: 'RUNNING',
      source: 'API',
      attempt: 1,
      endReason: null,
      progressShare: 0,
      etaSeconds: null,
      metricNames: [],
      latest: {},
    });
    const again = await createJob(own, { externalId: 'run-1', hyperparameters: { warmup: 5, lr: 0.2 }, notes: null, tags: [] });
    expect(again).toBe(id);
    expect(await fields(own, id, 'name notes tags hyperparameters baseModel')).toEqual({
      name: 'first',
      notes: null,
      tags: [],
      hyperparameters: { lr: 0.2, inner: { deep: [1] }, warmup: 5 },
      baseModel: 'tiny',
    });
    const edited = await own.run('mutation ($input: EditTrainingJobInput!) { editTrainingJob(input: $input) { name notes baseModel } }', {
      input: { id, name: 'second', notes: 'again' },
    });
    expect(edited.data.editTrainingJob).toEqual({ name: 'second', notes: 'again', baseModel: 'tiny' });
    expect((await findJobByExternalId(server.stores, own.id, 'run-1'))?.id).toBe(keyOf(id));
    expect(await findJobByExternalId(server.stores, own.id, 'run-2\u0000')).toBeNull();
  });

  test('is made once by those who make it at the same time', async () => {
    const { id: workspaceId } = await workspace();
    const made = await Promise.all(
      range(0, 12).map((index) =>
        createOrUpdateJob(
          server,
          workspaceId,
          { externalId: 'same', hyperparameters: { [index]: index } },
          { source: 'MLFLOW', now: new Date() },
        ),
      ),
    );
    const jobs = made.map((result) => (result.ok ? result.value : null));
    expect(new Set(jobs.map((stored) => stored?.job.id)).size).toBe(1);
    expect(jobs.filter((stored) => stored?.isNew)).toHaveLength(1);
    const kept = await findJobByExternalId(server.stores, workspaceId, 'same');
    expect(Object.keys(kept?.hyperparameters as object)).toHaveLength(12);
  });

  test('keeps what a protocol attaches, and gives the same job for the same request', async () => {
    const { id: workspaceId } = await workspace();
    const origin = { source: 'RUNNER', isQueued: true, requestId: 'once', now: new Date() } as const;
    const first = await createOrUpdateJob(server, workspaceId, { name: 'n' }, { ...origin, attributes: { a: 1, b: 2 } });
    const second = await createOrUpdateJob(server, workspaceId, {}, { ...origin, attributes: { c: 3 }, removedAttributes: ['a'] });
    if (!first.ok || !second.ok) throw new Error('not stored');
    expect([first.value.isNew, second.value.isNew, second.value.job.id]).toEqual([true, false, first.value.job.id]);
    expect(second.value.job).toMatchObject({ status: 'QUEUED', name: 'n', attributes: { b: 2, c: 3 }, startedAt: null });
  });

  test('is deleted with its points', async () => {
    const own = await workspace();
    const [id, other] = [await createJob(own), await createJob(own)];
    for (const one of [id, other])
      await log(
        own,
        one,
        line('loss', range(0, 5), (step) => step),
      );
    expect((await own.run('mutation ($id: ID!) { deleteTrainingJob(id: $id) }', { id })).data.deleteTrainingJob).toBe(id);
    expect(
      await log(
        own,
        id,
        line('loss', [1], () => 1),
      ),
    ).toMatchObject({ code: 'NOT_FOUND', field: 'jobId' });
    expect((await own.run('query ($id: ID!) { trainingJob(id: $id) { id } }', { id })).data.trainingJob).toBeNull();
    for (const table of ['training_points', 'training_metrics', 'training_buckets']) {
      const left = await server.stores.clickhouse.query(
        'test.left',
        { kind: 'sql', strings: [`SELECT DISTINCT job_id AS id FROM ${table} WHERE workspace_id = '${own.id}'`], values: [] },
        { timeoutMs: 5_000 },
      );
      expect(left).toEqual([{ id: keyOf(other) }]);
    }
  });
});

describe('its state', () => {
  const report = ({ run }: Workspace, input: object): Promise<Loose> =>
    run(
      'mutation ($input: ReportTrainingStatusInput!) { reportTrainingStatus(input: $input) { status endReason errorDetails attempt endedAt } }',
      {
        input,
      },
    );

  test('follows what its trainer reports; the same report again changes nothing, another one is illegal', async () => {
    const own = await workspace();
    const jobId = await createJob(own);
    const failed = { jobId, status: 'FAILED', endReason: 'OUT_OF_MEMORY', errorDetails: 'CUDA' };
    const first = await report(own, failed);
    expect(first.data.reportTrainingStatus).toMatchObject({ status: 'FAILED', endReason: 'OUT_OF_MEMORY', errorDetails: 'CUDA' });
    expect(await report(own, failed)).toEqual(first);
    expect((await report(own, { jobId, status: 'FINISHED' })).errors[0].extensions).toMatchObject({ code: 'ILLEGAL_TRAINING_STATUS' });
    expect((await report(own, { jobId, status: 'RUNNING' })).data.reportTrainingStatus).toMatchObject({
      status: 'RUNNING',
      attempt: 2,
      errorDetails: null,
      endedAt: null,
    });
    expect(await fields(own, jobId, 'attempts { attempt endReason endedAt }')).toMatchObject({
      attempts: [
        { attempt: 1, endReason: 'OUT_OF_MEMORY', endedAt: expect.any(String) },
        { attempt: 2, endReason: null, endedAt: null },
      ],
    });
  });

  test('becomes RUNNING with the first point of a queued or stalled job', async () => {
    const own = await workspace();
    const made = await createOrUpdateJob(server, own.id, {}, { source: 'RUNNER', isQueued: true, now: new Date() });
    const jobId = made.ok ? made.value.job.id : '';
    const status = async () => (await server.stores.prisma.trainingJob.findUniqueOrThrow({ where: { id: jobId } })).status;
    const point = [{ metric: 'loss', step: 1, value: 1 }];
    expect(await status()).toBe('QUEUED');
    await recordPoints(server, own.id, jobId, point);
    expect(await status()).toBe('RUNNING');
    await changeState(server, own.id, jobId, { kind: 'SILENT' }, { now: new Date() });
    expect(await status()).toBe('STALLED');
    await recordPoints(server, own.id, jobId, point);
    expect(await status()).toBe('RUNNING');
  });

  test('changes with the transaction of a caller, and is undone with it', async () => {
    const own = await workspace();
    const jobId = keyOf(await createJob(own));
    const end = { kind: 'ENDED', status: 'FAILED', endReason: 'PREEMPTED' } as const;
    const change = (isUndone: boolean) =>
      server.stores.postgres.transaction(async (session) => {
        const changed = await changeStateIn(session, own.id, jobId, end, { now: new Date(), exitCode: 137 });
        if (isUndone) throw new Error('undone');
        return changed;
      });
    const job = () =>
      server.stores.prisma.trainingJob.findUniqueOrThrow({
        where: { id: jobId },
        select: { status: true, attempts: { select: { exitCode: true } } },
      });
    await expect(change(true)).rejects.toThrow('undone');
    expect(await job()).toEqual({ status: 'RUNNING', attempts: [{ exitCode: null }] });
    const changed = await change(false);
    if (changed.ok) stateChanged(server, changed.value);
    expect(await job()).toEqual({ status: 'FAILED', attempts: [{ exitCode: 137 }] });
  });
});

describe('a job that was imported', () => {
  test('has the times at which its trainer began, restarted and ended, and is found by its external id', async () => {
    const own = await workspace();
    const at = (hour: number): string => `2026-11-20T0${hour}:00:00.000Z`;
    const id = await createJob(own, { externalId: 'file-1', source: 'IMPORT', startedAt: at(1) });
    const restart = await own.run('mutation ($input: StartTrainingAttemptInput!) { startTrainingAttempt(input: $input) { attempt } }', {
      input: { jobId: id, resumedFromStep: 9, startedAt: at(2) },
    });
    expect(restart.data.startTrainingAttempt).toEqual({ attempt: 2 });
    const input = { jobId: id, status: 'FAILED', endReason: 'SILENT', endedAt: at(3) };
    await own.run('mutation ($input: ReportTrainingStatusInput!) { reportTrainingStatus(input: $input) { id } }', { input });
    const { data } = await own.run(
      '{ trainingJobByExternalId(externalId: "file-1") { id source status endReason startedAt endedAt attempts { firstStep startedAt endedAt endReason } } nothing: trainingJobByExternalId(externalId: "\\u0000") { id } }',
    );
    expect(data).toEqual({
      trainingJobByExternalId: {
        id,
        source: 'IMPORT',
        status: 'FAILED',
        endReason: 'SILENT',
        startedAt: at(1),
        endedAt: at(3),
        attempts: [
          { firstStep: null, startedAt: at(1), endedAt: at(2), endReason: null },
          { firstStep: 10, startedAt: at(2), endedAt: at(3), endReason: 'SILENT' },
        ],
      },
      nothing: null,
    });
    await createJob(own, { externalId: 'file-1', source: 'API' });
    expect(await fields(own, id, 'source')).toEqual({ source: 'IMPORT' });
  });

  test('cannot end or restart at a time that is none', async () => {
    const own = await workspace();
    const jobId = await createJob(own);
    const ended = await own.run('mutation ($input: ReportTrainingStatusInput!) { reportTrainingStatus(input: $input) { id } }', {
      input: { jobId, status: 'FINISHED', endedAt: '1999-12-31T23:59:59Z' },
    });
    const restarted = await own.run('mutation ($input: StartTrainingAttemptInput!) { startTrainingAttempt(input: $input) { id } }', {
      input: { jobId, startedAt: '1999-12-31T23:59:59Z' },
    });
    expect([ended.errors[0].extensions, restarted.errors[0].extensions]).toMatchObject([
      { code: 'BAD_TRAINING_JOB', field: 'input.endedAt' },
      { code: 'BAD_TRAINING_JOB', field: 'input.startedAt' },
    ]);
    expect(await fields(own, jobId, 'status attempt')).toEqual({ status: 'RUNNING', attempt: 1 });
  });
});

describe('points', () => {
  test('are one under all spellings, and are read in every one', async () => {
    const own = await workspace();
    const id = await createJob(own);
    await log(own, id, [
      { metric: 'train/loss', step: 1, value: 3 },
      { metric: 'loss', step: 2, value: 2 },
      { metric: 'eval/loss', step: 2, value: 2.5 },
      { metric: 'lr', step: 2, value: 1e-4 },
      { metric: 'train_loss', step: 2, value: 9 },
      { metric: 'system/gpu.0', step: 2, value: 50, at: '2026-01-01T00:00:00Z' },
    ]);
    const job = await fields(
      own,
      id,
      'metricNames systemMetricNames latest currentStep lastLoss bestEvalLoss metrics(glob: "*loss") { name spellings latest min max firstStep lastStep } one: series(metric: "loss") { step value } same: series(metric: "train/loss") { metric step value attempt }',
    );
    expect(job).toMatchObject({
      metricNames: ['eval_loss', 'learning_rate', 'loss', 'train_loss'],
      systemMetricNames: ['system/gpu.0'],
      latest: { loss: 2, eval_loss: 2.5, learning_rate: 1e-4, train_loss: 9 },
      currentStep: 2,
      lastLoss: 2,
      bestEvalLoss: 2.5,
      one: [
        { step: 1, value: 3 },
        { step: 2, value: 2 },
      ],
    });
    expect(job.metrics[1]).toEqual({
      name: 'loss',
      spellings: ['loss', 'train/loss'],
      latest: 2,
      min: 2,
      max: 3,
      firstStep: 1,
      lastStep: 2,
    });
    expect(job.same.map(({ step, value }: Loose) => ({ step, value }))).toEqual(job.one);
    expect(job.same[0]).toMatchObject({ metric: 'loss', attempt: 1 });
  });

  test('that are bad are rejected with index, field and reason, and cost no other', async () => {
    const own = await workspace();
    const id = await createJob(own);
    const good = { metric: 'loss', step: 7, value: 1 };
    const result = await log(own, id, [
      { ...good, step: -1 },
      good,
      { ...good, step: 2 ** 63 },
      { ...good, step: 1.5 },
      { ...good, metric: 'm'.repeat(10_000) },
      { ...good, metric: '  ' },
      { ...good, metric: 'a\u0000b' },
      { ...good, value: 'much' },
      { ...good, value: null },
      { ...good, at: '1969-01-01' },
      { ...good, attempt: 0 },
      { ...good, attempt: 2 },
      { metric: 'loss', value: 1 },
      { ...good, other: 1 },
      'no point',
      { ...good, step: 9_007_199_254_740_991, value: 'NaN' },
      { ...good, step: 8, value: '-Infinity' },
      { ...good, step: 8, value: 'Infinity' },
    ]);
    expect(result).toMatchObject({ accepted: 3, updated: 1 });
    expect(result.rejected.map(({ index, field }: Loose) => [index, field])).toEqual([
      [0, 'step'],
      [2, 'step'],
      [3, 'step'],
      [4, 'metric'],
      [5, 'metric'],
      [6, 'metric'],
      [7, 'value'],
      [8, 'value'],
      [9, 'at'],
      [10, 'attempt'],
      [11, 'attempt'],
      [12, 'step'],
      [13, 'other'],
      [14, ''],
    ]);
    expect(await fields(own, id, 'series(metric: "loss") { step value } metrics { firstNonFiniteStep min max }')).toEqual({
      series: [
        { step: 7, value: 1 },
        { step: 8, value: 'Infinity' },
        { step: 9_007_199_254_740_991, value: 'NaN' },
      ],
      metrics: [{ firstNonFiniteStep: 8, min: 1, max: 1 }],
    });
  });

  test('that are sent again change nothing, and the later value of a point counts', async () => {
    const own = await workspace();
    const id = await createJob(own);
    const points = line('loss', range(0, 300), (step) => 1 / (step + 1));
    await log(own, id, points);
    const before = await fields(own, id, 'series(metric: "loss", maxPoints: 20000) { step value }');
    expect(await log(own, id, [...points.toReversed(), { metric: 'loss', step: 300, value: 0 }])).toMatchObject({
      accepted: 1,
      updated: 300,
    });
    before.series.push({ step: 300, value: 0 });
    expect(await fields(own, id, 'series(metric: "loss", maxPoints: 20000) { step value }')).toEqual(before);
    await log(own, id, [{ metric: 'loss', step: 5, value: 42 }]);
    expect((await fields(own, id, 'series(metric: "loss") { step value }')).series[5]).toEqual({ step: 5, value: 42 });
  });

  test('of a restart supersede those that earlier attempts had logged, which are kept', async () => {
    const own = await workspace();
    const id = await createJob(own);
    await log(
      own,
      id,
      line('loss', range(0, 20), () => 1),
    );
    const resumed = await own.run(
      'mutation ($input: StartTrainingAttemptInput!) { startTrainingAttempt(input: $input) { attempt attempts { attempt firstStep } } }',
      { input: { jobId: id } },
    );
    expect(resumed.data.startTrainingAttempt).toEqual({
      attempt: 2,
      attempts: [
        { attempt: 1, firstStep: 0 },
        { attempt: 2, firstStep: null },
      ],
    });
    await log(
      own,
      id,
      line('loss', range(10, 15), () => 2),
    );
    await log(
      own,
      id,
      line('loss', [12], () => 3, { attempt: 1 }),
    );
    const { series, all } = await fields(
      own,
      id,
      'series(metric: "loss") { step value attempt } all: series(metric: "loss", attempts: ALL) { step value attempt }',
    );
    expect(series.map(({ step }: Loose) => step)).toEqual(range(0, 15));
    expect(series.map(({ attempt }: Loose) => attempt)).toEqual([...range(0, 10).map(() => 1), ...range(0, 5).map(() => 2)]);
    expect(all).toHaveLength(25);
    expect(all.filter(({ step }: Loose) => step === 12).map(({ value }: Loose) => value)).toEqual([3, 2]);
  });

  test('of the machine are superseded by no restart, and share no range of steps with those of the model', async () => {
    const own = await workspace();
    const id = await createJob(own);
    const measure = (minutes: readonly number[]) =>
      own.run('mutation ($id: ID!, $points: [SystemPointInput!]!) { logSystemMetrics(jobId: $id, points: $points) { accepted } }', {
        id,
        points: minutes.map((minute) => ({
          metric: 'system/gpu',
          value: minute,
          at: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
        })),
      });
    const losses = (steps: readonly number[]) =>
      log(
        own,
        id,
        line('loss', steps, (step) => step),
      );
    await losses(range(0, 30));
    await measure(range(0, 10));
    await own.run('mutation ($input: StartTrainingAttemptInput!) { startTrainingAttempt(input: $input) { id } }', { input: { jobId: id } });
    await losses(range(10, 40));
    await measure(range(10, 20));
    const { gpu, both } = await fields(
      own,
      id,
      'gpu: series(metric: "system/gpu") { value } both: seriesColumns(metrics: ["loss", "system/gpu"], maxPoints: 24)',
    );
    expect(gpu.map(({ value }: Loose) => value)).toEqual(range(0, 20));
    expect(both['system/gpu'].value).toEqual(range(0, 20));
    expect(both.loss.step.length).toBeGreaterThan(10);
    expect(both.loss.step.at(-1)).toBe(39);
    await log(
      own,
      id,
      range(0, 40).map((step) => ({ metric: 'epoch', step, value: step / 10, at: new Date(Date.UTC(2026, 0, 1, 0, step)).toISOString() })),
    );
    const { epochs } = await fields(own, id, 'epochs: seriesColumns(metrics: ["loss", "system/gpu"], x: EPOCH)');
    expect(epochs['system/gpu'].x.map((x: number) => Number(x.toFixed(6)))).toEqual(range(0, 20).map((minute) => minute / 10));
    expect(epochs.loss.x.at(-1)).toBeCloseTo(3.9);
  });

  test('that a finished job gets of a new metric leave its curves as they are', async () => {
    const own = await workspace();
    const id = await createJob(own);
    await log(
      own,
      id,
      line('loss', range(0, 10), () => 1),
    );
    const run = 'mutation ($input: ReportTrainingStatusInput!) { reportTrainingStatus(input: $input) { attempt } }';
    for (const status of ['FINISHED', 'RUNNING']) await own.run(run, { input: { jobId: id, status } });
    await log(own, id, [{ metric: 'test_accuracy', step: 0, value: 0.9 }]);
    const { series, latest, attempts } = await fields(own, id, 'series(metric: "loss") { step } latest attempts { firstStep }');
    expect([series.length, latest, attempts]).toEqual([10, { loss: 1, test_accuracy: 0.9 }, [{ firstStep: 0 }, { firstStep: null }]]);
    await log(own, id, [{ metric: 'loss', step: 4, value: 2 }]);
    expect((await fields(own, id, 'series(metric: "loss") { step }')).series).toHaveLength(5);
  });

  test('of a longer curve keep first, last, least, greatest and what is not finite, and more of them in a range', async () => {
    const own = await workspace();
    const id = await createJob(own);
    const spikes = new Map<number, unknown>([
      [1_234, 99],
      [4_321, -99],
      [7_777, 'NaN'],
      [8_888, 'Infinity'],
    ]);
    const points = line('loss', range(0, 10_000), (step) => spikes.get(step) ?? Math.sin(step / 100));
    for (const part of [points.slice(5_000), points.slice(0, 5_000)]) await log(own, id, part);
    const { series, zoomed, columns } = await fields(
      own,
      id,
      'series(metric: "loss", maxPoints: 200) { step value } zoomed: series(metric: "loss", maxPoints: 200, fromStep: 1200, toStep: 1299) { step value } columns: seriesColumns(metrics: ["train/loss", "none"], maxPoints: 200)',
    );
    expect(series.length).toBeLessThanOrEqual(202);
    expect([series[0].step, series.at(-1).step]).toEqual([0, 9_999]);
    for (const [step, value] of spikes) expect(series).toContainEqual({ step, value });
    expect(series.map(({ step }: Loose) => step)).toEqual(series.map(({ step }: Loose) => step).toSorted((a: number, b: number) => a - b));
    expect(zoomed.map(({ step }: Loose) => step)).toEqual(range(1_200, 1_300));
    expect(Object.keys(columns)).toEqual(['loss']);
    expect(columns.loss.step).toEqual(series.map(({ step }: Loose) => step));
    expect(columns.loss.value).toEqual(series.map(({ value }: Loose) => value));
  });

  test('stand on every axis', async () => {
    const own = await workspace();
    const id = await createJob(own, { startedAt: '2026-01-01T00:00:00Z' });
    await log(own, id, [
      { metric: 'loss', step: 10, value: 1, at: '2026-01-01T00:00:10Z' },
      { metric: 'loss', step: 15, value: 1, at: '2026-01-01T00:00:15Z' },
      { metric: 'epoch', step: 10, value: 1 },
      { metric: 'epoch', step: 20, value: 2 },
    ]);
    const axis = (x: string): string => `${x}: series(metric: "loss", x: ${x}) { x }`;
    const job = await fields(own, id, ['STEP', 'EPOCH', 'TOKENS', 'RELATIVE_TIME', 'WALL_TIME'].map(axis).join(' '));
    const on = (x: string): unknown => job[x].map((point: Loose) => point.x);
    expect([on('STEP'), on('EPOCH'), on('TOKENS'), on('RELATIVE_TIME'), on('WALL_TIME')]).toEqual([
      [10, 15],
      [1, 1.5],
      [null, null],
      [10_000, 15_000],
      [Date.UTC(2026, 0, 1, 0, 0, 10), Date.UTC(2026, 0, 1, 0, 0, 15)],
    ]);
  });
});

describe('a curve of very many points', () => {
  /** Written past the API: what is tested is how they are read. */
  const insert = (own: Workspace, jobId: string, points: string): Promise<void> =>
    server.stores.clickhouse.command(
      'test.points',
      raw(`INSERT INTO training_points (workspace_id, job_id, metric, sent_as, step, attempt, value, at, version)
           SELECT toUUID('${own.id}'), toUUID('${keyOf(jobId)}'), 'loss', 'loss', ${points}`),
    );

  test('keeps every spike, whether it is read from points or from buckets, in any range, and follows restarts', async () => {
    const own = await workspace();
    const id = await createJob(own);
    const [count, resumedAt] = [600_000, 300_100];
    const spikes = new Map<number, unknown>([
      [0, -50],
      [255, 70],
      [256, 71],
      [123_457, 99],
      [300_050, -99],
      [300_099, 55],
      [400_000, 'NaN'],
      [500_000, 'Infinity'],
      [500_001, '-Infinity'],
      [599_999, 33],
    ]);
    const valueOf = `multiIf(${[...spikes].map(([step, value]) => `step = ${step}, ${String(value).replace('Infinity', 'inf').replace('NaN', 'nan')}`).join(', ')}, sin(step / 100))`;
    const at = (attempt: number): string => `step, ${attempt}, ${valueOf}, toDateTime64(1700000000 + step, 6), ${attempt}`;
    // The first attempt goes on with other values after the step at which the second one begins.
    await insert(
      own,
      id,
      `number AS step, 1, if(number >= ${resumedAt}, 1000, ${valueOf}), toDateTime64(1700000000 + number, 6), 1 FROM numbers(350000)`,
    );
    await own.run('mutation ($input: StartTrainingAttemptInput!) { startTrainingAttempt(input: $input) { id } }', {
      input: { jobId: id, resumedFromStep: resumedAt - 1 },
    });
    await insert(own, id, `number + ${resumedAt} AS step, ${at(2).replace('step, 2', '2')} FROM numbers(${count - resumedAt})`);
    const read = async (range: string): Promise<Loose[]> =>
      (await fields(own, id, `series(metric: "loss", maxPoints: 400${range}) { step value at attempt }`)).series;
    const whole = await read('');
    expect(whole.length).toBeLessThan(460);
    expect(whole.length).toBeGreaterThan(200);
    // The first of a bucket stands for NaN and the infinities of it.
    for (const [step, value] of spikes)
      if (step !== 500_001 && step !== 255) expect(whole).toContainEqual(expect.objectContaining({ step, value }));
    expect(whole.every(({ value }) => value !== 1000)).toBe(true);
    expect(whole.every(({ step, attempt }) => attempt === (step < resumedAt ? 1 : 2))).toBe(true);
    expect(whole.find(({ step }) => step === 123_457).at).toBe(new Date(1_700_123_457_000).toISOString());
    expect([whole[0].step, whole.at(-1).step]).toEqual([0, count - 1]);
    const cut = await read(', fromStep: 100, toStep: 550001');
    expect([cut[0].step, cut.at(-1).step]).toEqual([100, 550_001]);
    for (const step of [256, 123_457, 300_050, 400_000, 500_000]) expect(cut.map((point) => point.step)).toContain(step);
    expect(await read(', fromStep: 300045, toStep: 300104')).toHaveLength(60);
    const all = (await fields(own, id, 'series(metric: "loss", maxPoints: 400, attempts: ALL) { value attempt }')).series;
    expect(all.some(({ value, attempt }: Loose) => value === 1000 && attempt === 1)).toBe(true);
  });
});

describe('several jobs', () => {
  test('are compared by one metric on one axis, and drawn small each over its own steps', async () => {
    const own = await workspace();
    const [short, long, empty] = [await createJob(own), await createJob(own), await createJob(own)];
    await log(own, short, [...line('loss', range(0, 100), (step) => step), ...line('epoch', [0, 100], (step) => step / 10)]);
    await log(
      own,
      long,
      line('train/loss', range(0, 5_000), (step) => (step === 77 ? 'NaN' : -step)),
    );
    const compare = async (input: object): Promise<Loose> =>
      (await own.run('query ($input: CompareTrainingJobsInput!) { compareTrainingJobs(input: $input) }', { input })).data
        ?.compareTrainingJobs;
    const curves = await compare({ jobIds: [short, long, empty], metric: 'loss', maxPoints: 400 });
    expect(Object.keys(curves)).toEqual([short, long]);
    expect(curves[long].value).toContain('NaN');
    expect([curves[short].step[0], curves[short].step.at(-1), curves[long].step.at(-1)]).toEqual([0, 99, 4_999]);
    const byEpoch = await compare({ jobIds: [short, long], metric: 'loss', maxPoints: 20_000, x: 'EPOCH', toStep: 50 });
    expect([byEpoch[short].x.at(-1), byEpoch[long].x[0]]).toEqual([5, null]);
    const { body } = await ask(server, 'query ($input: CompareTrainingJobsInput!) { compareTrainingJobs(input: $input) }', {
      variables: { input: { jobIds: [short, long], metric: 'loss' } },
    });
    expect(body.data.compareTrainingJobs).toEqual({});
    const { edges } = (await own.run('{ trainingJobs(order: CREATED, descending: false) { edges { node { sparkline } } } }')).data
      .trainingJobs;
    const [first, second, third] = edges.map(({ node }: Loose) => node.sparkline);
    expect([first[0], first.at(-1), second[0], second.at(-1), third]).toEqual([0, 99, 0, -4_999, []]);
    expect(first.length).toBeGreaterThan(20);
    expect(first.length).toBeLessThan(70);
  });
});

describe('a viewer', () => {
  test('receives what it missed, then live points, once the job is of its workspace', async () => {
    const own = await workspace();
    const id = await createJob(own);
    await log(
      own,
      id,
      line('loss', range(0, 50), (step) => (step === 20 ? 'NaN' : step)),
    );
    const { secret } = await createApiKey(server.stores, { workspaceId: own.id, name: 'viewer', role: 'VIEWER' });
    const open = (key: string | null) =>
      createClient({
        url: `ws://127.0.0.1:${server.port}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: key === null ? {} : { authorization: `Bearer ${key}` },
      });
    const query =
      'subscription ($id: ID!, $after: Int, $cursor: String) { trainingSteps(jobId: $id, after: $after, cursor: $cursor) { jobId cursor points { metric step value attempt } columns } }';
    const client = open(secret);
    const steps = client.iterate<Loose>({ query, variables: { id, after: 9 } });
    const next = async (): Promise<Loose> => ((await steps.next()).value as Loose).data.trainingSteps;
    const replayed = await next();
    expect(replayed.jobId).toBe(id);
    expect(replayed.points.map(({ step }: Loose) => step)).toEqual(range(10, 50));
    expect(replayed.columns.loss.value[10]).toBe('NaN');
    await log(
      own,
      id,
      line('train/loss', [50, 51], () => 'Infinity'),
    );
    const live = await next();
    expect(live.points).toEqual([50, 51].map((step) => ({ metric: 'loss', step, value: 'Infinity', attempt: 1 })));
    await steps.return?.(undefined);
    await log(
      own,
      id,
      line('loss', [52], () => 1),
    );
    const again = client.iterate<Loose>({ query, variables: { id, cursor: live.cursor } });
    const missed = ((await again.next()).value as Loose).data.trainingSteps.points.map(({ step }: Loose) => step);
    expect(missed).toContain(52);
    const changes = client.iterate<Loose>({ query: 'subscription { trainingJobChanged { id currentStep } }' });
    const change = changes.next();
    await vi.waitFor(async () => {
      await log(
        own,
        id,
        line('loss', [60], () => 1),
      );
      await settleProgress(server.stores);
      expect(await Promise.race([change, new Promise((resolve) => setTimeout(resolve, 50))])).toBeDefined();
    });
    expect((await change).value).toMatchObject({ data: { trainingJobChanged: { id, currentStep: 60 } } });
    await client.dispose();
    const stranger = open(null);
    const refused = ((await stranger.iterate<Loose>({ query, variables: { id } }).next()).value as Loose).errors;
    expect(refused[0].extensions.code).toBe('NOT_FOUND');
    await stranger.dispose();
  });
});

describe('silence', () => {
  test('stalls a job after five minutes or five pauses, and fails it after a day; a beat keeps it', async () => {
    const own = await workspace();
    const now = new Date();
    const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
    const make = async (
      status: 'RUNNING' | 'STALLED' | 'QUEUED' | 'FINISHED',
      heardAt: Date,
      gapMs: number | null = null,
    ): Promise<string> => {
      const id = keyOf(await createJob(own));
      const endReason = status === 'FINISHED' ? 'COMPLETED' : null;
      await server.stores.prisma.trainingJob.update({ where: { id }, data: { status, heardAt, gapMs, endReason } });
      return id;
    };
    const jobs = {
      lively: await make('RUNNING', ago(4.9)),
      silent: await make('RUNNING', ago(5.1)),
      slow: await make('RUNNING', ago(49), 600_000),
      slowAndSilent: await make('RUNNING', ago(51), 600_000),
      stalled: await make('STALLED', ago(100)),
      gone: await make('STALLED', ago(24 * 60 + 1)),
      waiting: await make('QUEUED', ago(3_000)),
      over: await make('FINISHED', ago(3_000)),
    };
    await noteSilence({ stores: server.stores, live: server.live, onError: (error) => expect(error).toBeNull() }, now);
    const states = async (): Promise<object> => {
      const rows = await server.stores.prisma.trainingJob.findMany({ where: { workspaceId: own.id } });
      return Object.fromEntries(
        Object.entries(jobs).map(([name, id]) => {
          const row = rows.find((one) => one.id === id);
          return [name, row?.endReason === null ? row.status : `${row?.status} ${row?.endReason}`];
        }),
      );
    };
    expect(await states()).toEqual({
      lively: 'RUNNING',
      silent: 'STALLED',
      slow: 'RUNNING',
      slowAndSilent: 'STALLED',
      stalled: 'STALLED',
      gone: 'FAILED SILENT',
      waiting: 'QUEUED',
      over: 'FINISHED COMPLETED',
    });
    await beat(server, own.id, jobs.silent, new Date());
    await recordPoints(server, own.id, jobs.gone, [{ metric: 'loss', step: 1, value: 1 }]);
    expect(await states()).toMatchObject({ silent: 'RUNNING', gone: 'RUNNING' });
  });
});

describe('the log of points', () => {
  test('holds what is acknowledged until it is read, and nothing after; points of two workspaces keep theirs', async () => {
    const [own, other] = [await workspace(), await workspace()];
    const [id, foreign] = [await createJob(own), await createJob(other)];
    await pointLogOf(server.stores).land();
    const logged = async (): Promise<number> =>
      Number((await server.stores.postgres.query('SELECT count(*) FROM point_log')).rows[0].count);
    await Promise.all([
      log(
        own,
        id,
        line('loss', [1], () => 1),
      ),
      log(
        other,
        foreign,
        line('loss', [2], () => 2),
      ),
    ]);
    expect(await logged()).toBeGreaterThan(0);
    expect((await fields(own, id, 'latest')).latest).toEqual({ loss: 1 });
    expect(await logged()).toBe(0);
    expect((await fields(other, foreign, 'latest')).latest).toEqual({ loss: 2 });
  });
});

describe('the list', () => {
  test('is filtered, searched, ordered and paged without a gap or a repetition', async () => {
    const own = await workspace();
    const losses = [0.5, null, 0.1, Number.NaN, 0.1, null, 2];
    for (const [index, loss] of losses.entries()) {
      const id = await createJob(own, { name: `Job ${index}`, project: index % 2 === 0 ? 'even' : 'odd', tags: [`t${index}`] });
      if (loss !== null) await log(own, id, [{ metric: 'loss', step: 1, value: Number.isNaN(loss) ? 'NaN' : loss }]);
    }
    const list = async (args: string): Promise<string[]> => {
      const names: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const body = await own.run(
          `query ($after: String) { trainingJobs(first: 2, after: $after${args}) { edges { node { name } } pageInfo { hasNextPage endCursor } } }`,
          { after },
        );
        expect(body.errors).toBeUndefined();
        names.push(...body.data.trainingJobs.edges.map(({ node }: Loose) => node.name.slice(4)));
        ({ hasNextPage: more, endCursor: after } = body.data.trainingJobs.pageInfo);
      }
      return names;
    };
    expect(await list('')).toEqual(['6', '5', '4', '3', '2', '1', '0']);
    expect(await list(', order: NAME')).toEqual(['0', '1', '2', '3', '4', '5', '6']);
    const up = await list(', order: LAST_LOSS');
    expect([up.slice(0, 2).toSorted(), up.slice(2, 5), up.slice(5).toSorted()]).toEqual([
      ['2', '4'],
      ['0', '6', '3'],
      ['1', '5'],
    ]);
    const down = await list(', order: LAST_LOSS, descending: true');
    expect([down.slice(0, 3), down.slice(5).toSorted()]).toEqual([
      ['3', '6', '0'],
      ['1', '5'],
    ]);
    for (const order of ['STATUS', 'BEST_EVAL_LOSS', 'DURATION', 'CREATED'])
      expect((await list(`, order: ${order}, descending: true`)).toSorted()).toEqual(['0', '1', '2', '3', '4', '5', '6']);
    expect(await list(', order: NAME, filter: { projects: ["odd"] }')).toEqual(['1', '3', '5']);
    expect(await list(', filter: { tags: ["t1", "t4"] }, search: "job"')).toEqual(['4', '1']);
    expect(await list(', search: "T2 JOB"')).toEqual(['2']);
    expect(await list(', status: FAILED')).toEqual([]);
    const back = await own.run('{ trainingJobs(last: 2, order: NAME) { edges { node { name } cursor } } }');
    expect(back.data.trainingJobs.edges.map(({ node }: Loose) => node.name)).toEqual(['Job 5', 'Job 6']);
    const { cursor } = back.data.trainingJobs.edges[0];
    const foreign = await own.run('query ($after: String) { trainingJobs(after: $after) { edges { cursor } } }', { after: cursor });
    expect(foreign.errors[0].extensions.code).toBe('BAD_CURSOR');
    expect((await own.run('{ trainingJobOptions { projects tags statuses sources } }')).data.trainingJobOptions).toMatchObject({
      projects: ['even', 'odd'],
      statuses: ['RUNNING'],
      sources: ['API'],
    });
  });
});
