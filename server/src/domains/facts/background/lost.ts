import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { startRebuild } from '../commands.ts';
import { anyFact, workspacesWithMessages } from '../queries.ts';

/**
 * Asks for a rebuild of each workspace that has messages and not one fact: ClickHouse's folder was lost, or is another one than
 * before. To be called before the projector starts. Gives back for how many it asked.
 */
export async function rebuildLostFacts(stores: Stores): Promise<number> {
  let lostCount = 0;
  for (const { workspaceId } of await workspacesWithMessages(stores.postgres)) {
    const facts = await anyFact(stores.clickhouse, { workspaceId });
    if (facts.length > 0) continue;
    await inWorkspace(workspaceId, () => startRebuild(stores, { workspaceId }));
    lostCount += 1;
  }
  return lostCount;
}
