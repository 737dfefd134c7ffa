import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { createTestWorkspace } from '../../platform/store/testing.ts';
import { createApiKey } from '../access/commands.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

/** A workspace of its own, and what a trainer and a person do in it. */
async function workspace() {
  const workspaceId = await createTestWorkspace(server.stores, randomUUID());
  const { secret } = await createApiKey(server.stores, { workspaceId, name: 'test', role: 'ADMIN' });
  const headers = { authorization: `Bearer ${secret}` };
  const run = async (query: string, variables: object = {}): Promise<Loose> => {
    const { body } = await ask(server, query, { variables, headers });
    expect(body.errors).toBeUndefined();
    return body.data;
  };
  return {
    run,
    headers,
    create: async (input: object): Promise<string> =>
      (await run('mutation ($input: TrainingJobInput!) { createTrainingJob(input: $input) { id } }', { input })).createTrainingJob.id,
    edit: (id: string, input: object) =>
      run('mutation ($input: EditTrainingJobInput!) { editTrainingJob(input: $input) { id } }', { input: { id, ...input } }),
    report: (jobId: string, status: string) =>
      run('mutation ($input: ReportTrainingStatusInput!) { reportTrainingStatus(input: $input) { id } }', { input: { jobId, status } }),
    models: async (): Promise<Loose[]> =>
      (
        await run(`{ models { name trainingMethod baseModel trainingDataset trainingJob { id }
          versions { version label job { id name } trainingMethod baseModel trainingDataset hyperparameters registeredAt } } }`)
      ).models,
    job: async (id: string) =>
      (await run('query ($id: ID!) { trainingJob(id: $id) { name model { name } registration { version model { name } } } }', { id }))
        .trainingJob,
  };
}
type Own = Awaited<ReturnType<typeof workspace>>;

const made = {
  name: 'sft-1',
  outputModel: 'support-7b',
  modelVersion: '2026-11',
  trainingMethod: 'SFT',
  baseModel: 'qwen-7b',
  datasetName: 'tickets',
  hyperparameters: { learning_rate: 2e-5 },
};
async function finished(own: Own, input: object): Promise<string> {
  const id = await own.create(input);
  await own.report(id, 'FINISHED');
  return id;
}

