import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, strings, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import type { SpanKey } from '../load.ts';
import { traceSet } from './uuid.ts';

const timeoutMs = 600_000;

/** A text may be named by spans that began so long after it was first stored (record/pieces.ts), late ones included. */
const reachMs = 2 * 24 * 3_600_000;

/** "2026-11-21 04:43:00.123456", as ClickHouse writes an instant. */
const instantOf = (text: string): Date => new Date(`${text.replace(' ', 'T')}Z`);
const Extent = z
  .object({ first: z.string(), last: z.string(), spanCount: z.coerce.number() })
  // A Date has no microseconds: the end is the next millisecond.
  .transform(({ first, last, spanCount }) => ({ first: instantOf(first), last: new Date(instantOf(last).getTime() + 1), spanCount }));
type Extent = z.infer<typeof Extent>;
/** First and last start of the spans of these traces, to the millisecond that holds them, and their number. */
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
  acrossWorkspaces: 'Parts of a table hold rows of all workspaces.',
  timeoutMs,
  row: Part,
  sql: (_none: Record<string, never>) => sql`
    SELECT DISTINCT table, partition_id AS partition FROM system.parts
    WHERE active AND database = currentDatabase() AND has_lightweight_delete AND table IN ('spans', 'contents', 'traces')`,
});

const earlier = (at: Date): Date => new Date(at.getTime() - reachMs);
const later = (at: Date): Date => new Date(at.getTime() + reachMs);

/** Rows of `spans`, `contents` and `traces` that belong to these traces. */
export const rowsOfTraces = (workspaceId: string, traceIds: readonly string[]): Sql =>
  sql`workspace_id = ${uuid(workspaceId)} AND trace_id IN ${traceSet(traceIds)}`;

/** What spans name that began in this time: pairs of instant and hash. */
const namedBetween = (workspaceId: string, from: Date, to: Date): Sql => sql`
  SELECT arrayJoin(arrayConcat(input, output, context)) FROM spans
  WHERE workspace_id = ${uuid(workspaceId)} AND started_at >= ${utc(from)} AND started_at <= ${utc(to)}`;

interface TextsOfTraces {
  readonly workspaceId: string;
  readonly traceIds: readonly string[];
  readonly extent: Extent;
}

/** Texts that these traces stored, except shared ones: all of these, or (`keepsShared` false) those that another trace names. */
export const ownTexts = ({ workspaceId, traceIds, extent: { first, last } }: TextsOfTraces, keepsShared: boolean): Sql => {
  const others = sql`${namedBetween(workspaceId, first, later(last))} AND trace_id NOT IN ${traceSet(traceIds)}`;
  const unnamed = keepsShared ? sql`NOT is_shared` : sql`(NOT is_shared OR (at, hash) NOT IN (${others}))`;
  return sql`${rowsOfTraces(workspaceId, traceIds)} AND at >= ${utc(first)} AND at <= ${utc(last)} AND ${unnamed}`;
};

/** Texts that these traces name and no other trace does, whichever stored them. */
export const namedTexts = ({ workspaceId, traceIds, extent: { first, last } }: TextsOfTraces): Sql => sql`
  workspace_id = ${uuid(workspaceId)} AND at >= ${utc(earlier(first))} AND at <= ${utc(last)}
  AND (at, hash) IN (${namedBetween(workspaceId, first, later(last))} AND trace_id IN ${traceSet(traceIds)})
  AND (at, hash) NOT IN (${namedBetween(workspaceId, earlier(first), later(last))} AND trace_id NOT IN ${traceSet(traceIds)})`;

/** Rows of `spans` that are these spans. */
const areThey = (spans: readonly SpanKey[]): Sql => sql`(trace_id, span_id) IN (SELECT toUUID(place.1), place.2 FROM (
  SELECT arrayJoin(arrayZip(${strings(spans.map(({ traceId }) => traceId))}, ${strings(spans.map(({ spanId }) => spanId))})) AS place))`;

interface SpansOfTraces extends TextsOfTraces {
  readonly spans: readonly SpanKey[];
}

/** Rows of `spans` that are these spans, of these traces. */
export const rowsOfSpans = ({ workspaceId, traceIds, spans }: Omit<SpansOfTraces, 'extent'>): Sql =>
  sql`${rowsOfTraces(workspaceId, traceIds)} AND ${areThey(spans)}`;

/** Texts that these spans name and no other span does. */
export const textsOfSpans = ({ workspaceId, traceIds, spans, extent: { first, last } }: SpansOfTraces): Sql => {
  const named = sql`SELECT arrayJoin(arrayConcat(input, output, context)) FROM spans WHERE workspace_id = ${uuid(workspaceId)}`;
  return sql`
    workspace_id = ${uuid(workspaceId)} AND at >= ${utc(earlier(first))} AND at <= ${utc(last)}
    AND (at, hash) IN (${named} AND trace_id IN ${traceSet(traceIds)} AND ${areThey(spans)})
    AND (at, hash) NOT IN (${named} AND started_at >= ${utc(earlier(first))} AND started_at <= ${utc(later(last))} AND NOT (${areThey(spans)}))`;
};
