import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../platform/store/pg-query.ts';
import { pg, plainColumn, textColumn, unnest } from '../../platform/store/pg-sql.ts';
import { jobConditions, type JobFilter } from '../training/load/filter.ts';
import { warningKinds, type Finding } from './pure/finding.ts';
import type { Overtraining } from './pure/overtraining.ts';
import type { Scores } from './pure/scores.ts';
import { wasteCauses, type Waste } from './pure/waste.ts';

/** A job's state has changed: it is to be judged, by whichever server comes first. */
export const setDue = definePgCommand({
  name: 'health.setDue',
  isPrepared: true,
  sql: ({ jobId, now }: { jobId: string; now: Date }, workspace) => pg`
    INSERT INTO training_health (job_id, workspace_id, due_at) VALUES (${pg.uuid(jobId)}, ${workspace}, ${pg.at(now)})
    ON CONFLICT (job_id) DO UPDATE SET due_at = GREATEST(clock_timestamp(), EXCLUDED.due_at)`,
});

const Due = z.object({ jobId: z.string(), workspaceId: z.string() });

/** Jobs that are to be judged, those that wait longest first. */
export const dueJobs = definePgQuery({
  name: 'health.due',
  isPrepared: true,
  acrossWorkspaces: 'One loop judges the jobs of all workspaces.',
  row: Due,
  sql: ({ limit }: { limit: number }) => pg`
    SELECT job_id AS "jobId", workspace_id AS "workspaceId" FROM training_health WHERE due_at IS NOT NULL ORDER BY due_at LIMIT ${pg.int4(limit)}`,
});

/**
 * Locks what is known of a job's health, which is made where nothing is; the job first, as a change of its state does. `dueAt` as
 * PostgreSQL's text, to the microsecond. No row: the job is gone.
 */
export const lockHealth = definePgQuery({
  name: 'health.lock',
  isPrepared: true,
  row: z.object({ dueAt: z.string().nullable() }),
  sql: ({ jobId }: { jobId: string }, workspace) => pg`
    INSERT INTO training_health (job_id, workspace_id)
    SELECT id, workspace_id FROM training_jobs WHERE id = ${pg.uuid(jobId)} AND workspace_id = ${workspace} FOR KEY SHARE
    ON CONFLICT (job_id) DO UPDATE SET job_id = EXCLUDED.job_id
    RETURNING due_at::text AS "dueAt"`,
});

export interface Judgment {
  readonly jobId: string;
  readonly scores: Scores;
  readonly overtraining: Overtraining | null;
  readonly usedMs: number;
  readonly stoppingSavesMs: number | null;
  /** What `due_at` was when the job was read: it stays due where it was set again since. */
  readonly dueAt: string | null;
  readonly now: Date;
}

export const storeJudgment = definePgCommand({
  name: 'health.store',
  isPrepared: true,
  sql: ({ jobId, scores, overtraining, usedMs, stoppingSavesMs, dueAt, now }: Judgment, workspace) => {
    const score = (value: number | null) => pg`${pg.text(value === null ? null : String(value))}::float8`;
    return pg`
      UPDATE training_health SET
        judged_at = ${pg.at(now)}, due_at = CASE WHEN due_at IS DISTINCT FROM ${pg.text(dueAt)}::timestamptz THEN due_at END,
        overfitting_score = ${score(scores.overfitting)}, convergence_score = ${score(scores.convergence)}, stability_score = ${score(scores.stability)},
        generalisation_score = ${score(scores.generalisation)}, efficiency_score = ${score(scores.efficiency)},
        overtraining = ${pg.json(overtraining)}, used_ms = ${pg.int8(Math.round(usedMs))},
        stopping_saves_ms = ${pg.int8(stoppingSavesMs === null ? null : Math.round(stoppingSavesMs))}
      WHERE job_id = ${pg.uuid(jobId)} AND workspace_id = ${workspace}`;
  },
});

