import { beforeAll, describe, expect, test } from 'vitest';
import { createOrUpdateJob } from '../../../domains/training/commands/job.ts';
import { ask, type Loose, type TestServer } from '../../../server.testing.ts';
import { helpersOf, type Served } from './client.testing.ts';

/** Runs, and the experiments that hold them. */
export function runTests(served: () => Served): void {
  const { client, makeRun, refused, invalid, metric } = helpersOf(served);
  let server: TestServer;
  beforeAll(() => {
    ({ server } = served());
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
      const metrics = [
        metric('train/loss', 'NaN', 1),
        metric('loss', '-Infinity', 2),
        metric('acc', 'Infinity', 1),
        metric('acc', '0.5', 0),
      ];
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
}
