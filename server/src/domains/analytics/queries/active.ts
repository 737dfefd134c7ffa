import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, utc } from '../../../platform/store/sql.ts';
import { count64, instant } from '../decode.ts';

/** How many assistant messages each workspace has since a day of UTC, and its first and last hour of them; workspaces without any are absent. */
export const activeSince = defineQuery({
  name: 'analytics.activeSince',
  acrossWorkspaces: 'Which workspaces have messages is looked for over all of them.',
  timeoutMs: 20_000,
  row: z.object({ workspaceId: z.string(), messageCount: count64, firstAt: instant, lastAt: instant }),
  sql: ({ since }: { since: Date }) => sql`
    SELECT workspace_id AS workspaceId, sum(message_count) AS messageCount,
           toUnixTimestamp(min(started_at)) AS firstAt, toUnixTimestamp(max(started_at)) AS lastAt
    FROM message_rollup FINAL WHERE grain = 'HOUR' AND started_at >= ${utc(since)} GROUP BY workspace_id`,
});