/** Puts these causes in place of those that are stored. */
export const storeWaste = definePgCommand({
  name: 'health.storeWaste',
  isPrepared: true,
  sql: ({ jobId, waste }: { jobId: string; waste: readonly Waste[] }, workspace) => {
    const columns = [
      textColumn<Waste>('cause', ({ cause }) => cause, '"TrainingWasteCause"'),
      plainColumn<Waste>('ms', 'int8', ({ ms }) => Math.round(ms)),
      plainColumn<Waste>('from_step', 'int8', ({ fromStep }) => (fromStep === null ? null : Math.round(fromStep))),
      plainColumn<Waste>('epochs', 'float8', ({ epochs }) => epochs),
      textColumn<Waste>('message', ({ message }) => message),
    ];
    return pg`
      WITH found AS (SELECT * FROM ${unnest(columns, waste, 'w')}),
      removed AS (DELETE FROM training_waste WHERE job_id = ${pg.uuid(jobId)} AND workspace_id = ${workspace} AND cause NOT IN (SELECT cause FROM found))
      INSERT INTO training_waste (job_id, workspace_id, cause, ms, from_step, epochs, message)
      SELECT ${pg.uuid(jobId)}, ${workspace}, cause, ms, from_step, epochs, message FROM found
      ON CONFLICT (job_id, cause) DO UPDATE SET ms = EXCLUDED.ms, from_step = EXCLUDED.from_step, epochs = EXCLUDED.epochs, message = EXCLUDED.message`;
  },
});

export const openWarnings = definePgQuery({
  name: 'health.openWarnings',
  isPrepared: true,
  row: z.object({ kind: z.enum(warningKinds) }),
  sql: ({ jobId }: { jobId: string }, workspace) => pg`
    SELECT kind::text AS kind FROM training_warnings WHERE job_id = ${pg.uuid(jobId)} AND workspace_id = ${workspace} AND cleared_at IS NULL`,
});

/** Raises what is new, keeps what is open up to date. */
export const raiseWarnings = definePgCommand({
  name: 'health.raise',
  isPrepared: true,
  sql: ({ jobId, findings, now }: { jobId: string; findings: readonly Finding[]; now: Date }, workspace) => {
    const columns = [
      textColumn<Finding>('kind', ({ kind }) => kind, '"TrainingWarningKind"'),
      plainColumn<Finding>('began_at_step', 'int8', ({ beganAtStep }) => Math.round(beganAtStep)),
      textColumn<Finding>('evidence', ({ evidence }) => JSON.stringify(evidence), 'jsonb'),
      textColumn<Finding>('message', ({ message }) => message),
      textColumn<Finding>('advice', ({ advice }) => advice),
    ];
    return pg`
      INSERT INTO training_warnings (job_id, workspace_id, kind, began_at_step, evidence, message, advice, raised_at)
      SELECT ${pg.uuid(jobId)}, ${workspace}, kind, began_at_step, evidence, message, advice, ${pg.at(now)} FROM ${unnest(columns, findings, 'f')}
      ON CONFLICT (job_id, kind) WHERE cleared_at IS NULL DO UPDATE SET
        began_at_step = EXCLUDED.began_at_step, evidence = EXCLUDED.evidence, message = EXCLUDED.message, advice = EXCLUDED.advice`;
  },
});

/** Clears open warnings of all kinds but these. */
export const clearWarnings = definePgCommand({
  name: 'health.clear',
  isPrepared: true,
  sql: ({ jobId, kept, now }: { jobId: string; kept: readonly string[]; now: Date }, workspace) => pg`
    UPDATE training_warnings SET cleared_at = ${pg.at(now)}
    WHERE job_id = ${pg.uuid(jobId)} AND workspace_id = ${workspace} AND cleared_at IS NULL AND NOT kind::text = ANY(${pg.texts(kept)})`,
});

