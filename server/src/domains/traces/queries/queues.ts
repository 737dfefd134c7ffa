import { z } from 'zod';
import { definePgCommand } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import { defineQueue } from '../../../platform/store/queue.ts';

/** Traces whose summary is to be written again. */
export const traceQueue = defineQueue({
  name: 'traces',
  table: 'trace_queue',
  row: z.object({ id: z.string(), workspaceId: z.string(), traceId: z.string() }),
  columns: 'id, workspace_id AS "workspaceId", trace_id AS "traceId"',
  locked: 'pass',
});

export const queueTraces = definePgCommand({
  name: 'traces.enqueue',
  sql: ({ traceIds }: { traceIds: readonly string[] }, workspace) => pg`INSERT INTO trace_queue (workspace_id, trace_id) SELECT ${workspace}, unnest(${pg.uuids(traceIds)})`,
});

export const dequeueTraces = definePgCommand({
  name: 'traces.dequeue',
  sql: ({ traceIds }: { traceIds: readonly string[] }, workspace) => pg`DELETE FROM trace_queue WHERE workspace_id = ${workspace} AND trace_id = ANY(${pg.uuids(traceIds)})`,
});

const LogRow = z.object({ id: z.string(), workspaceId: z.string(), traceIds: z.array(z.string()), spans: z.instanceof(Buffer), contents: z.instanceof(Buffer) });
export type LogRow = Readonly<z.infer<typeof LogRow>>;

/** Small commits of spans. Rows that another server holds are waited for: a query after this one reads them. */
export const spanLogQueue = defineQueue({
  name: 'spanLog',
  table: 'span_log',
  row: LogRow,
  columns: 'id, workspace_id AS "workspaceId", trace_ids AS "traceIds", span_lines AS spans, content_lines AS contents',
  locked: 'wait',
  isDue: pg`(refused_at IS NULL OR refused_at < now() - interval '1 minute')`,
});

export const logSpans = definePgCommand({
  name: 'spanLog.append',
  isPrepared: true,
  sql: ({ traceIds, spans, contents }: { traceIds: Iterable<string>; spans: Buffer; contents: Buffer }, workspace) => pg`
    INSERT INTO span_log (workspace_id, trace_ids, span_lines, content_lines)
    VALUES (${workspace}, ${pg.uuids([...traceIds])}, ${pg.bytes(spans)}, ${pg.bytes(contents)})`,
});

export const markRefused = definePgCommand({
  name: 'spanLog.refused',
  acrossWorkspaces: 'Rows that were taken from the queue of all workspaces.',
  sql: ({ ids }: { ids: readonly string[] }) => pg`UPDATE span_log SET refused_at = now() WHERE id = ANY(${pg.int8s(ids)})`,
});
