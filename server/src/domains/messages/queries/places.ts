import { z } from 'zod';
import type { Postgres } from '../../../platform/store/postgres/postgres.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { newestPlacesOfId, oldestPlacesOfId } from '../queries.ts';
import { raw, sql, strings, uint, uints, utc, utcs, uuid, type Sql } from '../../../platform/store/sql.ts';

/** Where a message stands in the list of all: the whole sort key. */
export interface SortKey {
  readonly createdAt: Date;
  readonly id: bigint;
}

/** A row that may stand for a message: rows of former versions are found too. */
export interface Candidate extends SortKey {
  readonly version: bigint;
}

/** A range of the list, from one sort key to another, neither included, newest or oldest first. */
export interface PageRange {
  readonly workspaceId: string;
  readonly newerThan: SortKey | null;
  readonly olderThan: SortKey | null;
  /** Newest first, as the list is shown; else oldest first. */
  readonly newestFirst: boolean;
  readonly limit: number;
}

const LIMITS = { timeoutMs: 10_000 };

const Candidate = z
  .object({ at: z.string(), id: z.string(), version: z.string() })
  .transform(({ at, id, version }): Candidate => ({ createdAt: new Date(Number(at)), id: BigInt(id), version: BigInt(version) }));

const selected = raw('toString(toUnixTimestamp64Milli(m.created_at)) AS at, toString(m.message_id) AS id, toString(m.version) AS version');

/** Holds for rows `m` of the facts with one of these roles. */
export const hasRole = (roles: readonly string[]): Sql => sql`toString(m.role) IN ${strings(roles)}`;

/** Rows of `message_facts` for which `where` holds, former versions included. */
export const factCandidates = defineQuery({
  name: 'messages.factCandidates',
  ...LIMITS,
  row: Candidate,
  workspaceOf: ({ range }) => range.workspaceId,
  sql: ({ range, where }: { range: PageRange; where: Sql }): Sql => sql`
    SELECT ${selected} FROM message_facts AS m
    WHERE m.workspace_id = ${uuid(range.workspaceId)} AND m.is_deleted = 0 AND ${within(range)} AND ${where}
    ${inOrder(range)}`,
});

/** Rows of `message_texts` for which `contains` holds; `among` narrows them to facts for which it holds. */
export const textCandidates = defineQuery({
  name: 'messages.textCandidates',
  ...LIMITS,
  row: Candidate,
  workspaceOf: ({ range }) => range.workspaceId,
  sql: ({ range, contains, among }: { range: PageRange; contains: Sql; among: Sql | null }): Sql => sql`
    SELECT ${selected} FROM message_texts AS m
    WHERE m.workspace_id = ${uuid(range.workspaceId)} AND m.is_deleted = 0 AND ${within(range)} AND ${contains}
    ${
      among === null
        ? raw('')
        : sql`AND (m.created_at, m.message_id) IN (
      SELECT m.created_at, m.message_id FROM message_facts AS m
      WHERE m.workspace_id = ${uuid(range.workspaceId)} AND m.is_deleted = 0 AND ${within(range)} AND ${among})`
    }
    ${inOrder(range)}`,
});

/** Of these places, those whose message stands there now and for which `where` holds; with its version. */
export const currentAmong = defineQuery({
  name: 'messages.currentAmong',
  ...LIMITS,
  row: Candidate,
  sql: ({ workspaceId, places, where }: { workspaceId: string; places: readonly SortKey[]; where: Sql }): Sql => sql`
    SELECT ${selected} FROM message_facts AS m FINAL
    WHERE m.workspace_id = ${uuid(workspaceId)} AND m.created_at IN ${utcs(places.map(({ createdAt }) => createdAt))}
      AND m.message_id IN ${uints(places.map(({ id }) => id))} AND ${where}`,
});

/** Messages that bear this id of the customer's, or are part of the conversation that does. Source: PostgreSQL. */
export async function placesOfId(
  postgres: Postgres,
  { workspaceId, newerThan, olderThan, newestFirst, limit }: PageRange,
  id: string,
): Promise<SortKey[]> {
  return (newestFirst ? newestPlacesOfId : oldestPlacesOfId)(postgres, { workspaceId, newerThan, olderThan, limit, id });
}

function within({ newerThan, olderThan }: PageRange): Sql {
  // The plain bound on the time lets the key narrow what is read.
  const newer =
    newerThan &&
    sql`m.created_at >= ${utc(newerThan.createdAt)} AND (m.created_at, m.message_id) > (${utc(newerThan.createdAt)}, ${uint(newerThan.id)})`;
  const older =
    olderThan &&
    sql`m.created_at <= ${utc(olderThan.createdAt)} AND (m.created_at, m.message_id) < (${utc(olderThan.createdAt)}, ${uint(olderThan.id)})`;
  return sql`${newer ?? raw('true')} AND ${older ?? raw('true')}`;
}

const inOrder = ({ newestFirst, limit }: PageRange): Sql => {
  const direction = raw(newestFirst ? 'DESC' : 'ASC');
  return sql`ORDER BY m.workspace_id ${direction}, m.created_at ${direction}, m.message_id ${direction} LIMIT ${uint(limit)}`;
};
