import type { Stores } from '../../../platform/store/stores.ts';
import { usesOfVersion, type UsesQuery } from '../queries/numbers.ts';
import type { PromptUse } from '../types.ts';

/** The newest answers of a version, each with its ids; one that was deleted meanwhile is left out. */
export async function usesOf({ clickhouse, prisma }: Stores, query: UsesQuery): Promise<PromptUse[]> {
  const uses = await usesOfVersion(clickhouse, query);
  const messages = await prisma.message.findMany({
    where: { workspaceId: query.workspaceId, id: { in: uses.map(({ messageId }) => messageId) } },
    select: { id: true, externalId: true, traceId: true, spanId: true },
  });
  const byId = new Map(messages.map(({ id, ...ids }) => [id, ids]));
  return uses.flatMap((use) => {
    const ids = byId.get(use.messageId);
    return ids === undefined ? [] : [{ ...use, ...ids }];
  });
}
