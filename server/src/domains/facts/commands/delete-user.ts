import { setTimeout } from 'node:timers/promises';
import { deleteRows } from '../../../platform/store/clickhouse/mutations.ts';
import { nextVersion } from '../../../platform/store/projector/queue.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { anyQueuedBefore, removedFactsOf } from '../background/queries.ts';
import { rowsOfFacts } from '../queries.ts';

const pollMs = 100;
/** Messages in one statement. */
const stepCount = 5_000;

/**
 * Takes facts and texts of users off the disk whose messages were deleted, once the projection has removed them. Of a message that came in
 * meanwhile everything stays. False: asked to stop before.
 */
export async function purgeUsers(stores: Stores, workspaceId: string, userIds: readonly string[], signal: AbortSignal): Promise<boolean> {
  const { clickhouse, postgres } = stores;
  const version = await nextVersion(postgres);
  while ((await anyQueuedBefore(postgres, { workspaceId, version })) > 0) {
    if (signal.aborted) return false;
    await setTimeout(pollMs);
  }
  for (;;) {
    if (signal.aborted) return false;
    const facts = await removedFactsOf(clickhouse, { workspaceId, userIds, version, limit: stepCount });
    if (facts.length === 0) return true;
    const rows = rowsOfFacts(workspaceId, facts, version);
    // The facts last: by them a purge that was cut off is found again.
    for (const table of ['message_texts', 'message_facts']) await deleteRows(clickhouse, { table, workspaceId }, rows);
  }
}
