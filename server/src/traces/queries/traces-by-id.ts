import type { ClickHouse } from '../../store/clickhouse/client.ts';
import { summariesOf, type TraceSummary } from './summary.ts';

/** The traces of these ids, by id: as they were summed up, and where that has not been done yet, from their spans. */
export async function traceSummaries(clickhouse: ClickHouse, workspaceId: string, traceIds: readonly string[]): Promise<Map<string, TraceSummary>> {
  const found = await summariesOf(clickhouse, workspaceId, traceIds);
  return found;
}

export async function traceSummary(clickhouse: ClickHouse, workspaceId: string, traceId: string): Promise<TraceSummary | null> {
  return (await traceSummaries(clickhouse, workspaceId, [traceId])).get(traceId) ?? null;
}
