import { z } from 'zod';
import { definePgCommand } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, string, strings, uint, utc, uuid } from '../../../platform/store/sql.ts';

const ExpiredFact = z.object({ at: z.string(), id: z.string() });
export type ExpiredFact = z.infer<typeof ExpiredFact>;

/** The next facts that stand, by time: an index of PostgreSQL for this alone would cost every message that comes in. */
export const factsBefore = defineQuery({
  name: 'messages.expired',
  timeoutMs: 60_000,
  row: ExpiredFact,
  sql: ({ workspaceId, cutoff, after, limit }: { workspaceId: string; cutoff: Date; after: ExpiredFact; limit: number }) => sql`
    SELECT toString(created_at) AS at, toString(message_id) AS id FROM message_facts FINAL
    WHERE workspace_id = ${uuid(workspaceId)} AND created_at < ${utc(cutoff)}
      AND (created_at, message_id) > (toDateTime64(${string(after.at)}, 3, 'UTC'), ${uint(BigInt(after.id))})
    ORDER BY created_at, message_id LIMIT ${uint(limit)}`,
});

/** Whether rows stand on the disk, removed ones included. Empty: none. */
export const anyRowBefore = defineQuery({
  name: 'messages.anyExpired',
  timeoutMs: 60_000,
  row: z.object({ one: z.number() }),
  sql: ({ workspaceId, cutoff }: { workspaceId: string; cutoff: Date }) => sql`
    SELECT 1 AS one FROM message_facts WHERE workspace_id = ${uuid(workspaceId)} AND created_at < ${utc(cutoff)} LIMIT 1`,
});

/** Facts of users that were removed, and of which a row from before this version stands on the disk. */
export const removedFactsOf = defineQuery({
  name: 'messages.removed',
  timeoutMs: 120_000,
  row: ExpiredFact,
  sql: ({
    workspaceId,
    userIds,
    version,
    limit,
  }: {
    workspaceId: string;
    userIds: readonly string[];
    version: number;
    limit: number;
  }) => sql`
    SELECT toString(created_at) AS at, toString(message_id) AS id FROM message_facts WHERE workspace_id = ${uuid(workspaceId)}
    GROUP BY created_at, message_id
    HAVING argMax(is_deleted, message_facts.version) = 1
      AND countIf(message_facts.version < ${uint(version)} AND user_external_id IN ${strings(userIds)}) > 0
    ORDER BY created_at, message_id LIMIT ${uint(limit)}`,
});

/** Whether messages wait to be projected that were queued before this version. */
export const anyQueuedBefore = definePgCommand({
  name: 'retention.queued',
  sql: ({ version }: { version: number }, workspace) =>
    pg`SELECT FROM projection_queue WHERE workspace_id = ${workspace} AND id < ${pg.int8(version)} LIMIT 1`,
});
