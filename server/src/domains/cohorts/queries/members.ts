import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { join, sql, string, uuid, type Sql } from '../../../platform/store/sql.ts';

/** A statement of listed users names no workspace by itself. */
const inWorkspace = (workspaceId: string): Sql => sql`${uuid(workspaceId)} IS NOT NULL`;

interface Members {
  readonly workspaceId: string;
  /** Statement that gives their ids, each once. */
  readonly members: Sql;
}

/** How many users a statement counts (`countOf` of compile.ts). */
export const memberCount = defineQuery({
  name: 'cohorts.count',
  timeoutMs: 20_000,
  row: z.object({ count: z.coerce.number() }),
  sql: ({ workspaceId, counted }: { readonly workspaceId: string; readonly counted: Sql }) =>
    sql`SELECT count FROM (${counted}) WHERE ${inWorkspace(workspaceId)}`,
});

/** Which of some statements give any user, by their names. */
export const cohortsWithMembers = defineQuery({
  name: 'cohorts.withMembers',
  timeoutMs: 20_000,
  row: z.object({ id: z.string() }),
  sql: ({ workspaceId, cohorts }: { workspaceId: string; cohorts: readonly { readonly id: string; readonly members: Sql }[] }) => sql`
    SELECT DISTINCT id FROM (${join(
      cohorts.map(({ id, members }) => sql`SELECT ${string(id)} AS id, user_id FROM (${members})`),
      ' UNION ALL ',
    )}) WHERE ${inWorkspace(workspaceId)}`,
});

/**
 * The ids of members in a form that a process holds a million of in 8 MB: the first eight bytes of the SHA-256 of each, in order, in
 * 256 lists by the first byte.
 */
export const memberHashes = defineQuery({
  name: 'cohorts.hashes',
  timeoutMs: 60_000,
  row: z.object({ first: z.coerce.number(), hashes: z.string().transform((text) => Buffer.from(text, 'base64')) }),
  sql: ({ workspaceId, members }: Members) => sql`
    SELECT reinterpretAsUInt8(substring(hash, 1, 1)) AS first, base64Encode(arrayStringConcat(arraySort(groupArray(hash)))) AS hashes
    FROM (SELECT substring(SHA256(user_id), 1, 8) AS hash FROM (${members}) WHERE ${inWorkspace(workspaceId)}) GROUP BY first`,
});

/** Users with the ids of the cohorts that they are in, as a table: `member_id`, and `member_of`, sorted, with `between` between them. */
export const cohortsByUser = (cohorts: readonly { readonly id: string; readonly members: Sql }[], between: string): Sql => sql`(
  SELECT user_id AS member_id, arrayStringConcat(arraySort(groupUniqArray(cohort)), ${string(between)}) AS member_of
  FROM (${join(
    cohorts.map(({ id, members }) => sql`SELECT user_id, ${string(id)} AS cohort FROM (${members})`),
    ' UNION ALL ',
  )}) GROUP BY member_id)`;
