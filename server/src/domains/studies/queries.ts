import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../platform/store/pg-query.ts';
import { pg } from '../../platform/store/pg-sql.ts';
import { studyStatuses, trialStates, type TrialState } from './types.ts';

/** Locks a study against a second one that numbers trials; none: it is gone. */
export const lockStudy = definePgQuery({
  name: 'studies.lock',
  row: z.object({ status: z.enum(studyStatuses), trialCount: z.number() }),
  sql: ({ studyId }: { studyId: string }, workspace) => pg`
    SELECT status, trial_count AS "trialCount" FROM studies WHERE workspace_id = ${workspace} AND id = ${pg.uuid(studyId)} FOR UPDATE`,
});

interface NewTrial {
  readonly number: number;
  readonly point: Float64Array;
  readonly generation: number;
}

export const bytesOf = (numbers: Float64Array): Buffer => Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);

/** One more trial, which runs from now on. */
export const insertTrial = definePgCommand({
  name: 'studies.insertTrial',
  isPrepared: true,
  sql: (
    {
      studyId,
      trial,
      objectives,
      requestId,
      now,
    }: { studyId: string; trial: NewTrial; objectives: Float64Array; requestId: string | null; now: Date },
    workspace,
  ) => {
    const at = pg.at(now);
    return pg`
      INSERT INTO study_trials (study_id, number, workspace_id, point, objectives, generation, request_id, started_at, heard_at)
      VALUES (${pg.uuid(studyId)}, ${pg.int4(trial.number)}, ${workspace}, ${pg.bytes(bytesOf(trial.point))},
        ${pg.bytes(bytesOf(objectives))}, ${pg.int4(trial.generation)}, ${pg.text(requestId)}, ${at}, ${at})`;
  },
});

/** A study has changed, and so many numbers of its trials are given. */
export const touchStudy = definePgCommand({
  name: 'studies.touch',
  isPrepared: true,
  sql: ({ studyId, added, now }: { studyId: string; added: number; now: Date }, workspace) => pg`
    UPDATE studies SET trial_count = trial_count + ${pg.int4(added)}, revision = revision + 1, updated_at = ${pg.at(now)}
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(studyId)}`,
});

/** A study that has all of its trials, and none that runs, is complete. */
export const completeStudy = definePgCommand({
  name: 'studies.complete',
  isPrepared: true,
  sql: ({ studyId }: { studyId: string }, workspace) => pg`
    UPDATE studies s SET status = 'COMPLETED' WHERE s.workspace_id = ${workspace} AND s.id = ${pg.uuid(studyId)}
      AND s.status IN ('OPEN', 'RUNNING') AND s.trial_count >= s.max_trials
      AND NOT EXISTS (SELECT FROM study_trials t WHERE t.workspace_id = ${workspace} AND t.study_id = s.id AND t.state = 'RUNNING')`,
});

const StoredTrial = z.object({
  studyId: z.string(),
  number: z.number(),
  state: z.enum(trialStates),
  point: z.instanceof(Buffer),
  objectives: z.instanceof(Buffer),
  generation: z.number(),
  reason: z.string().nullable(),
  externalId: z.string().nullable(),
  jobId: z.string().nullable(),
  lastStep: z.number().nullable(),
  lastValue: z.union([z.number(), z.nan()]).nullable(),
  startedAt: z.date(),
  heardAt: z.date(),
  endedAt: z.date().nullable(),
});
export type StoredTrial = z.infer<typeof StoredTrial>;

const trialColumns = pg.raw(`
  study_id AS "studyId", number, state, point, objectives, generation, reason, external_id AS "externalId", job_id AS "jobId",
  last_step AS "lastStep", last_value AS "lastValue", started_at AS "startedAt", heard_at AS "heardAt", ended_at AS "endedAt"`);

/** A trial, which no other transaction changes until this one ends. */
export const lockTrial = definePgQuery({
  name: 'studies.lockTrial',
  isPrepared: true,
  row: StoredTrial,
  sql: ({ studyId, number }: { studyId: string; number: number }, workspace) => pg`
    SELECT ${trialColumns} FROM study_trials
    WHERE workspace_id = ${workspace} AND study_id = ${pg.uuid(studyId)} AND number = ${pg.int4(number)} FOR UPDATE`,
});

/** Trials by their numbers. */
export const trialsOf = definePgQuery({
  name: 'studies.trials',
  row: StoredTrial,
  sql: ({ studyId, numbers }: { studyId: string; numbers: readonly number[] }, workspace) => pg`
    SELECT ${trialColumns} FROM study_trials
    WHERE workspace_id = ${workspace} AND study_id = ${pg.uuid(studyId)} AND number = ANY(${pg.int4s(numbers)}) ORDER BY number`,
});

