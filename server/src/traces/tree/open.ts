import type { ClickHouse } from '../../store/clickhouse/client.ts';
import { stampOf, treeRows } from '../queries/tree.ts';
import { buildTree } from './build.ts';
import { TreeCache } from './cache.ts';
import type { TraceTree } from './tree.ts';

/** Forgets what is kept: for benchmarks. */
export const clearTrees = (clickhouse: ClickHouse): void => void caches.delete(clickhouse);

const caches = new WeakMap<ClickHouse, TreeCache>();

/** The tree of a trace as its spans are now; null: none of them is here. */
export async function openTree(clickhouse: ClickHouse, workspaceId: string, traceId: string): Promise<TraceTree | null> {
  const stamp = await stampOf(clickhouse, workspaceId, traceId);
  if (stamp.rowCount === 0) return null;
  const cache = caches.get(clickhouse) ?? new TreeCache();
  caches.set(clickhouse, cache);
  return cache.get(`${workspaceId} ${traceId}`, stamp, async () => buildTree(traceId, await treeRows(clickhouse, workspaceId, traceId)));
}
