import { z } from 'zod';
import { definePgQuery } from '../../platform/store/pg-query.ts';
import { pg, plainColumn, textColumn, timeColumn, unnest, type Column } from '../../platform/store/pg-sql.ts';
import { mostSteps, mostTasks, updateStatuses, type Score, type Update } from './types.ts';

const scoreColumns: readonly Column<Score>[] = [
  plainColumn('step', 'int8', ({ step }) => step),
  textColumn('task', ({ task }) => task),
  textColumn('stage', ({ stage }) => stage),
  plainColumn('accuracy', 'float8', ({ accuracy }) => accuracy),
  plainColumn('loss', 'float8', ({ loss }) => loss),
  timeColumn('at', ({ at }) => at),
];

/** Stores scores, each once by step and task; the later one of a call counts. */
export const storeScores = definePgQuery({
  name: 'continual.scores',
  row: z.object({ isNew: z.boolean() }),
  sql: ({ sessionId, scores }: { sessionId: string; scores: readonly Score[] }, workspace) => pg`
    INSERT INTO continual_scores (session_id, step, task, workspace_id, stage, accuracy, loss, at)
    SELECT ${pg.uuid(sessionId)}, step, task, ${workspace}, stage, accuracy, loss, at FROM ${unnest(scoreColumns, scores, 'sent')}
    ON CONFLICT (session_id, step, task) DO UPDATE SET stage = excluded.stage, accuracy = excluded.accuracy, loss = excluded.loss, at = excluded.at
    RETURNING xmax = 0 AS "isNew"`,
});

const updateColumns: readonly Column<Update>[] = [
  textColumn('external_id', ({ externalId }) => externalId),
  textColumn('status', ({ status }) => status, '"ContinualUpdateStatus"'),
  timeColumn('at', ({ at }) => at),
  textColumn('task', ({ task }) => task),
  plainColumn('feedback_count', 'int4', ({ feedbackCount }) => feedbackCount),
  plainColumn('positive_count', 'int4', ({ positiveCount }) => positiveCount),
  plainColumn('before', 'float8', ({ before }) => before),
  plainColumn('after', 'float8', ({ after }) => after),
  plainColumn('mistake_count', 'int4', ({ mistakeCount }) => mistakeCount),
  plainColumn('fixed_count', 'int4', ({ fixedCount }) => fixedCount),
  textColumn('error', ({ error }) => error),
];

/** Stores updates, each once by its external id. */
export const storeUpdates = definePgQuery({
  name: 'continual.updates',
  row: z.object({ isNew: z.boolean() }),
  sql: ({ sessionId, updates }: { sessionId: string; updates: readonly Update[] }, workspace) => pg`
    INSERT INTO continual_updates (session_id, external_id, workspace_id, status, at, task, feedback_count, positive_count, before, after, mistake_count, fixed_count, error)
    SELECT ${pg.uuid(sessionId)}, external_id, ${workspace}, status, at, task, feedback_count, positive_count, before, after, mistake_count, fixed_count, error
    FROM ${unnest(updateColumns, updates, 'sent')}
    ON CONFLICT (session_id, external_id) DO UPDATE SET status = excluded.status, at = excluded.at, task = excluded.task,
      feedback_count = excluded.feedback_count, positive_count = excluded.positive_count, before = excluded.before, after = excluded.after,
      mistake_count = excluded.mistake_count, fixed_count = excluded.fixed_count, error = excluded.error
    RETURNING xmax = 0 AS "isNew"`,
});

/** Scores of sessions by step; of each the steps that come first. */
export const scoresOfSessions = definePgQuery({
  name: 'continual.scoresOf',
  row: z.object({
    sessionId: z.string(),
    step: z.coerce.number(),
    task: z.string(),
    stage: z.string().nullable(),
    accuracy: z.number(),
    loss: z.number().nullable(),
    at: z.date(),
  }),
  sql: ({ sessionIds }: { sessionIds: readonly string[] }, workspace) => pg`
    SELECT s.session_id AS "sessionId", s.step::text AS step, s.task, s.stage, s.accuracy, s.loss, s.at
    FROM unnest(${pg.uuids(sessionIds)}) AS asked(id)
    CROSS JOIN LATERAL (
      SELECT * FROM continual_scores WHERE workspace_id = ${workspace} AND session_id = asked.id ORDER BY step, task LIMIT ${pg.int8(mostSteps * mostTasks)}
    ) AS s ORDER BY s.session_id, s.step, s.task`,
});

/** Updates of sessions, in the order of time. */
export const updatesOfSessions = definePgQuery({
  name: 'continual.updatesOf',
  row: z.object({
    sessionId: z.string(),
    externalId: z.string(),
    status: z.enum(updateStatuses),
    at: z.date(),
    task: z.string().nullable(),
    feedbackCount: z.number(),
    positiveCount: z.number(),
    before: z.number().nullable(),
    after: z.number().nullable(),
    mistakeCount: z.number().nullable(),
    fixedCount: z.number().nullable(),
    error: z.string().nullable(),
  }),
  sql: ({ sessionIds }: { sessionIds: readonly string[] }, workspace) => pg`
    SELECT session_id AS "sessionId", external_id AS "externalId", status, at, task, feedback_count AS "feedbackCount",
      positive_count AS "positiveCount", before, after, mistake_count AS "mistakeCount", fixed_count AS "fixedCount", error
    FROM continual_updates WHERE workspace_id = ${workspace} AND session_id = ANY(${pg.uuids(sessionIds)}) ORDER BY session_id, at, external_id`,
});
