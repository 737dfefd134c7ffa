import type { Stores } from '../../../platform/store/stores.ts';
import { policyOf } from '../../policies/load.ts';
import { maskerOf } from '../../policies/pure/masker.ts';

/** Units are forced by the ids that applications send, also where all that is known of a user is what masking made of such an id. */
export async function forcedAs(stores: Stores, workspaceId: string, userIds: readonly string[]): Promise<string[]> {
  const masker = maskerOf(await policyOf(stores, workspaceId));
  if (masker === null) return [...userIds];
  const forced = await stores.prisma.experimentOverride.findMany({ where: { workspaceId }, select: { unitId: true }, distinct: 'unitId' });
  const wanted = new Set(userIds);
  return forced.map(({ unitId }) => unitId).filter((unitId) => wanted.has(unitId) || wanted.has(masker.id(unitId)));
}
