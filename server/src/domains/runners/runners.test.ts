import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { sql, uuid } from '../../platform/store/sql.ts';
import { lastSign } from './queries.ts';
import { leaseTests } from './tests/leases.testing.ts';
import { helpersOf } from './tests/workplace.testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

const { workplace, held, sweep } = helpersOf(() => server);

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

leaseTests(() => server);
