import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { Postgres } from '../../../platform/store/postgres/postgres.ts';
import { resolveConversations } from './conversations.ts';
import { resolveEndUsers } from './end-users.ts';
import { knownConversations, knownEndUsers } from './known.ts';
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
  const [rememberedUsers, rememberedConversations] = [knownEndUsers.in(stores.postgres), knownConversations.in(stores.postgres)];
  const learnt = await inTransaction(stores.postgres, async (client) => {
    const stored = await storedConversations(client, { workspaceId, externalIds: facts.map(({ conversationId }) => conversationId) });
    const known = new Set(stored.map(({ externalId }) => externalId));
    const late = facts.filter(({ conversationId }) => known.has(conversationId));
    const endUsers = await resolveEndUsers(
      client,
      rememberedUsers,
      workspaceId,
      new Set(late.flatMap(({ userId }) => (userId === null ? [] : [userId]))),
    );
    const wanted = new Map<string, WantedConversation>(
      late.map(({ conversationId, userId, ...rest }) => [
        conversationId,
        { ...rest, externalId: conversationId, endUserId: userId === null ? null : (endUsers.get(userId) as string) },
      ]),
    );
    return { endUsers, conversations: await resolveConversations(client, rememberedConversations, workspaceId, wanted) };
  });
  rememberedUsers.learn(workspaceId, learnt.endUsers);
  rememberedConversations.learn(workspaceId, learnt.conversations);
}
