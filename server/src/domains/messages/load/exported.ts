import type { Stores } from '../../../platform/store/stores.ts';

/** Messages as they are stored, with their tool calls and the names of their conversation and user, by their ids. */
export async function exportedMessages({ prisma }: Pick<Stores, 'prisma'>, workspaceId: string, ids: readonly string[]) {
  const messages = await prisma.message.findMany({
    where: { workspaceId, id: { in: ids.map(BigInt) } },
    orderBy: { id: 'asc' },
    omit: { id: true, workspaceId: true, conversationId: true, endUserId: true },
    include: {
      toolCalls: { omit: { messageId: true, workspaceId: true }, orderBy: { position: 'asc' } },
      conversation: { select: { externalId: true, sessionId: true, environment: true, endUser: { select: { externalId: true } } } },
    },
  });
  return messages.map(({ conversation: { externalId, endUser, ...conversation }, ...message }) => ({
    ...message,
    conversation: { conversationId: externalId, userId: endUser?.externalId ?? null, ...conversation },
  }));
}
