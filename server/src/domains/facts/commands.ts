import type { Stores } from '../../platform/store/stores.ts';
import { REBUILD_KIND } from './background/rebuild.ts';

/** Asks for a rebuild of the workspace's facts; one that is already waiting or running is given back. */
export async function startRebuild({ prisma }: Pick<Stores, 'prisma'>, { workspaceId, query = {} }: { workspaceId: string; query?: object }) {
  const running = await prisma.backgroundTask.findFirst({
    ...query,
    where: { workspaceId, kind: REBUILD_KIND, status: { in: ['QUEUED', 'RUNNING'] } },
  });
  return running ?? prisma.backgroundTask.create({ ...query, data: { workspaceId, kind: REBUILD_KIND } });
}
