import { z } from 'zod';
import type { ClickHouse } from '../../../platform/store/clickhouse/client.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, uint, uuid } from '../../../platform/store/sql.ts';
import { maxTreeSpans } from '../tree/build.ts';
import type { TraceStamp } from '../tree/cache.ts';
import type { SpanRows } from '../tree/rows.ts';
import { uuidOfTrace } from './uuid.ts';

/** Rows of former versions may stand beside those that count. */
const maxRows = 2 * maxTreeSpans;

/** What tells whether spans of a trace have come since. */
const stampQuery = defineQuery({
  name: 'traces.stamp',
  timeoutMs: 5_000,
  row: z.object({ row_count: z.coerce.number(), newest: z.coerce.number() }),
  sql: ({ workspaceId, traceId }: { workspaceId: string; traceId: string }) => sql`
    SELECT least(count(), ${uint(maxRows)}) AS row_count, max(version) AS newest FROM spans
    WHERE workspace_id = ${uuid(workspaceId)} AND trace_id = ${uuid(uuidOfTrace(traceId))}`,
});

export async function stampOf(clickhouse: ClickHouse, workspaceId: string, traceId: string): Promise<TraceStamp> {
  const [row] = await stampQuery(clickhouse, { workspaceId, traceId });
  return { rowCount: row?.row_count ?? 0, version: row?.newest ?? 0 };
}

/**
 * The narrow columns of a trace's spans, by start; of a trace that is too large the earliest.
 *
 * Not decoded row by row: fifty thousand of them would take longer to check than to read.
 */
export async function treeRows(clickhouse: ClickHouse, workspaceId: string, traceId: string): Promise<SpanRows> {
  const statement = sql`
    SELECT span_id AS ids, parent_id AS parentIds, toUnixTimestamp64Micro(started_at) AS startsUs, if(is_open, -1, toInt64(duration_us)) AS durationsUs,
      name AS names, toInt8(kind) AS kinds, service AS services, model AS models, tool_name AS toolNames, if(is_error, if(error_type = '', 'error', error_type), '') AS errors,
      cost_nano_usd AS costsNanoUsd, uncached_input_tokens + cache_read_tokens + cache_write_tokens AS inputTokens,
      visible_output_tokens + reasoning_tokens AS outputTokens, version AS versions, toFloat64(response_key) AS responses
    FROM spans
    WHERE workspace_id = ${uuid(workspaceId)} AND trace_id = ${uuid(uuidOfTrace(traceId))}
    ORDER BY started_at, span_id LIMIT ${uint(maxRows)}`;
  return (await clickhouse.queryColumns('traces.tree', statement, { workspaceId, timeoutMs: 10_000 })) as unknown as SpanRows;
}
