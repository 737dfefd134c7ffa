import type { Stores } from '../../../platform/store/stores.ts';
import { landSpans, type SpanKey } from '../load.ts';
import { countSpansOfTraces, someTracesOfUsers, spansOfSharedTraces } from '../queries/delete-user.ts';

/** Ids of some traces with a span of one of these users, in their order; `after`: the last one that is known. */
export async function tracesOfUsers(
  stores: Stores,
  workspaceId: string,
  userIds: readonly string[],
  limit: number,
  after: string | null = null,
): Promise<string[]> {
  await landSpans(stores);
  return (await someTracesOfUsers(stores.clickhouse, { workspaceId, userIds, limit, after })).map(({ traceId }) => traceId);
}

/** How many of these traces, and of their spans, are stored. */
export async function countTraces(
  stores: Stores,
  workspaceId: string,
  traceIds: readonly string[],
): Promise<{ traceCount: number; spanCount: number }> {
  if (traceIds.length === 0) return { traceCount: 0, spanCount: 0 };
  await landSpans(stores);
  const [counts] = await countSpansOfTraces(stores.clickhouse, { workspaceId, traceIds });
  return counts ?? { traceCount: 0, spanCount: 0 };
}

/**
 * Which of these traces go as a whole, and which spans go of the others: a trace stays where a span of it belongs to another user. A span
 * belongs to the user that it names, else to that of the nearest span above it which names one; one that belongs to no user goes, since it
 * may hold what any user of the trace wrote.
 */
export async function spansOfUsers(
  stores: Stores,
  workspaceId: string,
  traceIds: readonly string[],
  userIds: readonly string[],
): Promise<{ traceIds: readonly string[]; spans: readonly SpanKey[] }> {
  if (traceIds.length === 0) return { traceIds, spans: [] };
  await landSpans(stores);
  const rows = await spansOfSharedTraces(stores.clickhouse, { workspaceId, traceIds, userIds });
  const users = new Set(userIds);
  const spans: SpanKey[] = [];
  const byTrace = Map.groupBy(rows, ({ traceId }) => traceId);
  for (const ofTrace of byTrace.values()) {
    const byId = new Map(ofTrace.map((span) => [span.spanId, span]));
    for (const { traceId, spanId } of ofTrace) {
      const owner = ownerOf(spanId, byId);
      if (owner === '' || users.has(owner)) spans.push({ traceId, spanId });
    }
  }
  return { traceIds: traceIds.filter((id) => !byTrace.has(id)), spans };
}

/** The user that a span names, or the nearest span above it; '': none does. */
function ownerOf(spanId: string, byId: ReadonlyMap<string, { readonly parentId: string; readonly userId: string }>): string {
  const passed = new Set<string>();
  for (let at = byId.get(spanId), id = spanId; at !== undefined && !passed.has(id); id = at.parentId, at = byId.get(id)) {
    if (at.userId !== '') return at.userId;
    passed.add(id);
  }
  return '';
}
