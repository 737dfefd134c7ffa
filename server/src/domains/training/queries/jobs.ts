import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import { trainingMethods } from '../../models/types.ts';
import type { JobState } from '../pure/transition.ts';
import { endReasons, trainingSources, trainingStatuses, type TrainingSource } from '../types.ts';

const Id = z.object({ id: z.string() });

export interface NewJob {
  readonly externalId: string | null;
  readonly name: string;
  readonly source: TrainingSource;
  readonly isQueued: boolean;
  readonly requestId: string | null;
  readonly startedAt: Date | null;
  readonly now: Date;
}

/** Gives the id of the new job; none where the external id or the request id is known. */
export const insertJob = definePgQuery({
  name: 'training.insertJob',
  isPrepared: true,
  row: Id,
  sql: ({ externalId, name, source, isQueued, requestId, startedAt, now }: NewJob, workspace) => {
    const at = pg.at(now);
    return pg`
      INSERT INTO training_jobs (workspace_id, external_id, request_id, name, source, status, created_at, queued_at, started_at, heard_at)
      VALUES (${workspace}, ${pg.text(externalId)}, ${pg.text(requestId)}, ${pg.text(name)}, ${pg.enumerated('TrainingSource', source)},
              ${pg.enumerated('TrainingStatus', isQueued ? 'QUEUED' : 'RUNNING')}, ${at}, ${isQueued ? at : pg.at(null)},
              ${isQueued ? pg.at(null) : pg.at(startedAt ?? now)}, ${isQueued ? pg.at(null) : at})
      ON CONFLICT DO NOTHING RETURNING id`;
  },
});

export const insertAttempt = definePgCommand({
  name: 'training.insertAttempt',
  isPrepared: true,
  sql: (
    { jobId, attempt, firstStep, startedAt }: { jobId: string; attempt: number; firstStep: number | null; startedAt: Date },
    workspace,
  ) => pg`
    INSERT INTO training_attempts (job_id, attempt, workspace_id, first_step, started_at)
    VALUES (${pg.uuid(jobId)}, ${pg.int4(attempt)}, ${workspace}, ${pg.int8(firstStep)}, ${pg.at(startedAt)})
    ON CONFLICT DO NOTHING`,
});

export const idOfExternal = definePgQuery({
  name: 'training.byExternalId',
  isPrepared: true,
  row: Id,
  sql: ({ externalId }: { externalId: string }, workspace) =>
    pg`SELECT id FROM training_jobs WHERE workspace_id = ${workspace} AND external_id = ${pg.text(externalId)}`,
});

export const idOfRequest = definePgQuery({
  name: 'training.byRequestId',
  isPrepared: true,
  row: Id,
  sql: ({ requestId }: { requestId: string }, workspace) =>
    pg`SELECT id FROM training_jobs WHERE workspace_id = ${workspace} AND request_id = ${pg.text(requestId)}`,
});

/** Adds entries to what is stored, and takes attributes away. Gives the rows that were changed, for a transaction of Prisma. */
export const mergeEntries = definePgQuery({
  name: 'training.mergeEntries',
  row: Id,
  sql: (
    {
      jobId,
      hyperparameters,
      isKept,
      attributes,
      removed,
    }: {
      jobId: string;
      hyperparameters: Readonly<Record<string, unknown>>;
      /** Whether hyperparameters that are stored win. */
      isKept: boolean;
      attributes: Readonly<Record<string, unknown>>;
      removed: readonly string[];
    },
    workspace,
  ) => pg`
    UPDATE training_jobs SET
      hyperparameters = ${isKept ? pg`${pg.json(hyperparameters)} || hyperparameters` : pg`hyperparameters || ${pg.json(hyperparameters)}`},
      attributes = (attributes || ${pg.json(attributes)}) - ${pg.texts(removed)}
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(jobId)} RETURNING id`,
});

