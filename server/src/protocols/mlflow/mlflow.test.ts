import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApiKey } from '../../domains/access/commands.ts';
import { removeOrphans } from '../../domains/artifacts/commands.ts';
import { useArtifactStore } from '../../domains/artifacts/load.ts';
import { folderStore } from '../../domains/artifacts/store/folder.ts';
import { keepsTheContract } from '../../domains/artifacts/store/contract.testing.ts';
import { createOrUpdateJob, deleteJob } from '../../domains/training/commands/job.ts';
import { createTestWorkspace } from '../../platform/store/testing.ts';
import { ask, openTestServer, sendRaw, type Loose, type TestServer } from '../../server.testing.ts';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await openTestServer();
  folder = await mkdtemp(join(tmpdir(), 'artifacts-'));
  useArtifactStore(server.stores, { dataDir: folder, url: null });
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

interface Answered {
  readonly status: number;
  readonly body: Loose;
  readonly headers: Headers;
}
interface Client {
  readonly workspaceId: string;
  readonly slug: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly get: (path: string, query?: Record<string, string>) => Promise<Answered>;
  readonly post: (path: string, body?: unknown) => Promise<Answered>;
  readonly send: (method: string, path: string, body?: BodyInit | null, headers?: Record<string, string>) => Promise<Response>;
}

/** A workspace of its own, and how MLflow's client asks in it. */
async function client(role: 'EDITOR' | 'VIEWER' = 'EDITOR', of?: Client): Promise<Client> {
  const slug = of?.slug ?? `w-${randomUUID()}`;
  const workspaceId = of?.workspaceId ?? (await createTestWorkspace(server.stores, slug));
  const { secret } = await createApiKey(server.stores, { workspaceId, name: 'test', role });
  const headers = { authorization: `Bearer ${secret}` };
  const send: Client['send'] = (method, path, body = null, more = {}) =>
    fetch(`${server.url}${path}`, {
      method,
      headers: { ...headers, ...more },
      body,
      ...(body !== null && { duplex: 'half' }),
    } as RequestInit);
  const answered = async (response: Response): Promise<Answered> => ({
    status: response.status,
    headers: response.headers,
    body: await response.json(),
  });
  return {
    workspaceId,
    slug,
    headers,
    send,
    get: async (path, query = {}) => answered(await send('GET', `/api/2.0/mlflow/${path}?${new URLSearchParams(query)}`)),
    post: async (path, body = {}) =>
      answered(await send('POST', `/api/2.0/mlflow/${path}`, JSON.stringify(body), { 'content-type': 'application/json' })),
  };
}

async function makeRun({ post }: Client, body: object = {}): Promise<string> {
  const { status, body: answer } = await post('runs/create', body);
  expect(status).toBe(200);
  return answer.run.info.run_id;
}
const refused = (status: number, code: string, message?: RegExp) => ({
  status,
  body: { error_code: code, message: message === undefined ? expect.any(String) : expect.stringMatching(message) },
});
const invalid = (message?: RegExp) => refused(400, 'INVALID_PARAMETER_VALUE', message);
const metric = (key: string, value: unknown, step: unknown = 0, timestamp: unknown = 1_764_000_000_000) => ({
  key,
  value,
  timestamp,
  step,
});

