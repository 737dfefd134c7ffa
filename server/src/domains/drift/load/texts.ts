import type { Stores } from '../../../platform/store/stores.ts';

/** Longest part of a text that is looked at. */
const mostCharacters = 4_000;

/** Texts of messages by their keys, each cut after 4,000 characters; what was deleted meanwhile is absent. Source: PostgreSQL. */
export async function textsOf(
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  ids: readonly bigint[],
): Promise<ReadonlyMap<bigint, string>> {
  const rows = await prisma.message.findMany({ where: { workspaceId, id: { in: [...ids] } }, select: { id: true, content: true } });
  return new Map(rows.map(({ id, content }) => [id, content.slice(0, mostCharacters)]));
}
