import { inWorkspace } from '../../../platform/store/scope.ts';
import type { ErasedUser, HeldOfUser } from '../../deletions/hooks.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { exposuresOfUnits } from '../queries/of-user.ts';
import { exposureLines } from '../record/exposures.ts';
import { forcedAs } from './forced.ts';

async function exposuresOf(stores: Stores, { workspaceId, userIds }: ErasedUser) {
  await exposureLines.land(stores);
  return inWorkspace(workspaceId, () => exposuresOfUnits(stores.clickhouse, { workspaceId, unitIds: userIds }));
}

async function keysOf({ prisma }: Stores, workspaceId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await prisma.experiment.findMany({ where: { workspaceId, id: { in: [...ids] } }, select: { id: true, key: true } });
  return new Map(found.map(({ id, key }) => [id, key]));
}

/** Variants of experiments and flags that a user was exposed to. */
export const heldExposures: HeldOfUser = {
  kind: 'exposures',
  count: async (stores, user) => (await exposuresOf(stores, user)).length,
  async *pages(stores, user) {
    const found = await exposuresOf(stores, user);
    const ids = found.map(({ experimentId }) => experimentId);
    const keys = await inWorkspace(user.workspaceId, () => keysOf(stores, user.workspaceId, ids));
    yield found.map(({ experimentId, ...row }) => ({
      key: JSON.stringify([experimentId, row.phase, row.unitId, row.variant]),
      row: { experiment: keys.get(experimentId) ?? experimentId, ...row },
    }));
  },
};

async function overridesOf(stores: Stores, { workspaceId, userIds }: ErasedUser) {
  return stores.prisma.experimentOverride.findMany({
    where: { workspaceId, unitId: { in: await forcedAs(stores, workspaceId, userIds) } },
    select: { experimentId: true, unitId: true, variant: true, createdAt: true },
    orderBy: [{ createdAt: 'asc' }, { experimentId: 'asc' }, { unitId: 'asc' }],
  });
}

/** Variants that people forced on a user for testing. */
export const heldOverrides: HeldOfUser = {
  kind: 'overrides',
  count: async (stores, user) => (await inWorkspace(user.workspaceId, () => overridesOf(stores, user))).length,
  async *pages(stores, user) {
    const { workspaceId } = user;
    const [found, keys] = await inWorkspace(workspaceId, async () => {
      const rows = await overridesOf(stores, user);
      const ids = rows.map(({ experimentId }) => experimentId);
      return [rows, await keysOf(stores, workspaceId, ids)] as const;
    });
    yield found.map(({ experimentId, ...row }) => ({
      key: JSON.stringify([experimentId, row.unitId]),
      row: { experiment: keys.get(experimentId) ?? experimentId, ...row },
    }));
  },
};
