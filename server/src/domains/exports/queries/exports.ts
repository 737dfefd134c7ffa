import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import { exportFormats, exportTypes, type ColumnFill, type ExportFormat, type ExportType, type MailState } from '../types.ts';

export interface NewExport {
  readonly taskId: string;
  readonly type: ExportType;
  readonly format: ExportFormat;
  readonly filter: unknown;
  readonly roles: readonly string[];
  readonly requestedBy: string | null;
  readonly scheduleId: string | null;
  readonly dueAt: Date | null;
  readonly expiresAt: Date;
}

export const insertDataExport = definePgQuery({
  name: 'exports.insert',
  row: z.object({ id: z.string() }),
  sql: ({ taskId, type, format, filter, roles, requestedBy, scheduleId, dueAt, expiresAt }: NewExport, workspace) => pg`
    INSERT INTO exports (workspace_id, task_id, type, format, filter, roles, requested_by, schedule_id, due_at, expires_at)
    VALUES (${workspace}, ${pg.uuid(taskId)}, ${pg.text(type)}, ${pg.text(format)}, ${pg.json(filter)}, ${pg.texts(roles)}, ${pg.text(requestedBy)},
      ${pg.uuid(scheduleId)}, ${pg.at(dueAt)}, ${pg.at(expiresAt)})
    RETURNING id`,
});

/** Lets one request of a workspace be looked at at a time, until the transaction ends. */
export const lockRequests = definePgCommand({
  name: 'exports.lockRequests',
  sql: (_none: unknown, workspace) => pg`SELECT pg_advisory_xact_lock(hashtextextended('exports ' || ${workspace}, 0))`,
});

/** How many exports of the workspace wait or are made. */
export const waitingExports = definePgQuery({
  name: 'exports.waiting',
  row: z.object({ count: z.number() }),
  sql: (_none: unknown, workspace) => pg`
    SELECT count(*)::int AS count FROM exports e JOIN background_tasks t ON t.id = e.task_id
    WHERE e.workspace_id = ${workspace} AND e.ready_at IS NULL AND e.closed_at IS NULL AND t.status IN ('QUEUED', 'RUNNING')`,
});

const Wanted = z.object({
  id: z.string(),
  type: z.enum(exportTypes),
  format: z.enum(exportFormats),
  filter: z.unknown(),
  roles: z.array(z.string()),
  scheduleId: z.string().nullable(),
  isReady: z.boolean(),
  expiresAt: z.date(),
});
export type WantedExport = z.infer<typeof Wanted>;

/** The export of a task, as long as its file or its mails are to be made. */
export const dataExportOfTask = definePgQuery({
  name: 'exports.ofTask',
  row: Wanted,
  sql: ({ taskId }: { taskId: string }, workspace) => pg`
    SELECT id, type, format, filter, roles, schedule_id AS "scheduleId", ready_at IS NOT NULL AS "isReady", expires_at AS "expiresAt" FROM exports
    WHERE workspace_id = ${workspace} AND task_id = ${pg.uuid(taskId)} AND closed_at IS NULL
      AND (ready_at IS NULL OR (schedule_id IS NOT NULL AND mail IS NULL))`,
});

/** The export of a task, whatever became of it. */
export const anyExportOfTask = definePgQuery({
  name: 'exports.anyOfTask',
  row: z.object({ id: z.string(), isClosed: z.boolean() }),
  sql: ({ taskId }: { taskId: string }, workspace) => pg`
    SELECT id, closed_at IS NOT NULL AS "isClosed" FROM exports WHERE workspace_id = ${workspace} AND task_id = ${pg.uuid(taskId)}`,
});

/** Whether the file of an export is still to be made. */
export const isExportWanted = definePgCommand({
  name: 'exports.isWanted',
  isPrepared: true,
  sql: ({ id }: { id: string }, workspace) =>
    pg`SELECT FROM exports WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)} AND closed_at IS NULL`,
});

export const noteExpected = definePgCommand({
  name: 'exports.expected',
  sql: ({ id, expectedCount }: { id: string; expectedCount: number }, workspace) =>
    pg`UPDATE exports SET expected_count = ${pg.int8(expectedCount)} WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)}`,
});

export interface MadeFile {
  readonly expectedCount: number;
  readonly writtenCount: number;
  readonly columns: readonly ColumnFill[];
  readonly sizeBytes: number;
}

