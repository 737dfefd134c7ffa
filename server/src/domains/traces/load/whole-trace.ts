import type { Stores } from '../../../platform/store/stores.ts';
import { keyOfSpan, landSpans, storedSpans } from '../load.ts';
import { spanIdsOfTrace } from '../queries/keys.ts';
import type { Span } from '../types.ts';

/** The ids of all spans of a trace that are stored, by their start. */
export const idsOfTrace = async ({ clickhouse }: Pick<Stores, 'clickhouse'>, workspaceId: string, traceId: string): Promise<string[]> =>
  (await spanIdsOfTrace(clickhouse, { workspaceId, traceId })).map(({ spanId }) => spanId);

/** Spans that are read at once: their texts may be 1 MiB each. */
const pageSize = 200;

/** All spans of a trace as they are stored, with their texts, by their start, page by page; no page where the trace is not here. */
export async function* spansOfTrace(stores: Stores, workspaceId: string, traceId: string): AsyncGenerator<readonly Span[]> {
  await landSpans(stores);
  const ids = await spanIdsOfTrace(stores.clickhouse, { workspaceId, traceId });
  for (let from = 0; from < ids.length; from += pageSize) {
    const keys = ids.slice(from, from + pageSize).map(({ spanId }) => ({ traceId, spanId }));
    const spans = await storedSpans(stores, workspaceId, keys);
    yield keys.flatMap((key) => spans.get(keyOfSpan(key)) ?? []);
  }
}
