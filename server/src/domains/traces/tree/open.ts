import { wantedAnyway } from '../../../platform/store/asker.ts';
import { StoreTimeout, type ClickHouse } from '../../../platform/store/clickhouse/client.ts';
import { waitInTime, withoutDeadline } from '../../../platform/store/deadline.ts';
import { stampOf, treeRows } from '../queries/tree.ts';
import { buildTree } from './build.ts';
import { TreeCache, type StampedTree } from './cache.ts';
import type { TraceTree } from './tree.ts';

const caches = new WeakMap<ClickHouse, TreeCache>();

/** The tree of a trace as its spans are now; null: none of them is here. */
export function openTree(clickhouse: ClickHouse, workspaceId: string, traceId: string): Promise<TraceTree | null> {
  const cache = caches.get(clickhouse) ?? new TreeCache();
  caches.set(clickhouse, cache);
  const tree = cache.get(`${workspaceId} ${traceId}`, {
    stamp: () => stampOf(clickhouse, workspaceId, traceId),
    build: () => withoutDeadline(() => wantedAnyway(() => builtTree(clickhouse, workspaceId, traceId))), // kept for others
  });
  return waitInTime(tree, (timeoutMs) => new StoreTimeout('traces.tree', timeoutMs));
}

async function builtTree(clickhouse: ClickHouse, workspaceId: string, traceId: string): Promise<StampedTree> {
  const rows = await treeRows(clickhouse, workspaceId, traceId);
  const tree = buildTree(traceId, rows);
  return { tree, stamp: { rowCount: rows.ids.length, version: tree?.version ?? 0 } };
}