/** Trials that a request has asked for. */
export const trialsOfRequest = definePgQuery({
  name: 'studies.trialsOfRequest',
  row: StoredTrial,
  sql: ({ studyId, requestId }: { studyId: string; requestId: string }, workspace) => pg`
    SELECT ${trialColumns} FROM study_trials
    WHERE workspace_id = ${workspace} AND study_id = ${pg.uuid(studyId)} AND request_id = ${pg.text(requestId)} ORDER BY number`,
});

/** A page of trials by number. */
export const trialPage = definePgQuery({
  name: 'studies.trialPage',
  row: StoredTrial,
  sql: (
    {
      studyId,
      state,
      after,
      before,
      limit,
      isInverted,
    }: { studyId: string; state: TrialState | null; after: number; before: number; limit: number; isInverted: boolean },
    workspace,
  ) => {
    const inState = state === null ? pg.raw('') : pg`AND state = ${pg.enumerated('StudyTrialState', state)}`;
    return pg`
      SELECT ${trialColumns} FROM study_trials
      WHERE workspace_id = ${workspace} AND study_id = ${pg.uuid(studyId)} AND number > ${pg.int4(after)} AND number < ${pg.int4(before)} ${inState}
      ORDER BY number ${pg.raw(isInverted ? 'DESC' : 'ASC')} LIMIT ${pg.int4(limit)}`;
  },
});

interface TrialEnd {
  readonly studyId: string;
  readonly number: number;
  readonly state: TrialState;
  readonly objectives: Float64Array;
  readonly reason: string | null;
  readonly now: Date;
}

/** What became of a trial. */
export const storeTrial = definePgCommand({
  name: 'studies.storeTrial',
  isPrepared: true,
  sql: ({ studyId, number, state, objectives, reason, now }: TrialEnd, workspace) => pg`
    UPDATE study_trials SET state = ${pg.enumerated('StudyTrialState', state)}, objectives = ${pg.bytes(bytesOf(objectives))},
      reason = ${pg.text(reason)}, heard_at = ${pg.at(now)}, ended_at = ${pg.at(state === 'RUNNING' ? null : now)}
    WHERE workspace_id = ${workspace} AND study_id = ${pg.uuid(studyId)} AND number = ${pg.int4(number)}`,
});

/** Trials that run, without a report for longer than their study allows; of all workspaces. */
export const silentTrials = definePgQuery({
  name: 'studies.silentTrials',
  acrossWorkspaces: 'One sweep looks through the trials of all workspaces.',
  row: z.object({ workspaceId: z.string(), studyId: z.string(), number: z.number() }),
  sql: ({ now }: { now: Date }) => pg`
    SELECT t.workspace_id AS "workspaceId", t.study_id AS "studyId", t.number FROM study_trials t JOIN studies s ON s.id = t.study_id
    WHERE t.state = 'RUNNING' AND t.job_id IS NULL AND s.trial_timeout_seconds IS NOT NULL
      AND t.heard_at < ${pg.at(now)} - s.trial_timeout_seconds * interval '1 second'
    ORDER BY t.heard_at LIMIT 1000`,
});

/** Studies that the server brings on, and stopped ones with jobs that run; of all workspaces. */
export const runningStudies = definePgQuery({
  name: 'studies.running',
  acrossWorkspaces: 'One loop looks through the studies of all workspaces.',
  row: z.object({ workspaceId: z.string(), studyId: z.string() }),
  sql: () => pg`
    SELECT workspace_id AS "workspaceId", id AS "studyId" FROM studies WHERE status = 'RUNNING'
    UNION SELECT workspace_id, study_id FROM study_trials WHERE state = 'RUNNING' AND job_id IS NOT NULL`,
});

/** Trials of a study that run, by number. */
export const runningTrials = definePgQuery({
  name: 'studies.runningTrials',
  row: StoredTrial,
  sql: ({ studyId }: { studyId: string }, workspace) => pg`
    SELECT ${trialColumns} FROM study_trials
    WHERE workspace_id = ${workspace} AND study_id = ${pg.uuid(studyId)} AND state = 'RUNNING' ORDER BY number`,
});

/** The training job that a trial is. */
export const nameJob = definePgCommand({
  name: 'studies.nameJob',
  sql: ({ studyId, number, jobId }: { studyId: string; number: number; jobId: string }, workspace) => pg`
    UPDATE study_trials SET job_id = ${pg.uuid(jobId)}
    WHERE workspace_id = ${workspace} AND study_id = ${pg.uuid(studyId)} AND number = ${pg.int4(number)}`,
});
