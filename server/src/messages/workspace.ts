import { z } from 'zod';
import { defineQuery } from '../store/query.ts';
import { sql, uuid } from '../store/sql.ts';

/** How much a workspace holds. */
export interface WorkspaceExtent {
  readonly messageCount: number;
  /** Null: no message yet. */
  readonly firstMessageAt: Date | null;
}

/**
 * Messages of a workspace, of every role, and when the first was created.
 *
 * Shape   one row.
 * Errors  throws `StoreTimeout` after 3 s.
 * Source  `message_facts`, the narrow columns of its key.
 */
export const workspaceExtent = defineQuery({
  name: 'messages.workspaceExtent',
  timeoutMs: 3_000,
  row: z
    .object({ messageCount: z.coerce.number(), firstMessageMs: z.coerce.number() })
    .transform(({ messageCount, firstMessageMs }): WorkspaceExtent => ({
      messageCount,
      firstMessageAt: messageCount === 0 ? null : new Date(firstMessageMs),
    })),
  sql: ({ workspaceId }: { workspaceId: string }) => sql`
    SELECT count() AS messageCount, toUnixTimestamp64Milli(min(created_at)) AS firstMessageMs
    FROM message_facts FINAL
    WHERE workspace_id = ${uuid(workspaceId)}`,
});
