import { enqueue } from '../../platform/jobs/jobs.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { rebuild } from './background/rebuild.ts';

/** Asks for a rebuild of the workspace's facts; one that is already waiting or running is given back. */
export async function startRebuild(
  { prisma, postgres }: Pick<Stores, 'prisma' | 'postgres'>,
  { workspaceId, query = {} }: { workspaceId: string; query?: object },
) {
  const running = await prisma.backgroundTask.findFirst({
    ...query,
    where: { workspaceId, kind: rebuild.kind, status: { in: ['QUEUED', 'RUNNING'] } },
  });
  return running ?? prisma.backgroundTask.findUniqueOrThrow({ ...query, where: { id: await enqueue(postgres, rebuild, { workspaceId }) } });
}
