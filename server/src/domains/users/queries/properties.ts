import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { int, sql, string, strings, utc, uuid, type Sql } from '../../../platform/store/sql.ts';

/** Rows of users that are deleted. */
export const ofUsers = (workspaceId: string, userIds: readonly string[]): Sql =>
  sql`workspace_id = ${uuid(workspaceId)} AND user_id IN ${strings(userIds)}`;

/** Users who were last identified before the cutoff and whom no message names. */
export const usersGone = defineQuery({
  name: 'users.gone',
  timeoutMs: 60_000,
  row: z.object({ userId: z.string() }),
  sql: ({ workspaceId, cutoff, limit }: { workspaceId: string; cutoff: Date; limit: number }) => sql`
    SELECT p.user_id AS userId FROM user_properties AS p FINAL
    WHERE p.workspace_id = ${uuid(workspaceId)} AND p.name = '' AND p.at < ${utc(cutoff)} AND p.user_id NOT IN (
      SELECT m.user_external_id FROM message_facts AS m FINAL WHERE m.workspace_id = ${uuid(workspaceId)} AND m.user_external_id != '')
    LIMIT ${int(limit)}`,
});

/** What was reported of these users, by user and name; `most`: of each user the first. */
export const propertiesOf = defineQuery({
  name: 'users.properties',
  timeoutMs: 20_000,
  row: z.object({ userId: z.string(), name: z.string(), items: z.array(z.string()), isList: z.coerce.number(), at: z.string() }),
  sql: ({ workspaceId, userIds, most }: { workspaceId: string; userIds: readonly string[]; most?: number | undefined }) => sql`
    SELECT p.user_id AS userId, toString(p.name) AS name, p.items AS items, p.is_list AS isList,
      toString(toUnixTimestamp64Milli(p.at)) AS at FROM user_properties AS p FINAL
    WHERE p.workspace_id = ${uuid(workspaceId)} AND p.user_id IN ${strings(userIds)} AND p.name != ''
    ORDER BY userId, name ${most === undefined ? sql`` : sql`LIMIT ${int(most)} BY userId`}`,
});

const count = z.coerce.number();

/** How many properties these users have. */
export const propertyCount = defineQuery({
  name: 'users.propertyCount',
  timeoutMs: 20_000,
  row: z.object({ count }),
  sql: ({ workspaceId, userIds }: { workspaceId: string; userIds: readonly string[] }) => sql`
    SELECT count() AS count FROM user_properties AS p FINAL
    WHERE p.workspace_id = ${uuid(workspaceId)} AND p.user_id IN ${strings(userIds)} AND p.name != ''`,
});

/** Properties with their kinds and frequent values, the most frequent first. */
export const propertyNames = defineQuery({
  name: 'users.propertyNames',
  timeoutMs: 20_000,
  row: z.object({
    name: z.string(),
    userCount: count,
    textCount: count,
    numberCount: count,
    dateCount: count,
    listCount: count,
    frequent: z.array(z.string()),
  }),
  sql: ({ workspaceId, limit }: { workspaceId: string; limit: number }) => sql`
    SELECT toString(p.name) AS name, count() AS userCount, count(p.text) AS textCount, count(p.number) AS numberCount,
      count(p.moment) AS dateCount, sum(p.is_list) AS listCount,
      topKArrayIf(12)(p.items, notEmpty(p.items)) AS frequent
    FROM user_properties AS p FINAL
    WHERE p.workspace_id = ${uuid(workspaceId)} AND p.name != '' GROUP BY p.name ORDER BY userCount DESC, name LIMIT ${int(limit)}`,
});

/** Whether the application reported anything of a user, or a message names them. */
export const userExists = defineQuery({
  name: 'users.exists',
  timeoutMs: 20_000,
  row: z.object({ one: z.coerce.number() }),
  sql: ({ workspaceId, userId }: { workspaceId: string; userId: string }) => sql`
    SELECT 1 AS one FROM (
      SELECT 1 FROM user_properties AS p FINAL
      WHERE p.workspace_id = ${uuid(workspaceId)} AND p.name = '' AND p.user_id = ${string(userId)}
      UNION ALL
      SELECT 1 FROM message_facts AS m FINAL
      WHERE m.workspace_id = ${uuid(workspaceId)} AND m.user_external_id = ${string(userId)})
    LIMIT 1`,
});