describe('a job that finishes', () => {
  test('registers its model, with what it was made with', async () => {
    const own = await workspace();
    const id = await own.create(made);
    expect([await own.models(), await own.job(id)]).toEqual([[], { name: 'sft-1', model: null, registration: null }]);
    await own.report(id, 'FINISHED');
    expect(await own.models()).toEqual([
      {
        name: 'support-7b',
        trainingMethod: 'SFT',
        baseModel: 'qwen-7b',
        trainingDataset: 'tickets',
        trainingJob: { id },
        versions: [
          {
            version: 1,
            label: '2026-11',
            job: { id, name: 'sft-1' },
            trainingMethod: 'SFT',
            baseModel: 'qwen-7b',
            trainingDataset: 'tickets',
            hyperparameters: { learning_rate: 2e-5 },
            registeredAt: expect.any(String),
          },
        ],
      },
    ]);
    expect(await own.job(id)).toEqual({
      name: 'sft-1',
      model: { name: 'support-7b' },
      registration: { version: 1, model: { name: 'support-7b' } },
    });
  });

  test('changes nothing when it reports its end again, and keeps its number when it is resumed and finishes again', async () => {
    const own = await workspace();
    const id = await finished(own, made);
    const before = await own.models();
    await own.report(id, 'FINISHED');
    expect(await own.models()).toEqual(before);
    await own.report(id, 'RUNNING');
    await own.edit(id, { hyperparameters: { epochs: 3 } });
    expect(await own.models()).toEqual(before);
    await own.report(id, 'FINISHED');
    const [model] = await own.models();
    expect(model.versions).toEqual([{ ...before[0].versions[0], hyperparameters: { learning_rate: 2e-5, epochs: 3 } }]);
  });

  test.each(['FAILED', 'CANCELLED'])('and one that is %s registers nothing', async (status) => {
    const own = await workspace();
    await own.report(await own.create(made), status);
    expect(await own.models()).toEqual([]);
  });

  test('without a name for its model is registered under base model and job; without either not at all', async () => {
    const own = await workspace();
    await finished(own, { name: 'sft-1', baseModel: 'org/base' });
    await finished(own, { name: 'from scratch' });
    expect((await own.models()).map(({ name }) => name)).toEqual(['org/base:sft-1']);
  });

  test('by a name that is known adds a version: what people entered stays, what versions stated follows the newest', async () => {
    const own = await workspace();
    const first = await finished(own, made);
    await own.run('mutation ($input: ModelInput!) { saveModel(input: $input) { id } }', {
      input: { name: 'support-7b', trainingDataset: 'tickets, cleaned by hand' },
    });
    const second = await finished(own, { ...made, name: 'dpo-1', trainingMethod: 'DPO', datasetName: 'pairs', baseModel: null });
    const [model] = await own.models();
    expect(model).toMatchObject({
      trainingMethod: 'DPO',
      baseModel: 'qwen-7b',
      trainingDataset: 'tickets, cleaned by hand',
      trainingJob: { id: second },
    });
    expect(model.versions.map(({ version, job, trainingDataset }: Loose) => [version, job.id, trainingDataset])).toEqual([
      [2, second, 'pairs'],
      [1, first, 'tickets'],
    ]);
  });

  test('together with others of the same model gets a number of its own', async () => {
    const own = await workspace();
    const ids = await Promise.all(Array.from({ length: 8 }, (_, index) => own.create({ ...made, name: `job ${index}` })));
    await Promise.all(ids.map((id) => own.report(id, 'FINISHED')));
    const [model] = await own.models();
    expect(model.versions.map(({ version }: Loose) => version)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
  });
});

describe('a version', () => {
  test('moves to the model that its job names later', async () => {
    const own = await workspace();
    const id = await finished(own, { name: 'sft-1', baseModel: 'base' });
    await own.edit(id, { outputModel: 'chosen' });
    expect((await own.models()).map(({ name, versions }) => [name, versions.length])).toEqual([
      ['base:sft-1', 0],
      ['chosen', 1],
    ]);
    expect((await own.job(id)).model).toEqual({ name: 'chosen' });
  });

  test('stays when its job is deleted, and goes with its model', async () => {
    const own = await workspace();
    const [first, second] = [await finished(own, made), await finished(own, { ...made, outputModel: 'other' })];
    await own.run('mutation ($id: ID!) { deleteTrainingJob(id: $id) }', { id: first });
    const [other, model] = await own.models();
    expect([model.trainingJob, model.versions[0].job, model.versions[0].hyperparameters]).toEqual([null, null, made.hyperparameters]);
    const { models } = await own.run('{ models { id name } }');
    await own.run('mutation ($id: ID!) { deleteModel(id: $id) }', { id: models.find(({ name }: Loose) => name === other.name).id });
    expect(await own.job(second)).toMatchObject({ model: null, registration: null });
  });

  test('of a run that logged a model with MLflow is named after run and model', async () => {
    const own = await workspace();
    const post = async (path: string, body: object, method = 'POST'): Promise<Loose> => {
      const response = await fetch(`${server.url}/api/2.0/mlflow/${path}`, {
        method,
        headers: { ...own.headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      expect(response.status).toBe(200);
      return response.json();
    };
    const { run_id: runId } = (await post('runs/create', { run_name: 'churn' })).run.info;
    for (const name of ['early', 'late']) {
      const logged = await post('logged-models', { name, source_run_id: runId });
      await post(`logged-models/${logged.model.info.model_id}`, { status: 'LOGGED_MODEL_READY' }, 'PATCH');
    }
    await post('logged-models', { name: 'unfinished', source_run_id: runId });
    await post('runs/update', { run_id: runId, status: 'FINISHED' });
    expect((await own.models()).map(({ name }) => name)).toEqual(['churn:late']);
  });
});