describe('a run', () => {
  test('is a training job: parameters are hyperparameters, the experiment is the project, the status and the end are its own', async () => {
    const own = await client();
    const { body } = await own.post('experiments/create', { name: 'llama', tags: [{ key: 'owner', value: 'me' }] });
    const runId = await makeRun(own, {
      experiment_id: body.experiment_id,
      user_id: 'ada',
      run_name: 'first',
      start_time: Date.now() - 60_000,
      tags: [
        { key: 'team', value: 'a' },
        { key: 'mlflow.note.content', value: '# notes' },
      ],
    });
    await own.post('runs/log-batch', {
      run_id: runId,
      params: [
        { key: 'learning_rate', value: '0.001' },
        { key: 'num_train_epochs', value: '3' },
        { key: 'max_steps', value: '-1' },
        { key: '_name_or_path', value: 'tiny' },
      ],
      metrics: [metric('loss', 2.5, '7'), metric('eval/loss', 3, 7)],
    });
    await own.post('runs/update', { run_id: runId, status: 'KILLED', end_time: String(Date.now()) });
    const found = await ask(
      server,
      '{ trainingJobs(first: 5) { edges { node { externalId name project source status endReason userName tags notes hyperparameters totalEpochs totalSteps baseModel latest } } } }',
      { headers: own.headers },
    );
    expect(found.body.data.trainingJobs.edges.map(({ node }: Loose) => node)).toEqual([
      {
        externalId: runId,
        name: 'first',
        project: 'llama',
        source: 'MLFLOW',
        status: 'CANCELLED',
        endReason: 'USER',
        userName: 'ada',
        tags: ['team=a'],
        notes: '# notes',
        hyperparameters: { learning_rate: '0.001', num_train_epochs: '3', max_steps: '-1', _name_or_path: 'tiny' },
        totalEpochs: 3,
        totalSteps: null,
        baseModel: 'tiny',
        latest: { loss: 2.5, eval_loss: 3 },
      },
    ]);
    const { run } = (await own.get('runs/get', { run_id: runId })).body;
    expect(run.info).toMatchObject({
      run_id: runId,
      run_uuid: runId,
      experiment_id: body.experiment_id,
      user_id: 'ada',
      status: 'KILLED',
      lifecycle_stage: 'active',
      artifact_uri: `mlflow-artifacts:/${body.experiment_id}/${runId}/artifacts`,
    });
    expect(run.data.metrics.map(({ key, value, step }: Loose) => [key, value, step])).toEqual([
      ['eval/loss', 3, 7],
      ['loss', 2.5, 7],
    ]);
  });

  test('that is opened again after its end has another attempt, and what its client says last counts', async () => {
    const own = await client();
    const runId = await makeRun(own);
    for (const status of ['FINISHED', 'RUNNING', 'FINISHED', 'FAILED'])
      expect((await own.post('runs/update', { run_uuid: runId, status })).body.run_info.status).toBe(status);
    const job = await server.stores.prisma.trainingJob.findFirstOrThrow({ where: { workspaceId: own.workspaceId } });
    expect(job).toMatchObject({ status: 'FAILED', attempt: 3 });
  });

  test('that is reopened keeps its curves when values without a step are added, and repeats them where it trains on', async () => {
    const own = await client();
    const runId = await makeRun(own);
    let timestamp = 1_764_000_000_000;
    const log = (...points: [key: string, value: number, step: number][]) =>
      own.post('runs/log-batch', { run_id: runId, metrics: points.map(([key, value, step]) => metric(key, value, step, timestamp++)) });
    const reopen = async (): Promise<void> => {
      for (const status of ['FINISHED', 'RUNNING']) await own.post('runs/update', { run_id: runId, status });
    };
    const job = async (): Promise<Loose> => {
      const { body } = await ask(
        server,
        '{ trainingJobs { edges { node { currentStep attempts { firstStep } loss: series(metric: "loss") { step value } accuracy: series(metric: "accuracy") { step value } } } } }',
        { headers: own.headers },
      );
      return body.data.trainingJobs.edges[0].node;
    };
    await log(...[1, 2, 3, 4, 5].map((step): [string, number, number] => ['loss', step, step]), ['accuracy', 0.5, 3]);
    await reopen();
    // No step: 0. The other is once a run.
    await log(['loss', 9, 0], ['f1', 0.8, 0], ['accuracy', 0.7, 3]);
    const added = await job();
    expect([added.currentStep, added.loss.map(({ step }: Loose) => step)]).toEqual([5, [0, 1, 2, 3, 4, 5]]);
    expect(added.accuracy.at(-1)).toEqual({ step: 3, value: 0.7 });
    expect(added.attempts).toEqual([{ firstStep: 1 }, { firstStep: null }]);
    await reopen();
    await log(['loss', 40, 4], ['loss', 60, 6]);
    const trained = await job();
    expect(trained.attempts.at(-1)).toEqual({ firstStep: 4 });
    expect(trained.loss.map(({ step, value }: Loose) => [step, value])).toEqual([
      [0, 9],
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 40],
      [6, 60],
    ]);
  });

  test('that is deleted leaves lists, choices and savings, and comes back when it is restored', async () => {
    const own = await client();
    const runId = await makeRun(own, { run_name: 'gone', tags: [{ key: 'team', value: 'a' }] });
    const lists = async (): Promise<Loose> =>
      (
        await ask(
          server,
          '{ trainingJobs { edges { node { name deletedAt } } } trainingJobOptions { tags } trainingSavings { jobCount } }',
          { headers: own.headers },
        )
      ).body.data;
    const there = { trainingJobs: { edges: [{ node: { name: 'gone', deletedAt: null } }] }, trainingJobOptions: { tags: ['team=a'] } };
    expect(await lists()).toMatchObject(there);
    await own.post('runs/delete', { run_id: runId });
    expect(await lists()).toEqual({ trainingJobs: { edges: [] }, trainingJobOptions: { tags: [] }, trainingSavings: { jobCount: 0 } });
    expect((await own.get('runs/get', { run_id: runId })).body.run.info.lifecycle_stage).toBe('deleted');
    await own.post('runs/restore', { run_id: runId });
    expect(await lists()).toMatchObject(there);
    expect((await own.get('runs/get', { run_id: runId })).body.run.info.lifecycle_stage).toBe('active');
  });

  test('without an experiment is one of Default, whose id is 0', async () => {
    const own = await client();
    const runId = await makeRun(own);
    expect((await own.get('runs/get', { run_id: runId })).body.run.info.experiment_id).toBe('0');
    expect((await own.get('experiments/get', { experiment_id: '0' })).body.experiment.name).toBe('Default');
    expect((await own.post('runs/search', { experiment_ids: ['0'] })).body.runs).toHaveLength(1);
    const { project } = await server.stores.prisma.trainingJob.findFirstOrThrow({ where: { workspaceId: own.workspaceId } });
    expect(project).toBeNull();
  });

  test('that the API made is there as well, under an experiment of its project', async () => {
    const own = await client();
    const made = await createOrUpdateJob(
      server,
      own.workspaceId,
      { name: 'by API', project: 'api project', hyperparameters: { lr: 0.1, on: true } },
      { source: 'API', now: new Date() },
    );
    const id = made.ok ? made.value.job.id : '';
    const { run } = (await own.get('runs/get', { run_id: id.replaceAll('-', '') })).body;
    expect(run.data.params).toEqual([
      { key: 'lr', value: '0.1' },
      { key: 'on', value: 'true' },
    ]);
    expect((await own.get('experiments/get-by-name', { experiment_name: 'api project' })).body.experiment.experiment_id).toBe(
      run.info.experiment_id,
    );
    expect((await own.post('runs/log-metric', { run_id: run.info.run_id, ...metric('loss', 1) })).status).toBe(200);
  });

  test('keeps its parameters, and tells which was to change', async () => {
    const own = await client();
    const runId = await makeRun(own);
    const log = (key: string, value: string) => own.post('runs/log-parameter', { run_id: runId, key, value });
    expect((await log('lr', '1')).status).toBe(200);
    expect((await log('lr', '1')).body).toEqual({});
    expect(await log('lr', '2')).toMatchObject(invalid(/already logged with value="1".*new value "2"/));
    const batch = {
      run_id: runId,
      params: [
        { key: 'lr', value: '3' },
        { key: 'new', value: '1' },
      ],
      metrics: [metric('loss', 1)],
    };
    expect(await own.post('runs/log-batch', batch)).toMatchObject(invalid());
    const { data } = (await own.get('runs/get', { run_id: runId })).body.run;
    expect(data).toMatchObject({ params: [{ key: 'lr', value: '1' }], metrics: [] });
    // Of several at the same time one holds.
    const statuses = (await Promise.all(['a', 'b', 'c', 'd'].map((value) => log('raced', value)))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  });

  test('has metrics under the names by which they were sent; what is not finite is a text', async () => {
    const own = await client();
    const runId = await makeRun(own);
    const metrics = [metric('train/loss', 'NaN', 1), metric('loss', '-Infinity', 2), metric('acc', 'Infinity', 1), metric('acc', '0.5', 0)];
    expect((await own.post('runs/log-batch', { run_id: runId, metrics })).status).toBe(200);
    const { data } = (await own.get('runs/get', { run_id: runId })).body.run;
    expect(data.metrics.map(({ key, value }: Loose) => [key, value])).toEqual([
      ['acc', 'Infinity'],
      ['loss', '-Infinity'],
      ['train/loss', '-Infinity'],
    ]);
    for (const name of ['loss', 'train/loss']) {
      const history = (await own.get('metrics/get-history', { run_id: runId, metric_key: name })).body.metrics;
      expect(history.map(({ key, value, step }: Loose) => [key, value, step])).toEqual([
        [name, 'NaN', 1],
        [name, '-Infinity', 2],
      ]);
    }
  });

  test('has several points of a metric at one step, by their times, each once; pages of them join', async () => {
    const own = await client();
    const runId = await makeRun(own);
    const metrics = Array.from({ length: 25 }, (_, index) => metric('m', index, index % 5, 1_764_000_000_000 + index));
    for (let time = 0; time < 2; time += 1) expect((await own.post('runs/log-batch', { run_id: runId, metrics })).body).toEqual({});
    const whole = (await own.get('metrics/get-history', { run_id: runId, metric_key: 'm' })).body.metrics;
    expect(whole).toHaveLength(25);
    expect(whole[0]).toEqual({ key: 'm', value: 0, timestamp: 1_764_000_000_000, step: 0, run_id: runId });
    const pages: Loose[] = [];
    let token = '';
    do {
      const { body } = await own.get('metrics/get-history', { run_id: runId, metric_key: 'm', max_results: '10', page_token: token });
      pages.push(...body.metrics);
      token = body.next_page_token ?? '';
    } while (token !== '');
    expect(pages).toEqual(whole);
    const bulk = await own.send(
      'GET',
      `/ajax-api/2.0/mlflow/metrics/get-history-bulk-interval?run_ids=${runId}&metric_key=m&start_step=1&end_step=2`,
    );
    expect(((await bulk.json()) as Loose).metrics).toHaveLength(10);
  });

  test('a history of more points than are read at a time comes whole', async () => {
    const own = await client();
    const runId = await makeRun(own);
    for (let from = 0; from < 26_000; from += 1_000) {
      const metrics = Array.from({ length: 1_000 }, (_, index) => metric('long', from + index, from + index));
      expect((await own.post('runs/log-batch', { run_id: runId, metrics })).status).toBe(200);
    }
    const { metrics } = (await own.get('metrics/get-history', { run_id: runId, metric_key: 'long' })).body;
    expect(metrics).toHaveLength(26_000);
    expect(metrics.every(({ step, value }: Loose, index: number) => step === index && value === index)).toBe(true);
  });
});

