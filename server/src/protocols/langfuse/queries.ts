import { z } from 'zod';
import { defineQuery } from '../../platform/store/query.ts';
import { sql, strings, uint, utc, uuid } from '../../platform/store/sql.ts';

const Key = z.object({ traceId: z.string(), spanId: z.string() });

/** At most so many spans of a trace are told what a `trace-create` that comes after them says. */
export const maxToldSpans = 50_000;

/** The spans of traces, as keys. */
export const spansOfTraces = defineQuery({
  name: 'langfuse.spansOfTraces',
  timeoutMs: 10_000,
  row: Key,
  sql: ({ workspaceId, traceIds }: { workspaceId: string; traceIds: readonly string[] }) => sql`
    SELECT DISTINCT replaceAll(toString(s.trace_id), '-', '') AS traceId, s.span_id AS spanId FROM spans AS s
    WHERE s.workspace_id = ${uuid(workspaceId)} AND s.trace_id IN (SELECT toUUID(arrayJoin(${strings(traceIds)})))
    LIMIT ${uint(maxToldSpans)}`,
});

/** The traces of spans that are named without one, among those that began after `since`. */
export const tracesOfSpans = defineQuery({
  name: 'langfuse.tracesOfSpans',
  timeoutMs: 10_000,
  row: Key,
  sql: ({ workspaceId, spanIds, since }: { workspaceId: string; spanIds: readonly string[]; since: Date }) => sql`
    SELECT replaceAll(toString(s.trace_id), '-', '') AS traceId, s.span_id AS spanId FROM spans AS s
    WHERE s.workspace_id = ${uuid(workspaceId)} AND s.started_at >= ${utc(since)} AND s.span_id IN ${strings(spanIds)}
    ORDER BY s.version DESC LIMIT 1 BY s.span_id`,
});
