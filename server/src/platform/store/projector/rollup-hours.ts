import type { ClickHouse } from '../clickhouse/client.ts';
import { LOCKS } from '../postgres/locks.ts';
import type { Stores } from '../stores.ts';
import { nextVersion } from './queue.ts';

/** Computes the rollup rows of these hours again from their facts; provided by the domain. */
export type RebuildHours = (clickhouse: ClickHouse, workspaceId: string, hours: Date[], version: bigint) => Promise<void>;

/** An hour that still fills is answered from its facts; its rollup would be stale at once. */
const QUIET_MS = 20_000;

/**
 * Rebuilds the rollup of up to `limit` dirty hours, oldest mark first, and clears their marks; one server at a time does. Facts that land meanwhile mark
 * the hour again. `everything` takes hours that still fill too.
 * Returns how many hours were rebuilt.
 */
export async function rebuildDirtyHours(
  stores: Stores,
  rebuild: RebuildHours,
  options: { limit: number; everything?: boolean },
): Promise<number> {
  // One statement in place of three, for a server at rest.
  const dirty = await stores.postgres.query({ name: 'rollup.any', text: 'SELECT FROM rollup_dirty_hours LIMIT 1' });
  if (dirty.rows.length === 0) return 0;
  const count = await stores.postgres.withLock(LOCKS.rollup, async (session) => {
    const claimed = await claim(stores, options.limit, options.everything === true ? 0 : QUIET_MS);
    for (const [workspaceId, hours] of claimed) {
      // In the session that has the lock: without it, the version or the deletion fails.
      await rebuild(stores.clickhouse, workspaceId, hours, BigInt(await nextVersion(session)));
      await session.query('DELETE FROM rollup_dirty_hours WHERE workspace_id = $1 AND claimed AND hour = ANY($2::timestamptz[])', [workspaceId, hours]);
    }
    return [...claimed.values()].reduce((sum, hours) => sum + hours.length, 0);
  });
  return count ?? 0;
}

/** Claims left by a rebuild that was cut off come first: they are done again. */
async function claim(stores: Stores, limit: number, quietMs: number): Promise<Map<string, Date[]>> {
  const { rows } = await stores.postgres.query<{ workspace_id: string; hour: Date }>(
    `WITH due AS (
       SELECT workspace_id, hour, bool_or(claimed) AS was_claimed, min(marked_at) AS marked_at
       FROM rollup_dirty_hours GROUP BY workspace_id, hour
       HAVING bool_or(claimed) OR (min(marked_at) <= now() - make_interval(secs => $2)
                                   AND (hour + interval '1 hour' <= now() OR $2 = 0))
       ORDER BY bool_or(claimed) DESC, min(marked_at), hour LIMIT $1
     ), dropped AS (
       DELETE FROM rollup_dirty_hours d USING due
       WHERE d.workspace_id = due.workspace_id AND d.hour = due.hour AND NOT d.claimed AND due.was_claimed
     ), claimed AS (
       UPDATE rollup_dirty_hours d SET claimed = true FROM due
       WHERE d.workspace_id = due.workspace_id AND d.hour = due.hour AND NOT d.claimed AND NOT due.was_claimed
     )
     SELECT workspace_id, hour FROM due`,
    [limit, quietMs / 1_000],
  );
  const byWorkspace = new Map<string, Date[]>();
  for (const { workspace_id: workspaceId, hour } of rows) {
    const hours = byWorkspace.get(workspaceId) ?? [];
    hours.push(hour);
    byWorkspace.set(workspaceId, hours);
  }
  return byWorkspace;
}
