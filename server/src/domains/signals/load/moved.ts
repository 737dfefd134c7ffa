import { hourMs } from '../../analytics/pure/interval.ts';
import type { AnomalyFinding } from '../../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../../platform/store/stores.ts';

const mostMoved = 50;
const nearMs = 6 * hourMs;

/** Findings of other incidents that touch the time of one, newest first. */
export const movedBeside = (
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  { id, beganAt, endedAt }: { readonly id: string; readonly beganAt: Date; readonly endedAt: Date | null },
): Promise<AnomalyFinding[]> =>
  prisma.anomalyFinding.findMany({
    where: {
      workspaceId,
      anomalyId: { not: id },
      ...(endedAt !== null && { beganAt: { lte: endedAt } }),
      OR: [{ endedAt: null }, { endedAt: { gte: new Date(beganAt.getTime() - nearMs) } }],
    },
    orderBy: [{ beganAt: 'desc' }, { id: 'asc' }],
    take: mostMoved,
  });
