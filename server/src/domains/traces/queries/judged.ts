import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg, type PgSql } from '../../../platform/store/pg-sql.ts';
import type { Postgres } from '../../../platform/store/postgres/postgres.ts';
import { raw, sql, strings, type Sql } from '../../../platform/store/sql.ts';
import type { TraceFilter } from './filter.ts';
import { uuidOfTrace } from './uuid.ts';

/** Of more judged traces than this, those judged last. */
const maxJudgedTraces = 50_000;

/**
 * Holds for rows `t` of `traces` of which the trace, a span or a message was judged as the filter says; null: it says nothing of that.
 * Source: PostgreSQL, where judgments are.
 */
export async function judgedTraces(postgres: Postgres, workspaceId: string, { ratings, success }: TraceFilter): Promise<Sql | null> {
  const asksRatings = ratings !== null && ratings !== undefined && ratings.length > 0;
  const asksSuccess = success !== null && success !== undefined;
  if (!asksRatings && !asksSuccess) return null;
  const [byRating, bySuccess] = await Promise.all([
    asksRatings ? idsWhere(postgres, workspaceId, pg`e.rating = ANY(${pg.int4s(ratings)})`) : null,
    asksSuccess ? idsWhere(postgres, workspaceId, pg`e.success = ${pg.bool(success)}`) : null,
  ]);
  const ids = byRating === null ? bySuccess : bySuccess === null ? byRating : intersection(byRating, bySuccess);
  return ids === null || ids.length === 0 ? raw('false') : sql`t.trace_id IN (SELECT arrayJoin(CAST(${strings(ids)}, 'Array(UUID)')))`;
}

async function idsWhere(postgres: Postgres, workspaceId: string, condition: PgSql): Promise<string[]> {
  return (await traceIdsWhere(postgres, { workspaceId, condition })).map(({ traceId }) => uuidOfTrace(traceId));
}

const traceIdsWhere = definePgQuery({
  name: 'traces.judged',
  row: z.object({ traceId: z.string() }),
  sql: ({ condition }: { condition: PgSql }, workspace) => pg`
    SELECT trace_id AS "traceId" FROM (
      SELECT e.id, coalesce(e.trace_id, m.trace_id) AS trace_id FROM evaluations e LEFT JOIN messages m ON m.id = e.message_id
      WHERE e.workspace_id = ${workspace} AND ${condition}
    ) AS judged WHERE trace_id ~ '^[0-9a-f]{32}$' GROUP BY trace_id ORDER BY max(id) DESC LIMIT ${pg.int8(maxJudgedTraces)}`,
});

function intersection(one: readonly string[], other: readonly string[]): string[] {
  const there = new Set(other);
  return one.filter((id) => there.has(id));
}
