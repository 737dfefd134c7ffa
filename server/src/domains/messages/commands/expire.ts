import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { forgetRows } from '../../../platform/ingest/remembered.ts';
import type { PgSession, Postgres } from '../../../platform/store/postgres/postgres.ts';
import {
  deleteEmptyConversations,
  deleteMessagesBefore,
  deleteUnusedEndUsers,
  lockConversationsOf,
  lockUnusedEndUsers,
  standingMessages,
} from '../queries/expire.ts';

/**
 * Deletes those of these messages that were created before `cutoff`, with their tool calls and judgments and the conversations that become
 * empty. Returns how many, and the ids of those that stand.
 */
export async function deleteExpired(
  client: PgSession,
  workspaceId: string,
  cutoff: Date,
  messageIds: readonly string[],
): Promise<{ count: number; standing: ReadonlySet<string> }> {
  const conversations = await lockConversationsOf(client, { workspaceId, messageIds });
  const count = await deleteMessagesBefore(client, { workspaceId, messageIds, cutoff });
  await deleteEmptyConversations(client, { workspaceId, ids: conversations.map(({ id }) => id) });
  const standing = await standingMessages(client, { workspaceId, messageIds });
  return { count, standing: new Set(standing.map(({ id }) => id)) };
}

/** Ids of users of whom nothing is kept, on a day on which some messages were deleted. */
export async function deleteEndUsers(postgres: Postgres, workspaceId: string): Promise<void> {
  await inTransaction(postgres, async (client) => {
    const unused = await lockUnusedEndUsers(client, { workspaceId });
    await deleteUnusedEndUsers(client, { workspaceId, ids: unused.map(({ id }) => id) });
  });
  forgetRows(postgres);
}
