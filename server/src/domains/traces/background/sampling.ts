import { z } from 'zod';
import { sampledUntil } from '../../policies/commands.ts';
import { samplingOf } from '../../policies/load.ts';
import type { Postgres } from '../../../platform/store/postgres/postgres.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { float, sql, utc, uuid } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';

/** So long after its last span a trace is looked at: an error or a judgment may come with the next one. */
export const quietMs = 10 * 60_000;
/** Traces in one step. */
const stepCount = 2_000;

export type DeleteTraces = (stores: Stores, workspaceId: string, traceIds: readonly string[]) => Promise<void>;

/**
 * Deletes the traces of a workspace that its share leaves out: those that came to rest since the last run, whose hash falls above the
 * share, and that hold no error and no judgment. Their messages stay. The hash is of the trace id alone, so that every server, and
 * every run, decides the same. Returns how many.
 *
 * Where it stands is kept with the policy; cut off in between, a run looks at the same traces again.
 */
export async function sampleTraces(stores: Stores, workspaceId: string, now: Date, deleteTraces: DeleteTraces): Promise<number> {
  const policy = await samplingOf(stores.postgres, workspaceId);
  const until = new Date(now.getTime() - quietMs);
  if (policy === null || policy.share >= 1 || policy.from >= until) return 0;
  const left = await tracesLeftOut(stores.clickhouse, { workspaceId, from: policy.from, until, share: policy.share });
  let deletedCount = 0;
  for (let start = 0; start < left.length; start += stepCount) {
    const ids = left.slice(start, start + stepCount).map(({ traceId }) => traceId);
    const judged = await judgedTraces(stores.postgres, workspaceId, ids);
    const doomed = ids.filter((id) => !judged.has(id));
    if (doomed.length > 0) await deleteTraces(stores, workspaceId, doomed);
    deletedCount += doomed.length;
  }
  await sampledUntil(stores.postgres, workspaceId, until);
  return deletedCount;
}

const LeftOut = z.object({ traceId: z.string() });
/** The newest summary of a trace decides: one that went on meanwhile comes to rest later. */
const tracesLeftOut = defineQuery({
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

/** Those of these traces that anybody has judged: the trace, one of its spans, or a message made of it. */
async function judgedTraces(postgres: Postgres, workspaceId: string, traceIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await postgres.query<{ trace_id: string }>({
    text: `/* sampling.judged */ SELECT trace_id FROM evaluations WHERE workspace_id = $1 AND trace_id = ANY($2::text[])
      UNION SELECT m.trace_id FROM messages m WHERE m.workspace_id = $1 AND m.trace_id = ANY($2::text[]) AND EXISTS (SELECT FROM evaluations e WHERE e.message_id = m.id)`,
    values: [workspaceId, traceIds],
  });
  return new Set(rows.map((row) => row.trace_id));
}
