import { enqueue } from '../../platform/jobs/jobs.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { recordEvent } from '../audit/commands.ts';
import { rebuild } from './background/rebuild.ts';

/** The kind of task that writes all facts of a workspace again. */
export { rebuild };

/** Asks for a rebuild of the workspace's facts; one that is already waiting or running is given back. */
export async function startRebuild(
  { prisma, postgres }: Pick<Stores, 'prisma' | 'postgres'>,
  { workspaceId, query = {} }: { workspaceId: string; query?: object },
) {
  const running = await prisma.backgroundTask.findFirst({
    ...query,
    where: { workspaceId, kind: rebuild.kind, status: { in: ['QUEUED', 'RUNNING'] } },
  });
  if (running !== null) return running;
  const id = await postgres.transaction(async (session) => {
    await recordEvent(session, workspaceId, { action: 'rebuildFacts' });
    return enqueue(session, rebuild, { workspaceId });
  });
  return prisma.backgroundTask.findUniqueOrThrow({ ...query, where: { id } });
}
