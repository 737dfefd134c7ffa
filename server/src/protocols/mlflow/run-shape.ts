import { projectOfName } from '../../domains/projects/load.ts';
import { latestByJob, type LatestPoint } from '../../domains/training/load/history.ts';
import type { TrainingStatus } from '../../domains/training/types.ts';
import type { TrainingProject, TrainingJob } from '../../platform/store/prisma/generated/client.ts';
import { asText, double, pairs, type Asked } from './asked.ts';
import { locationOf } from './experiments.ts';

/** Names of what a job keeps for MLflow's clients in its `attributes`. */
export const tagPrefix = 'tag:';
export const keptAs = { inputs: 'mlflow:inputs', outputs: 'mlflow:outputs', models: 'mlflow:models' } as const;

/** MLflow's name of each status. */
export const runStatuses: Readonly<Record<TrainingStatus, 'RUNNING' | 'SCHEDULED' | 'FINISHED' | 'FAILED' | 'KILLED'>> = {
  QUEUED: 'SCHEDULED',
  STARTING: 'SCHEDULED',
  RUNNING: 'RUNNING',
  STALLED: 'RUNNING',
  CANCELLING: 'RUNNING',
  FINISHED: 'FINISHED',
  FAILED: 'FAILED',
  CANCELLED: 'KILLED',
  LOST: 'FAILED',
};

export type Attributes = Readonly<Record<string, unknown>>;
export const attributesOf = (job: TrainingJob): Attributes => job.attributes as Attributes;

const runIdForm = /^[a-zA-Z0-9][\w-]{0,255}$/;

/** The id of a run: the one that a client gave it; else the job's own, without dashes. */
export const runIdOf = ({ externalId, id }: TrainingJob): string =>
  externalId !== null && runIdForm.test(externalId) ? externalId : id.replaceAll('-', '');

function tagsOf(job: TrainingJob): Map<string, string> {
  const tags = new Map<string, string>();
  for (const [name, value] of Object.entries(attributesOf(job)))
    if (name.startsWith(tagPrefix)) tags.set(name.slice(tagPrefix.length), asText(value));
  if (!tags.has('mlflow.runName')) tags.set('mlflow.runName', job.name);
  return tags;
}

export function infoOf(job: TrainingJob, experiment: TrainingProject): object {
  const runId = runIdOf(job);
  return {
    run_id: runId,
    run_uuid: runId,
    run_name: job.name,
    experiment_id: String(experiment.number),
    user_id: job.userName ?? '',
    status: runStatuses[job.status],
    start_time: (job.startedAt ?? job.createdAt).getTime(),
    ...(job.endedAt !== null && { end_time: job.endedAt.getTime() }),
    artifact_uri: `${locationOf(experiment)}/${runId}/artifacts`,
    lifecycle_stage: job.deletedAt !== null ? 'deleted' : 'active',
  };
}

const metricsOf = (points: readonly LatestPoint[], runId: string): object[] =>
  points.flatMap(({ names, value, step, timestampMs }) =>
    names.map((key) => ({ key, value: double(value), timestamp: timestampMs, step, run_id: runId })),
  );

function shownRun(job: TrainingJob, experiment: TrainingProject, points: readonly LatestPoint[]): object {
  const attributes = attributesOf(job);
  return {
    info: infoOf(job, experiment),
    data: { metrics: metricsOf(points, runIdOf(job)), params: pairs(job.hyperparameters), tags: pairs(Object.fromEntries(tagsOf(job))) },
    inputs: { dataset_inputs: attributes[keptAs.inputs] ?? [], model_inputs: attributes[keptAs.models] ?? [] },
    outputs: { model_outputs: attributes[keptAs.outputs] ?? [] },
  };
}

/** Runs with all that clients read of them. */
export async function shownRuns({ stores, workspaceId }: Asked, jobs: readonly TrainingJob[]): Promise<object[]> {
  const experiments = new Map<string | null, TrainingProject>();
  for (const project of new Set(jobs.map((job) => job.project)))
    experiments.set(project, await projectOfName(stores, workspaceId, project));
  const points =
    jobs.length === 0
      ? new Map<string, LatestPoint[]>()
      : await latestByJob(
          stores,
          workspaceId,
          jobs.map(({ id }) => id),
        );
  return jobs.map((job) => shownRun(job, experiments.get(job.project) as TrainingProject, points.get(job.id) ?? []));
}
