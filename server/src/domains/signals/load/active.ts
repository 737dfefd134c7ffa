import { openWorkspaceIds } from '../../access/load/workspaces.ts';
import { activeSince } from '../../analytics/load/active.ts';
import type { Stores } from '../../../platform/store/stores.ts';

/**
 * Workspaces with assistant messages since a day of UTC, how many these are, and the first and the last hour of them: for work in the background
 * that goes on for all. Those that are archived or to be deleted are left out.
 */
export async function activeWorkspaces(
  stores: Pick<Stores, 'clickhouse' | 'postgres'>,
  asked: { readonly since: Date },
): ReturnType<typeof activeSince> {
  const [active, open] = await Promise.all([activeSince(stores.clickhouse, asked), openWorkspaceIds(stores)]);
  return active.filter(({ workspaceId }) => open.has(workspaceId));
}
