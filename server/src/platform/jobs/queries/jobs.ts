import { z } from 'zod';
import { JOBS_SCHEMA } from '../../store/migrations/jobs.ts';
import { definePgCommand, definePgQuery, readsNoTable } from '../../store/pg-query.ts';
import { pg } from '../../store/pg-sql.ts';
import { LOCKS } from '../../store/postgres/locks.ts';

const acrossWorkspaces = 'The queue of jobs is of all workspaces.';
const library = pg.raw(JOBS_SCHEMA);

export interface Entry {
  /** The name that all tasks have in the queue. */
  readonly job: string;
  /** Entries of one queue run one after the other. */
  readonly queue: string;
  readonly attempts: number;
}

/** Stores a task and puts it into the queue; its id. */
export const insertTask = definePgQuery({
  name: 'jobs.enqueue',
  row: z.object({ id: z.string() }),
  sql: ({ kind, input, totalCount, entry }: { kind: string; input: unknown; totalCount: number; entry: Entry }, workspace) => pg`
    WITH task AS (
      INSERT INTO background_tasks (workspace_id, kind, input, total_count) VALUES (${workspace}, ${pg.text(kind)}, ${pg.json(input)}, ${pg.int4(totalCount)}) RETURNING id
    )
    SELECT task.id::text AS id FROM task,
      LATERAL ${library}.add_job(${pg.text(entry.job)}, json_build_object('taskId', task.id), ${pg.text(entry.queue)}, NULL, ${pg.int4(entry.attempts)}, task.id::text) AS entry`,
});

/** Puts a task into the queue again; what stands there of it does not run any more. */
export const insertEntry = definePgCommand({
  name: 'jobs.enqueueAgain',
  acrossWorkspaces: 'The task is known.',
  sql: ({ taskId, at, entry }: { taskId: string; at: Date | null; entry: Entry }) => {
    const id = pg.text(taskId);
    return pg`SELECT FROM ${library}.add_job(${pg.text(entry.job)}, json_build_object('taskId', ${id}), ${pg.text(entry.queue)}, ${pg.at(at)}, ${pg.int4(entry.attempts)}, ${id})`;
  },
});

const Task = z.object({ id: z.string(), workspaceId: z.string(), kind: z.string() });

export const taskById = definePgQuery({
  name: 'jobs.task',
  acrossWorkspaces: 'The entry in the queue names the task alone.',
  row: Task,
  sql: ({ id }: { id: string }) => pg`SELECT id, workspace_id AS "workspaceId", kind FROM background_tasks WHERE id = ${pg.uuid(id)}`,
});

/** Locks the tasks that are not done and do not stand in the queue. */
export const missingTasks = definePgQuery({
  name: 'jobs.missing',
  acrossWorkspaces,
  row: Task,
  sql: () => pg`
    SELECT id, workspace_id AS "workspaceId", kind FROM background_tasks t
    WHERE status IN ('QUEUED', 'RUNNING') AND NOT EXISTS (SELECT FROM ${library}.jobs j WHERE j.key = t.id::text) ORDER BY created_at, id FOR UPDATE SKIP LOCKED`,
});

export const markFailed = definePgCommand({
  name: 'jobs.fail',
  sql: ({ id, failedCount, error, retryAt }: { id: string; failedCount: number; error: string; retryAt: Date | null }, workspace) => pg`
    UPDATE background_tasks SET failed_count = ${pg.int4(failedCount)}, error = ${pg.text(error)}, retry_at = ${pg.at(retryAt)},
      status = ${pg.enumerated('TaskStatus', retryAt === null ? 'FAILED' : 'QUEUED')}, finished_at = ${pg.at(retryAt === null ? new Date() : null)}
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)}`,
});

export const lockPresence = definePgCommand({
  name: 'jobs.announce',
  acrossWorkspaces: readsNoTable,
  sql: ({ workerId }: { workerId: string }) => pg`SELECT pg_advisory_lock_shared(${pg.int4(LOCKS.jobs)}, hashtext(${pg.text(workerId)}))`,
});

/** Lets go what servers hold in the queue whose lock is gone. */
export const unlockGone = definePgCommand({
  name: 'jobs.freeOrphans',
  isPrepared: true,
  acrossWorkspaces,
  sql: () => pg`
    WITH gone AS (
      SELECT DISTINCT locked_by FROM ${library}.jobs WHERE locked_by IS NOT NULL AND NOT EXISTS (
        SELECT FROM pg_locks l WHERE l.locktype = 'advisory' AND l.objsubid = 2 AND l.granted AND l.classid = ${pg.int8(LOCKS.jobs)}::oid AND l.objid::int8 = (hashtext(locked_by)::int8 & 4294967295)
          AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))
    )
    SELECT ${library}.force_unlock_workers(array_agg(locked_by)) FROM gone HAVING count(*) > 0`,
});

export const completeSpent = definePgCommand({
  name: 'jobs.clearSpent',
  acrossWorkspaces,
  sql: () => pg`
    SELECT FROM (SELECT array_agg(id) AS ids FROM ${library}.jobs WHERE attempts >= max_attempts AND locked_at IS NULL) spent, LATERAL ${library}.complete_jobs(spent.ids)`,
});

export const storeSchedules = definePgCommand({
  name: 'schedules.register',
  acrossWorkspaces: 'Schedules are of all workspaces.',
  sql: ({ schedules }: { schedules: readonly { readonly name: string; readonly cron: string }[] }) => pg`
    INSERT INTO schedules (name, cron) SELECT * FROM unnest(${pg.texts(schedules.map(({ name }) => name))}, ${pg.texts(schedules.map(({ cron }) => cron))})
    ON CONFLICT (name) DO UPDATE SET cron = excluded.cron WHERE schedules.cron != excluded.cron`,
});

export const markStarted = definePgCommand({
  name: 'schedules.started',
  acrossWorkspaces: 'Schedules are of all workspaces.',
  sql: ({ name }: { name: string }) => pg`UPDATE schedules SET started_at = now(), finished_at = NULL WHERE name = ${pg.text(name)}`,
});

/** `error`: null when it went well. */
export const markFinished = definePgCommand({
  name: 'schedules.finished',
  acrossWorkspaces: 'Schedules are of all workspaces.',
  sql: ({ name, error }: { name: string; error: string | null }) =>
    pg`UPDATE schedules SET finished_at = now(), error = ${pg.text(error)} WHERE name = ${pg.text(name)}`,
});
