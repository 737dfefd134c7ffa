import { randomUUID } from 'node:crypto';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import type { LocalBus } from '../../platform/live/bus.ts';
import { createTestWorkspace } from '../../platform/store/testing.ts';
import { createApiKey } from '../access/commands.ts';
import { drainJudgments } from '../health/background/judging.ts';
import { createOrUpdateJob } from '../training/commands/job.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

const declared = [
  { name: 'learning_rate', type: 'FLOAT', applies: 'NOW', minimum: 0, maximum: 1, current: 0.001 },
  { name: 'eval_steps', type: 'INT', applies: 'AT_EPOCH', minimum: 1, current: 100 },
  { name: 'early_stop', type: 'BOOLEAN', applies: 'NOW' },
  { name: 'batch_size', type: 'INT', applies: 'NEEDS_RESTART', current: 8 },
  { name: 'seed', type: 'INT', applies: 'IMPOSSIBLE', current: 1 },
];

/** A job that runs in a workspace of its own, and what people and its trainer do with it. */
async function steered(parameters: readonly object[] | null = declared) {
  const workspaceId = await createTestWorkspace(server.stores, randomUUID());
  const { secret } = await createApiKey(server.stores, { workspaceId, name: 'Ada', role: 'EDITOR' });
  const headers = { authorization: `Bearer ${secret}` };
  const run = async (query: string, variables: object = {}): Promise<Loose> => (await ask(server, query, { variables, headers })).body;
  const created = await run('mutation { createTrainingJob(input: {}) { id } }');
  const id: string = created.data.createTrainingJob.id;
  const job = {
    id,
    workspaceId,
    secret,
    run,
    declare: (given: readonly object[]) =>
      run('mutation ($input: DeclareTrainingParametersInput!) { declareTrainingParameters(input: $input) { id } }', {
        input: { jobId: id, parameters: given },
      }),
    change: (given: object) =>
      run(
        'mutation ($id: ID!, $given: JSON!) { updateTrainingParameters(jobId: $id, parameters: $given) { id status previous requestedBy attempt } }',
        { id, given },
      ),
    answer: (update: string, status: string, rest: object = {}) =>
      run('mutation ($input: AcknowledgeParameterUpdateInput!) { acknowledgeParameterUpdate(input: $input) { id status } }', {
        input: { id: update, status, ...rest },
      }),
    control: async () =>
      (await run('query ($id: ID!) { trainingControl(jobId: $id) { shouldStop saveCheckpoint updates { id parameters } } }', { id })).data
        .trainingControl,
    cancel: (rest: object = {}) =>
      run(
        'mutation ($id: ID!, $saveCheckpoint: Boolean) { cancelTrainingJob(id: $id, saveCheckpoint: $saveCheckpoint) { status stopDueAt stopRequestedAt } }',
        {
          id,
          ...rest,
        },
      ),
    report: (status: string) =>
      run('mutation ($input: ReportTrainingStatusInput!) { reportTrainingStatus(input: $input) { status endReason } }', {
        input: { jobId: id, status },
      }),
    history: async () =>
      (
        await run(
          'query ($id: ID!) { trainingJob(id: $id) { parameters { name current } parameterUpdates { parameters previous status reason appliedAtStep deliveredAt decidedAt } } }',
          { id },
        )
      ).data.trainingJob,
  };
  if (parameters !== null) expect((await job.declare(parameters)).errors).toBeUndefined();
  return job;
}
const failure = (body: Loose): Loose => body.errors[0].extensions;
const idOf = (body: Loose): string => {
  expect(body.errors).toBeUndefined();
  return body.data.updateTrainingParameters.id;
};

