import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import { hideRows } from '../../../platform/store/clickhouse/mutations.ts';
import { Prisma, type TrainingJob } from '../../../platform/store/prisma/generated/client.ts';
import { statementsOf } from '../../../platform/store/prisma/statements.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { BadTrainingJob } from '../errors.ts';
import { jobDeleted, jobDescribed, jobErased } from '../hooks.ts';
import { checkJob, type TrainingJobInput } from '../ingest.ts';
import { deleteJobs, idOfExternal, idOfRequest, insertAttempt, insertJob, mergeEntries } from '../queries/jobs.ts';
import { landPoints } from '../load/land.ts';
import { forgetJob } from '../record/known-jobs.ts';
import { noteNewJob } from '../record/seen.ts';
import { rowsOfJob } from '../pure/rows-of-job.ts';
import { isEnded } from '../pure/transition.ts';
import type { TrainingSource } from '../types.ts';
import { announceJob } from './announce.ts';

export interface TrainingContext {
  readonly stores: Stores;
  readonly live: Pick<LiveBus, 'publish'>;
}

/** What a caller of the server itself adds to a job. */
export interface JobOrigin {
  readonly source: TrainingSource;
  readonly now: Date;
  /** Waits for a runner; absent: its trainer runs already. */
  readonly isQueued?: boolean;
  /** The same start asked for again gives the same job. */
  readonly requestId?: string | null;
  /** A job that is known already stays as it is; absent: it is changed. */
  readonly keepsKnown?: boolean;
  /** Entries of `attributes` to set, and names of those to take away. */
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly removedAttributes?: readonly string[];
  /** Hyperparameters that are stored already stay as they are; absent: the new ones win. */
  readonly keepsHyperparameters?: boolean;
  /** Columns that no input has. */
  readonly columns?: Prisma.TrainingJobUncheckedUpdateInput;
}

export interface StoredJob {
  readonly job: TrainingJob;
  readonly isNew: boolean;
}

/**
 * Makes a job, or changes the one with this external id: what is absent in the input stays as it was, what is null is cleared,
 * hyperparameters are merged by name.
 */
export async function createOrUpdateJob(
  { stores, live }: TrainingContext,
  workspaceId: string,
  input: TrainingJobInput,
  origin: JobOrigin,
): Promise<Result<StoredJob, BadTrainingJob>> {
  const checked = checkJob(input, origin.now);
  if (!checked.ok) return checked;
  const { externalId, name, startedAt, ...fields } = checked.value;
  const stored = await stores.prisma.$transaction(async (transaction) => {
    const session = statementsOf(transaction);
    const requestId = origin.requestId ?? null;
    const [made] = await insertJob(session, {
      workspaceId,
      externalId,
      requestId,
      name: name ?? externalId ?? `Training of ${origin.now.toISOString().slice(0, 16).replace('T', ' ')}`,
      source: origin.source,
      isQueued: origin.isQueued ?? false,
      startedAt,
      now: origin.now,
    });
    const jobId = made?.id ?? (await knownId(session, workspaceId, externalId, requestId));
    if (made === undefined && origin.keepsKnown === true)
      return { job: await transaction.trainingJob.findUniqueOrThrow({ where: { id: jobId, workspaceId } }), isNew: false };
    if (made !== undefined)
      await insertAttempt(session, { workspaceId, jobId, attempt: 1, firstStep: null, startedAt: startedAt ?? origin.now });
    const { hyperparameters, ...columns } = fields;
    const { attributes = {}, removedAttributes: removed = [] } = origin;
    if (hyperparameters !== null || removed.length > 0 || Object.keys(attributes).length > 0)
      await mergeEntries(session, {
        workspaceId,
        jobId,
        hyperparameters: hyperparameters ?? {},
        isKept: origin.keepsHyperparameters ?? false,
        attributes,
        removed,
      });
    const job = await transaction.trainingJob.update({
      where: { id: jobId, workspaceId },
      data: {
        ...given(input, columns),
        ...(name === null ? {} : { name }),
        ...(startedAt === null ? {} : { startedAt }),
        ...origin.columns,
      },
    });
    if (isEnded(job.status)) await described(session, workspaceId, jobId, origin.now);
    return { job, isNew: made !== undefined };
  });
  if (stored.isNew) noteNewJob(stores, stored.job.id);
  announceJob(live, workspaceId, stored.job.id);
  return succeed(stored);
}

