import { hideRows, mutate } from '../../../platform/store/clickhouse/mutations.ts';
import { raw, sql, strings, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { landSpans, type SpanKey } from '../load.ts';
import { enqueueTraces } from '../record/product.ts';
import { forgetHomes } from '../record/writer.ts';
import { extentOfTraces, partsWithDeletions } from '../queries/deletion.ts';
import { dequeueTraces } from '../queries/queues.ts';
import { traceSet } from '../queries/uuid.ts';

/** Traces in one statement. */
const stepCount = 2_000;
/** Spans in one statement. */
const spanStepCount = 5_000;
/** A text may be named by spans that began so long after it was first stored (record/pieces.ts), late ones included. */
const reachMs = 2 * 24 * 3_600_000;

export interface DeletionOptions {
  /** Leaves texts that other traces may name (history, instructions), without looking whether any does. They go with their retention. */
  readonly keepsShared?: boolean;
  /** Takes texts, too, that other traces have stored and these name, unless another trace that is there names them. */
  readonly takesNamed?: boolean;
}

/**
 * Removes traces: their spans, their summaries, and texts that nothing else names. They are unreadable on return, and off the disk when
 * `purgeDeleted` has run. Messages that were made of them stay. May be cut off and done again.
 */
export async function deleteTraces(
  stores: Pick<Stores, 'clickhouse' | 'postgres'>,
  workspaceId: string,
  traceIds: readonly string[],
  options: DeletionOptions = {},
): Promise<void> {
  await landSpans(stores as Stores);
  for (let from = 0; from < traceIds.length; from += stepCount)
    await deleteStep(stores as Stores, workspaceId, traceIds.slice(from, from + stepCount), options);
}

async function deleteStep(
  stores: Stores,
  workspaceId: string,
  traceIds: readonly string[],
  { keepsShared = false, takesNamed = false }: DeletionOptions,
): Promise<void> {
  const { clickhouse, postgres } = stores;
  const [extent] = await extentOfTraces(clickhouse, { workspaceId, traceIds });
  const ofTraces = sql`workspace_id = ${uuid(workspaceId)} AND trace_id IN ${traceSet(traceIds)}`;
  if (extent !== undefined && extent.spanCount > 0) {
    const [first, last] = [new Date(`${extent.first.replace(' ', 'T')}Z`), new Date(Date.parse(`${extent.last.replace(' ', 'T')}Z`) + 1)];
    const within = (column: string): Sql => sql`${raw(column)} >= ${utc(first)} AND ${raw(column)} <= ${utc(last)}`;
    const namedFrom = (from: Date): Sql => sql`SELECT arrayJoin(arrayConcat(input, output, context)) FROM spans
      WHERE workspace_id = ${uuid(workspaceId)} AND started_at >= ${utc(from)} AND started_at <= ${utc(new Date(last.getTime() + reachMs))}`;
    const others = sql`${namedFrom(first)} AND trace_id NOT IN ${traceSet(traceIds)}`;
    const unnamed = keepsShared ? sql`NOT is_shared` : sql`(NOT is_shared OR (at, hash) NOT IN (${others}))`;
    await hideRows(clickhouse, 'contents', sql`${ofTraces} AND ${within('at')} AND ${unnamed}`);
    if (takesNamed) {
      const earliest = new Date(first.getTime() - reachMs);
      await hideRows(
        clickhouse,
        'contents',
        sql`workspace_id = ${uuid(workspaceId)} AND at >= ${utc(earliest)} AND at <= ${utc(last)}
          AND (at, hash) IN (${namedFrom(first)} AND trace_id IN ${traceSet(traceIds)})
          AND (at, hash) NOT IN (${namedFrom(earliest)} AND trace_id NOT IN ${traceSet(traceIds)})`,
      );
    }
    await hideRows(clickhouse, 'spans', ofTraces);
  }
  await hideRows(clickhouse, 'traces', ofTraces);
  await dequeueTraces(postgres, { workspaceId, traceIds });
  forgetHomes(stores);
}

/**
 * Removes spans of traces that stay: the spans, texts that nothing else names, and the summaries of their traces, which are written again
 * without them. As unreadable and as harmless to repeat as `deleteTraces`.
 */
export async function deleteSpans(stores: Stores, workspaceId: string, spans: readonly SpanKey[]): Promise<void> {
  if (spans.length === 0) return;
  await landSpans(stores);
  for (let from = 0; from < spans.length; from += spanStepCount)
    await hideSpans(stores, workspaceId, spans.slice(from, from + spanStepCount));
  const traceIds = [...new Set(spans.map(({ traceId }) => traceId))];
  await hideRows(stores.clickhouse, 'traces', sql`workspace_id = ${uuid(workspaceId)} AND trace_id IN ${traceSet(traceIds)}`);
  await enqueueTraces(stores.postgres, workspaceId, traceIds);
  forgetHomes(stores);
}

async function hideSpans({ clickhouse }: Stores, workspaceId: string, spans: readonly SpanKey[]): Promise<void> {
  const traceIds = [...new Set(spans.map(({ traceId }) => traceId))];
  const [extent] = await extentOfTraces(clickhouse, { workspaceId, traceIds });
  if (extent === undefined || extent.spanCount === 0) return;
  const ofWorkspace = sql`workspace_id = ${uuid(workspaceId)}`;
  const areThey = sql`(trace_id, span_id) IN (SELECT toUUID(place.1), place.2 FROM (
    SELECT arrayJoin(arrayZip(${strings(spans.map(({ traceId }) => traceId))}, ${strings(spans.map(({ spanId }) => spanId))})) AS place))`;
  const [first, last] = [new Date(`${extent.first.replace(' ', 'T')}Z`), new Date(Date.parse(`${extent.last.replace(' ', 'T')}Z`) + 1)];
  const [earliest, latest] = [new Date(first.getTime() - reachMs), new Date(last.getTime() + reachMs)];
  const named = sql`SELECT arrayJoin(arrayConcat(input, output, context)) FROM spans WHERE ${ofWorkspace}`;
  await hideRows(
    clickhouse,
    'contents',
    sql`${ofWorkspace} AND at >= ${utc(earliest)} AND at <= ${utc(last)}
      AND (at, hash) IN (${named} AND trace_id IN ${traceSet(traceIds)} AND ${areThey})
      AND (at, hash) NOT IN (${named} AND started_at >= ${utc(earliest)} AND started_at <= ${utc(latest)} AND NOT (${areThey}))`,
  );
  await hideRows(clickhouse, 'spans', sql`${ofWorkspace} AND trace_id IN ${traceSet(traceIds)} AND ${areThey}`);
}

/** Takes what was deleted off the disk: rewrites the parts that hold deleted rows, and only those. Returns how many partitions. */
export async function purgeDeleted({ clickhouse }: Pick<Stores, 'clickhouse'>): Promise<number> {
  const partitions = await partsWithDeletions(clickhouse, {});
  for (const { table, partition } of partitions) {
    await mutate(clickhouse, table, sql`APPLY DELETED MASK IN PARTITION ID ${raw(`'${partition.replaceAll(/[^0-9a-z]/gi, '')}'`)}`);
  }
  return partitions.length;
}
