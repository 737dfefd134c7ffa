import { deleteRows } from '../../../platform/store/clickhouse/mutations.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { expireSums, forgetSums, forgetSumsOf } from './sums.ts';
import { exposureLines } from '../record/exposures.ts';
import { exposedBefore, ofExperiment, ofUnits } from '../queries/exposures.ts';

/** Removes what is kept of users: their exposures, and variants that were forced on them. */
export async function eraseUnits(
  stores: Stores,
  { workspaceId, userIds }: { workspaceId: string; userIds: readonly string[] },
): Promise<void> {
  await exposureLines.land(stores);
  await deleteRows(stores.clickhouse, { table: 'exposures', workspaceId }, ofUnits(workspaceId, userIds));
  // Sums of sessions hold what their users did, too.
  await forgetSums(stores, workspaceId);
  await stores.prisma.experimentOverride.deleteMany({ where: { workspaceId, unitId: { in: [...userIds] } } });
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
