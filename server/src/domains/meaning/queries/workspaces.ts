import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql } from '../../../platform/store/sql.ts';

/** Workspaces that have messages of users with a direction. */
export const workspacesWithMeaning = defineQuery({
  name: 'meaning.workspaces',
  acrossWorkspaces: 'Topics are looked for in each workspace that has messages.',
  timeoutMs: 60_000,
  row: z.object({ workspaceId: z.string() }),
  sql: (_none: unknown) =>
    sql`SELECT DISTINCT toString(workspace_id) AS workspaceId FROM message_meaning WHERE role = 'USER' AND notEmpty(embedding)`,
});