/** Changes fields of a job, known by its id. */
export async function editJob(
  { stores, live }: TrainingContext,
  workspaceId: string,
  jobId: string,
  input: TrainingJobInput,
  { now, ...origin }: Omit<JobOrigin, 'source' | 'isQueued' | 'requestId' | 'keepsKnown'>,
): Promise<Result<TrainingJob, BadTrainingJob | NotFound>> {
  const checked = checkJob(input, now);
  if (!checked.ok) return checked;
  const { externalId: _externalId, name, startedAt, hyperparameters, ...fields } = checked.value;
  const { attributes = {}, removedAttributes: removed = [] } = origin;
  const job = await stores.prisma.$transaction(async (transaction) => {
    const session = statementsOf(transaction);
    const merged = await mergeEntries(session, {
      workspaceId,
      jobId,
      hyperparameters: hyperparameters ?? {},
      isKept: origin.keepsHyperparameters ?? false,
      attributes,
      removed,
    });
    if (merged.length === 0) return null;
    const edited = await transaction.trainingJob.update({
      where: { id: jobId, workspaceId },
      data: {
        ...given(input, fields),
        ...(name === null ? {} : { name }),
        ...(startedAt === null ? {} : { startedAt }),
        ...origin.columns,
      },
    });
    if (isEnded(edited.status)) await described(session, workspaceId, jobId, now);
    return edited;
  });
  if (job === null) return fail(new NotFound('Training job', jobId, 'input.id'));
  announceJob(live, workspaceId, jobId);
  return succeed(job);
}

/** Deletes a job with its attempts and all of its points, and gives its id. The points are unreadable on return. */
export async function deleteJob({ stores, live }: TrainingContext, workspaceId: string, jobId: string): Promise<Result<string, NotFound>> {
  const isDeleted = await stores.postgres.transaction(async (session) => {
    for (const reaction of jobDeleted.reactions) await reaction(session, { workspaceId, jobId });
    return (await deleteJobs(session, { workspaceId, jobId })) > 0;
  });
  if (!isDeleted) return fail(new NotFound('Training job', jobId));
  forgetJob(stores, jobId);
  await landPoints(stores);
  for (const table of ['training_points', 'training_metrics', 'training_buckets'])
    await hideRows(stores.clickhouse, { table, workspaceId }, rowsOfJob({ workspaceId, jobId }));
  for (const reaction of jobErased.reactions) await reaction(stores, { workspaceId, jobId });
  announceJob(live, workspaceId, jobId);
  return succeed(jobId);
}

const idForm = /^([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/i;

/**
 * The id of the job whose run has this id: of a job without an external id MLflow's clients know its own, without dashes. Null: it is none.
 */
export const jobIdOfRun = (runId: string): string | null => idForm.exec(runId)?.slice(1).join('-') ?? null;

/** The job that another system knows by this id; null: there is none. */
export async function findJobByExternalId(
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  externalId: string,
): Promise<TrainingJob | null> {
  if (externalId.includes('\u0000') || !externalId.isWellFormed()) return null;
  return prisma.trainingJob.findUnique({ where: { workspaceId_externalId: { workspaceId, externalId } } });
}

type Session = ReturnType<typeof statementsOf>;

async function described(session: Session, workspaceId: string, jobId: string, now: Date): Promise<void> {
  for (const reaction of jobDescribed.reactions) await reaction(session, { workspaceId, jobId, now });
}

async function knownId(session: Session, workspaceId: string, externalId: string | null, requestId: string | null): Promise<string> {
  const byRequest = requestId === null ? [] : await idOfRequest(session, { workspaceId, requestId });
  const [known] = byRequest.length > 0 || externalId === null ? byRequest : await idOfExternal(session, { workspaceId, externalId });
  if (known === undefined) throw new Error('A training job that conflicted with a new one is gone.');
  return known.id;
}

type Columns = Omit<Extract<ReturnType<typeof checkJob>, { ok: true }>['value'], 'externalId' | 'name' | 'startedAt' | 'hyperparameters'>;

/** The columns that the input names: those that are absent stay as they are. */
function given(
  input: TrainingJobInput,
  { hardware, hourlyNanoUsd, tags, datasetSplit, ...columns }: Columns,
): Prisma.TrainingJobUncheckedUpdateInput {
  const whole: Prisma.TrainingJobUncheckedUpdateInput = Object.fromEntries(
    Object.entries(columns).filter(([name]) => input[name as keyof TrainingJobInput] !== undefined),
  );
  return {
    ...whole,
    ...(input.hardware !== undefined && { hardware: hardware ?? Prisma.DbNull }),
    ...(input.hourlyUsd !== undefined && { hourlyNanoUsd }),
    ...(input.tags !== undefined && { tags: tags ?? [] }),
    ...(input.datasetSplit !== undefined && { datasetSplit: datasetSplit ?? [] }),
  };
}