describe('a search', () => {
  test('finds runs by metrics, parameters, tags and attributes, orders them, and gives pages', async () => {
    const own = await client();
    const ids: string[] = [];
    for (let index = 0; index < 6; index += 1) {
      const runId = await makeRun(own, {
        run_name: `run ${index}`,
        start_time: Date.now() - 1_000 * (10 - index),
        tags: [{ key: 'k', value: String(index % 2) }],
      });
      ids.push(runId);
      await own.post('runs/log-batch', {
        run_id: runId,
        params: [{ key: 'lr', value: `1e-${index}` }],
        metrics: index === 5 ? [] : [metric('f1', index === 4 ? 'NaN' : index / 10)],
      });
    }
    await own.post('runs/update', { run_id: ids[1], status: 'FINISHED' });
    const names = async (filter: string, order: string[] = [], rest: object = {}): Promise<string[]> => {
      const { body } = await own.post('runs/search', { experiment_ids: ['0'], filter, order_by: order, ...rest });
      return body.runs.map(({ info }: Loose) => info.run_name.slice(4));
    };
    expect(await names('')).toEqual(['5', '4', '3', '2', '1', '0']);
    expect(await names('metrics.f1 >= 0.1 AND metrics.f1 < 0.3', ['metrics.f1 ASC'])).toEqual(['1', '2']);
    expect(await names('metrics.f1 > -1', ['start_time'])).toEqual(['0', '1', '2', '3']);
    expect(await names('', ['metrics.`f1` DESC'])).toEqual(['3', '2', '1', '0', '4', '5']);
    expect(await names('', ['metrics.f1'])).toEqual(['0', '1', '2', '3', '4', '5']);
    expect(await names("params.lr = '1e-2'")).toEqual(['2']);
    expect(await names("params.lr LIKE '1e-%' AND tags.k != '0'")).toEqual(['5', '3', '1']);
    expect(await names("tags.none != 'x'")).toEqual([]);
    expect(await names('tags.none IS NULL', [], { max_results: 2 })).toEqual(['5', '4']);
    expect(await names("status = 'finished'")).toEqual(['1']);
    expect(await names("attributes.status != 'FINISHED'", ['run_name DESC'])).toEqual(['5', '4', '3', '2', '0']);
    expect(await names(`run_id IN ('${ids[0]}', '${ids[3]}')`)).toEqual(['3', '0']);
    expect(await names("attributes.run_name ILIKE 'RUN _' AND end_time > 0")).toEqual(['1']);
    const first = await own.post('runs/search', { experiment_ids: ['0'], max_results: 4 });
    const rest = await own.post('runs/search', { experiment_ids: ['0'], max_results: 4, page_token: first.body.next_page_token });
    expect([first.body.runs.length, rest.body.runs.length, rest.body.next_page_token]).toEqual([4, 2, undefined]);
    await own.post('runs/delete', { run_id: ids[2] });
    expect(await names('', [], { run_view_type: 'DELETED_ONLY' })).toEqual(['2']);
    expect(await names('', [], { run_view_type: 'ALL' })).toHaveLength(6);
    expect(await own.post('runs/log-metric', { run_id: ids[2], ...metric('f1', 1) })).toMatchObject(invalid(/active/));
    await own.post('runs/restore', { run_id: ids[2] });
    expect(await names('')).toHaveLength(6);
    expect((await own.post('runs/search', { experiment_ids: ['77'] })).body).toEqual({ runs: [] });
  });

  test('that cannot be read is refused', async () => {
    const own = await client();
    const search = (body: object) => own.post('runs/search', { experiment_ids: ['0'], ...body });
    for (const body of [
      { filter: "params.a = 'x' OR params.b = 'y'" },
      { filter: "metrics.loss = 'x'" },
      { filter: 'params.lr = 5' },
      { filter: "attributes.nothing = 'x'" },
      { filter: "attributes.status LIKE 'F%'" },
      { order_by: ['nothing.x'] },
      { max_results: 50_001 },
      { max_results: 0 },
      { page_token: 'x' },
      { run_view_type: 'SOME' },
      { experiment_ids: [{}] },
      { filter: "params.lr = '1e-2''; DROP TABLE training_jobs; --'" },
    ])
      expect(await search(body)).toMatchObject(invalid());
  });
});