/** Not where it was cancelled or closed meanwhile: then the file must go. */
export const finishDataExport = definePgCommand({
  name: 'exports.finish',
  sql: ({ id, made: { expectedCount, writtenCount, columns, sizeBytes }, now }: { id: string; made: MadeFile; now: Date }, workspace) => pg`
    UPDATE exports SET expected_count = ${pg.int8(expectedCount)}, written_count = ${pg.int8(writtenCount)}, columns = ${pg.json(columns)},
      size_bytes = ${pg.int8(sizeBytes)}, ready_at = ${pg.at(now)}, failure = NULL
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)} AND closed_at IS NULL`,
});

/** Why the last attempt made no file. */
export const noteFailure = definePgCommand({
  name: 'exports.failure',
  sql: ({ id, failure }: { id: string; failure: string }, workspace) =>
    pg`UPDATE exports SET failure = ${pg.text(failure)} WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)} AND closed_at IS NULL`,
});

/** From now on there is no file. Done again it changes nothing. `failure`: why none was made, where none was. */
export const closeDataExport = definePgCommand({
  name: 'exports.close',
  sql: ({ id, failure, isCancelled, now }: { id: string; failure: string | null; isCancelled: boolean; now: Date }, workspace) => pg`
    UPDATE exports SET closed_at = ${pg.at(now)}, cancelled_at = CASE WHEN ${pg.bool(isCancelled)} AND ready_at IS NULL THEN ${pg.at(now)} END,
      failure = CASE WHEN ready_at IS NULL THEN ${pg.text(failure)} END
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)} AND closed_at IS NULL`,
});

export const deleteDataExport = definePgQuery({
  name: 'exports.delete',
  row: z.object({ taskId: z.string() }),
  sql: ({ id }: { id: string }, workspace) =>
    pg`DELETE FROM exports WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)} RETURNING task_id AS "taskId"`,
});

export const taskOfExport = definePgQuery({
  name: 'exports.task',
  row: z.object({ taskId: z.string() }),
  sql: ({ id }: { id: string }, workspace) =>
    pg`SELECT task_id AS "taskId" FROM exports WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)}`,
});

/** Exports with messages in them that have a file, or will have. */
export const exportsWithMessages = definePgQuery({
  name: 'exports.withMessages',
  row: z.object({ id: z.string() }),
  sql: (_none: unknown, workspace) =>
    pg`SELECT id FROM exports WHERE workspace_id = ${workspace} AND type = 'COMPLETE' AND format <> 'REPORT' AND closed_at IS NULL`,
});

/** Exports whose filter names one of these users. */
export const exportsNaming = definePgQuery({
  name: 'exports.naming',
  row: z.object({ id: z.string() }),
  sql: ({ userIds }: { userIds: readonly string[] }, workspace) => pg`
    SELECT id FROM exports
    WHERE workspace_id = ${workspace} AND (filter->'users' ?| ${pg.texts(userIds)} OR filter->'not'->'users' ?| ${pg.texts(userIds)})`,
});

/** Exports of the workspace, those without a file included. */
export const dataExportsOfWorkspace = definePgQuery({
  name: 'exports.ofWorkspace',
  row: z.object({ id: z.string() }),
  sql: (_none: unknown, workspace) => pg`SELECT id FROM exports WHERE workspace_id = ${workspace}`,
});

export const expiredDataExports = definePgQuery({
  name: 'exports.expired',
  acrossWorkspaces: 'A schedule looks through all of them.',
  row: z.object({ id: z.string(), workspaceId: z.string() }),
  sql: ({ now }: { now: Date }) =>
    pg`SELECT id, workspace_id AS "workspaceId" FROM exports WHERE closed_at IS NULL AND expires_at <= ${pg.at(now)}`,
});

/** Exports that were closed so long ago are forgotten. */
export const forgetExports = definePgCommand({
  name: 'exports.forget',
  acrossWorkspaces: 'A schedule looks through all of them.',
  sql: ({ before }: { before: Date }) => pg`DELETE FROM exports WHERE closed_at < ${pg.at(before)}`,
});

/** An export whose file can be downloaded. */
export const readyDataExport = definePgQuery({
  name: 'exports.ready',
  row: z.object({ type: z.enum(exportTypes), format: z.enum(exportFormats), createdAt: z.date() }),
  sql: ({ id, now }: { id: string; now: Date }, workspace) => pg`
    SELECT type, format, created_at AS "createdAt" FROM exports
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)} AND ready_at IS NOT NULL AND closed_at IS NULL AND expires_at > ${pg.at(now)}`,
});

export const noteMail = definePgCommand({
  name: 'exports.mail',
  sql: ({ id, mail }: { id: string; mail: MailState }, workspace) =>
    pg`UPDATE exports SET mail = ${pg.text(mail)} WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)}`,
});
