import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { int, sql, strings, utc, uuid, type Sql } from '../../../platform/store/sql.ts';

/** Names of events with how often they happened, the most frequent first. */
export const eventNames = defineQuery({
  name: 'events.names',
  timeoutMs: 20_000,
  row: z.object({ name: z.string(), count: z.coerce.number(), unitCount: z.coerce.number(), lastAt: z.coerce.date() }),
  sql: ({ workspaceId, limit }: { workspaceId: string; limit: number }) => sql`
    SELECT name, count() AS count, uniqExact(unit_id) AS unitCount, toString(max(at)) || 'Z' AS lastAt
    FROM events FINAL WHERE workspace_id = ${uuid(workspaceId)}
    GROUP BY name ORDER BY count DESC, name LIMIT ${int(limit)}`,
});

/** Rows of users that are deleted. */
export const ofUnits = (workspaceId: string, unitIds: readonly string[]): Sql =>
  sql`workspace_id = ${uuid(workspaceId)} AND unit_id IN ${strings(unitIds)}`;

/** Events whose time is up. */
export const eventsBefore = (workspaceId: string, cutoff: Date): Sql => sql`workspace_id = ${uuid(workspaceId)} AND at < ${utc(cutoff)}`;