describe('a change of parameters', () => {
  test('goes from the request to the step at which it was applied, and the history is kept', async () => {
    const job = await steered();
    const first = await job.change({ learning_rate: 0.5, eval_steps: 10 });
    expect(first.data.updateTrainingParameters).toMatchObject({
      status: 'REQUESTED',
      previous: { learning_rate: 0.001, eval_steps: 100 },
      requestedBy: 'Ada',
      attempt: 1,
    });
    const waiting = { id: idOf(first), parameters: { learning_rate: 0.5, eval_steps: 10 } };
    expect(await job.control()).toEqual({ shouldStop: false, saveCheckpoint: false, updates: [waiting] });
    expect((await job.answer(waiting.id, 'DELIVERED')).data.acknowledgeParameterUpdate.status).toBe('DELIVERED');
    expect((await job.control()).updates, 'a trainer that was restarted receives it again').toEqual([waiting]);
    for (const _again of [1, 2])
      expect((await job.answer(waiting.id, 'APPLIED', { appliedAtStep: 42 })).data.acknowledgeParameterUpdate.status).toBe('APPLIED');
    expect((await job.answer(waiting.id, 'DELIVERED')).data.acknowledgeParameterUpdate.status, 'a late receipt').toBe('APPLIED');
    expect(failure(await job.answer(waiting.id, 'REFUSED', { reason: 'r' }))).toMatchObject({
      code: 'ILLEGAL_PARAMETER_UPDATE',
      field: 'input.status',
    });
    expect((await job.control()).updates).toEqual([]);
    const second = idOf(await job.change({ early_stop: true }));
    await job.answer(second, 'REFUSED', { reason: 'no evaluation' });
    const { parameters, parameterUpdates } = await job.history();
    expect(parameterUpdates).toMatchObject([
      { status: 'APPLIED', appliedAtStep: 42, reason: null, deliveredAt: expect.any(String), decidedAt: expect.any(String) },
      { status: 'REFUSED', appliedAtStep: null, reason: 'no evaluation', previous: { early_stop: null } },
    ]);
    expect(parameters.slice(0, 3)).toEqual([
      { name: 'learning_rate', current: 0.5 },
      { name: 'eval_steps', current: 10 },
      { name: 'early_stop', current: null },
    ]);
  });

  test('is refused by type, range and what the trainer declared, each parameter by its path, and nothing is kept', async () => {
    const job = await steered();
    const bad = { learning_rate: 2, eval_steps: 1.5, early_stop: 'yes', batch_size: 4, seed: 2, momentum: 1, nested: [1] };
    const { problems, code } = failure(await job.change(bad));
    expect(code).toBe('BAD_PARAMETER');
    expect((problems ?? []).map(({ field }: Loose) => field)).toEqual(Object.keys(bad).map((name) => `parameters.${name}`));
    for (const nothing of [{}, [1], 'text']) expect(failure(await job.change(nothing as object)).code).toBe('BAD_PARAMETER');
    expect((await job.history()).parameterUpdates).toEqual([]);
    const undeclared = await steered(null);
    expect(failure(await undeclared.change({ learning_rate: 0.1 }))).toMatchObject({ code: 'BAD_PARAMETER', field: 'parameters' });
  });

  test('by several people at once is kept in one order, which the trainer follows', async () => {
    const job = await steered();
    const values = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6];
    await Promise.all(values.map((value) => job.change({ learning_rate: value })));
    const { updates } = await job.control();
    expect(updates.map(({ parameters }: Loose) => parameters.learning_rate).toSorted()).toEqual(values);
    for (const [index, { id }] of updates.entries()) await job.answer(id, 'APPLIED', { appliedAtStep: index });
    const { parameterUpdates, parameters } = await job.history();
    const last = updates.at(-1).parameters.learning_rate;
    expect(parameters[0].current).toBe(last);
    expect(parameterUpdates.map(({ previous }: Loose) => previous.learning_rate)).toEqual([
      0.001,
      ...updates.slice(0, -1).map((update: Loose) => update.parameters.learning_rate),
    ]);
  });

  test('that waits when the job ends is refused, unless the trainer had applied it; after the end none is taken', async () => {
    const job = await steered();
    const [applied, forgotten] = [idOf(await job.change({ learning_rate: 0.1 })), idOf(await job.change({ learning_rate: 0.2 }))];
    await job.answer(forgotten, 'DELIVERED');
    await job.report('FINISHED');
    const ended = { status: 'REFUSED', reason: 'The job ended before the change was applied.' };
    expect((await job.history()).parameterUpdates).toMatchObject([ended, ended]);
    expect(await job.control()).toMatchObject({ updates: [] });
    expect((await job.answer(applied, 'APPLIED', { appliedAtStep: 7 })).data.acknowledgeParameterUpdate.status).toBe('APPLIED');
    expect((await job.history()).parameterUpdates).toMatchObject([{ status: 'APPLIED', reason: null }, ended]);
    expect(failure(await job.change({ learning_rate: 0.3 }))).toMatchObject({
      code: 'ILLEGAL_TRAINING_STATUS',
      field: 'jobId',
      reason: 'The job is FINISHED and cannot change its parameters.',
    });
  });

  test('of the learning rate to five times what was configured is no learning rate out of line; the same rate that was not asked for is', async () => {
    const warned = async (isAsked: boolean): Promise<Loose> => {
      const job = await steered();
      const log = (learningRate: number, from: number) =>
        job.run('mutation ($id: ID!, $points: [TrainingPointInput!]!) { logTrainingSteps(jobId: $id, points: $points) { accepted } }', {
          id: job.id,
          points: Array.from({ length: 20 }, (_, index) => ({ metric: 'lr', step: from + index, value: learningRate })),
        });
      await job.run('mutation ($id: ID!) { editTrainingJob(input: { id: $id, hyperparameters: { learning_rate: 0.001 } }) { id } }', {
        id: job.id,
      });
      await log(0.001, 1);
      const update = isAsked ? idOf(await job.change({ learning_rate: 0.005 })) : null;
      await log(0.005, 21);
      const warnings = async (): Promise<Loose> => {
        await drainJudgments(server);
        return (await job.run('query ($id: ID!) { trainingJob(id: $id) { warnings { kind beganAtStep } } }', { id: job.id })).data
          .trainingJob.warnings;
      };
      const before = await warnings();
      if (update !== null) await job.answer(update, 'APPLIED', { appliedAtStep: 21 });
      await job.report('FINISHED');
      return [before, await warnings()];
    };
    const outOfLine = [{ kind: 'LEARNING_RATE', beganAtStep: 21 }];
    expect(await warned(false)).toEqual([outOfLine, outOfLine]);
    expect(await warned(true)).toEqual([[], []]);
  });

  test('is announced at each of its states, the refusal at the end of the job included', async () => {
    const job = await steered();
    const client = createClient({
      url: `ws://127.0.0.1:${server.port}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${job.secret}` },
    });
    const events = client.iterate<Loose>({
      query: `subscription { parameterUpdateChanged(jobId: "${job.id}") { id status } }`,
    });
    const next = async (): Promise<Loose> => ((await events.next()).value as Loose).data.parameterUpdateChanged;
    const key = Buffer.from(job.id, 'base64').toString().slice('TrainingJob:'.length);
    const listening = (): boolean => (server.live as LocalBus).hasListeners('training.parameters', key);
    const first = next();
    while (!listening()) await new Promise((resolve) => setTimeout(resolve, 10));
    const id = idOf(await job.change({ learning_rate: 0.1 }));
    expect(await first).toEqual({ id, status: 'REQUESTED' });
    await job.answer(id, 'DELIVERED');
    expect(await next()).toEqual({ id, status: 'DELIVERED' });
    await job.report('FAILED');
    expect(await next()).toEqual({ id, status: 'REFUSED' });
    await client.dispose();
  });
});

