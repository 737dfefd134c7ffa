import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../e2e/ask.ts';
import { makeUsedDataDir, startServer } from '../e2e/server.ts';
import { has } from './python.ts';
import { findTrackers, runErrand } from './training-python.ts';

/** JSON whose shape the test at hand knows. */
// oxlint-disable-next-line typescript/no-explicit-any
type Loose = any;

const python = await findTrackers();

if ('missing' in python) {
  const why = `MLflow's and Trackio's clients: skipped, their packages cannot be had here (${python.missing})`;
  console.warn(why);
  test.skip(why);
} else {
  const { program } = python;
  // Those of trainers are hundreds of megabytes, and are used where they are at hand.
  const trainers = {
    sklearn: await has(program, 'sklearn', 'pandas'),
    transformers: await has(program, 'torch', 'transformers', 'accelerate'),
    lightning: await has(program, 'torch', 'pytorch_lightning'),
    optuna: await has(program, 'optuna', 'optuna_integration'),
  };
  describe('clients of trainers', () => proveIt(program, trainers));
}

function proveIt(program: string, trainers: Readonly<Record<'sklearn' | 'transformers' | 'lightning' | 'optuna', boolean>>): void {
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    server = await startServer({ dataDir: await makeUsedDataDir() });
  });
  afterAll(() => server?.stop());

  const jobs = async (project: string, selection: string): Promise<Loose[]> => {
    const answer = (await ask(
      server.address,
      `query Jobs($filter: TrainingJobFilter) { trainingJobs(first: 50, filter: $filter, order: CREATED) { edges { node { ${selection} } } } }`,
      { filter: { projects: [project] } },
      { key: server.key as string },
    )) as Loose;
    return answer.trainingJobs.edges.map(({ node }: Loose) => node);
  };

  // Over 10 s: Python imports MLflow, and scikit-learn where it is at hand, and its client asks some hundred times, one after the other.
  test('MLflow’s own logs, searches and reads back: fluent, MlflowClient, asynchronous, artifacts, autolog', async () => {
    const found = await runErrand<Loose>(program, 'mlflow_client.py', [server.address, 'errand', ...(trainers.sklearn ? ['sklearn'] : [])]);
    expect(found.fluent).toEqual({
      runId: expect.any(String),
      status: 'FINISHED',
      name: 'fluent',
      params: { learning_rate: '0.001', num_train_epochs: '3', max_steps: '-1', _name_or_path: 'tiny' },
      loss: 0.1,
      accuracy: 0.95,
      odd: 'inf',
      team: 'a',
      phase: 'one',
      datasets: ['numbers'],
      history: Array.from({ length: 20 }, (_, step) => [step, 2 / (step + 1)]),
      oddHistory: ['nan', 'inf'],
      files: ['config.json', 'texts', 'weights'],
      sizes: [['weights/big.bin', 3_000_000]],
      text: 'hello',
      downloaded: 3_000_000,
      hasEnd: true,
    });
    expect(found.reopened).toEqual({ status: 'FINISHED', loss: 0.05 });
    expect(found.children).toEqual([['child', 0.5, '2']]);
    expect(found.search).toEqual({
      byMetric: ['run-2'],
      byParam: ['run-0'],
      byTag: ['run-0', 'run-2'],
      byName: ['run-4'],
      byId: ['run-1', 'run-0'],
      byTime: ['run-0', 'run-1', 'run-2', 'run-3', 'run-4'],
      ordered: ['run-1', 'run-2', 'run-3', 'run-4', 'run-0'],
      pages: [
        ['run-4', 'run-3'],
        ['run-2', 'run-1'],
      ],
      statuses: ['FINISHED', 'FINISHED', 'FINISHED', 'FAILED', 'KILLED'],
    });
    expect(found.deleted).toEqual([['run-1', 'run-2', 'run-3', 'run-4'], ['run-0']]);
    expect(found.experiment).toEqual({
      tags: { owner: 'me', stage: 'draft' },
      stage: 'active',
      found: expect.arrayContaining(['errand', 'errand renamed']),
      runsAfterRename: 5,
      restored: ['run-0'],
      untagged: false,
      renamedRun: 'renamed',
      deleted: 'deleted',
    });
    expect(found.again).toBe(10);
    expect(found.refused).toEqual({
      param: [400, 'INVALID_PARAMETER_VALUE'],
      run: [404, 'RESOURCE_DOES_NOT_EXIST'],
      experiment: [400, 'RESOURCE_ALREADY_EXISTS'],
      noExperiment: null,
      filter: [400, 'INVALID_PARAMETER_VALUE'],
      name: [400, 'INVALID_PARAMETER_VALUE'],
      registry: [501, 'NOT_IMPLEMENTED'],
    });
    if (trainers.sklearn)
      expect(found.autolog).toEqual({ status: 'FINISHED', C: '0.5', score: 1, models: [['model', 'READY']], outputs: 1, predicts: [0, 1] });
    const [fluent] = await jobs('errand', 'externalId name status attempt totalEpochs baseModel metrics { name spellings lastStep }').then(
      (all) => all.filter(({ name }) => name === 'fluent'),
    );
    expect(fluent).toMatchObject({ externalId: found.fluent.runId, status: 'FINISHED', attempt: 2, totalEpochs: 3, baseModel: 'tiny' });
    expect(fluent.metrics).toContainEqual({ name: 'accuracy', spellings: ['train/accuracy'], lastStep: 19 });
  }, 130_000);

  // Over 10 s: Python imports Trackio, and its client sends once a second what it has gathered.
  test('Trackio’s own logs a run, its machine and an alert, and resumes it', async () => {
    const found = await runErrand<Loose>(program, 'trackio_client.py', [server.address, server.key as string, 'trackio errand']);
    expect(found.resumedId).toBe(found.runId);
    expect(
      await jobs(
        'trackio errand',
        'externalId name source hyperparameters latest systemMetricNames metrics { name lastStep firstNonFiniteStep }',
      ),
    ).toEqual([
      {
        externalId: found.runId,
        name: 'first',
        source: 'TRACKIO',
        hyperparameters: { learning_rate: 0.01, layers: 2 },
        latest: { eval_acc: 29 / 30, loss: 0.5 },
        systemMetricNames: expect.arrayContaining(['system/gpu/0/utilization']),
        metrics: [
          { name: 'eval_acc', lastStep: 29, firstNonFiniteStep: null },
          { name: 'loss', lastStep: 31, firstNonFiniteStep: 30 },
        ],
      },
    ]);
  }, 130_000);

  const chosen = (['transformers', 'lightning', 'optuna'] as const).filter((name) => trainers[name]);
  if (chosen.length < 3)
    console.warn(
      'Trainers that are not at hand are skipped; TRAINING_PYTHON names a Python that has them: transformers, pytorch-lightning, optuna.',
    );

  // Over 10 s: Python imports torch and transformers, and trains three tiny models.
  test.skipIf(chosen.length === 0)(
    'trainers that log through them: Hugging Face by both, Lightning, Optuna',
    async () => {
      const found = await runErrand<Loose>(program, 'trainers.py', [server.address, server.key as string, 'trainers', ...chosen]);
      if (trainers.transformers) {
        const made = await jobs(
          'trainers',
          'name source status totalEpochs totalSteps metrics { name spellings lastStep } series(metric: "loss") { step value }',
        );
        expect(made.map(({ source }) => source).toSorted()).toEqual(['MLFLOW', 'TRACKIO']);
        for (const job of made) {
          // Trackio's client reports no end.
          expect(job.status).toBe(job.source === 'MLFLOW' ? 'FINISHED' : 'RUNNING');
          // One run under two spellings reads as one metric.
          expect(job.metrics.map(({ name }: Loose) => name)).toEqual(
            expect.arrayContaining(['loss', 'eval_loss', 'learning_rate', 'grad_norm']),
          );
          expect(job.series.map(({ step }: Loose) => step)).toEqual(found.transformers.map((_: number, index: number) => index + 1));
          for (const [index, { value }] of job.series.entries()) expect(value).toBeCloseTo(found.transformers[index], 3);
        }
        expect(made.find(({ source }) => source === 'MLFLOW')).toMatchObject({ name: 'tiny', totalSteps: 12 });
      }
      if (trainers.lightning) {
        const [job] = await jobs('trainers lightning', 'externalId status hyperparameters metrics { name lastStep }');
        expect(job).toMatchObject({ externalId: found.lightning, status: 'FINISHED', hyperparameters: { rate: '0.1' } });
        expect(job.metrics).toContainEqual({ name: 'train_step_loss', lastStep: 11 });
      }
      if (trainers.optuna) {
        const trials = await jobs('trainers optuna', 'status hyperparameters latest');
        expect(trials.map(({ hyperparameters, latest }) => [Number(hyperparameters.x), latest.value]).toSorted()).toEqual(
          found.optuna.toSorted(),
        );
      }
    },
    130_000,
  );
}
