import { perOperation } from '../../platform/graphql/per-operation.ts';
import type { PriceBook } from '../prices/pure/book.ts';
import { loadPriceBook } from '../prices/load.ts';
import { StoreTimeout } from '../../platform/store/clickhouse/client.ts';
import { contentsOf, seenCounts } from './queries/contents.ts';
import { placeKey } from './queries/content.ts';
import { detailsOf, type SpanDetails } from './queries/details.ts';
import { spansOf } from './queries/records.ts';
import type { ContentPlace, SpanRecord } from './queries/span.ts';
import { keyOfSpan, type SpanKey } from './load.ts';
import { traceSummaries } from './queries/traces-by-id.ts';
import type { TraceSummary } from './queries/summary.ts';
import type { Attributes } from './types.ts';
import { openTree } from './tree/open.ts';
import type { TraceTree } from './tree/tree.ts';

/** A trace summed up, by its id; null: none of its spans is here. */
export const traceOf = perOperation<string, TraceSummary | null>(async (ids, { stores, viewer }) => {
  const found = await traceSummaries(stores.clickhouse, viewer.workspaceId, ids);
  return ids.map((id) => found.get(id) ?? null);
});

/** The tree of a trace, by its id; null: none of its spans is here. */
export const treeOf = perOperation<string, TraceTree | null>((ids, { stores, viewer }) =>
  Promise.all(ids.map((id) => openTree(stores.clickhouse, viewer.workspaceId, id))),
);

const splitKey = (key: string): SpanKey => ({ traceId: key.slice(0, 32), spanId: key.slice(33) });

/** A span, by `keyOfSpan`; null: it is not here. */
export const spanOf = perOperation<string, SpanRecord | null>(async (keys, { stores, viewer }) => {
  const found = await spansOf(stores.clickhouse, viewer.workspaceId, keys.map(splitKey));
  return keys.map((key) => found.get(key) ?? null);
});

/** What only the page of a span shows, by `keyOfSpan`; null: the span is not here. */
export const spanDetails = perOperation<string, SpanDetails | null>(async (keys, { stores, viewer }) => {
  const found = await detailsOf(stores.clickhouse, viewer.workspaceId, keys.map(splitKey));
  return keys.map((key) => found.get(key) ?? null);
});

const splitPlace = (key: string): ContentPlace => ({ at: key.slice(0, key.lastIndexOf(' ')), hash: key.slice(key.lastIndexOf(' ') + 1) });

/** A text of a span, by `placeKey`; null: it is not kept any more. */
export const contentText = perOperation<string, string | null>(async (keys, { stores, viewer }) => {
  const found = await contentsOf(stores.clickhouse, viewer.workspaceId, keys.map(splitPlace));
  return keys.map((key) => found.get(key) ?? null);
});

/** The texts at these places, in order; null for what is not kept any more. */
export const textsAt = (context: Parameters<typeof contentText>[0], places: readonly ContentPlace[]): Promise<(string | null)[]> => {
  const loader = contentText(context);
  return Promise.all(places.map((place) => loader.load(placeKey(place))));
};

/** What the root of a trace tells besides, by the trace's id; null: nothing, or no root has come. */
export const traceMetadata = perOperation<string, Attributes | null>(async (traceIds, context) => {
  const traces = await Promise.all(traceIds.map((id) => traceOf(context).load(id)));
  return Promise.all(
    traces.map(async (trace) => {
      if (trace === null || trace.rootSpanId === null) return null;
      return (await spanDetails(context).load(keyOfSpan({ traceId: trace.id, spanId: trace.rootSpanId })))?.metadata ?? null;
    }),
  );
});

/** In how many spans a text stands, by its hash; null: counting took too long. */
export const seenInSpans = perOperation<string, number | null>(async (hashes, { stores, viewer }) => {
  try {
    const rows = await seenCounts(stores.clickhouse, { workspaceId: viewer.workspaceId, hashes });
    const counts = new Map(rows.map(({ hash, count }) => [hash, count]));
    return hashes.map((hash) => counts.get(hash) ?? 0);
  } catch (error) {
    if (error instanceof StoreTimeout) return hashes.map(() => null);
    throw error;
  }
});

/** The workspace's price book, read once an operation. */
export const priceBookOf = perOperation<'book', PriceBook>(async (keys, { stores, viewer }) => {
  const book = await loadPriceBook(stores, viewer.workspaceId);
  return keys.map(() => book);
});
