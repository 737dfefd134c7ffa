import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { raw, sql, string, strings, uint, uuid } from '../../../platform/store/sql.ts';
import { traceSet } from './uuid.ts';

const timeoutMs = 600_000;

/** Some traces with a span, or a summary, that names one of these users, in the order of their ids, after one. */
export const someTracesOfUsers = defineQuery({
  name: 'traces.ofUsers',
  timeoutMs,
  row: z.object({ traceId: z.string() }),
  sql: ({
    workspaceId,
    userIds,
    limit,
    after,
  }: {
    workspaceId: string;
    userIds: readonly string[];
    limit: number;
    after: string | null;
  }) => sql`
    SELECT replaceAll(toString(trace_id), '-', '') AS traceId FROM (
      SELECT trace_id FROM spans WHERE workspace_id = ${uuid(workspaceId)} AND user_id IN ${strings(userIds)}
      UNION DISTINCT
      SELECT trace_id FROM traces FINAL WHERE workspace_id = ${uuid(workspaceId)} AND user_id IN ${strings(userIds)}
    ) WHERE ${after === null ? raw('true') : sql`trace_id > toUUID(${string(after)})`} GROUP BY trace_id ORDER BY trace_id LIMIT ${uint(limit)}`,
});

/** How many of these traces and of their spans are stored. */
export const countSpansOfTraces = defineQuery({
  name: 'traces.countSpans',
  timeoutMs,
  row: z.object({ traceCount: z.coerce.number(), spanCount: z.coerce.number() }),
  sql: ({ workspaceId, traceIds }: { workspaceId: string; traceIds: readonly string[] }) => sql`
    SELECT uniqExact(trace_id) AS traceCount, uniqExact(trace_id, span_id) AS spanCount
    FROM spans WHERE workspace_id = ${uuid(workspaceId)} AND trace_id IN ${traceSet(traceIds)}`,
});

/** The spans of those of these traces in which a span names another user. */
export const spansOfSharedTraces = defineQuery({
  name: 'traces.shared',
  timeoutMs,
  row: z.object({ traceId: z.string(), spanId: z.string(), parentId: z.string(), userId: z.string() }),
  sql: ({ workspaceId, traceIds, userIds }: { workspaceId: string; traceIds: readonly string[]; userIds: readonly string[] }) => sql`
    SELECT replaceAll(toString(trace_id), '-', '') AS traceId, span_id AS spanId, parent_id AS parentId, user_id AS userId FROM spans FINAL
    WHERE workspace_id = ${uuid(workspaceId)} AND trace_id IN ${traceSet(traceIds)} AND trace_id IN (
      SELECT trace_id FROM spans WHERE workspace_id = ${uuid(workspaceId)} AND trace_id IN ${traceSet(traceIds)}
        AND user_id != '' AND user_id NOT IN ${strings(userIds)})`,
});
