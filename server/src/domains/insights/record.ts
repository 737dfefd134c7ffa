import { dayMs } from '../../platform/ingest/time.ts';
import type { Prisma } from '../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { saveProgress } from './queries.ts';
import type { FoundInsight, InsightKind } from './types.ts';

/** What was gone for longer and is found again is another insight. */
const sameWithinMs = 7 * dayMs;
const keptMs = 90 * dayMs;

/**
 * Stores what a source has found: an insight that is found again keeps its id, its age and its dismissal; what is not found any more is over.
 * Insights that are over for 90 days are deleted.
 */
export async function recordFound(
  { prisma, postgres }: Pick<Stores, 'prisma' | 'postgres'>,
  workspaceId: string,
  { source, kinds, found, now }: { source: string; kinds: readonly InsightKind[]; found: readonly FoundInsight[]; now: Date },
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    const held = await transaction.insight.findMany({
      where: {
        workspaceId,
        kind: { in: [...kinds] },
        OR: [{ goneAt: null }, { goneAt: { gt: new Date(now.getTime() - sameWithinMs) } }],
      },
      orderBy: { refreshedAt: 'desc' },
      select: { id: true, kind: true, key: true, goneAt: true },
    });
    const nameOf = ({ kind, key }: { kind: InsightKind; key: string }): string => `${kind} ${key}`;
    const byName = new Map(held.toReversed().map((one) => [nameOf(one), one]));
    const standing = new Set<string>();
    for (const { kind, key, ...shown } of found) {
      const known = byName.get(nameOf({ kind, key }));
      const data: Prisma.InsightUncheckedUpdateInput = { ...shown, refreshedAt: now, goneAt: null };
      if (known === undefined)
        standing.add(
          (await transaction.insight.create({ data: { workspaceId, kind, key, ...shown, createdAt: now, refreshedAt: now } })).id,
        );
      else {
        standing.add(known.id);
        await transaction.insight.update({ where: { id: known.id, workspaceId }, data });
      }
    }
    await transaction.insight.updateMany({
      where: { workspaceId, kind: { in: [...kinds] }, goneAt: null, id: { notIn: [...standing] } },
      data: { goneAt: now },
    });
    await transaction.insight.deleteMany({ where: { workspaceId, goneAt: { lt: new Date(now.getTime() - keptMs) } } });
  });
  await saveProgress(postgres, { workspaceId, source, now });
}