const State = z.object({ status: z.enum(trainingStatuses), endReason: z.enum(endReasons).nullable(), attempt: z.number() });
const KnownJob = State.extend({ firstStep: z.coerce.number().nullable() });
export type JobRow = z.infer<typeof KnownJob>;

/** The state of a job, which no other transaction changes until this one ends. */
export const lockJob = definePgQuery({
  name: 'training.lockJob',
  isPrepared: true,
  row: State.extend({ startedAt: z.date().nullable() }),
  sql: ({ jobId }: { jobId: string }, workspace) => pg`
    SELECT status, end_reason AS "endReason", attempt, started_at AS "startedAt"
    FROM training_jobs WHERE workspace_id = ${workspace} AND id = ${pg.uuid(jobId)} FOR UPDATE`,
});

/** `firstStep`: of the current attempt. */
export const readJob = definePgQuery({
  name: 'training.readJob',
  isPrepared: true,
  row: KnownJob,
  sql: ({ jobId }: { jobId: string }, workspace) => pg`
    SELECT j.status, j.end_reason AS "endReason", j.attempt, a.first_step AS "firstStep"
    FROM training_jobs j LEFT JOIN training_attempts a ON a.job_id = j.id AND a.attempt = j.attempt
    WHERE j.workspace_id = ${workspace} AND j.id = ${pg.uuid(jobId)}`,
});

/** What a job says of itself and of the model that it makes. */
export const descriptionOf = definePgQuery({
  name: 'training.description',
  row: z.object({
    status: z.enum(trainingStatuses),
    externalId: z.string().nullable(),
    name: z.string(),
    outputModel: z.string().nullable(),
    modelVersion: z.string().nullable(),
    trainingMethod: z.enum(trainingMethods).nullable(),
    baseModel: z.string().nullable(),
    datasetId: z.string().nullable(),
    datasetName: z.string().nullable(),
    hyperparameters: z.record(z.string(), z.unknown()),
    endedAt: z.date().nullable(),
  }),
  sql: ({ jobId }: { jobId: string }, workspace) => pg`
    SELECT status, ended_at AS "endedAt", external_id AS "externalId", name, output_model AS "outputModel", model_version AS "modelVersion",
      training_method AS "trainingMethod", base_model AS "baseModel", dataset_id AS "datasetId", dataset_name AS "datasetName", hyperparameters
    FROM training_jobs WHERE workspace_id = ${workspace} AND id = ${pg.uuid(jobId)}`,
});

export interface StateChange {
  readonly jobId: string;
  readonly state: JobState;
  readonly isRunning: boolean;
  readonly isEnded: boolean;
  /** Null: stays as it is. */
  readonly errorDetails: string | null;
  /** Counts where it has ended. */
  readonly endedAt: Date;
  readonly now: Date;
}

export const storeState = definePgCommand({
  name: 'training.storeState',
  isPrepared: true,
  sql: ({ jobId, state, isRunning, isEnded, errorDetails, endedAt, now }: StateChange, workspace) => {
    const at = pg.at(now);
    const running = pg.bool(isRunning);
    return pg`
      UPDATE training_jobs SET
        status = ${pg.enumerated('TrainingStatus', state.status)}, end_reason = ${pg.text(state.endReason)}::"TrainingEndReason", attempt = ${pg.int4(state.attempt)},
        started_at = CASE WHEN ${running} THEN COALESCE(started_at, ${at}) ELSE started_at END,
        ended_at = CASE WHEN ${pg.bool(isEnded)} THEN ${pg.at(endedAt)} END,
        heard_at = CASE WHEN ${running} THEN ${at} ELSE heard_at END,
        queued_at = CASE WHEN ${pg.bool(state.status === 'QUEUED')} THEN ${at} ELSE queued_at END,
        error_details = CASE WHEN ${pg.bool(isEnded)} THEN COALESCE(${pg.text(errorDetails)}, error_details) END
      WHERE workspace_id = ${workspace} AND id = ${pg.uuid(jobId)}`;
  },
});

