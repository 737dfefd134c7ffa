import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { sql, uuid } from '../../platform/store/sql.ts';
import { createTestWorkspace } from '../../platform/store/testing.ts';
import { createApiKey } from '../access/commands.ts';
import { noteLostRunners } from './background.ts';
import { leaseMs, mostLosses } from './pure/lease.ts';
import { lastSign } from './queries.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

/** A workspace of its own with a configuration, and what people and runners do in it. */
async function workplace() {
  const workspaceId = await createTestWorkspace(server.stores, randomUUID());
  const { secret } = await createApiKey(server.stores, { workspaceId, name: 'Ada', role: 'OWNER' });
  const headers = { authorization: `Bearer ${secret}` };
  const run = async (query: string, variables: object = {}): Promise<Loose> => (await ask(server, query, { variables, headers })).body;
  const field = async (name: string, type: string, input: object, selection: string): Promise<Loose> => {
    const body = await run(`mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`, { input });
    return body.data?.[name] ?? body.errors?.[0].extensions ?? null;
  };
  const save = (input: object) =>
    field('saveTrainingConfiguration', 'SaveTrainingConfigurationInput', input, 'id name version versions { version command parameters }');
  const configuration = await save({ name: 'tiny', command: 'reference', parameters: { steps: 5, learning_rate: 0.1 } });
  return {
    workspaceId,
    run,
    save,
    configuration,
    register: (input: object = {}) =>
      field(
        'registerRunner',
        'RegisterRunnerInput',
        { name: 'r', commands: ['reference'], ...input },
        'id name labels hourlyUsd hardware { gpuName }',
      ),
    start: (input: object = {}) =>
      field(
        'startTrainingJob',
        'StartTrainingJobInput',
        { configurationId: configuration.id, ...input },
        'id name status hyperparameters priority configurationVersion',
      ),
    lease: (runnerId: string) =>
      field(
        'leaseTrainingJob',
        'LeaseTrainingJobInput',
        { runnerId },
        'fence attempt job { id status hourlyUsd } configuration { command } runner { name }',
      ),
    renew: (held: object) => field('renewTrainingLease', 'RenewTrainingLeaseInput', held, 'job { status }'),
    append: (held: object, firstLine: number, text: string) =>
      field('appendTrainingLog', 'AppendTrainingLogInput', { ...held, firstLine, text }, 'lastLine'),
    exit: (held: object, rest: object) =>
      field('reportTrainingExit', 'ReportTrainingExitInput', { ...held, ...rest }, 'status endReason attempt errorDetails'),
    job: async (id: string) =>
      (
        await run(
          'query ($id: ID!) { trainingJob(id: $id) { status endReason attempt attempts { attempt exitCode endReason } lease { lossCount lastLine releasedAt } } }',
          { id },
        )
      ).data.trainingJob,
    log: async (jobId: string, rest = '') =>
      (await run(`query ($jobId: ID!) { trainingLog(jobId: $jobId${rest}) { line text } }`, { jobId })).data.trainingLog,
  };
}
type Workplace = Awaited<ReturnType<typeof workplace>>;

/** A job that a runner holds. */
async function held(own: Workplace) {
  const runner = await own.register();
  const job = await own.start();
  const lease = await own.lease(runner.id);
  expect(lease).toMatchObject({ attempt: 1, job: { id: job.id, status: 'STARTING' }, configuration: { command: 'reference' } });
  return { runner, job, holding: { jobId: job.id, fence: lease.fence } };
}
const afterLoss = (): Date => new Date(Date.now() + leaseMs + 1);
const sweep = (now: Date) =>
  noteLostRunners({ stores: server.stores, live: server.live, onError: (error: unknown) => expect(error).toBeNull() } as never, now);

test('a configuration has a version for each change; a copy is its own, and a deleted one starts nothing', async () => {
  const own = await workplace();
  const changed = await own.save({ id: own.configuration.id, name: 'tiny 2', command: 'other', parameters: { steps: 9 } });
  expect(changed).toMatchObject({
    id: own.configuration.id,
    name: 'tiny 2',
    version: 2,
    versions: [
      { version: 2, command: 'other', parameters: { steps: 9 } },
      { version: 1, command: 'reference', parameters: { steps: 5, learning_rate: 0.1 } },
    ],
  });
  const clone = await own.run('mutation ($id: ID!) { cloneTrainingConfiguration(id: $id) { id name version versions { parameters } } }', {
    id: own.configuration.id,
  });
  expect(clone.data.cloneTrainingConfiguration).toMatchObject({
    name: 'tiny 2 (copy)',
    version: 1,
    versions: [{ parameters: { steps: 9 } }],
  });
  await own.run('mutation ($id: ID!) { deleteTrainingConfiguration(id: $id) }', { id: own.configuration.id });
  expect(await own.start()).toMatchObject({ code: 'NOT_FOUND', field: 'input.configurationId' });
  const listed = await own.run('{ trainingConfigurations { name } }');
  expect(listed.data.trainingConfigurations).toEqual([{ name: 'tiny 2 (copy)' }]);
  expect(await own.save({ name: '', command: ' ', parameters: [1], labels: [''] })).toMatchObject({
    code: 'BAD_CONFIGURATION',
    problems: ['input.name', 'input.command', 'input.parameters', 'input.labels[0]'].map((field) => ({ field })),
  });
});

