import { inTransaction } from '../../platform/ingest/transaction.ts';
import type { Postgres } from '../../platform/store/postgres/postgres.ts';
import { resolveConversations, wantedConversations } from './record/conversations.ts';
import { resolveEndUsers } from './record/end-users.ts';
import { insertMessages, insertToolCalls } from './record/insert.ts';
import { knownConversations, knownEndUsers } from './record/known.ts';
import { registerModels } from '../models/commands/register.ts';
import { repliesRecorded } from './hooks.ts';
import { forgetRows } from '../../platform/ingest/remembered.ts';
import { toolCallRows, type MessageRow } from './record/rows.ts';
import { updateMessages } from './record/update.ts';
import type { CheckedMessage } from './types.ts';

export interface RecordedMessages {
  /** Stored for the first time. */
  accepted: number;
  /** Known already, or sent twice in this batch. */
  updated: number;
  /**
   * The messages stored for the first time, in the order sent: their ids (64-bit integers as text) and the conversation each was sent with.
   */
  stored: { messageIds: string[]; conversationIds: string[] };
}

const foreignKeyViolation = '23503';

/**
 * Records checked messages, their conversations, users, models and tool calls, and enqueues what changed, in one transaction.
 * When it returns, all of it is durable.
 *
 * A message that is known keeps what the new one does not say. Two of one id in the batch count as sent one after the other.
 * Recording the same batch again changes nothing and enqueues nothing.
 */
export async function recordMessages(
  stores: { postgres: Postgres },
  workspaceId: string,
  sent: readonly CheckedMessage[],
): Promise<RecordedMessages> {
  if (sent.length === 0) return { accepted: 0, updated: 0, stored: { messageIds: [], conversationIds: [] } };
  const messages = mergeDuplicates(sent);
  const [rememberedUsers, rememberedConversations] = [knownEndUsers.in(stores.postgres), knownConversations.in(stores.postgres)];
  const { inserted, learn } = await inTransaction(
    stores.postgres,
    async (client) => {
      const userIds = new Set(messages.flatMap(({ userId }) => (userId === null ? [] : [userId])));
      const endUsers = await resolveEndUsers(client, rememberedUsers, workspaceId, userIds);
      const conversations = await resolveConversations(
        client,
        rememberedConversations,
        workspaceId,
        wantedConversations(messages, endUsers),
      );
      const learnModels = await registerModels(client, stores.postgres, workspaceId, messages);
      const rows = messages.map((message): MessageRow => ({
        message,
        conversationId: (conversations.get(message.conversationId) as { id: string }).id,
        endUserId: message.userId === null ? null : (endUsers.get(message.userId) as string),
      }));
      const inserted = await insertMessages(client, workspaceId, rows);
      const isNew = ({ externalId }: CheckedMessage): boolean => inserted.has(externalId);
      await insertToolCalls(client, workspaceId, toolCallRows(messages.filter(isNew), inserted));
      const known = inserted.size === messages.length ? [] : rows.filter(({ message }) => !isNew(message));
      if (known.length > 0) await updateMessages(client, workspaceId, known);
      const traceIds = tracesAnswered(messages);
      for (const react of repliesRecorded.reactions) await react(client, workspaceId, traceIds);
      return {
        inserted,
        learn: () => {
          rememberedUsers.learn(workspaceId, endUsers);
          rememberedConversations.learn(workspaceId, conversations);
          learnModels();
        },
      };
    },
    (error) => {
      const isGone = (error as { code?: string }).code === foreignKeyViolation;
      if (isGone) forgetRows(stores.postgres);
      return isGone;
    },
  );
  learn(); // only what is committed is remembered
  const news = messages.filter(({ externalId }) => inserted.has(externalId));
  const stored = {
    messageIds: news.map(({ externalId }) => inserted.get(externalId) as string),
    conversationIds: news.map(({ conversationId }) => conversationId),
  };
  return { accepted: news.length, updated: sent.length - news.length, stored };
}

/** Traces that have a reply among these messages. */
const tracesAnswered = (messages: readonly CheckedMessage[]): string[] => [
  ...new Set(messages.flatMap(({ role, traceId }) => (traceId === null || role !== 'ASSISTANT' ? [] : [traceId]))),
];

/** One message for each id: a later one over the earlier, which keeps what the later does not say. In the order of first mention. */
function mergeDuplicates(sent: readonly CheckedMessage[]): CheckedMessage[] {
  const byId = new Map<string, CheckedMessage>();
  for (const message of sent) {
    const earlier = byId.get(message.externalId);
    byId.set(message.externalId, earlier === undefined ? message : { ...earlier, ...onlySaid(message) });
  }
  return byId.size === sent.length ? (sent as CheckedMessage[]) : [...byId.values()];
}

const onlySaid = (message: CheckedMessage): Partial<CheckedMessage> =>
  Object.fromEntries(Object.entries(message).filter(([, value]) => value !== null)) as Partial<CheckedMessage>;
