import { hideRows, purgeHidden } from '../../../platform/store/clickhouse/mutations.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { landSpans, type SpanKey } from '../load.ts';
import { enqueueTraces } from '../record/product.ts';
import { forgetHomes } from '../record/writer.ts';
import { extentOfTraces, namedTexts, ownTexts, partsWithDeletions, rowsOfSpans, rowsOfTraces, textsOfSpans } from '../queries/deletion.ts';
import { dequeueTraces } from '../queries/queues.ts';

/** Traces in one statement. */
const stepCount = 2_000;
/** Spans in one statement. */
const spanStepCount = 5_000;

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
  const ofTraces = rowsOfTraces(workspaceId, traceIds);
  if (extent !== undefined && extent.spanCount > 0) {
    const texts = { workspaceId, traceIds, extent };
    await hideRows(clickhouse, { table: 'contents', workspaceId }, ownTexts(texts, keepsShared));
    if (takesNamed) await hideRows(clickhouse, { table: 'contents', workspaceId }, namedTexts(texts));
    await hideRows(clickhouse, { table: 'spans', workspaceId }, ofTraces);
  }
  await hideRows(clickhouse, { table: 'traces', workspaceId }, ofTraces);
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
  await hideRows(stores.clickhouse, { table: 'traces', workspaceId }, rowsOfTraces(workspaceId, traceIds));
  await enqueueTraces(stores.postgres, workspaceId, traceIds);
  forgetHomes(stores);
}

async function hideSpans({ clickhouse }: Stores, workspaceId: string, spans: readonly SpanKey[]): Promise<void> {
  const traceIds = [...new Set(spans.map(({ traceId }) => traceId))];
  const [extent] = await extentOfTraces(clickhouse, { workspaceId, traceIds });
  if (extent === undefined || extent.spanCount === 0) return;
  const found = { workspaceId, traceIds, spans, extent };
  await hideRows(clickhouse, { table: 'contents', workspaceId }, textsOfSpans(found));
  await hideRows(clickhouse, { table: 'spans', workspaceId }, rowsOfSpans(found));
}

/** Takes what was deleted off the disk: rewrites the parts that hold deleted rows, and only those. Returns how many partitions. */
export async function purgeDeleted({ clickhouse }: Pick<Stores, 'clickhouse'>): Promise<number> {
  const partitions = await partsWithDeletions(clickhouse, {});
  for (const part of partitions) await purgeHidden(clickhouse, part);
  return partitions.length;
}
