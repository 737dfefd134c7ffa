import { z } from 'zod';
import type { ClickHouse } from '../clickhouse/client.ts';
import { definePgCommand, definePgQuery } from '../pg-query.ts';
import { pg } from '../pg-sql.ts';
import { LOCKS } from '../postgres/locks.ts';
import type { Stores } from '../stores.ts';
import { nextVersion } from './queue.ts';

/** Computes the rollup rows of these hours again from their facts; provided by the domain. */
export type RebuildHours = (clickhouse: ClickHouse, workspaceId: string, hours: Date[], version: bigint) => Promise<void>;

export interface HourOfWorkspace {
  readonly workspaceId: string;
  readonly hour: Date;
}

/** Hours whose rollup lacks what rows of today's version hold, up to `limit`; provided by the domain. */
export type IncompleteHours = (clickhouse: ClickHouse, limit: number) => Promise<readonly HourOfWorkspace[]>;

/** An hour that still fills is answered from its facts; its rollup would be stale at once. */
const QUIET_MS = 20_000;

/**
 * Rebuilds the rollup of up to `limit` dirty hours, oldest mark first, and clears their marks; one server at a time does. Facts that land
 * meanwhile mark the hour again. `everything` takes hours that still fill too. Returns how many hours were rebuilt.
 */
export async function rebuildDirtyHours(
  stores: Stores,
  rebuild: RebuildHours,
  options: { limit: number; everything?: boolean },
): Promise<number> {
  // One statement in place of three, for a server at rest.
  if ((await anyDirty(stores.postgres)) === 0) return 0;
  const count = await stores.postgres.withLock(LOCKS.rollup, async (session) => {
    const claimed = await claim(stores, options.limit, options.everything === true ? 0 : QUIET_MS);
    for (const [workspaceId, hours] of claimed) {
      // In the session that has the lock: without it, the version or the deletion fails.
      await rebuild(stores.clickhouse, workspaceId, hours, BigInt(await nextVersion(session)));
      await clear(session, { workspaceId, hours });
    }
    return [...claimed.values()].reduce((sum, hours) => sum + hours.length, 0);
  });
  return count ?? 0;
}

/**
 * Rebuilds the rollup of up to `limit` hours that were summed up by an older version; one server at a time does. They need no mark: what they
 * hold is right, and facts that land meanwhile mark the hour. Returns how many hours were rebuilt; null: another server is at it.
 */
export function rebuildIncompleteHours(
  stores: Stores,
  rebuild: RebuildHours,
  { incomplete, limit }: { readonly incomplete: IncompleteHours; readonly limit: number },
): Promise<number | null> {
  return stores.postgres.withLock(LOCKS.rollup, async (session) => {
    const found = await incomplete(stores.clickhouse, limit);
    for (const [workspaceId, hours] of hoursByWorkspace(found)) {
      await rebuild(stores.clickhouse, workspaceId, hours, BigInt(await nextVersion(session)));
    }
    return found.length;
  });
}

const claim = async ({ postgres }: Stores, limit: number, quietMs: number): Promise<Map<string, Date[]>> =>
  hoursByWorkspace(await claimDue(postgres, { limit, quietMs }));

function hoursByWorkspace(found: readonly HourOfWorkspace[]): Map<string, Date[]> {
  const byWorkspace = Map.groupBy(found, ({ workspaceId }) => workspaceId);
  return new Map([...byWorkspace].map(([workspaceId, own]) => [workspaceId, own.map(({ hour }) => hour)]));
}

const anyDirty = definePgCommand({
  name: 'rollup.any',
  isPrepared: true,
  acrossWorkspaces: 'One server rebuilds the hours of all workspaces.',
  sql: () => pg`SELECT FROM rollup_dirty_hours LIMIT 1`,
});

/** Claims left by a rebuild that was cut off come first: they are done again. */
const claimDue = definePgQuery({
  name: 'rollup.claim',
  acrossWorkspaces: 'One server rebuilds the hours of all workspaces.',
  row: z.object({ workspaceId: z.string(), hour: z.date() }),
  sql: ({ limit, quietMs }: { limit: number; quietMs: number }) => pg`
    WITH due AS (
      SELECT workspace_id, hour, bool_or(claimed) AS was_claimed, min(marked_at) AS marked_at
      FROM rollup_dirty_hours GROUP BY workspace_id, hour
      HAVING bool_or(claimed) OR (min(marked_at) <= now() - ${pg.seconds(quietMs / 1_000)}
                                  AND ${quietMs === 0 ? pg`true` : pg`hour + interval '1 hour' <= now()`})
      ORDER BY bool_or(claimed) DESC, min(marked_at), hour LIMIT ${pg.int8(limit)}
    ), dropped AS (
      DELETE FROM rollup_dirty_hours d USING due
      WHERE d.workspace_id = due.workspace_id AND d.hour = due.hour AND NOT d.claimed AND due.was_claimed
    ), claimed AS (
      UPDATE rollup_dirty_hours d SET claimed = true FROM due
      WHERE d.workspace_id = due.workspace_id AND d.hour = due.hour AND NOT d.claimed AND NOT due.was_claimed
    )
    SELECT workspace_id AS "workspaceId", hour FROM due`,
});

const clear = definePgCommand({
  name: 'rollup.clear',
  sql: ({ hours }: { hours: readonly Date[] }, workspace) => pg`
    DELETE FROM rollup_dirty_hours WHERE workspace_id = ${workspace} AND claimed AND hour = ANY(${pg.ats(hours)})`,
});