describe('experiments', () => {
  test('have names of their own, tags and a life cycle, and take their runs along under a new name', async () => {
    const own = await client();
    const make = (name: string) => own.post('experiments/create', { name });
    const made = (await Promise.all(['a', 'b', 'c', 'd', 'e'].map(make))).map(({ body }) => body.experiment_id);
    expect(new Set(made).size).toBe(5);
    expect(await make('a')).toMatchObject(refused(400, 'RESOURCE_ALREADY_EXISTS'));
    const [id] = made;
    const runId = await makeRun(own, { experiment_id: id });
    await own.post('experiments/set-experiment-tag', { experiment_id: id, key: 'k', value: 'v' });
    await own.post('experiments/update', { experiment_id: id, new_name: 'renamed' });
    expect(await own.post('experiments/update', { experiment_id: id, new_name: 'b' })).toMatchObject(
      refused(400, 'RESOURCE_ALREADY_EXISTS'),
    );
    const { experiment } = (await own.get('experiments/get', { experiment_id: id })).body;
    expect(experiment).toMatchObject({
      name: 'renamed',
      tags: [{ key: 'k', value: 'v' }],
      artifact_location: `mlflow-artifacts:/${id}`,
      lifecycle_stage: 'active',
    });
    expect((await own.get('runs/get', { run_id: runId })).body.run.info.experiment_id).toBe(id);
    await own.post('experiments/delete', { experiment_id: id });
    expect(await own.post('runs/create', { experiment_id: id })).toMatchObject(invalid(/deleted/));
    const found = async (body: object) => (await own.post('experiments/search', body)).body.experiments.map(({ name }: Loose) => name);
    expect(await found({ order_by: ['name DESC'], max_results: 3 })).toEqual(['e', 'd', 'c']);
    expect(await found({ view_type: 'DELETED_ONLY' })).toEqual(['renamed']);
    expect(await found({ view_type: 'ALL', filter: "tags.k = 'v' AND name ILIKE 'REN%'" })).toEqual(['renamed']);
    await own.post('experiments/restore', { experiment_id: id });
    await own.post('experiments/delete-experiment-tag', { experiment_id: id, key: 'k' });
    expect((await own.get('experiments/get-by-name', { experiment_name: 'renamed' })).body.experiment).toMatchObject({
      lifecycle_stage: 'active',
      tags: [],
    });
  });

  test('that are not there are refused', async () => {
    const own = await client();
    expect(await own.get('experiments/get-by-name', { experiment_name: 'none' })).toMatchObject(refused(404, 'RESOURCE_DOES_NOT_EXIST'));
    for (const id of ['99', '-1', 'x', '99999999999999999999'])
      expect(await own.get('experiments/get', { experiment_id: id })).toMatchObject(refused(404, 'RESOURCE_DOES_NOT_EXIST'));
    expect(await own.post('experiments/create', { name: 'x'.repeat(501) })).toMatchObject(invalid());
    expect(await own.post('experiments/create', { name: '' })).toMatchObject(invalid());
  });
});

