import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, string, strings, uint, utc, uuid } from '../../../platform/store/sql.ts';
import { traceSet, uuidOfTrace } from './uuid.ts';

const Key = z.object({ traceId: z.string(), spanId: z.string() });

/** At most so many spans of a trace receive the attributes of a `trace-create` that arrives after them. */
const maxInheritingSpans = 50_000;

/** The spans of traces, at most `maxInheritingSpans`. */
export const keysOfTraces = defineQuery({
  name: 'langfuse.spansOfTraces',
  timeoutMs: 10_000,
  row: Key,
  sql: ({ workspaceId, traceIds }: { workspaceId: string; traceIds: readonly string[] }) => sql`
    SELECT DISTINCT replaceAll(toString(s.trace_id), '-', '') AS traceId, s.span_id AS spanId FROM spans AS s
    WHERE s.workspace_id = ${uuid(workspaceId)} AND s.trace_id IN (SELECT toUUID(arrayJoin(${strings(traceIds)})))
    LIMIT ${uint(maxInheritingSpans)}`,
});

/** All spans of a trace, by their start. */
export const spanIdsOfTrace = defineQuery({
  name: 'spans.idsOfTrace',
  timeoutMs: 10_000,
  row: z.object({ spanId: z.string() }),
  sql: ({ workspaceId, traceId }: { workspaceId: string; traceId: string }) => sql`
    SELECT s.span_id AS spanId FROM spans AS s
    WHERE s.workspace_id = ${uuid(workspaceId)} AND s.trace_id = ${uuid(uuidOfTrace(traceId))}
    GROUP BY s.span_id ORDER BY min(s.started_at), s.span_id`,
});

/** The traces of spans that are named without one, among those that began after `since`. */
export const keysOfSpans = defineQuery({
  name: 'langfuse.tracesOfSpans',
  timeoutMs: 10_000,
  row: Key,
  sql: ({ workspaceId, spanIds, since }: { workspaceId: string; spanIds: readonly string[]; since: Date }) => sql`
    SELECT replaceAll(toString(s.trace_id), '-', '') AS traceId, s.span_id AS spanId FROM spans AS s
    WHERE s.workspace_id = ${uuid(workspaceId)} AND s.started_at >= ${utc(since)} AND s.span_id IN ${strings(spanIds)}
    ORDER BY s.version DESC LIMIT 1 BY s.span_id`,
});

/** Those of these spans that are stored. */
export const knownSpans = defineQuery({
  name: 'spans.known',
  timeoutMs: 10_000,
  row: Key,
  sql: ({ workspaceId, traceIds, spanIds }: { workspaceId: string; traceIds: readonly string[]; spanIds: readonly string[] }) => sql`
    SELECT DISTINCT replaceAll(toString(trace_id), '-', '') AS traceId, span_id AS spanId FROM spans
    WHERE workspace_id = ${uuid(workspaceId)} AND trace_id IN ${traceSet(traceIds)} AND span_id IN (${strings(spanIds)})`,
});

const Event = z.object({ traceId: z.string(), spanId: z.string(), parentId: z.string(), startUs: z.coerce.number() });
/** Event spans of this name under these spans, which hold what log records add to them. */
export const amendmentsOfSpans = defineQuery({
  name: 'spans.amendments',
  timeoutMs: 10_000,
  row: Event,
  sql: ({
    workspaceId,
    name,
    traceIds,
    spanIds,
  }: {
    workspaceId: string;
    name: string;
    traceIds: readonly string[];
    spanIds: readonly string[];
  }) => sql`
    SELECT replaceAll(toString(trace_id), '-', '') AS traceId, span_id AS spanId, parent_id AS parentId, toString(toUnixTimestamp64Micro(started_at)) AS startUs
    FROM spans FINAL
    WHERE workspace_id = ${uuid(workspaceId)} AND trace_id IN ${traceSet(traceIds)} AND kind = 'EVENT' AND name = ${string(name)}
      AND parent_id IN (${strings(spanIds)})
    ORDER BY started_at, span_id LIMIT 10000`,
});
