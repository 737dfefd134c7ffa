import type { Postgres } from '../../../platform/store/postgres/postgres.ts';
import { deleteLeftWaiting, deleteUnattachedBefore } from '../queries.ts';

/** Judgments that never found their message, and what waited for one. */
export async function deleteUnattached(postgres: Postgres, workspaceId: string, cutoff: Date): Promise<void> {
  await deleteUnattachedBefore(postgres, { workspaceId, cutoff });
  await deleteLeftWaiting(postgres, { workspaceId });
}
