import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { keyOf, rememberedIn } from '../../../platform/ingest/remembered.ts';
import type { Postgres } from '../../../platform/store/postgres/postgres.ts';
import { resolveConversations } from './conversations.ts';
import { resolveEndUsers } from './end-users.ts';
import { storedConversations, type WantedConversation } from './queries/conversations.ts';

/** What became known of a conversation after its messages were stored. null: nothing. */
export interface LateFacts extends Omit<WantedConversation, 'externalId' | 'endUserId'> {
  conversationId: string;
  userId: string | null;
}

/**
 * Gives conversations that are stored what they lack (a session, a user …); their messages are projected again. What is set stays, and
 * no conversation is made.
 */
export async function giveToConversations(stores: { postgres: Postgres }, workspaceId: string, facts: readonly LateFacts[]): Promise<void> {
  const remembered = rememberedIn(stores.postgres);
  const learnt = await inTransaction(stores.postgres, async (client) => {
    const stored = await storedConversations(client, { workspaceId, externalIds: facts.map(({ conversationId }) => conversationId) });
    const known = new Set(stored.map(({ externalId }) => externalId));
    const late = facts.filter(({ conversationId }) => known.has(conversationId));
    const endUsers = await resolveEndUsers(client, remembered, workspaceId, new Set(late.flatMap(({ userId }) => (userId === null ? [] : [userId]))));
    const wanted = new Map<string, WantedConversation>(late.map(({ conversationId, userId, ...rest }) => [
      conversationId,
      { ...rest, externalId: conversationId, endUserId: userId === null ? null : (endUsers.get(userId) as string) },
    ]));
    return { endUsers, conversations: await resolveConversations(client, remembered, workspaceId, wanted) };
  });
  for (const [externalId, id] of learnt.endUsers) remembered.endUsers.set(keyOf(workspaceId, externalId), id);
  for (const [externalId, conversation] of learnt.conversations) remembered.conversations.set(keyOf(workspaceId, externalId), conversation);
}
