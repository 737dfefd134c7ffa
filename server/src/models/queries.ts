import { z } from 'zod';
import { defineQuery } from '../store/query.ts';
import { sql, uuid } from '../store/sql.ts';

/**
 * When each model's first message was said.
 *
 * Shape   one row per model that a message names.
 * Source  `message_facts`: up to a second behind what was acknowledged.
 */
export const firstMessages = defineQuery({
  name: 'models.firstMessages',
  timeoutMs: 5_000,
  row: z.object({ model: z.string(), at: z.coerce.number() }),
  sql: ({ workspaceId }: { workspaceId: string }) => sql`
    SELECT model, toUnixTimestamp64Milli(min(created_at)) AS at
    FROM message_facts FINAL
    WHERE workspace_id = ${uuid(workspaceId)} AND model != ''
    GROUP BY model`,
});
