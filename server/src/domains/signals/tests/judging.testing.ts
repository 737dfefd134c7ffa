import { inWorkspace } from '../../../platform/store/scope.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { judgeWorkspace } from '../background/judge.ts';

/** What the loop does for a workspace whose last bucket ends then. */
export async function judgeUntil(
  { stores, live }: { readonly stores: Stores; readonly live: Pick<LiveBus, 'publish'> },
  workspaceId: string,
  until: number,
): Promise<void> {
  await inWorkspace(workspaceId, async () => {
    const progress = await stores.prisma.signalProgress.findUnique({ where: { workspaceId } });
    await judgeWorkspace(
      { stores, live },
      { workspaceId, progress, until: new Date(until), latest: new Date(until), now: new Date(until + 20_000) },
    );
  });
}
