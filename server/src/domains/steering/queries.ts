import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../platform/store/pg-query.ts';
import { pg } from '../../platform/store/pg-sql.ts';
import { trainingStatuses } from '../training/types.ts';
import type { UpdateState } from './pure/answer.ts';
import { parameterChanges, parameterTypes, updateStatuses, type DeclaredParameter, type ParameterValue } from './types.ts';

const Value = z.union([z.number(), z.string(), z.boolean()]);
const Declared = z.object({
  name: z.string(),
  type: z.enum(parameterTypes),
  applies: z.enum(parameterChanges),
  minimum: z.number().nullable(),
  maximum: z.number().nullable(),
  current: Value.nullable(),
});

/** A job with what its trainer declared. No other transaction steers or changes the job until this one ends. */
export const lockJob = definePgQuery({
  name: 'steering.lockJob',
  row: z.object({ status: z.enum(trainingStatuses), attempt: z.number(), parameters: z.array(Declared).nullable() }),
  sql: ({ jobId }: { jobId: string }, workspace) => pg`
    SELECT j.status, j.attempt, c.parameters FROM training_jobs j LEFT JOIN training_controls c ON c.job_id = j.id
    WHERE j.workspace_id = ${workspace} AND j.id = ${pg.uuid(jobId)} FOR UPDATE OF j`,
});

export const storeDeclaration = definePgCommand({
  name: 'steering.declare',
  sql: ({ jobId, parameters, now }: { jobId: string; parameters: readonly DeclaredParameter[]; now: Date }, workspace) => pg`
    INSERT INTO training_controls (job_id, workspace_id, parameters, declared_at)
    VALUES (${pg.uuid(jobId)}, ${workspace}, ${pg.json(parameters)}, ${pg.at(now)})
    ON CONFLICT (job_id) DO UPDATE SET parameters = excluded.parameters, declared_at = excluded.declared_at`,
});

/** The first request's instant stays while the job is being cancelled; who asks again decides on the checkpoint. */
export const storeStop = definePgCommand({
  name: 'steering.requestStop',
  sql: (
    {
      jobId,
      savesCheckpoint,
      requestedBy,
      isFirst,
      now,
    }: { jobId: string; savesCheckpoint: boolean; requestedBy: string | null; isFirst: boolean; now: Date },
    workspace,
  ) => pg`
    INSERT INTO training_controls AS c (job_id, workspace_id, stop_requested_at, stop_requested_by, stop_saves_checkpoint)
    VALUES (${pg.uuid(jobId)}, ${workspace}, ${pg.at(now)}, ${pg.text(requestedBy)}, ${pg.bool(savesCheckpoint)})
    ON CONFLICT (job_id) DO UPDATE SET stop_saves_checkpoint = excluded.stop_saves_checkpoint, stop_requested_by = excluded.stop_requested_by,
      stop_requested_at = CASE WHEN ${pg.bool(isFirst)} THEN excluded.stop_requested_at ELSE c.stop_requested_at END`,
});

export const insertUpdate = definePgQuery({
  name: 'steering.insertUpdate',
  row: z.object({ id: z.string() }),
  sql: (
    {
      jobId,
      attempt,
      parameters,
      previous,
      requestedBy,
      now,
    }: {
      jobId: string;
      attempt: number;
      parameters: Readonly<Record<string, ParameterValue>>;
      previous: Readonly<Record<string, ParameterValue | null>>;
      requestedBy: string | null;
      now: Date;
    },
    workspace,
  ) => pg`
    INSERT INTO training_parameter_updates (workspace_id, job_id, attempt, parameters, previous, requested_by, requested_at)
    VALUES (${workspace}, ${pg.uuid(jobId)}, ${pg.int4(attempt)}, ${pg.json(parameters)}, ${pg.json(previous)}, ${pg.text(requestedBy)}, ${pg.at(now)})
    RETURNING id`,
});

export const jobOfUpdate = definePgQuery({
  name: 'steering.jobOfUpdate',
  row: z.object({ jobId: z.string() }),
  sql: ({ id }: { id: string }, workspace) =>
    pg`SELECT job_id AS "jobId" FROM training_parameter_updates WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)}`,
});

/** In a transaction that has locked the job. */
export const readUpdate = definePgQuery({
  name: 'steering.readUpdate',
  row: z.object({ status: z.enum(updateStatuses), isConcluded: z.boolean(), parameters: z.record(z.string(), Value) }),
  sql: ({ id }: { id: string }, workspace) => pg`
    SELECT status, is_concluded AS "isConcluded", parameters FROM training_parameter_updates WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)}`,
});

