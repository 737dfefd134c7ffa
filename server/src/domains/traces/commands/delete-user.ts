import type { Stores } from '../../../platform/store/stores.ts';
import { landSpans } from '../load.ts';
import { countSpansOfTraces, someTracesOfUsers } from '../queries/delete-user.ts';

/** Ids of some traces with a span of one of these users. */
export async function tracesOfUsers(stores: Stores, workspaceId: string, userIds: readonly string[], limit: number): Promise<string[]> {
  await landSpans(stores);
  return (await someTracesOfUsers(stores.clickhouse, { workspaceId, userIds, limit })).map(({ traceId }) => traceId);
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
