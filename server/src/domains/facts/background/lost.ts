import { sql, uuid } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { startRebuild } from '../commands.ts';

/**
 * Asks for a rebuild of each workspace that has messages and not one fact: ClickHouse's folder was lost, or is another one than
 * before. To be called before the projector starts. Gives back for how many it asked.
 */
export async function rebuildLostFacts(stores: Stores): Promise<number> {
  // Messages that still wait in the queue have no facts yet: they are not lost.
  const { rows } = await stores.postgres.query<{ id: string }>(
    `SELECT id FROM workspaces w
     WHERE EXISTS (SELECT FROM messages m WHERE m.workspace_id = w.id AND NOT EXISTS (SELECT FROM projection_queue q WHERE q.message_id = m.id))`,
  );
  let lostCount = 0;
  for (const { id: workspaceId } of rows) {
    const facts = await stores.clickhouse.query('facts.any', sql`SELECT 1 AS one FROM message_facts WHERE workspace_id = ${uuid(workspaceId)} LIMIT 1`, { timeoutMs: 10_000 });
    if (facts.length > 0) continue;
    await startRebuild(stores, { workspaceId });
    lostCount += 1;
  }
  return lostCount;
}