describe('bad input', () => {
  test('of a batch is refused as a whole, with its place', async () => {
    const own = await client();
    const runId = await makeRun(own);
    const log = (body: object) => own.post('runs/log-batch', { run_id: runId, ...body });
    const many = (count: number) => Array.from({ length: count }, (_, index) => metric('m', index, index));
    const texts = (count: number) => Array.from({ length: count }, (_, index) => ({ key: `k${index}`, value: 'v' }));
    expect(await log({ metrics: many(1_001) })).toMatchObject(
      invalid(/^A batch logging request can contain at most 1000 metrics. Got 1001 metrics. Please split up/),
    );
    expect(await log({ params: texts(101) })).toMatchObject(invalid(/at most 100 params/));
    expect(await log({ tags: texts(101) })).toMatchObject(invalid(/at most 100 tags/));
    expect(await log({ metrics: many(950), params: texts(51) })).toMatchObject(invalid(/1001 metrics, params, and tags/));
    for (const bad of [
      metric('x'.repeat(10_000), 1),
      metric('a/../b', 1),
      metric('/a', 1),
      metric('a\u0000', 1),
      metric('a"b', 1),
      metric('', 1),
      metric('m', 'many'),
      metric('m', true),
      metric('m', null),
      metric('m', {}),
      metric('m', 1, -1),
      metric('m', 1, '9223372036854775808'),
      metric('m', 1, 0.5),
      metric('m', 1, 0, -5),
      { key: 'm' },
    ])
      expect(await log({ metrics: [metric('good', 1), bad] })).toMatchObject(invalid(/metrics\[1\]/));
    for (const bad of [5, 'x', [5], [null]]) expect(await log({ metrics: bad })).toMatchObject(invalid());
    expect((await own.get('runs/get', { run_id: runId })).body.run.data.metrics).toEqual([]);
    expect((await log({ metrics: many(1_000) })).body).toEqual({});
    expect((await log({})).body).toEqual({});
  });

  test('a value of a parameter or tag that is too long is cut, as MLflow does', async () => {
    const own = await client();
    const runId = await makeRun(own);
    await own.post('runs/log-batch', {
      run_id: runId,
      params: [{ key: 'p', value: 'x'.repeat(7_000) }],
      tags: [{ key: 't', value: 'x'.repeat(9_000) }],
    });
    const { data } = (await own.get('runs/get', { run_id: runId })).body.run;
    expect(data.params[0].value).toHaveLength(6_000);
    expect(data.tags.find(({ key }: Loose) => key === 't').value).toHaveLength(8_000);
  });

  test('an unknown run, and one of another workspace, are not there', async () => {
    const [own, other] = [await client(), await client()];
    const foreign = await makeRun(other);
    for (const runId of [foreign, randomUUID().replaceAll('-', ''), 'x/../y', 'ü'.repeat(300)]) {
      const gone = refused(404, 'RESOURCE_DOES_NOT_EXIST');
      expect(await own.get('runs/get', { run_id: runId })).toMatchObject(gone);
      expect(await own.post('runs/log-metric', { run_id: runId, ...metric('m', 1) })).toMatchObject(gone);
      expect(await own.post('runs/log-batch', { run_id: runId, params: [{ key: 'a', value: 'b' }] })).toMatchObject(gone);
      expect(await own.post('runs/log-batch', { run_id: runId })).toMatchObject(gone);
      expect(await own.post('runs/update', { run_id: runId, status: 'FINISHED' })).toMatchObject(gone);
      expect(await own.get('artifacts/list', { run_id: runId })).toMatchObject(gone);
    }
    expect((await other.get('runs/get', { run_id: foreign })).status).toBe(200);
    expect(await own.post('runs/log-metric', metric('m', 1))).toMatchObject(invalid(/run_uuid/));
  });

  test('a run that is deleted for good takes no more metrics', async () => {
    const own = await client();
    const runId = await makeRun(own);
    const log = () => own.post('runs/log-metric', { run_id: runId, ...metric('m', 1) });
    expect((await log()).status).toBe(200);
    const { id } = await server.stores.prisma.trainingJob.findFirstOrThrow({ where: { externalId: runId } });
    await deleteJob(server, own.workspaceId, id);
    expect(await log()).toMatchObject(refused(404, 'RESOURCE_DOES_NOT_EXIST'));
  });

  test('what is no call, no JSON, no object, too large, or not offered has an answer in MLflow’s form', async () => {
    const own = await client();
    const runId = await makeRun(own);
    const raw = async (path: string, body: string, type = 'application/json') => {
      const response = await own.send('POST', `/api/2.0/mlflow/${path}`, body, { 'content-type': type });
      return { status: response.status, body: (await response.json()) as Loose };
    };
    expect(await raw('runs/create', '{')).toMatchObject(refused(400, 'BAD_REQUEST'));
    expect(await raw('runs/create', '[]')).toMatchObject(refused(400, 'BAD_REQUEST'));
    expect(await raw('runs/create', '{}', 'text/plain')).toMatchObject(refused(415, 'BAD_REQUEST'));
    expect(await raw('runs/log-batch', JSON.stringify({ run_id: runId, pad: 'x'.repeat(1_000_001) }))).toMatchObject(
      refused(400, 'BAD_REQUEST', /1000000 bytes/),
    );
    expect(await raw('runs/set-tag', JSON.stringify({ pad: 'x'.repeat(40 * 1024 * 1024) })).catch(() => ({ status: 413 }))).toMatchObject({
      status: 413,
    });
    expect(await own.get('nothing')).toMatchObject(refused(404, 'ENDPOINT_NOT_FOUND', /runs\/log-batch/));
    expect(await own.get('runs/create')).toMatchObject(refused(400, 'BAD_REQUEST', /POST/));
    expect(await own.post('registered-models/create', { name: 'm' })).toMatchObject(refused(501, 'NOT_IMPLEMENTED'));
    expect(await own.post('runs/update', { run_id: runId, status: 'SLEEPING' })).toMatchObject(invalid(/RUNNING/));
    expect(await own.post('runs/delete-tag', { run_id: runId, key: 'none' })).toMatchObject(invalid());
  });
});

