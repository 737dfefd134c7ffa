import { globalId } from '../../../platform/graphql/ids.ts';
import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { versionOf } from '../../datasets/load.ts';
import { startEvaluationRun } from '../../evaluation-runs/commands/start.ts';
import type { RunWish } from '../../evaluation-runs/commands/wish.ts';
import { startJob } from '../../runners/commands/configurations.ts';
import type { WorkedLoop } from '../background/passed.ts';
import { BadLoop } from '../errors.ts';
import { lockLoop, moveLoop, resetSteps, setReplay, setTrained, storeStep } from '../queries/loops.ts';
import { openLoop } from './place.ts';
import type { Changing } from './start.ts';

export interface TrainingWish {
  readonly id: string;
  readonly configurationId: string;
  readonly name: string | null;
  /** Name under which the model is registered; null: the name of the loop. */
  readonly outputModel: string | null;
  readonly parameters: Readonly<Record<string, unknown>> | null;
}

/** The parameter by which a trainer finds its rows (docs/loop.md). */
const versionParameter = 'dataset_version';

/** Puts a training job on the loop's dataset version into the queue of runners, and gives the loop's id. */
export async function startLoopTraining(changing: Changing, wish: TrainingWish, now: Date): Promise<Result<string>> {
  const { stores, live, viewer } = changing;
  const { workspaceId } = viewer;
  const found = await openLoop(stores, workspaceId, wish.id, 'TRAINING');
  if (!found.ok) return found;
  const loop = found.value;
  const version = loop.datasetVersionId === null ? null : await versionOf(stores, { workspaceId, versionId: loop.datasetVersionId });
  if (version === null) return fail(new BadLoop('id', 'is of a loop whose dataset version is gone: build it again with buildLoopDataset'));
  // The same until the loop follows the job: a start that was broken off, or pressed twice, gives the same job.
  const number = loop.trainingCount + 1;
  const started = await startJob(
    { stores, live },
    workspaceId,
    {
      configurationId: wish.configurationId,
      requestId: `loop:${loop.id}:${number}`,
      name: wish.name ?? `${loop.name}, training ${number}`,
      parameters: { ...wish.parameters, [versionParameter]: globalId('DatasetVersion', version.id) },
      about: {
        datasetId: globalId('DatasetVersion', version.id),
        datasetName: `${version.datasetName}, version ${version.number}`,
        datasetSize: version.rowCount,
        outputModel: wish.outputModel ?? loop.name,
      },
    },
    now,
  );
  if (!started.ok) return started;
  await follow(changing, loop.id, { jobId: started.value, trainingCount: number }, now);
  return succeed(loop.id);
}

/** Has a loop go on with a job that was trained otherwise, or with a connected model; its id. */
export async function attachModel(
  changing: Changing,
  id: string,
  { jobId, model }: { readonly jobId: string | null; readonly model: string | null },
  now: Date,
): Promise<Result<string>> {
  const { stores, viewer } = changing;
  const { workspaceId } = viewer;
  const found = await openLoop(stores, workspaceId, id, 'TRAINING');
  if (!found.ok) return found;
  if (model !== null && jobId === null) return replayWith(changing, id, model, now);
  if (jobId === null || model !== null) return fail(new BadLoop('jobId', 'or `model` is given, one of the two'));
  const job = await stores.prisma.trainingJob.findUnique({ where: { id: jobId, workspaceId }, select: { id: true } });
  if (job === null) return fail(new NotFound('Training job', jobId, 'input.jobId'));
  await follow(changing, id, { jobId: job.id, trainingCount: found.value.trainingCount }, now);
  return succeed(id);
}

/**
 * Has a connected model answer the rows of the loop's dataset version, in an evaluation run, and gives the loop's id: it counts in place of
 * the model of the job, or beside it.
 */
export async function replayWith(changing: Changing, id: string, model: string, now: Date): Promise<Result<string>> {
  const { stores, live, viewer } = changing;
  const { workspaceId } = viewer;
  const found = await openLoop(stores, workspaceId, id, 'TRAINING');
  if (!found.ok) return found;
  const { datasetVersionId, name, settings, jobId } = found.value;
  const run = await startEvaluationRun(changing, wishOf({ versionId: datasetVersionId, name, model, settings }), now);
  if (!run.ok) return run;
  await inTransaction(stores.postgres, async (session) => {
    const at = { workspaceId, loopId: id };
    await lockLoop(session, at);
    await setReplay(session, { ...at, connectedModel: model, evaluationRunId: run.value });
    if (jobId === null)
      await storeStep(session, { ...at, kind: 'TRAINING', state: 'DONE', details: { jobStatus: 'trained elsewhere' }, now });
    await resetSteps(session, { ...at, from: 'MODEL' });
    await storeStep(session, { ...at, kind: 'MODEL', state: 'RUNNING', now });
    await moveLoop(session, { ...at, step: 'MODEL', status: 'RUNNING', now });
  });
  live.publish('loops.changed', id, {});
  return succeed(id);
}

const wishOf = ({
  versionId,
  name,
  model,
  settings,
}: Pick<WorkedLoop, 'name' | 'settings'> & { readonly versionId: string | null; readonly model: string }): RunWish => ({
  name: `Loop: ${name}`.slice(0, 200),
  description: 'Prompts that failed, and the control sample of a loop, answered by its new model.',
  datasetName: null,
  versionId,
  split: null,
  rowCount: null,
  filter: null,
  messageExternalIds: null,
  seed: null,
  promptName: null,
  promptVersion: null,
  promptLabel: null,
  model,
  checks: [{ kind: settings.matching === 'EQUAL' ? 'EQUALS' : 'CONTAINS', name: 'as expected', ignoresCase: true }],
  judgeIds: [],
  repetitions: null,
  usesCache: null,
  capUsd: null,
});

/** The loop follows its job from now on. */
async function follow(
  { stores, live, viewer: { workspaceId } }: Changing,
  loopId: string,
  trained: { readonly jobId: string; readonly trainingCount: number },
  now: Date,
): Promise<void> {
  await inTransaction(stores.postgres, async (session) => {
    const at = { workspaceId, loopId };
    await lockLoop(session, at);
    await setTrained(session, { ...at, ...trained });
    await resetSteps(session, { ...at, from: 'TRAINING' });
    await storeStep(session, { ...at, kind: 'TRAINING', state: 'RUNNING', now });
    await moveLoop(session, { ...at, step: 'TRAINING', status: 'RUNNING', now });
  });
  live.publish('loops.changed', loopId, {});
}