test('a start is one job for one request, also when asked at once, and keeps the version that it began with', async () => {
  const own = await workplace();
  const starts = await Promise.all([1, 2, 3, 4].map(() => own.start({ requestId: 'once', parameters: { steps: 7 } })));
  expect(new Set(starts.map(({ id }) => id)).size).toBe(1);
  expect(starts[0]).toMatchObject({ status: 'QUEUED', hyperparameters: { steps: 7, learning_rate: 0.1 }, configurationVersion: 1 });
  const other = (await Promise.all([1, 2, 3, 4].map((index) => own.start({ requestId: 'other', name: `n${index}`, priority: index })))).map(
    ({ id, name, priority }) => ({ id, name, priority }),
  );
  const stored = await own.start({ requestId: 'other', name: 'n5', priority: 5 });
  expect(stored.name, 'that of one of them').toBe(`n${stored.priority}`);
  for (const one of other) expect(one).toEqual({ id: stored.id, name: stored.name, priority: stored.priority });
  await own.run('mutation ($id: ID!) { deleteTrainingJob(id: $id) }', { id: stored.id });
  await own.save({ id: own.configuration.id, name: 'tiny', command: 'forbidden' });
  const runner = await own.register();
  expect(await own.lease(runner.id), 'the job keeps version 1').toMatchObject({ configuration: { command: 'reference' } });
  expect(await own.start({ priority: 1_001 })).toMatchObject({ code: 'BAD_CONFIGURATION', field: 'input.priority' });
});

test('a job names its runner and its configuration, and jobs are listed by either', async () => {
  const own = await workplace();
  const other = await own.save({ name: 'other', command: 'reference' });
  const { runner, job } = await held(own);
  const waiting = await own.start({ configurationId: other.id });
  const found = await own.run(
    'query ($id: ID!) { trainingJob(id: $id) { runner { id } configuration { id name } configurationVersion } }',
    {
      id: job.id,
    },
  );
  expect(found.data.trainingJob).toEqual({
    runner: { id: runner.id },
    configuration: { id: own.configuration.id, name: 'tiny' },
    configurationVersion: 1,
  });
  const list = async (filter: object): Promise<Loose> =>
    own.run('query ($filter: TrainingJobFilter) { trainingJobs(filter: $filter) { edges { node { id runner { name } } } } }', { filter });
  const ids = async (filter: object) => (await list(filter)).data.trainingJobs.edges.map(({ node }: Loose) => node.id);
  expect(await ids({ runnerIds: [runner.id] })).toEqual([job.id]);
  expect(await ids({ configurationIds: [other.id] })).toEqual([waiting.id]);
  expect(await ids({ configurationIds: [own.configuration.id, other.id] })).toEqual([waiting.id, job.id]);
  expect(await ids({ configurationIds: [other.id], runnerIds: [runner.id] })).toEqual([]);
  expect((await list({ runnerIds: [own.configuration.id] })).errors[0].extensions).toMatchObject({ field: 'filter.runnerIds[0]' });
});

test('versions are given newest first, as many as are asked for', async () => {
  const own = await workplace();
  await own.save({ id: own.configuration.id, name: 'tiny', command: 'second' });
  const versions = async (first: number): Promise<Loose> =>
    own.run(`{ trainingConfigurations { versions(first: ${first}) { version command } } }`);
  expect((await versions(1)).data.trainingConfigurations).toEqual([{ versions: [{ version: 2, command: 'second' }] }]);
  expect((await versions(101)).errors[0].extensions).toMatchObject({ field: 'first' });
});

