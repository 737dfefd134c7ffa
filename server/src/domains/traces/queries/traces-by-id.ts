import type { ClickHouse } from '../../../platform/store/clickhouse/client.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { join, raw, sql, strings, uuid, type Sql } from '../../../platform/store/sql.ts';
import { countingColumns, uncountedOf, type Uncounted } from './counting.ts';
import { summaryNames, summaryValues } from './sums.ts';
import { summariesOf, summaryColumns, SummaryRow, type TraceSummary } from './summary.ts';
import { uuidOfTrace } from './uuid.ts';

// Under names of their own first: an alias that is a column's name would be put into the other aggregates.
const inner: Sql = join(
  summaryValues.map((value, index) => sql`${value} AS v_${raw(summaryNames[index] as string)}`),
  ', ',
);
const renamed: Sql = raw(summaryNames.map((name) => `v_${name} AS ${name}`).join(', '));

/**
 * Traces summed up from their spans, as background/summaries.ts does it; versions are microseconds, so the newest says when the last of it
 * came.
 */
const summedUp = defineQuery({
  name: 'traces.summedUp',
  timeoutMs: 10_000,
  row: SummaryRow,
  sql: ({ workspaceId, traceIds, uncounted }: { workspaceId: string; traceIds: readonly string[]; uncounted: Uncounted }) => sql`
    SELECT ${summaryColumns} FROM (
      SELECT trace_id, v_received_at AS received_at, ${renamed} FROM (
        SELECT trace_id, fromUnixTimestamp64Milli(intDiv(max(spans.version), 1000), 'UTC') AS v_received_at, ${inner}
        FROM (SELECT *, ${countingColumns(uncounted)} FROM spans FINAL
          WHERE workspace_id = ${uuid(workspaceId)} AND trace_id IN (SELECT arrayJoin(CAST(${strings(traceIds.map(uuidOfTrace))}, 'Array(UUID)')))) AS spans
        GROUP BY trace_id)) AS t`,
});

/** The traces of these ids, by id: as they were summed up, and where that has not been done yet, from their spans. */
export async function traceSummaries(
  clickhouse: ClickHouse,
  workspaceId: string,
  traceIds: readonly string[],
): Promise<Map<string, TraceSummary>> {
  const found = await summariesOf(clickhouse, workspaceId, traceIds);
  const missing = traceIds.filter((id) => !found.has(id));
  if (missing.length === 0) return found;
  const uncounted = await uncountedOf(clickhouse, workspaceId, missing);
  for (const trace of await summedUp(clickhouse, { workspaceId, traceIds: missing, uncounted })) found.set(trace.id, trace);
  return found;
}

export async function traceSummary(clickhouse: ClickHouse, workspaceId: string, traceId: string): Promise<TraceSummary | null> {
  return (await traceSummaries(clickhouse, workspaceId, [traceId])).get(traceId) ?? null;
}
