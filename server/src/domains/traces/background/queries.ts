import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { float, sql, utc, uuid } from '../../../platform/store/sql.ts';

/** Those of these traces that anybody has judged: the trace, one of its spans, or a message made of it. */
export const judgedTraces = definePgQuery({
  name: 'sampling.judged',
  row: z.object({ traceId: z.string() }),
  sql: ({ traceIds }: { traceIds: readonly string[] }, workspace) => {
    const ids = pg.texts(traceIds);
    return pg`
      SELECT trace_id AS "traceId" FROM evaluations WHERE workspace_id = ${workspace} AND trace_id = ANY(${ids})
      UNION SELECT m.trace_id FROM messages m
      WHERE m.workspace_id = ${workspace} AND m.trace_id = ANY(${ids}) AND EXISTS (SELECT FROM evaluations e WHERE e.message_id = m.id)`;
  },
});

const LeftOut = z.object({ traceId: z.string() });
/** The newest summary of a trace decides: one that went on meanwhile comes to rest later. */
export const tracesLeftOut = defineQuery({
  name: 'sampling.leftOut',
  timeoutMs: 120_000,
  row: LeftOut,
  sql: ({ workspaceId, from, until, share }: { workspaceId: string; from: Date; until: Date; share: number }) => sql`
    SELECT replaceAll(toString(trace_id), '-', '') AS traceId FROM traces FINAL
    WHERE workspace_id = ${uuid(workspaceId)} AND received_at > ${utc(from)} AND received_at <= ${utc(until)} AND error_count = 0
      AND sipHash64(trace_id) / 18446744073709551616. >= ${float(share)}
      AND (workspace_id, started_at, trace_id) IN (
        SELECT workspace_id, started_at, trace_id FROM traces WHERE workspace_id = ${uuid(workspaceId)} AND received_at > ${utc(from)} AND received_at <= ${utc(until)})
    ORDER BY traceId`,
});