test('the next look at leases is timed by the one that is silent for longest, by the latest of its clocks', async () => {
  const own = await workplace();
  const runner = await own.register();
  const at = (minutes: number): Date => new Date(Date.UTC(2020, 0, 1, 0, minutes));
  const keyOf = (id: string): string => Buffer.from(id, 'base64').toString().split(':')[1] as string;
  for (const [process, log, heard] of [
    [1, 9, 2],
    [3, null, 7],
  ] as const) {
    const job = await own.start();
    await own.lease(runner.id);
    const jobId = keyOf(job.id);
    await server.stores.prisma.trainingLease.update({
      where: { jobId },
      data: { processAt: at(process), logAt: log === null ? null : at(log) },
    });
    await server.stores.prisma.trainingJob.update({ where: { id: jobId }, data: { heardAt: at(heard) } });
  }
  expect(await lastSign(server.stores.postgres)).toEqual([{ at: at(7) }]);
  await sweep(new Date());
  expect((await lastSign(server.stores.postgres))[0]?.at ?? null).not.toEqual(at(7));
});

describe('the queue', () => {
  test('gives by priority, then by age, what the runner allows and has labels for', async () => {
    const own = await workplace();
    const labelled = await own.save({ name: 'gpu', command: 'reference', labels: ['gpu'] });
    const foreign = await own.save({ name: 'foreign', command: 'rm' });
    const [old, young, urgent] = [await own.start(), await own.start(), await own.start({ priority: 5 })];
    const gpu = await own.start({ configurationId: labelled.id, priority: 9 });
    await own.start({ configurationId: foreign.id, priority: 10 });
    const plain = await own.register();
    const taken = [];
    for (const _turn of [1, 2, 3, 4]) taken.push((await own.lease(plain.id))?.job.id ?? null);
    expect(taken).toEqual([urgent.id, old.id, young.id, null]);
    const strong = await own.register({ name: 's', labels: ['gpu', 'big'], hourlyUsd: 2.5, hardware: { gpuName: 'H200' } });
    expect(await own.lease(strong.id)).toMatchObject({ job: { id: gpu.id, hourlyUsd: 2.5 }, runner: { name: 's' } });
  });

  test('gives one job to one of many runners that ask at once', async () => {
    const own = await workplace();
    const runners = await Promise.all([1, 2, 3, 4, 5, 6].map((number) => own.register({ name: `r${number}` })));
    await Promise.all([own.start(), own.start()]);
    const leases = (await Promise.all(runners.map(({ id }) => own.lease(id)))).filter((lease) => lease !== null);
    expect(leases).toHaveLength(2);
    expect(new Set(leases.map(({ job }) => job.id)).size).toBe(2);
  });
});

describe('the log', () => {
  test('keeps each line once, in order, with its colours; it goes on from a line, and is searched', async () => {
    const own = await workplace();
    const { job, holding } = await held(own);
    expect(await own.append(holding, 1, 'a\n\u001b[31mLoss\u001b[0m 1\n')).toEqual({ lastLine: 3 });
    expect(await own.append(holding, 3, '\nloss 2\u0000')).toEqual({ lastLine: 4 });
    expect(await own.append(holding, 1, 'a\n\u001b[31mLoss\u001b[0m 1\n'), 'again').toEqual({ lastLine: 4 });
    expect(await own.append(holding, 1, 'another text'), 'under a number that is taken').toEqual({ lastLine: 4 });
    const lines = ['a', '\u001b[31mLoss\u001b[0m 1', '', 'loss 2\uFFFD'].map((text, index) => ({ line: index + 1, text }));
    expect(await own.log(job.id)).toEqual(lines);
    expect(await own.log(job.id, ', after: 2, count: 1')).toEqual([lines[2]]);
    expect(await own.log(job.id, ', search: "LOSS"')).toEqual([lines[1], lines[3]]);
    const ends = '{ trainingJobs { edges { node { log { attempt lastLine } second: log(attempt: 2) { lastLine } } } } }';
    expect((await own.run(ends)).data.trainingJobs.edges[0].node).toEqual({ log: { attempt: 1, lastLine: 4 }, second: { lastLine: 0 } });
    // Composed and decomposed letters are one, and so are cases by Unicode.
    await own.append(holding, 5, 'Straße in Zürich, İstanbul\n');
    for (const form of ['STRASSE', 'Zu\u0308rich', 'ZU\u0308RICH', 'istanbul'])
      expect(await own.log(job.id, `, search: "${form}"`), form).toEqual([{ line: 5, text: 'Straße in Zürich, İstanbul' }]);
    expect(await own.append(holding, 0, 'x')).toMatchObject({ code: 'BAD_RUNNER', field: 'input.firstLine' });
    expect(await own.append(holding, 1, 'x'.repeat(1_000_001))).toMatchObject({ code: 'BAD_RUNNER', field: 'input.text' });
    await own.run('mutation ($id: ID!) { deleteTrainingJob(id: $id) }', { id: job.id });
    const left = await server.stores.clickhouse.query(
      'test.left',
      sql`SELECT count() AS count FROM training_log WHERE job_id = ${uuid(Buffer.from(job.id, 'base64').toString().slice('TrainingJob:'.length))}`,
      { timeoutMs: 5_000 },
    );
    expect(left).toEqual([{ count: 0 }]);
  });
});