export interface AnswerChange {
  readonly id: string;
  readonly state: UpdateState;
  readonly reason: string | null;
  readonly appliedAtStep: number | null;
  /** Null: stays as it is. */
  readonly previous: Readonly<Record<string, ParameterValue | null>> | null;
  readonly now: Date;
}

export const storeAnswer = definePgCommand({
  name: 'steering.answer',
  sql: ({ id, state, reason, appliedAtStep, previous, now }: AnswerChange, workspace) => {
    const at = pg.at(now);
    return pg`
      UPDATE training_parameter_updates SET version = DEFAULT, status = ${pg.enumerated('ParameterUpdateStatus', state.status)},
        is_concluded = ${pg.bool(state.isConcluded)}, reason = ${pg.text(reason)}, applied_at_step = ${pg.int8(appliedAtStep)},
        previous = COALESCE(${previous === null ? pg.raw('NULL') : pg.json(previous)}, previous), delivered_at = COALESCE(delivered_at, ${at}),
        decided_at = CASE WHEN ${pg.bool(state.status !== 'DELIVERED')} THEN ${at} END
      WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)}`;
  },
});

/**
 * Parameters of the updates that name one of these and that the trainer has not refused: it trains by an update before its answer is here,
 * and perhaps where its job ended before it answered.
 */
export const parametersSet = definePgQuery({
  name: 'steering.set',
  row: z.object({ parameters: z.record(z.string(), Value) }),
  sql: ({ jobId, names }: { jobId: string; names: readonly string[] }, workspace) => pg`
    SELECT parameters FROM training_parameter_updates
    WHERE workspace_id = ${workspace} AND job_id = ${pg.uuid(jobId)} AND parameters ?| ${pg.texts(names)} AND (status <> 'REFUSED' OR is_concluded)`,
});

/** Refuses what waits, where its job has ended. */
export const refuseWaiting = definePgCommand({
  name: 'steering.refuseWaiting',
  sql: ({ jobId, reason, now }: { jobId: string; reason: string; now: Date }, workspace) => pg`
    UPDATE training_parameter_updates SET version = DEFAULT, status = 'REFUSED', is_concluded = true, reason = ${pg.text(reason)}, decided_at = ${pg.at(now)}
    WHERE workspace_id = ${workspace} AND job_id = ${pg.uuid(jobId)} AND status IN ('REQUESTED', 'DELIVERED')`,
});

/** Whether the trainer of a job is to stop. */
export const stopOf = definePgQuery({
  name: 'steering.stop',
  row: z.object({ status: z.enum(trainingStatuses), savesCheckpoint: z.boolean().nullable() }),
  sql: ({ jobId }: { jobId: string }, workspace) => pg`
    SELECT j.status, c.stop_saves_checkpoint AS "savesCheckpoint" FROM training_jobs j LEFT JOIN training_controls c ON c.job_id = j.id
    WHERE j.workspace_id = ${workspace} AND j.id = ${pg.uuid(jobId)}`,
});

/** Updates of a job that were made or changed since a version, in the order of their changes. */
export const changedUpdates = definePgQuery({
  name: 'steering.changed',
  row: z.object({ id: z.string(), version: z.string() }),
  sql: ({ jobId, since }: { jobId: string; since: string }, workspace) => pg`
    SELECT id, version::text AS version FROM training_parameter_updates
    WHERE workspace_id = ${workspace} AND job_id = ${pg.uuid(jobId)} AND version > ${pg.int8(since)} ORDER BY training_parameter_updates.version LIMIT 1000`,
});

export const lastVersion = definePgQuery({
  name: 'steering.lastVersion',
  row: z.object({ version: z.string() }),
  sql: ({ jobId }: { jobId: string }, workspace) => pg`
    SELECT COALESCE(max(version), 0)::text AS version FROM training_parameter_updates WHERE workspace_id = ${workspace} AND job_id = ${pg.uuid(jobId)}`,
});

export const keyName = definePgQuery({
  name: 'steering.keyName',
  row: z.object({ name: z.string() }),
  sql: ({ keyId }: { keyId: string }, workspace) =>
    pg`SELECT name FROM api_keys WHERE workspace_id = ${workspace} AND id = ${pg.uuid(keyId)}`,
});
