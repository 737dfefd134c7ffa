import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { acknowledgedBy } from './links.ts';

/** What the page of a link shows of an episode. */
export interface LinkedEpisode {
  readonly workspaceId: string;
  readonly id: string;
  readonly state: 'FIRING' | 'ACKNOWLEDGED' | 'RESOLVED';
  readonly ruleName: string;
  readonly severity: 'INFO' | 'WARNING' | 'CRITICAL';
  readonly workspace: string;
  readonly sentence: string;
  readonly openedAt: Date;
  readonly acknowledgedBy: string | null;
}

/** The episode that a signed path is about; null: it is not signed, its time is over, or the episode is gone. */
export async function linkedEpisode(stores: Stores, pathname: string, now: Date): Promise<LinkedEpisode | null> {
  const link = await acknowledgedBy(stores, pathname, now);
  if (link === null) return null;
  const { workspaceId, episodeId: id } = link;
  return inWorkspace(workspaceId, async () => {
    const found = await stores.prisma.alertEpisode.findFirst({
      where: { id, workspaceId, workspace: { archivedAt: null, deleteAfter: null } },
      include: { workspace: { select: { name: true } } },
    });
    return found === null ? null : { ...found, workspaceId, workspace: found.workspace.name };
  });
}
