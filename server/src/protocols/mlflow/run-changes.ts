import { unwrap } from '../../platform/graphql/errors.ts';
import { createOrUpdateJob, editJob, findJobByExternalId, jobIdOfRun, type JobOrigin } from '../../domains/training/commands/job.ts';
import { RecentMap } from '../../platform/ingest/remembered.ts';
import type { TrainingJob } from '../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { asText, type Asked } from './asked.ts';
import { invalid, missing } from './errors.ts';
import { outlineOf } from '../../domains/training/pure/outline.ts';
import { runIdOf, tagPrefix } from './run-shape.ts';

/** The job of a run; one that is not in the workspace is refused. */
export async function runOf({ stores, workspaceId }: Asked, runId: string): Promise<TrainingJob> {
  const known = await findJobByExternalId(stores, workspaceId, runId);
  if (known !== null) return known;
  const id = jobIdOfRun(runId);
  const job = id === null ? null : await stores.prisma.trainingJob.findUnique({ where: { id, workspaceId } });
  if (job === null) throw missing('Run', runId);
  return job;
}

export function assertActive(job: TrainingJob): void {
  if (job.deletedAt !== null) throw invalid(`The run ${runIdOf(job)} must be in the 'active' state. Current state is deleted.`);
}

const rememberedCount = 20_000;
const jobIds = new WeakMap<Stores['postgres'], RecentMap<string>>();
const idsIn = ({ postgres }: Pick<Stores, 'postgres'>): RecentMap<string> => {
  let known = jobIds.get(postgres);
  if (known === undefined) jobIds.set(postgres, (known = new RecentMap(rememberedCount)));
  return known;
};
const keyOf = (workspaceId: string, runId: string): string => `${workspaceId} ${runId}`;

/** The id of an active run's job, remembered: runs log many times. */
export async function activeJobId(asked: Asked, runId: string): Promise<string> {
  const known = idsIn(asked.stores).get(keyOf(asked.workspaceId, runId));
  if (known !== undefined && known !== '') return known;
  const job = await runOf(asked, runId);
  assertActive(job);
  idsIn(asked.stores).set(keyOf(asked.workspaceId, runId), job.id);
  return job.id;
}

/** The run was deleted, or is gone. */
export const forgetRun = ({ stores, workspaceId }: Asked, runId: string): void => idsIn(stores).set(keyOf(workspaceId, runId), '');

type TrainingJobInput = Parameters<typeof editJob>[3];

export interface RunChange {
  readonly params?: ReadonlyMap<string, string>;
  readonly tags?: ReadonlyMap<string, string>;
  readonly removedTags?: readonly string[];
  /** Other entries of the job's attributes. */
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly removed?: readonly string[];
  readonly input?: TrainingJobInput;
  readonly columns?: NonNullable<JobOrigin['columns']>;
}

/** The longest label of a job. */
const maxLabelLength = 100;
const maxLabels = 100;

/** Tags of the user's own as the job's labels: those of MLflow's say how the run was made. */
function labelsWith(labels: readonly string[], tags: ReadonlyMap<string, string>, removed: readonly string[]): string[] {
  const changed = [...tags.keys(), ...removed].filter(isOwn);
  const kept = labels.filter((label) => !changed.some((key) => label === key || label.startsWith(`${key}=`)));
  const added = [...tags].filter(([key]) => isOwn(key)).map(([key, value]) => (value.trim() === '' ? key : `${key}=${value.trim()}`));
  return [...new Set([...kept, ...added.filter((label) => label.length <= maxLabelLength)])].slice(0, maxLabels);
}
const isOwn = (key: string): boolean => !key.startsWith('mlflow.') && key.trim() !== '';

/** What a change says as fields of a job. */
function fieldsOf(job: TrainingJob | null, { params = new Map(), tags = new Map(), removedTags = [], input }: RunChange): TrainingJobInput {
  const outline = outlineOf(params);
  const name = tags.get('mlflow.runName');
  const notes = tags.get('mlflow.note.content');
  return {
    ...(params.size > 0 && { hyperparameters: Object.fromEntries(params) }),
    ...(job?.totalSteps == null && outline.totalSteps !== undefined && { totalSteps: outline.totalSteps }),
    ...(job?.totalEpochs == null && outline.totalEpochs !== undefined && { totalEpochs: outline.totalEpochs }),
    ...(job?.baseModel == null && outline.baseModel !== undefined && { baseModel: outline.baseModel }),
    ...(name !== undefined && name !== '' && { name }),
    ...(notes !== undefined && { notes }),
    ...([...tags.keys(), ...removedTags].some(isOwn) && { tags: labelsWith(job?.tags ?? [], tags, removedTags) }),
    ...input,
  };
}

const originOf = ({ tags = new Map(), removedTags = [], attributes = {}, removed = [], columns }: RunChange) => ({
  keepsHyperparameters: true,
  attributes: { ...Object.fromEntries([...tags].map(([key, value]) => [tagPrefix + key, value])), ...attributes },
  removedAttributes: [...removedTags.map((key) => tagPrefix + key), ...removed],
  ...(columns !== undefined && { columns }),
});

export async function makeRun({ stores, live, workspaceId, now }: Asked, externalId: string, change: RunChange): Promise<TrainingJob> {
  const origin = { ...originOf(change), source: 'MLFLOW' as const, now };
  return unwrap(await createOrUpdateJob({ stores, live }, workspaceId, { externalId, ...fieldsOf(null, change) }, origin)).job;
}

/** A parameter that was logged once keeps its value: another one is refused, and nothing of the change is stored. */
export async function changeRun({ stores, live, workspaceId, now }: Asked, job: TrainingJob, change: RunChange): Promise<TrainingJob> {
  assertSameParams(job, change.params);
  const changed = unwrap(await editJob({ stores, live }, workspaceId, job.id, fieldsOf(job, change), { ...originOf(change), now }));
  // Another trainer may have logged it meanwhile.
  assertSameParams(changed, change.params);
  return changed;
}

function assertSameParams(job: TrainingJob, params: ReadonlyMap<string, string> = new Map()): void {
  const stored = job.hyperparameters as Record<string, unknown>;
  for (const [key, value] of params) {
    if (!Object.hasOwn(stored, key) || asText(stored[key]) === value) continue;
    throw invalid(
      `Changing param values is not allowed. Param with key=${JSON.stringify(key)} was already logged with value=${JSON.stringify(asText(stored[key]))} for run ID=${JSON.stringify(runIdOf(job))}. Attempted logging new value ${JSON.stringify(value)}.`,
    );
  }
}
