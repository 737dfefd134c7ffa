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
    asksRatings ? traceIdsWhere(postgres, workspaceId, 'e.rating = ANY($2::int2[])', ratings) : null,
    asksSuccess ? traceIdsWhere(postgres, workspaceId, 'e.success = ANY($2::bool[])', [success]) : null,
  ]);
  const ids = byRating === null ? bySuccess : bySuccess === null ? byRating : intersection(byRating, bySuccess);
  return ids === null || ids.length === 0 ? raw('false') : sql`t.trace_id IN (SELECT arrayJoin(CAST(${strings(ids)}, 'Array(UUID)')))`;
}

async function traceIdsWhere(postgres: Postgres, workspaceId: string, condition: string, value: readonly unknown[]): Promise<string[]> {
  const { rows } = await postgres.query<{ trace_id: string }>({
    text: `/* traces.judged */ SELECT trace_id FROM (
        SELECT e.id, coalesce(e.trace_id, m.trace_id) AS trace_id FROM evaluations e LEFT JOIN messages m ON m.id = e.message_id
        WHERE e.workspace_id = $1 AND ${condition}
      ) AS judged WHERE trace_id ~ '^[0-9a-f]{32}$' GROUP BY trace_id ORDER BY max(id) DESC LIMIT ${maxJudgedTraces}`,
    values: [workspaceId, value],
  });
  return rows.map(({ trace_id: traceId }) => uuidOfTrace(traceId));
}

function intersection(one: readonly string[], other: readonly string[]): string[] {
  const there = new Set(other);
  return one.filter((id) => there.has(id));
}
