import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { int, raw, sql, string, strings, utc, uuid, type Sql } from '../../../platform/store/sql.ts';

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

/** How many events units have. */
export const eventCount = defineQuery({
  name: 'events.count',
  timeoutMs: 20_000,
  row: z.object({ count: z.coerce.number() }),
  sql: ({ workspaceId, unitIds }: { workspaceId: string; unitIds: readonly string[] }) => sql`
    SELECT count() AS count FROM events FINAL WHERE workspace_id = ${uuid(workspaceId)} AND unit_id IN ${strings(unitIds)}`,
});

/** What names an event. */
export interface EventKey {
  readonly name: string;
  readonly unitId: string;
  readonly externalId: string;
}

/** Events of units after one of them, in the order of what names them. */
export const eventsOfUnits = defineQuery({
  name: 'events.ofUnits',
  timeoutMs: 60_000,
  row: z.object({
    name: z.string(),
    unitId: z.string(),
    externalId: z.string(),
    at: z.string().transform((ms) => new Date(Number(ms))),
    value: z.coerce.number().nullable(),
    unit: z.string(),
    attributes: z.string().transform((text): unknown => (text === '' ? {} : JSON.parse(text))),
  }),
  sql: ({
    workspaceId,
    unitIds,
    after,
    limit,
  }: {
    workspaceId: string;
    unitIds: readonly string[];
    /** null: from the first one on. */
    after: EventKey | null;
    limit: number;
  }) => sql`
    SELECT toString(e.name) AS name, e.unit_id AS unitId, e.external_id AS externalId, toString(toUnixTimestamp64Milli(e.at)) AS at,
      e.value AS value, toString(e.unit) AS unit, e.attributes AS attributes
    FROM events AS e FINAL WHERE e.workspace_id = ${uuid(workspaceId)} AND e.unit_id IN ${strings(unitIds)}
      ${after === null ? raw('') : sql`AND (toString(e.name), e.unit_id, e.external_id) > (${string(after.name)}, ${string(after.unitId)}, ${string(after.externalId)})`}
    ORDER BY toString(e.name), e.unit_id, e.external_id LIMIT ${int(limit)}`,
});

/** Rows of users that are deleted. */
export const ofUnits = (workspaceId: string, unitIds: readonly string[]): Sql =>
  sql`workspace_id = ${uuid(workspaceId)} AND unit_id IN ${strings(unitIds)}`;

/** Events whose time is up. */
export const eventsBefore = (workspaceId: string, cutoff: Date): Sql => sql`workspace_id = ${uuid(workspaceId)} AND at < ${utc(cutoff)}`;
