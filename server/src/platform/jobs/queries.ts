import { z } from 'zod';
import { definePgQuery } from '../store/pg-query.ts';
import { pg } from '../store/pg-sql.ts';
import type { Stores } from '../store/stores.ts';

export interface IngestStatus {
  queuedCount: number;
  lagMs: number;
  dirtyHourCount: number;
  /** Traces whose summary is older than their spans. */
  queuedTraceCount: number;
}

/** How far analytics are behind what was acknowledged, in one workspace (or in all of them). Source: PostgreSQL. */
export async function ingestStatus(
  { postgres, clickhouse }: Pick<Stores, 'postgres' | 'clickhouse'>,
  { workspaceId }: { workspaceId: string | null },
): Promise<IngestStatus> {
  if (workspaceId !== null) clickhouse.demand.look(); // a person who asks how far behind it is wants it to get on; a monitor does not
  const [row] = await statusOf(postgres, { workspaceId });
  return row as IngestStatus;
}

const statusOf = definePgQuery({
  name: 'jobs.ingestStatus',
  isPrepared: true,
  acrossWorkspaces: 'A monitor asks for all workspaces together.',
  row: z.object({ queuedCount: z.number(), lagMs: z.number(), dirtyHourCount: z.number(), queuedTraceCount: z.number() }),
  sql: ({ workspaceId }: { workspaceId: string | null }) => {
    const workspace = pg.uuid(workspaceId);
    const isAsked = pg`(${workspace} IS NULL OR workspace_id = ${workspace})`;
    return pg`
      SELECT count(*)::int AS "queuedCount",
             coalesce(greatest(0, extract(epoch FROM clock_timestamp() - min(enqueued_at)) * 1000), 0)::int AS "lagMs",
             (SELECT count(DISTINCT (workspace_id, hour))::int FROM rollup_dirty_hours WHERE ${isAsked}) AS "dirtyHourCount",
             (SELECT count(DISTINCT (workspace_id, trace_id))::int FROM (
                SELECT workspace_id, trace_id FROM trace_queue UNION ALL SELECT workspace_id, unnest(trace_ids) FROM span_log
              ) AS waiting WHERE ${isAsked}) AS "queuedTraceCount"
      FROM projection_queue WHERE ${isAsked}`;
  },
});
