import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

/** How far every workspace is judged. */
export const progressOfAll = definePgQuery({
  name: 'signals.progress',
  isPrepared: true,
  acrossWorkspaces: 'One server judges the hours of all workspaces.',
  row: z.object({
    workspaceId: z.string(),
    judgedUntil: z.date(),
    discoveredAt: z.date(),
    countedFrom: z.date(),
    countedUntil: z.date(),
    countedMessages: z.number(),
  }),
  sql: () => pg`
    SELECT workspace_id AS "workspaceId", judged_until AS "judgedUntil", discovered_at AS "discoveredAt", counted_from AS "countedFrom",
           counted_until AS "countedUntil", counted_messages AS "countedMessages"
    FROM signal_progress`,
});