describe('who asks', () => {
  test('shows a key as Bearer or Basic; a wrong one is refused, and one that may read does not write', async () => {
    const own = await client();
    const secret = (own.headers['authorization'] as string).slice(7);
    const search = (authorization: string) =>
      fetch(`${server.url}/api/2.0/mlflow/experiments/search?max_results=5`, { headers: { authorization } });
    expect((await search(`Basic ${Buffer.from(`${secret.slice(0, 10)}:${secret}`).toString('base64')}`)).status).toBe(200);
    const wrong = await search(`Bearer ftl_${'x'.repeat(39)}`);
    expect([wrong.status, wrong.headers.get('www-authenticate'), ((await wrong.json()) as Loose).error_code]).toEqual([
      401,
      'Basic realm="mlflow"',
      'UNAUTHENTICATED',
    ]);
    const reader = await client('VIEWER', own);
    expect((await reader.post('runs/search', { experiment_ids: ['0'] })).status).toBe(200);
    expect(await reader.post('runs/create')).toMatchObject(refused(403, 'PERMISSION_DENIED'));
    expect((await reader.send('PUT', '/api/2.0/mlflow-artifacts/artifacts/0/x/artifacts/a', 'x')).status).toBe(403);
  });

  test('may name the workspace in the address: its own, and no other', async () => {
    const [own, other] = [await client(), await client()];
    const at = (slug: string) => own.send('GET', `/workspaces/${slug}/api/2.0/mlflow/experiments/get?experiment_id=0`);
    expect((await at(own.slug)).status).toBe(200);
    const foreign = await at(other.slug);
    expect([foreign.status, ((await foreign.json()) as Loose).error_code]).toEqual([404, 'RESOURCE_DOES_NOT_EXIST']);
    expect((await at('nothing')).status).toBe(404);
    expect(await (await own.send('GET', `/workspaces/${own.slug}/health`)).text()).toBe('OK');
  });

  test('asks first how the server is and of which version it is', async () => {
    expect(await (await fetch(`${server.url}/health`)).text()).toBe('OK');
    expect(await (await fetch(`${server.url}/version`)).text()).toMatch(/^\d+\.\d+\.\d+$/);
    const info = (await (await fetch(`${server.url}/api/3.0/mlflow/server-info`)).json()) as Loose;
    expect(info).toMatchObject({ workspaces_enabled: false, multipart_uploads_enabled: false });
  });
});