test('a declaration replaces the one before, and a bad one is refused by its path', async () => {
  const job = await steered();
  await job.declare([{ name: 'beta', type: 'FLOAT', applies: 'NOW', current: 1 }]);
  expect((await job.history()).parameters).toEqual([{ name: 'beta', current: 1 }]);
  const { code, problems } = failure(
    await job.declare([
      { name: '', type: 'FLOAT', applies: 'NOW' },
      { name: 'a', type: 'INT', applies: 'NOW', current: 'text' },
      { name: 'b', type: 'INT', applies: 'NOW', minimum: 2, maximum: 1 },
      { name: 'c', type: 'INT', applies: 'NOW' },
      { name: 'c', type: 'INT', applies: 'NOW' },
    ]),
  );
  expect(code).toBe('BAD_PARAMETER');
  expect(problems.map(({ field }: Loose) => field)).toEqual([
    'input.parameters[0].name',
    'input.parameters[1].current',
    'input.parameters[2].maximum',
    'input.parameters[4].name',
  ]);
  expect((await job.history()).parameters).toEqual([{ name: 'beta', current: 1 }]);
});

describe('a request to stop', () => {
  test('holds until the trainer confirms it, with or without a checkpoint, and is over when the job is resumed', async () => {
    const job = await steered();
    const plain = await job.cancel();
    const { status, stopDueAt, stopRequestedAt } = plain.data.cancelTrainingJob;
    expect(status).toBe('CANCELLING');
    expect(Date.parse(stopDueAt)).toBeGreaterThan(Date.parse(stopRequestedAt));
    expect(await job.control()).toMatchObject({ shouldStop: true, saveCheckpoint: false });
    const again = (await job.cancel({ saveCheckpoint: true })).data.cancelTrainingJob;
    expect(again).toMatchObject({ status: 'CANCELLING', stopRequestedAt });
    expect(await job.control()).toMatchObject({ shouldStop: true, saveCheckpoint: true });
    expect(failure(await job.change({ learning_rate: 0.1 })).code).toBe('ILLEGAL_TRAINING_STATUS');
    expect((await job.report('CANCELLED')).data.reportTrainingStatus).toEqual({ status: 'CANCELLED', endReason: 'USER' });
    expect((await job.cancel()).data.cancelTrainingJob).toMatchObject({ status: 'CANCELLED', stopDueAt: null });
    await job.run('mutation ($id: ID!) { startTrainingAttempt(input: { jobId: $id }) { id } }', { id: job.id });
    expect(await job.control()).toMatchObject({ shouldStop: false, saveCheckpoint: false });
  });

  test('ends a job at once that waits for a runner, and none that has ended', async () => {
    const job = await steered();
    const queued = await createOrUpdateJob(server, job.workspaceId, {}, { source: 'RUNNER', isQueued: true, now: new Date() });
    if (!queued.ok) throw queued.failure;
    const id = Buffer.from(`TrainingJob:${queued.value.job.id}`).toString('base64');
    expect((await job.cancel({ id })).data.cancelTrainingJob).toMatchObject({ status: 'CANCELLED', stopDueAt: null });
    await job.report('FINISHED');
    expect(failure(await job.cancel())).toMatchObject({ code: 'ILLEGAL_TRAINING_STATUS', field: 'id' });
  });
});