test('two trainers of one job: each point is there once, with the value of one of them', async () => {
  const own = await workplace();
  const { job } = await held(own);
  const steps = Array.from({ length: 200 }, (_, index) => index);
  const send = (trainer: number, step: number) =>
    own.run(
      'mutation ($id: ID!, $points: [TrainingPointInput!]!) { logTrainingSteps(jobId: $id, points: $points) { rejected { reason } } }',
      {
        id: job.id,
        points: [0, 1, 2, 3].map((more) => ({ metric: 'loss', step: step + more, value: trainer })),
      },
    );
  await Promise.all(steps.filter((step) => step % 4 === 0).flatMap((step) => [send(1, step), send(2, step)]));
  const body = await own.run('query ($id: ID!) { trainingJob(id: $id) { series(metric: "loss", attempts: ALL) { step value } } }', job);
  const series = body.data.trainingJob.series as { step: number; value: number }[];
  expect(series.map(({ step }) => step)).toEqual(steps);
  for (const { value } of series) expect([1, 2]).toContain(value);
});

describe('a lease', () => {
  test('makes the job run with the first sign, and ends with the exit, which may be reported again', async () => {
    const own = await workplace();
    const { job, holding } = await held(own);
    expect(await own.renew(holding)).toEqual({ job: { status: 'RUNNING' } });
    const exit = { reason: 'COMPLETED', exitCode: 0 };
    for (const _again of [1, 2]) expect(await own.exit(holding, exit)).toMatchObject({ status: 'FINISHED', endReason: 'COMPLETED' });
    expect((await own.job(job.id)).attempts).toEqual([{ attempt: 1, exitCode: 0, endReason: 'COMPLETED' }]);
    expect(await own.append(holding, 1, 'late')).toMatchObject({ code: 'LEASE_LOST' });
  });

  test.each([
    ['OUT_OF_MEMORY', { status: 'FAILED', endReason: 'OUT_OF_MEMORY', attempt: 1 }],
    ['BAD_EXIT', { status: 'FAILED', endReason: 'BAD_EXIT', attempt: 1 }],
    ['POLICY', { status: 'FAILED', endReason: 'POLICY', attempt: 1 }],
    ['TIME_LIMIT', { status: 'FAILED', endReason: 'TIME_LIMIT', attempt: 1 }],
    ['USER', { status: 'CANCELLED', endReason: 'USER', attempt: 1 }],
    ['PREEMPTED', { status: 'QUEUED', endReason: null, attempt: 2 }],
    ['LOST_RUNNER', { status: 'QUEUED', endReason: null, attempt: 2 }],
  ])('ends by %s', async (reason, state) => {
    const own = await workplace();
    const { holding } = await held(own);
    expect(await own.exit(holding, { reason, exitCode: 1, errorDetails: 'why' })).toMatchObject(state);
  });

  test('is cancelled only when the runner confirms it, also where the command ends with 0', async () => {
    const own = await workplace();
    const { job, holding } = await held(own);
    await own.run('mutation ($id: ID!) { cancelTrainingJob(id: $id) { id } }', { id: job.id });
    expect(await own.renew(holding)).toEqual({ job: { status: 'CANCELLING' } });
    expect(await own.exit(holding, { reason: 'COMPLETED', exitCode: 0 })).toMatchObject({ status: 'CANCELLED', endReason: 'USER' });
  });

  test('is lost only where process, log and steps are old; the job waits again, and the late writer is refused', async () => {
    const own = await workplace();
    const { runner, job, holding } = await held(own);
    await sweep(new Date());
    expect((await own.job(job.id)).status).toBe('STARTING');
    await own.append(holding, 1, 'first attempt');
    await server.stores.prisma.trainingLease.updateMany({ where: { workspaceId: own.workspaceId }, data: { processAt: new Date(0) } });
    await sweep(new Date());
    expect((await own.job(job.id)).status, 'its log is new').toBe('STARTING');
    await sweep(afterLoss());
    expect(await own.job(job.id)).toMatchObject({
      status: 'QUEUED',
      attempt: 2,
      lease: { lossCount: 1 },
      attempts: [{ attempt: 1, endReason: 'LOST_RUNNER' }, { attempt: 2 }],
    });
    const again = await own.lease(runner.id);
    expect(again).toMatchObject({ attempt: 2, job: { id: job.id } });
    expect(BigInt(again.fence)).toBeGreaterThan(BigInt(holding.fence));
    for (const late of [own.renew(holding), own.append(holding, 2, 'late'), own.exit(holding, { reason: 'COMPLETED' })])
      expect(await late).toMatchObject({ code: 'LEASE_LOST', field: 'input.fence' });
    expect(await own.log(job.id)).toEqual([]);
    expect(await own.log(job.id, ', attempt: 1')).toEqual([{ line: 1, text: 'first attempt' }]);
    await own.run(
      'mutation ($id: ID!) { logTrainingSteps(jobId: $id, points: [{ metric: "loss", step: 1, value: 1, attempt: 1 }]) { accepted } }',
      {
        id: job.id,
      },
    );
    expect((await own.job(job.id)).status, 'a point of the lost attempt is no sign').toBe('STARTING');
  });

  test('that is lost again and again ends in LOST, with a budget of its own; a job that is being cancelled is not queued again', async () => {
    const own = await workplace();
    const { runner, job } = await held(own);
    for (let loss = 1; loss <= mostLosses; loss += 1) {
      await sweep(afterLoss());
      expect((await own.job(job.id)).status).toBe('QUEUED');
      await own.lease(runner.id);
    }
    await sweep(afterLoss());
    expect(await own.job(job.id)).toMatchObject({ status: 'LOST', endReason: 'LOST_RUNNER', lease: { lossCount: mostLosses + 1 } });
    const other = await held(own);
    await own.run('mutation ($id: ID!) { cancelTrainingJob(id: $id) { id } }', { id: other.job.id });
    await sweep(afterLoss());
    expect(await own.job(other.job.id)).toMatchObject({ status: 'LOST', attempt: 1 });
  });

  test('of a runner that is revoked is refused, and the runner takes no job and no name', async () => {
    const own = await workplace();
    const { runner, job, holding } = await held(own);
    await own.run('mutation ($id: ID!) { revokeRunner(id: $id) { revokedAt } }', { id: runner.id });
    expect(await own.renew(holding)).toMatchObject({ code: 'LEASE_LOST' });
    expect(await own.lease(runner.id)).toMatchObject({ code: 'RUNNER_REVOKED', field: 'input.runnerId' });
    expect(await own.register()).toMatchObject({ code: 'RUNNER_REVOKED', field: 'input.name' });
    expect(await own.job(job.id), 'at once').toMatchObject({
      status: 'QUEUED',
      attempt: 2,
      lease: { lossCount: 1, releasedAt: expect.any(String) },
      attempts: [{ attempt: 1, endReason: 'LOST_RUNNER' }, { attempt: 2 }],
    });
  });

  test('that is renewed, logged under or ended is a sign of its runner, also when it is over', async () => {
    const own = await workplace();
    const { runner, holding } = await held(own);
    const runnerId = Buffer.from(runner.id, 'base64').toString().split(':')[1] as string;
    const { prisma } = server.stores;
    for (const sign of [() => own.renew(holding), () => own.append(holding, 1, 'a'), () => own.exit(holding, { reason: 'COMPLETED' })]) {
      await prisma.runner.update({ where: { id: runnerId }, data: { seenAt: new Date(0) } });
      await sign();
      expect((await own.run('{ runners { seenAt } }')).data.runners).not.toEqual([{ seenAt: new Date(0).toISOString() }]);
    }
  });

  test('is answered with 409 to a late writer, and with 401 to a wrong key', async () => {
    const query = `mutation { renewTrainingLease(input: { jobId: "${Buffer.from(`TrainingJob:${randomUUID()}`).toString('base64')}", fence: "1" }) { fence } }`;
    expect((await ask(server, query, { headers: { authorization: 'Bearer ftl_wrong' } })).status).toBe(401);
    const own = await workplace();
    const { holding } = await held(own);
    const { secret } = await createApiKey(server.stores, { workspaceId: own.workspaceId, name: 'second', role: 'EDITOR' });
    const late = await ask(server, 'mutation ($input: RenewTrainingLeaseInput!) { renewTrainingLease(input: $input) { fence } }', {
      variables: { input: { ...holding, fence: '0' } },
      headers: { authorization: `Bearer ${secret}` },
    });
    expect([late.status, late.body.errors[0].extensions.code]).toEqual([409, 'LEASE_LOST']);
  });
});
