import type { Statements } from '../../platform/store/postgres/postgres.ts';
import { describeTrained, lockModel } from '../models/commands/trained.ts';
import { newestLoggedModel } from '../projects/load.ts';
import type { ChangedJob, DescribedJob } from '../training/hooks.ts';
import { descriptionOf } from '../training/load/description.ts';
import { modelNameOf } from './pure/model-name.ts';
import { parentOf } from './commands/parent.ts';
import { newestVersion, storeVersion, versionOfJob } from './queries.ts';

export { deleteDeployment, deployVersion, setReleasePolicy } from './commands/deploy.ts';
export { editVersion, registerVersion } from './commands/edit.ts';

/**
 * A job that has finished registers its model: a new version of it, or the version that the job has already, with what is known now. In the
 * transaction of the end. A job that failed or was cancelled registers nothing.
 */
export async function registerEnded(session: Statements, { workspaceId, jobId, after, now }: ChangedJob): Promise<void> {
  if (after.status === 'FINISHED') await register(session, workspaceId, jobId, now);
}

/** A finished job whose description changes: its version follows, to another model where the job names one. */
export async function registerRenamed(session: Statements, { workspaceId, jobId, now }: DescribedJob): Promise<void> {
  await register(session, workspaceId, jobId, now);
}

async function register(session: Statements, workspaceId: string, jobId: string, now: Date): Promise<void> {
  const [job] = await descriptionOf(session, { workspaceId, jobId });
  if (job === undefined || job.status !== 'FINISHED') return;
  const loggedModel = job.externalId === null ? null : await newestLoggedModel(session, workspaceId, job.externalId);
  const name = modelNameOf({ jobName: job.name, outputModel: job.outputModel, loggedModel, baseModel: job.baseModel });
  if (name === null) return;
  const facts = {
    label: job.modelVersion,
    trainingMethod: job.trainingMethod,
    baseModel: job.baseModel,
    trainingDataset: job.datasetName ?? job.datasetId,
    hyperparameters: job.hyperparameters,
    madeAt: job.endedAt ?? now,
  };
  const [known] = await versionOfJob(session, { workspaceId, jobId });
  // The model's row stays locked until the end of the transaction: two jobs that end at once get two numbers.
  const modelId = await lockModel(session, workspaceId, name);
  const [newest] = await newestVersion(session, { workspaceId, modelId });
  const version = known?.modelId === modelId ? known.version : (newest?.version ?? 0) + 1;
  const parent = await parentOf(session, workspaceId, { name, baseModel: job.baseModel, newest: newest ?? null });
  await storeVersion(session, { workspaceId, modelId, version, jobId, ...facts, parent, servedAs: [], now });
  if (version >= (newest?.version ?? 0)) await describeTrained(session, workspaceId, modelId, { facts, before: newest ?? null });
}
