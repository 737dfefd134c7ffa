import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import type { ExportCounts } from '../types.ts';

export const insertExport = definePgQuery({
  name: 'userExports.insert',
  row: z.object({ id: z.string() }),
  sql: ({ taskId, userId, expiresAt }: { taskId: string; userId: string; expiresAt: Date }, workspace) => pg`
    INSERT INTO user_exports (workspace_id, task_id, user_id, expires_at)
    VALUES (${workspace}, ${pg.uuid(taskId)}, ${pg.text(userId)}, ${pg.at(expiresAt)}) RETURNING id`,
});

/** The export of a task, as long as its file is to be made. */
export const exportOfTask = definePgQuery({
  name: 'userExports.ofTask',
  row: z.object({ id: z.string(), userId: z.string() }),
  sql: ({ taskId }: { taskId: string }, workspace) => pg`
    SELECT id, user_id AS "userId" FROM user_exports
    WHERE workspace_id = ${workspace} AND task_id = ${pg.uuid(taskId)} AND user_id IS NOT NULL AND ready_at IS NULL`,
});

/** Not where the user was deleted meanwhile: then the file must go. */
export const finishExport = definePgCommand({
  name: 'userExports.finish',
  sql: ({ id, counts, sizeBytes, now }: { id: string; counts: ExportCounts; sizeBytes: number; now: Date }, workspace) => pg`
    UPDATE user_exports SET counts = ${pg.json(counts)}, size_bytes = ${pg.int8(sizeBytes)}, ready_at = ${pg.at(now)}
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)} AND user_id IS NOT NULL`,
});

/** Exports of these users that have a file, or will have. */
export const exportsOfUsers = definePgQuery({
  name: 'userExports.ofUsers',
  row: z.object({ id: z.string() }),
  sql: ({ userIds }: { userIds: readonly string[] }, workspace) =>
    pg`SELECT id FROM user_exports WHERE workspace_id = ${workspace} AND user_id = ANY(${pg.texts(userIds)})`,
});

/** Exports of the workspace, those without a file included. */
export const exportsOfWorkspace = definePgQuery({
  name: 'userExports.ofWorkspace',
  row: z.object({ id: z.string() }),
  sql: (_none: unknown, workspace) => pg`SELECT id FROM user_exports WHERE workspace_id = ${workspace}`,
});

export const expiredExports = definePgQuery({
  name: 'userExports.expired',
  acrossWorkspaces: 'A schedule looks through all of them.',
  row: z.object({ id: z.string(), workspaceId: z.string() }),
  sql: ({ now }: { now: Date }) =>
    pg`SELECT id, workspace_id AS "workspaceId" FROM user_exports WHERE user_id IS NOT NULL AND expires_at <= ${pg.at(now)}`,
});

export const closeExport = definePgCommand({
  name: 'userExports.close',
  sql: ({ id }: { id: string }, workspace) =>
    pg`UPDATE user_exports SET user_id = NULL WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)}`,
});

/** Whether the file of an export can be downloaded. */
export const readyExport = definePgCommand({
  name: 'userExports.ready',
  sql: ({ id, now }: { id: string; now: Date }, workspace) => pg`
    SELECT FROM user_exports
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)} AND ready_at IS NOT NULL AND user_id IS NOT NULL AND expires_at > ${pg.at(now)}`,
});
