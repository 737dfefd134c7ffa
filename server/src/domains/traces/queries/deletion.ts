import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, uuid } from '../../../platform/store/sql.ts';
import { traceSet } from './uuid.ts';

const timeoutMs = 600_000;

const Extent = z.object({ first: z.string(), last: z.string(), spanCount: z.coerce.number() });
/** First and last start of the spans of these traces, and their number. */
export const extentOfTraces = defineQuery({
  name: 'traces.extent',
  timeoutMs,
  row: Extent,
  sql: ({ workspaceId, traceIds }: { workspaceId: string; traceIds: readonly string[] }) => sql`
    SELECT toString(min(started_at)) AS first, toString(max(started_at)) AS last, count() AS spanCount
    FROM spans WHERE workspace_id = ${uuid(workspaceId)} AND trace_id IN ${traceSet(traceIds)}`,
});

const Part = z.object({ table: z.string(), partition: z.string() });
/** Partitions with rows that were deleted and are still on the disk. */
export const partsWithDeletions = defineQuery({
  name: 'parts.withDeletions',
  timeoutMs,
  row: Part,
  sql: (_none: Record<string, never>) => sql`
    SELECT DISTINCT table, partition_id AS partition FROM system.parts
    WHERE active AND database = currentDatabase() AND has_lightweight_delete AND table IN ('spans', 'contents', 'traces')`,
});
