import { z } from 'zod';
import { defineQuery } from '../store/query.ts';
import { sql, uuid } from '../store/sql.ts';

/**
 * How many messages a workspace has, of every role, and when the first was said.
 *
 * Shape   one row, also without messages.
 * Source  `message_facts`: up to a second behind what was acknowledged.
 */
export const messageExtent = defineQuery({
  name: 'messages.extent',
  timeoutMs: 10_000,
  row: z.object({ messageCount: z.coerce.number(), firstMs: z.coerce.number() }),
  sql: ({ workspaceId }: { workspaceId: string }) => sql`
    SELECT count() AS messageCount, toUnixTimestamp64Milli(min(created_at)) AS firstMs
    FROM message_facts FINAL
    WHERE workspace_id = ${uuid(workspaceId)}`,
});
