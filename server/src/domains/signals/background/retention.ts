import { dayMs } from '../../../platform/ingest/time.ts';
import type { WorkContext } from '../../../platform/jobs/context.ts';
import { acrossWorkspaces } from '../../../platform/store/scope.ts';

/** Incidents are kept for so long after their end; then they go, with series that have been silent for as long. */
export const keptDays = 400;

/** Deletes incidents and series whose time is up, of all workspaces. */
export const expireSignals = ({ stores: { prisma } }: WorkContext, now: Date): Promise<void> =>
  acrossWorkspaces('Retention goes through all workspaces.', async () => {
    const before = new Date(now.getTime() - keptDays * dayMs);
    await prisma.anomaly.deleteMany({ where: { endedAt: { lt: before } } });
    await prisma.watchedSeries.deleteMany({ where: { lastBucketAt: { lt: before }, findings: { none: {} } } });
  });
