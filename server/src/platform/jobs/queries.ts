import type { Stores } from '../store/stores.ts';

export interface IngestStatus {
  queuedCount: number;
  lagMs: number;
  dirtyHourCount: number;
  /** Traces whose summary is older than their spans. */
  queuedTraceCount: number;
}

/** How far analytics are behind what was acknowledged, in one workspace (or in all of them). Source: PostgreSQL. */
export async function ingestStatus({ postgres, clickhouse }: Pick<Stores, 'postgres' | 'clickhouse'>, { workspaceId }: { workspaceId: string | null }): Promise<IngestStatus> {
  if (workspaceId !== null) clickhouse.demand.look(); // a person who asks how far behind it is wants it to get on; a monitor does not
  const { rows } = await postgres.query<{ queued: number; lag_ms: number; dirty: number; traces: number }>({
    name: 'jobs.ingestStatus',
    text: `
      SELECT count(*)::int AS queued,
             coalesce(greatest(0, extract(epoch FROM clock_timestamp() - min(enqueued_at)) * 1000), 0)::int AS lag_ms,
             (SELECT count(DISTINCT (workspace_id, hour))::int FROM rollup_dirty_hours WHERE $1::uuid IS NULL OR workspace_id = $1) AS dirty,
             (SELECT count(DISTINCT (workspace_id, trace_id))::int FROM (
                SELECT workspace_id, trace_id FROM trace_queue UNION ALL SELECT workspace_id, unnest(trace_ids) FROM span_log
              ) AS waiting WHERE $1::uuid IS NULL OR workspace_id = $1) AS traces
      FROM projection_queue WHERE $1::uuid IS NULL OR workspace_id = $1`,
    values: [workspaceId],
  });
  const row = rows[0];
  return { queuedCount: row?.queued ?? 0, lagMs: row?.lag_ms ?? 0, dirtyHourCount: row?.dirty ?? 0, queuedTraceCount: row?.traces ?? 0 };
}
