import { z } from 'zod';
import { landSpans, type SpanKey } from '../load.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, strings, uint, utc, uuid } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';

const Key = z.object({ traceId: z.string(), spanId: z.string() });

/** At most so many spans of a trace receive the attributes of a `trace-create` that arrives after them. */
const maxInheritingSpans = 50_000;

const keysOfTraces = defineQuery({
  name: 'langfuse.spansOfTraces',
  timeoutMs: 10_000,
  row: Key,
  sql: ({ workspaceId, traceIds }: { workspaceId: string; traceIds: readonly string[] }) => sql`
    SELECT DISTINCT replaceAll(toString(s.trace_id), '-', '') AS traceId, s.span_id AS spanId FROM spans AS s
    WHERE s.workspace_id = ${uuid(workspaceId)} AND s.trace_id IN (SELECT toUUID(arrayJoin(${strings(traceIds)})))
    LIMIT ${uint(maxInheritingSpans)}`,
});

const keysOfSpans = defineQuery({
  name: 'langfuse.tracesOfSpans',
  timeoutMs: 10_000,
  row: Key,
  sql: ({ workspaceId, spanIds, since }: { workspaceId: string; spanIds: readonly string[]; since: Date }) => sql`
    SELECT replaceAll(toString(s.trace_id), '-', '') AS traceId, s.span_id AS spanId FROM spans AS s
    WHERE s.workspace_id = ${uuid(workspaceId)} AND s.started_at >= ${utc(since)} AND s.span_id IN ${strings(spanIds)}
    ORDER BY s.version DESC LIMIT 1 BY s.span_id`,
});

/** The spans of traces, as keys; at most `maxInheritingSpans`. */
export async function spansOfTraces(stores: Stores, asked: { workspaceId: string; traceIds: readonly string[] }): Promise<SpanKey[]> {
  await landSpans(stores);
  return keysOfTraces(stores.clickhouse, asked);
}

/** The traces of spans that are named without one, among those that began after `since`. */
export async function tracesOfSpans(stores: Stores, asked: { workspaceId: string; spanIds: readonly string[]; since: Date }): Promise<SpanKey[]> {
  await landSpans(stores);
  return keysOfSpans(stores.clickhouse, asked);
}
