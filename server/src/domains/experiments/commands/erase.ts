import { deleteRows } from '../../../platform/store/clickhouse/mutations.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { ErasedUser } from '../../deletions/hooks.ts';
import { forcedAs } from '../load/forced.ts';
import { exposureLines } from '../record/exposures.ts';
import { exposedBefore, ofExperiment, ofUnits } from '../queries/exposures.ts';
import { expireSums, forgetSums, forgetSumsOf } from './sums.ts';

/** Removes what is kept of users: their exposures, and variants that were forced on them, which no server gives them from then on. */
export async function eraseUnits(stores: Stores, { workspaceId, userIds }: ErasedUser, live: Pick<LiveBus, 'publish'>): Promise<void> {
  await exposureLines.land(stores);
  await deleteRows(stores.clickhouse, { table: 'exposures', workspaceId }, ofUnits(workspaceId, userIds));
  // Counts of sessions hold what their users did, too.
  await forgetSums(stores, workspaceId);
  const unitId = { in: await forcedAs(stores, workspaceId, userIds) };
  const { count } = await stores.prisma.experimentOverride.deleteMany({ where: { workspaceId, unitId } });
  if (count > 0) live.publish('experiments.changed', workspaceId, { keys: [] });
}

/** Removes the exposures of an experiment that is deleted. */
export async function eraseExposures(stores: Stores, workspaceId: string, experimentId: string): Promise<void> {
  await exposureLines.land(stores);
  await deleteRows(stores.clickhouse, { table: 'exposures', workspaceId }, ofExperiment(workspaceId, experimentId));
  await forgetSumsOf(stores, workspaceId, experimentId);
}

/** Removes the exposures of units of a workspace that were last exposed before the cutoff. */
export async function expireExposures(stores: Stores, workspaceId: string, cutoff: Date): Promise<void> {
  await exposureLines.land(stores);
  await deleteRows(stores.clickhouse, { table: 'exposures', workspaceId }, exposedBefore(workspaceId, cutoff));
  await expireSums(stores, workspaceId, cutoff);
}