describe('artifacts', () => {
  const base = '/api/2.0/mlflow-artifacts/artifacts';

  test('come back as they were sent, are listed, and are gone when they are deleted', async () => {
    const own = await client();
    const runId = await makeRun(own);
    const bytes = Buffer.alloc(2_000_000, 'weights ');
    expect(await (await own.send('PUT', `${base}/0/${runId}/artifacts/model/w%C3%A4ights.bin`, bytes)).json()).toEqual({});
    expect(
      (await own.send('PUT', `${base}/0/${runId}/artifacts/page.html`, '<script>alert(1)</script>', { 'content-type': 'text/html' }))
        .status,
    ).toBe(200);
    const got = await own.send('GET', `${base}/0/${runId}/artifacts/model/w%C3%A4ights.bin`);
    expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true);
    const page = await own.send('GET', `${base}/0/${runId}/artifacts/page.html`);
    expect([page.headers.get('content-type'), page.headers.get('content-disposition')?.slice(0, 10)]).toEqual([
      'application/octet-stream',
      'attachment',
    ]);
    expect((await own.get('artifacts/list', { run_id: runId })).body).toEqual({
      root_uri: `mlflow-artifacts:/0/${runId}/artifacts`,
      files: [
        { path: 'model', is_dir: true },
        { path: 'page.html', is_dir: false, file_size: 25 },
      ],
    });
    expect((await own.get('artifacts/list', { run_id: runId, path: 'model' })).body.files).toEqual([
      { path: 'model/wäights.bin', is_dir: false, file_size: 2_000_000 },
    ]);
    expect((await own.get('artifacts/list', { run_id: runId, path: 'page.html' })).body.files).toEqual([]);
    const listed = await own.send('GET', `${base}?path=${encodeURIComponent(`0/${runId}/artifacts/model`)}`);
    expect(await listed.json()).toEqual({ files: [{ path: 'wäights.bin', is_dir: false, file_size: 2_000_000 }] });
    expect((await own.send('DELETE', `${base}/0/${runId}/artifacts/model`)).status).toBe(200);
    expect((await own.send('GET', `${base}/0/${runId}/artifacts/model/w%C3%A4ights.bin`)).status).toBe(404);
    expect((await own.send('DELETE', `${base}/0/${runId}/artifacts/model`)).status).toBe(404);
  });

  test('take longer than any other request may, while they flow; one that is cut off is not kept', async () => {
    const own = await client();
    const runId = await makeRun(own);
    const hasty = await openTestServer({ stores: server.stores, requestTimeMs: 200 });
    const put = (name: string, pieces: AsyncIterable<Uint8Array>): Promise<Response> =>
      fetch(`${hasty.url}${base}/0/${runId}/artifacts/${name}`, {
        method: 'PUT',
        headers: own.headers,
        body: pieces,
        duplex: 'half',
      } as unknown as RequestInit);
    async function* slowly(endsBadly: boolean): AsyncGenerator<Uint8Array> {
      for (let piece = 0; piece < 6; piece += 1) {
        yield Buffer.alloc(10_000, piece);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      if (endsBadly) throw new Error('cut off');
    }
    try {
      expect((await put('whole', slowly(false))).status).toBe(200);
      await expect(put('cut', slowly(true))).rejects.toThrow();
    } finally {
      await hasty.close();
    }
    expect((await own.get('artifacts/list', { run_id: runId })).body.files).toEqual([{ path: 'whole', is_dir: false, file_size: 60_000 }]);
  });

  test('stay in their run’s folder, whatever their path says', async () => {
    const own = await client();
    const runId = await makeRun(own);
    const { hostname, port } = new URL(server.url);
    for (const path of [
      '..%2f..%2fescaped',
      '%2e%2e/escaped',
      'a/%2e%2e/%2e%2e/escaped',
      'a%5c..%5cescaped',
      '%2fetc%2fescaped',
      'a%00b',
      '%ff',
      'a//b',
      `${'x'.repeat(300)}`,
    ]) {
      for (const [method, type] of [
        ['PUT', 'content-length: 1\r\n'],
        ['GET', ''],
        ['DELETE', ''],
      ] as const) {
        const request = `${method} ${base}/0/${runId}/artifacts/${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\nauthorization: ${own.headers['authorization']}\r\n${type}connection: close\r\n\r\n${method === 'PUT' ? 'x' : ''}`;
        expect(await sendRaw(server.port, request), `${method} ${path}`).toMatch(/^HTTP\/1\.1 400 /);
      }
    }
    expect((await own.get('artifacts/list', { run_id: runId, path: '../..' })).body.error_code).toBe('INVALID_PARAMETER_VALUE');
    expect((await own.get('artifacts/list', { run_id: runId })).body.files).toEqual([]);
    const entries = await readdir(folder, { recursive: true });
    expect(entries.filter((entry) => entry.includes('escaped'))).toEqual([]);
    for (const path of ['0', `0/${runId}`, `0/${runId}/other/a`, '', 'x/models/m-1/artifacts/a'])
      expect((await own.send('PUT', `${base}/${path}`, 'x')).status).toBeGreaterThanOrEqual(400);
  });

  test('of another workspace’s run are not there', async () => {
    const [own, other] = [await client(), await client()];
    const runId = await makeRun(other);
    await other.send('PUT', `${base}/0/${runId}/artifacts/secret`, 'x');
    for (const method of ['GET', 'PUT', 'DELETE'])
      expect((await own.send(method, `${base}/0/${runId}/artifacts/secret`, method === 'PUT' ? 'y' : null)).status).toBe(404);
    expect(await (await other.send('GET', `${base}/0/${runId}/artifacts/secret`)).text()).toBe('x');
  });

  test('a file in the place of a folder is refused, and so is what is cut off', async () => {
    const own = await client();
    const runId = await makeRun(own);
    await own.send('PUT', `${base}/0/${runId}/artifacts/a`, 'x');
    const below = await own.send('PUT', `${base}/0/${runId}/artifacts/a/b`, 'x');
    expect([below.status, ((await below.json()) as Loose).error_code]).toEqual([400, 'INVALID_PARAMETER_VALUE']);
    expect((await own.send('POST', '/api/2.0/mlflow-artifacts/mpu/create/0/x', '{}')).status).toBe(501);
  });

  test('of a model that a run logged belong to the model', async () => {
    const own = await client();
    const runId = await makeRun(own);
    const { model } = (
      await own.post('logged-models', { experiment_id: '0', name: 'clf', source_run_id: runId, params: [{ key: 'C', value: '1' }] })
    ).body;
    const { model_id: id, artifact_uri: uri, status } = model.info;
    expect(status).toBe('LOGGED_MODEL_PENDING');
    const path = uri.replace('mlflow-artifacts:/', '');
    expect((await own.send('PUT', `${base}/${path}MLmodel`, 'flavors')).status).toBe(200);
    const patched = await own.send(
      'PATCH',
      `/api/2.0/mlflow/logged-models/${id}`,
      JSON.stringify({ model_id: id, status: 'LOGGED_MODEL_READY' }),
      { 'content-type': 'application/json' },
    );
    expect(((await patched.json()) as Loose).model.info.status).toBe('LOGGED_MODEL_READY');
    await own.post('runs/outputs', { run_id: runId, models: [{ model_id: id, step: 3 }] });
    expect((await own.get('runs/get', { run_id: runId })).body.run.outputs.model_outputs).toEqual([{ model_id: id, step: 3 }]);
    const found = (filter: string) => own.post('logged-models/search', { experiment_ids: ['0'], filter });
    expect((await found(`source_run_id = '${runId}' AND params.C = '1'`)).body.models).toHaveLength(1);
    expect((await found("name = 'other'")).body.models).toEqual([]);
    expect(await (await own.send('GET', `${base}/${path}MLmodel`)).text()).toBe('flavors');
    expect((await own.send('DELETE', `/api/2.0/mlflow/logged-models/${id}`)).status).toBe(200);
    expect(await own.get(`logged-models/${id}`)).toMatchObject(refused(404, 'RESOURCE_DOES_NOT_EXIST'));
  });

  test('of a deleted job are removed by the next sweep, and those of others stay', async () => {
    const own = await client();
    const [kept, gone] = [await makeRun(own), await makeRun(own)];
    for (const runId of [kept, gone]) await own.send('PUT', `${base}/0/${runId}/artifacts/a`, 'x');
    const { id } = await server.stores.prisma.trainingJob.findFirstOrThrow({ where: { externalId: gone } });
    await deleteJob(server, own.workspaceId, id);
    expect(await removeOrphans(server.stores)).toBeGreaterThanOrEqual(1);
    const left = await readdir(join(folder, 'artifacts', own.workspaceId, 'jobs'));
    expect(left).toHaveLength(1);
    expect(await (await own.send('GET', `${base}/0/${kept}/artifacts/a`)).text()).toBe('x');
  });
});

describe('files in a folder', () => keepsTheContract(() => folderStore(join(folder, 'contract'))));
