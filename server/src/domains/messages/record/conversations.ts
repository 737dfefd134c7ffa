import type { RememberedRows } from '../../../platform/ingest/remembered.ts';
import type { PgSession } from '../../../platform/store/postgres/postgres.ts';
import { enqueueMessages } from '../../../platform/store/projector/enqueue.ts';
import type { CheckedMessage } from '../types.ts';
import type { KnownConversation } from './known.ts';
import {
  completeConversations,
  conversationAttributes,
  lockConversations,
  messageIdsOf,
  storeConversations,
  storedConversations,
  type StoredConversation,
  type WantedConversation,
} from './queries/conversations.ts';

/** The conversations that a batch names, each with what its messages say of it. */
export function wantedConversations(
  messages: readonly CheckedMessage[],
  endUserIds: ReadonlyMap<string, string>,
): Map<string, WantedConversation> {
  const wanted = new Map<string, WantedConversation>();
  for (const message of messages) {
    const known = wanted.get(message.conversationId);
    const endUserId = message.userId === null ? null : (endUserIds.get(message.userId) as string);
    if (known === undefined) {
      const { conversationId: externalId, sessionId, experimentName, variant, widget, environment } = message;
      wanted.set(externalId, { externalId, sessionId, experimentName, variant, widget, environment, endUserId });
      continue;
    }
    known.sessionId ??= message.sessionId;
    known.experimentName ??= message.experimentName;
    known.variant ??= message.variant;
    known.widget ??= message.widget;
    known.environment ??= message.environment;
    known.endUserId ??= endUserId;
  }
  return wanted;
}

/**
 * The stored conversation of each that is wanted; new ones are stored, and one that lacks an attribute gains it.
 * When a conversation gains an attribute, every message of it is enqueued: it may hold for them.
 */
export async function resolveConversations(
  client: PgSession,
  remembered: RememberedRows<KnownConversation>,
  workspaceId: string,
  wanted: ReadonlyMap<string, WantedConversation>,
): Promise<Map<string, KnownConversation>> {
  const resolved = new Map<string, KnownConversation>();
  const unsure: WantedConversation[] = [];
  for (const conversation of wanted.values()) {
    const known = remembered.get(workspaceId, conversation.externalId);
    if (known === undefined || gains(known, conversation) !== 0) unsure.push(conversation);
    else resolved.set(conversation.externalId, known);
  }
  const take = (rows: readonly StoredConversation[]): void =>
    rows.forEach(({ externalId, id, attributes }) => resolved.set(externalId, { id, attributes }));
  const stored = (asked: readonly WantedConversation[]): Promise<StoredConversation[]> =>
    storedConversations(client, { workspaceId, externalIds: asked.map(({ externalId }) => externalId) });
  if (unsure.length > 0) take(await stored(unsure));
  const missing = unsure.filter((conversation) => !resolved.has(conversation.externalId));
  if (missing.length > 0) take(await storeConversations(client, { workspaceId, wanted: missing }));
  const raced = missing.filter((conversation) => !resolved.has(conversation.externalId));
  if (raced.length > 0) take(await stored(raced));
  const gaining = unsure.filter((conversation) => gains(resolved.get(conversation.externalId) as KnownConversation, conversation) !== 0);
  await lock(client, workspaceId, [...resolved.values()], gaining.length > 0 ? 'FOR UPDATE' : 'FOR KEY SHARE');
  if (gaining.length > 0) take(await complete(client, workspaceId, gaining));
  return resolved;
}

/**
 * Locks all conversations of the batch before any of its messages, in the order of ids. Adding a message would lock its
 * conversation anyway, but in an order in which two batches can deadlock.
 *
 * `FOR UPDATE`, for conversations that gain an attribute, waits for every transaction that is adding messages to them, so that
 * those messages are seen, and enqueued, by `complete`.
 */
async function lock(
  client: PgSession,
  workspaceId: string,
  conversations: readonly KnownConversation[],
  strength: 'FOR UPDATE' | 'FOR KEY SHARE',
): Promise<void> {
  await lockConversations(client, { workspaceId, ids: conversations.map(({ id }) => id), strength });
}

/** Bits of the attributes that the conversation lacks and the batch names. */
function gains(known: KnownConversation, wanted: WantedConversation): number {
  let named = 0;
  for (let bit = 0; bit < conversationAttributes.length; bit += 1)
    if (wanted[conversationAttributes[bit] as (typeof conversationAttributes)[number]] !== null) named |= 1 << bit;
  return named & ~known.attributes;
}

/** Sets what the conversations lack, and enqueues their messages. The conversations are locked. */
async function complete(client: PgSession, workspaceId: string, wanted: readonly WantedConversation[]): Promise<StoredConversation[]> {
  const completed = await completeConversations(client, { workspaceId, wanted });
  const touched = await messageIdsOf(client, { workspaceId, conversationIds: completed.map(({ id }) => id) });
  await enqueueMessages(
    client,
    workspaceId,
    touched.map(({ id }) => id),
  );
  return completed;
}
