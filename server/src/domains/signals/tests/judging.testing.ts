import { inWorkspace } from '../../../platform/store/scope.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { judgeWorkspace } from '../background/judge.ts';
import { judgeBusy } from '../background/short.ts';

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

/** What the loop does for the busy series of a workspace, whose last short bucket ends then. */
export const judgeShortUntil = (
  { stores, live }: { readonly stores: Stores; readonly live: Pick<LiveBus, 'publish'> },
  workspaceId: string,
  until: number,
): Promise<void> =>
  inWorkspace(workspaceId, () => judgeBusy({ stores, live }, { workspaceId, until: new Date(until), now: new Date(until + 20_000) }));
