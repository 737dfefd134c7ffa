import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../../platform/graphql/context.ts';
import type { Message } from '../../../platform/store/prisma/generated/client.ts';

/**
 * The messages of these ids, in their order, with just the columns and relations that the query asks for below `path`
 * (`edges`, `node` in a connection). A message that is gone is left out. For every list of messages, wherever its ids come from.
 */
export async function messagesByIds(
  context: Context,
  info: GraphQLResolveInfo,
  ids: readonly bigint[],
  path: string[] = ['edges', 'node'],
): Promise<Message[]> {
  if (ids.length === 0) return [];
  const query = queryFromInfo({ context, info, typeName: 'Message', path, select: { id: true, createdAt: true } }); // the cursor is made of both
  const found = (await context.stores.prisma.message.findMany({
    ...query,
    where: { workspaceId: context.viewer.workspaceId, id: { in: [...ids] } },
  } as object)) as Message[];
  const byId = new Map(found.map((message) => [message.id, message]));
  return ids.map((id) => byId.get(id)).filter((message) => message !== undefined);
}
