import { dayMs } from '../../platform/ingest/time.ts';
import type { Insight, Prisma } from '../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { ranked } from './pure/ranking.ts';
import { lastVisitBefore } from './pure/visit.ts';
import { visitOf } from './queries.ts';
import type { Dismissal } from './types.ts';

/** So long a dismissal teaches. */
const teachesMs = 90 * dayMs;
/** Far more than there are sources to find. */
const mostStanding = 200;

/** Keys of the insights that are shown, those that matter most first: they hold, are not dismissed, and weigh enough after what dismissals have taught. */
export async function shownInsights({ prisma }: Pick<Stores, 'prisma'>, workspaceId: string, first: number, now: Date): Promise<Insight[]> {
  const [standing, dismissed] = await Promise.all([
    prisma.insight.findMany({ where: { workspaceId, goneAt: null, dismissedAt: null }, orderBy: { weight: 'desc' }, take: mostStanding }),
    prisma.insight.findMany({ where: dismissedWhere(workspaceId, now), select: { kind: true, dimension: true, dismissReason: true } }),
  ]);
  const dismissals = dismissed.flatMap(({ kind, dimension, dismissReason }): Dismissal[] =>
    dismissReason === null ? [] : [{ kind, dimension, reason: dismissReason }],
  );
  return ranked(standing, dismissals, first);
}

/** Insights whose dismissal still teaches. */
export const dismissedWhere = (workspaceId: string, now: Date): Prisma.InsightWhereInput => ({
  workspaceId,
  dismissedAt: { gt: new Date(now.getTime() - teachesMs) },
});

/** The end of the last visit of a person before the one that goes on; null: there was none. `owner` null: a key, which is no person and has seen all. */
export async function lastSeen(
  { postgres }: Pick<Stores, 'postgres'>,
  workspaceId: string,
  owner: string | null,
  now: Date,
): Promise<Date | null> {
  if (owner === null) return now;
  const [visit] = await visitOf(postgres, { workspaceId, owner });
  return lastVisitBefore(visit ?? null, now);
}
