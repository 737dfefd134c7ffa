import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, uuid } from '../../../platform/store/sql.ts';

/** The time of the latest message of any role; no row: there is none. It reads the end of the table's order alone. */
export const latestMessage = defineQuery({
  name: 'analytics.latestMessage',
  timeoutMs: 10_000,
  row: z.object({ atMs: z.coerce.number() }),
  sql: ({ workspaceId }: { workspaceId: string }) => sql`
    SELECT toUnixTimestamp64Milli(created_at) AS atMs FROM message_facts
    WHERE workspace_id = ${uuid(workspaceId)} ORDER BY workspace_id DESC, created_at DESC LIMIT 1`,
});
