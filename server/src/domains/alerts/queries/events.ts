import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import { alertSeverities } from '../types.ts';

/** A training job that has failed or was lost stays an event for so long, unless it runs again. */
const failedHours = 24;

const mostEvents = 500;

/** Training jobs that failed, were lost or have stalled, and health warnings that hold; the latest first. */
export const trainingTroubles = definePgQuery({
  name: 'alerts.trainingTroubles',
  row: z.object({
    event: z.enum(['JOB_FAILED', 'JOB_STALLED', 'HEALTH_WARNING']),
    jobId: z.string(),
    job: z.string(),
    /** Which one of the job: its attempt, or the kind of the warning. */
    which: z.string(),
    text: z.string(),
    at: z.date(),
  }),
  sql: ({ now }: { now: Date }, workspace) => pg`
    SELECT CASE status WHEN 'STALLED' THEN 'JOB_STALLED' ELSE 'JOB_FAILED' END AS event, id AS "jobId", name AS job, attempt::text AS which,
           CASE status WHEN 'STALLED' THEN 'sends nothing any more' WHEN 'LOST' THEN 'was lost with its runner'
             ELSE 'failed' || coalesce(': ' || left(error_details, 300), '') END AS text,
           coalesce(ended_at, heard_at, created_at) AS at
    FROM training_jobs
    WHERE workspace_id = ${workspace} AND deleted_at IS NULL
      AND (status = 'STALLED' OR (status IN ('FAILED', 'LOST') AND ended_at > ${pg.at(now)} - make_interval(hours => ${pg.int4(failedHours)})))
    UNION ALL
    SELECT 'HEALTH_WARNING', j.id, j.name, w.kind::text, w.message, w.raised_at
    FROM training_warnings w JOIN training_jobs j ON j.id = w.job_id
    WHERE w.workspace_id = ${workspace} AND j.workspace_id = ${workspace} AND w.cleared_at IS NULL AND j.deleted_at IS NULL
      AND (j.ended_at IS NULL OR j.ended_at > ${pg.at(now)} - make_interval(hours => ${pg.int4(failedHours)}))
    ORDER BY at DESC LIMIT ${pg.int4(mostEvents)}`,
});

/** Experiments that a guardrail has paused, and that were not resumed or stopped since. */
export const breachedExperiments = definePgQuery({
  name: 'alerts.breachedExperiments',
  row: z.object({ key: z.string(), name: z.string(), reason: z.string(), at: z.coerce.date() }),
  sql: (_none: unknown, workspace) => pg`
    SELECT key, name, paused_reason AS reason, coalesce(pauses -> 0 ->> 'at', updated_at::text) AS at
    FROM experiments WHERE workspace_id = ${workspace} AND state = 'PAUSED' AND paused_reason IS NOT NULL ORDER BY key LIMIT ${pg.int4(mostEvents)}`,
});

/** Anomalies that were announced and go on, or ended within the last days. */
export const announcedAnomalies = definePgQuery({
  name: 'alerts.announcedAnomalies',
  row: z.object({
    key: z.string(),
    metric: z.string(),
    dimension: z.string(),
    severity: z.enum(alertSeverities),
    sentence: z.string(),
    at: z.date(),
    endedAt: z.date().nullable(),
    endSentence: z.string().nullable(),
  }),
  sql: ({ since }: { since: Date }, workspace) => pg`
    SELECT key, metric, dimension, severity::text AS severity, sentence, announced_at AS at, ended_at AS "endedAt", end_sentence AS "endSentence"
    FROM alert_events WHERE workspace_id = ${workspace} AND source = 'ANOMALY' AND (ended_at IS NULL OR ended_at >= ${pg.at(since)})
    ORDER BY announced_at DESC LIMIT ${pg.int4(mostEvents)}`,
});

/** Removes what was announced and ended before an instant. */
export const forgetEvents = definePgCommand({
  name: 'alerts.forgetEvents',
  acrossWorkspaces: 'A schedule of the server goes through all workspaces.',
  sql: ({ before }: { before: Date }) => pg`DELETE FROM alert_events WHERE ended_at < ${pg.at(before)}`,
});

/** Since when the oldest message waits to be counted; no row: none waits. The queue is one for all workspaces, and its order is that of time. */
export const oldestWaiting = definePgQuery({
  name: 'alerts.oldestWaiting',
  isPrepared: true,
  acrossWorkspaces: 'The messages of all workspaces wait in one queue, the oldest first.',
  row: z.object({ at: z.date() }),
  sql: () => pg`SELECT enqueued_at AS at FROM projection_queue ORDER BY id LIMIT 1`,
});
