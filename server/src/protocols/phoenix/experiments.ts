import { beginReportedRun } from '../../domains/evaluation-runs/commands/begin-reported.ts';
import { deleteEvaluationRun } from '../../domains/evaluation-runs/commands/control.ts';
import { NotFound, unwrap } from '../../platform/graphql/errors.ts';
import type { EvaluationRun } from '../../platform/store/prisma/generated/client.ts';
import type { Answered, Asked } from './asked.ts';
import { datasetOf, latestOf, versionOfId } from './datasets.ts';
import { InvalidCall } from './errors.ts';
import { globalId, uuidOf } from './ids.ts';
import { cursorOf, limitOf, toCursor } from './paging.ts';
import { isObject } from './upload.ts';

type Reading = Pick<Asked, 'stores' | 'workspaceId'>;

/** Begins an experiment: a run that the client reports. */
export async function createExperiment(asked: Asked): Promise<Answered> {
  const { stores, live, viewer, body } = asked;
  const dataset = await datasetOf(asked, asked.id);
  const sent = body === undefined || body === null ? {} : body;
  if (!isObject(sent)) throw new InvalidCall('The body is a JSON object.');
  const { name, description, metadata, version_id: versionId, splits, repetitions } = sent;
  const version =
    typeof versionId === 'string' && versionId !== '' ? await versionOfId(asked, dataset, versionId) : await latestOf(asked, dataset);
  if (version === null) throw new InvalidCall('The dataset has no examples.');
  const named = Array.isArray(splits) ? splits.filter((split) => typeof split === 'string') : [];
  if (named.length > 1) throw new InvalidCall('splits has several names; an experiment is over one split, or over all examples.');
  const id = unwrap(
    await beginReportedRun(
      { stores, live, viewer },
      {
        name: typeof name === 'string' && name.trim() !== '' ? name : `Experiment ${new Date().toISOString().slice(0, 16)}`,
        description: typeof description === 'string' ? description : null,
        datasetName: null,
        versionId: version.id,
        split: named[0] ?? null,
        checks: [],
        judgeIds: [],
        repetitions: typeof repetitions === 'number' ? repetitions : null,
        application: 'phoenix',
        model: null,
        metadata: isObject(metadata) ? metadata : null,
        externalKey: null,
      },
      new Date(),
    ),
  );
  return { body: { data: toExperiment(await experimentOf(asked, globalId('Experiment', id))) } };
}

/** Experiments of a dataset, newest first. */
export async function listExperiments(asked: Asked): Promise<Answered> {
  const { stores, workspaceId, params } = asked;
  const dataset = await datasetOf(asked, asked.id);
  const [limit, from] = [limitOf(params, 50), Number(cursorOf(params) ?? 0n)];
  const found = await stores.prisma.evaluationRun.findMany({
    where: { workspaceId, datasetId: dataset.id, kind: 'SDK' },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    skip: from,
    take: limit + 1,
  });
  return { body: { data: found.slice(0, limit).map(toExperiment), next_cursor: found.length > limit ? toCursor(from + limit) : null } };
}

export async function oneExperiment(asked: Asked): Promise<Answered> {
  return { body: { data: toExperiment(await experimentOf(asked, asked.id)) } };
}

export async function removeExperiment(asked: Asked): Promise<Answered> {
  const run = await experimentOf(asked, asked.id);
  unwrap(await deleteEvaluationRun(asked, run.id));
  return { status: 204, body: null };
}

/** An experiment by its global id. Errors: throws `NotFound`. */
export async function experimentOf({ stores, workspaceId }: Reading, id: string): Promise<EvaluationRun> {
  const key = uuidOf('Experiment', id);
  const run = key === null ? null : await stores.prisma.evaluationRun.findUnique({ where: { id: key, workspaceId } });
  if (run === null || run.kind !== 'SDK')
    throw new NotFound(
      'Experiment',
      id.slice(0, 100).toWellFormed(),
      'id',
      `Experiment with ID ${id.slice(0, 100).toWellFormed()} does not exist`,
    );
  return run;
}

function toExperiment(run: EvaluationRun): object {
  const { id, datasetId, datasetVersionId, name, description, repetitions, metadata, createdAt, reportedAt, endedAt, total, done, failed } =
    run;
  return {
    id: globalId('Experiment', id),
    dataset_id: datasetId === null ? '' : globalId('Dataset', datasetId),
    dataset_version_id: datasetVersionId === null ? '' : globalId('DatasetVersion', datasetVersionId),
    name,
    description,
    repetitions,
    metadata: metadata ?? {},
    project_name: projectOf(id),
    created_at: createdAt,
    updated_at: endedAt ?? reportedAt ?? createdAt,
    example_count: Math.round(total / repetitions),
    successful_run_count: done,
    failed_run_count: failed,
    missing_run_count: Math.max(0, total - done - failed),
  };
}

/** The project that an experiment's spans name. */
const projectOf = (runId: string): string => `Experiment-${runId.replaceAll('-', '').slice(0, 24)}`;