export const endAttempt = definePgCommand({
  name: 'training.endAttempt',
  isPrepared: true,
  sql: (
    {
      jobId,
      attempt,
      endReason,
      exitCode,
      now,
    }: { jobId: string; attempt: number; endReason: string | null; exitCode: number | null; now: Date },
    workspace,
  ) => pg`
    UPDATE training_attempts SET ended_at = COALESCE(ended_at, ${pg.at(now)}), end_reason = COALESCE(${pg.text(endReason)}::"TrainingEndReason", end_reason),
      exit_code = COALESCE(${pg.int4(exitCode)}, exit_code)
    WHERE workspace_id = ${workspace} AND job_id = ${pg.uuid(jobId)} AND attempt = ${pg.int4(attempt)}`,
});

/** An attempt goes on after all: its trainer was heard again. */
export const reopenAttempt = definePgCommand({
  name: 'training.reopenAttempt',
  isPrepared: true,
  sql: ({ jobId, attempt }: { jobId: string; attempt: number }, workspace) => pg`
    UPDATE training_attempts SET ended_at = NULL, end_reason = NULL
    WHERE workspace_id = ${workspace} AND job_id = ${pg.uuid(jobId)} AND attempt = ${pg.int4(attempt)}`,
});

/** The least step of an attempt; one that is less already stays. */
export const lowerFirstStep = definePgCommand({
  name: 'training.lowerFirstStep',
  isPrepared: true,
  sql: ({ jobId, attempt, step }: { jobId: string; attempt: number; step: number }, workspace) => pg`
    UPDATE training_attempts SET first_step = LEAST(first_step, ${pg.int8(step)})
    WHERE workspace_id = ${workspace} AND job_id = ${pg.uuid(jobId)} AND attempt = ${pg.int4(attempt)}`,
});

const Attempt = z.object({ attempt: z.number(), firstStep: z.coerce.number().nullable() });

/** The attempts of a job, first to last. */
export const attemptsOfJob = definePgQuery({
  name: 'training.attempts',
  isPrepared: true,
  row: Attempt,
  sql: ({ jobId }: { jobId: string }, workspace) => pg`
    SELECT attempt, first_step AS "firstStep" FROM training_attempts WHERE workspace_id = ${workspace} AND job_id = ${pg.uuid(jobId)} ORDER BY attempt`,
});

const wholeOrNull = z.coerce.number().nullable();
const SilentJob = z.object({
  id: z.string(),
  workspaceId: z.string(),
  source: z.enum(trainingSources),
  status: z.enum(trainingStatuses),
  heardAt: z.date(),
  gapMs: z.number().nullable(),
  currentStep: wholeOrNull,
  totalSteps: wholeOrNull,
  currentEpoch: z.number().nullable(),
  totalEpochs: z.number().nullable(),
});
export type SilentJob = z.infer<typeof SilentJob>;

/** Jobs that a trainer works on, or should, and of which nothing was heard since. */
export const silentJobs = definePgQuery({
  name: 'training.silentJobs',
  acrossWorkspaces: 'One run looks through the jobs of all workspaces.',
  row: SilentJob,
  sql: ({ before, limit }: { before: Date; limit: number }) => pg`
    SELECT id, workspace_id AS "workspaceId", source, status, heard_at AS "heardAt", gap_ms AS "gapMs", current_step AS "currentStep",
      total_steps AS "totalSteps", current_epoch AS "currentEpoch", total_epochs AS "totalEpochs"
    FROM training_jobs
    WHERE status IN ('STARTING', 'RUNNING', 'STALLED', 'CANCELLING') AND heard_at < ${pg.at(before)} ORDER BY heard_at LIMIT ${pg.int8(limit)}`,
});

export const deleteJobs = definePgCommand({
  name: 'training.deleteJob',
  sql: ({ jobId }: { jobId: string }, workspace) =>
    pg`DELETE FROM training_jobs WHERE workspace_id = ${workspace} AND id = ${pg.uuid(jobId)}`,
});
