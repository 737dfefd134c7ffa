import { forgetRows } from '../../../platform/ingest/remembered.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { enqueueMoved } from '../../../platform/store/projector/enqueue.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import type { PgSession, Postgres } from '../../../platform/store/postgres/postgres.ts';
import { deleteEmptyConversations, deleteUnusedEndUsers, lockConversationsOf, lockUnusedEndUsers } from '../queries/expire.ts';
import {
  conversationsOfOnly,
  conversationsOfUsers,
  deleteMessagesByIds,
  endUsersByExternalIds,
  leaveConversations,
} from '../queries/delete-user.ts';

export { messagesByIds, messagesOfTraces, messagesOfUsers, type UserMessage } from '../queries/delete-user.ts';

/** Numeric ids of the users that an application calls by one of these. */
export async function endUserIdsOf(postgres: Postgres, workspaceId: string, externalIds: readonly string[]): Promise<string[]> {
  return (await endUsersByExternalIds(postgres, { workspaceId, externalIds })).map(({ id }) => id);
}

/**
 * Deletes messages with their tool calls and judgments, and conversations that become empty. Their facts and texts in ClickHouse go with
 * the projection, which is asked for in the same transaction. Returns how many of each.
 */
export async function deleteMessages(
  client: PgSession,
  workspaceId: string,
  messageIds: readonly string[],
): Promise<{ messageCount: number; conversationCount: number }> {
  if (messageIds.length === 0) return { messageCount: 0, conversationCount: 0 };
  const conversations = await lockConversationsOf(client, { workspaceId, messageIds });
  const deleted = await deleteMessagesByIds(client, { workspaceId, ids: messageIds });
  if (deleted.length > 0) await enqueueMoved(client, workspaceId, deleted);
  const conversationCount = await deleteEmptyConversations(client, { workspaceId, ids: conversations.map(({ id }) => id) });
  return { messageCount: deleted.length, conversationCount };
}

/** Announces messages that are deleted, to viewers of lists: after the commit of their deletion. */
export function announceDeletedMessages(live: Pick<LiveBus, 'publish'>, workspaceId: string, messageIds: readonly string[]): void {
  if (messageIds.length > 0) live.publish('messages.deleted', workspaceId, { messageIds: [...messageIds] });
}

/** Deletes users whose messages are gone: conversations that hold messages of others go on without them. */
export async function deleteEndUsersOf(postgres: Postgres, workspaceId: string, endUserIds: readonly string[]): Promise<void> {
  await inTransaction(postgres, async (client) => {
    const ids = (await conversationsOfUsers(client, { workspaceId, endUserIds })).map(({ id }) => id);
    await deleteEmptyConversations(client, { workspaceId, ids });
    await leaveConversations(client, { workspaceId, ids });
    const unused = new Set((await lockUnusedEndUsers(client, { workspaceId })).map(({ id }) => id));
    await deleteUnusedEndUsers(client, { workspaceId, ids: endUserIds.filter((id) => unused.has(id)) });
  });
  forgetRows(postgres);
}

/** How many conversations `deleteMessages` would leave empty, and delete. */
export const countConversationsOf = async (postgres: Postgres, workspaceId: string, messageIds: readonly string[]): Promise<number> =>
  messageIds.length === 0 ? 0 : ((await conversationsOfOnly(postgres, { workspaceId, ids: messageIds }))[0]?.count ?? 0);