/** Time that the attempts of some jobs took until now; a job without attempts has no row. */
export const usedTimes = definePgQuery({
  name: 'health.usedTimes',
  isPrepared: true,
  row: z.object({ jobId: z.string(), usedMs: z.coerce.number() }),
  sql: ({ jobIds, now }: { jobIds: readonly string[]; now: Date }, workspace) => pg`
    SELECT job_id AS "jobId", sum(extract(epoch FROM GREATEST(COALESCE(ended_at, ${pg.at(now)}) - started_at, interval '0')) * 1000)::float8 AS "usedMs"
    FROM training_attempts WHERE workspace_id = ${workspace} AND job_id = ANY(${pg.uuids(jobIds)}) GROUP BY job_id`,
});

const cost = (ms: string) => pg.raw(`round(${ms}::numeric * j.hourly_nano_usd / 3600000)`);
const Sums = z.object({ jobCount: z.coerce.number(), ms: z.coerce.number(), nanoUsd: z.coerce.bigint().nullable() });

/**
 * What all judged jobs of a filter used, and what stopping those that still train now saves. `nanoUsd` of jobs whose price is known;
 * null: none.
 */
export const savingsTotals = definePgQuery({
  name: 'health.savings',
  row: Sums.extend({
    pricedCount: z.coerce.number(),
    stoppingMs: z.coerce.number(),
    stoppingNanoUsd: z.coerce.bigint().nullable(),
    wastedMs: z.coerce.number(),
    wastedNanoUsd: z.coerce.bigint().nullable(),
  }),
  sql: ({ filter }: { filter: JobFilter }, workspace) => pg`
    SELECT count(*) AS "jobCount", count(j.hourly_nano_usd) AS "pricedCount", COALESCE(sum(h.used_ms), 0) AS ms, sum(${cost('h.used_ms')}) AS "nanoUsd",
           COALESCE(sum(h.stopping_saves_ms), 0) AS "stoppingMs", sum(${cost('h.stopping_saves_ms')}) AS "stoppingNanoUsd",
           COALESCE(sum(w.ms), 0) AS "wastedMs", sum(${cost('w.ms')}) AS "wastedNanoUsd"
    FROM training_health h JOIN training_jobs j ON j.id = h.job_id
    LEFT JOIN LATERAL (SELECT sum(ms) AS ms FROM training_waste WHERE job_id = h.job_id) w ON true
    WHERE h.judged_at IS NOT NULL AND ${pg.join(jobConditions(filter, [], workspace), ' AND ')}`,
});

/** What was wasted, by cause, most first. */
export const savingsByCause = definePgQuery({
  name: 'health.savingsByCause',
  row: Sums.extend({ cause: z.enum(wasteCauses) }),
  sql: ({ filter }: { filter: JobFilter }, workspace) => pg`
    SELECT w.cause::text AS cause, count(*) AS "jobCount", sum(w.ms) AS ms, sum(${cost('w.ms')}) AS "nanoUsd"
    FROM training_waste w JOIN training_jobs j ON j.id = w.job_id
    WHERE ${pg.join(jobConditions(filter, [], workspace), ' AND ')} GROUP BY w.cause ORDER BY "nanoUsd" DESC NULLS LAST, ms DESC, cause`,
});

/** Jobs that wasted something, those that wasted most money first, then those without a price by time. */
export const savingsByJob = definePgQuery({
  name: 'health.savingsByJob',
  row: z.object({ jobId: z.string(), ms: z.coerce.number(), nanoUsd: z.coerce.bigint().nullable() }),
  sql: ({ filter, limit }: { filter: JobFilter; limit: number }, workspace) => pg`
    SELECT w.job_id AS "jobId", sum(w.ms) AS ms, sum(${cost('w.ms')}) AS "nanoUsd"
    FROM training_waste w JOIN training_jobs j ON j.id = w.job_id
    WHERE ${pg.join(jobConditions(filter, [], workspace), ' AND ')} GROUP BY w.job_id
    ORDER BY "nanoUsd" DESC NULLS LAST, ms DESC, w.job_id LIMIT ${pg.int4(limit)}`,
});
