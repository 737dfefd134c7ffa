import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { int, sql, strings, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import { ofUsers } from './properties.ts';

/** Every user of the workspace, once: those who were identified, and those whom a message names, up to an hour after its deletion. */
export const everyUser = (workspaceId: string): Sql =>
  sql`SELECT k.user_id AS user_id FROM known_users AS k FINAL WHERE k.workspace_id = ${uuid(workspaceId)}`;

interface Some {
  readonly workspaceId: string;
  readonly userIds: readonly string[];
}

/** Which of these users something names. */
export const usersNamed = defineQuery({
  name: 'users.named',
  timeoutMs: 60_000,
  row: z.object({ userId: z.string() }),
  sql: ({ workspaceId, userIds }: Some) => sql`
    SELECT DISTINCT user_id AS userId FROM (
      SELECT p.user_id AS user_id FROM user_properties AS p FINAL
      WHERE p.workspace_id = ${uuid(workspaceId)} AND p.name = '' AND p.user_id IN ${strings(userIds)}
      UNION ALL
      SELECT m.user_external_id AS user_id FROM message_facts AS m FINAL
      WHERE m.workspace_id = ${uuid(workspaceId)} AND m.user_external_id IN ${strings(userIds)})`,
});

/** Users whom nothing names any more, of those that were not named since the cutoff. */
export const usersUnnamed = defineQuery({
  name: 'users.unnamed',
  timeoutMs: 120_000,
  row: z.object({ userId: z.string() }),
  sql: ({ workspaceId, cutoff, limit }: { workspaceId: string; cutoff: Date; limit: number }) => sql`
    SELECT k.user_id AS userId FROM known_users AS k FINAL
    WHERE k.workspace_id = ${uuid(workspaceId)} AND k.recorded_at < ${utc(cutoff)}
      AND k.user_id NOT IN (SELECT p.user_id FROM user_properties AS p FINAL WHERE p.workspace_id = ${uuid(workspaceId)} AND p.name = '')
      AND k.user_id NOT IN (SELECT any(m.user_external_id) FROM message_facts AS m FINAL
        WHERE m.workspace_id = ${uuid(workspaceId)} AND m.end_user_id != 0 GROUP BY m.end_user_id)
    LIMIT ${int(limit)}`,
});

/** Rows of users that are deleted, where nothing has named them since the cutoff. */
export const ofUsersBefore = (workspaceId: string, userIds: readonly string[], cutoff: Date): Sql =>
  sql`${ofUsers(workspaceId, userIds)} AND recorded_at < ${utc(cutoff)}`;

/** Workspaces that have users. */
export const workspacesWithUsers = defineQuery({
  name: 'users.workspaces',
  acrossWorkspaces: 'A schedule looks through all of them.',
  timeoutMs: 60_000,
  row: z.object({ workspaceId: z.string() }),
  sql: (_none: object) => sql`SELECT DISTINCT toString(workspace_id) AS workspaceId FROM known_users`,
});
