import { plainColumn, textArray, textColumn, unnest, type Column } from '../../../platform/ingest/arrays.ts';
import { enqueueMessages } from '../../../platform/store/projector/enqueue.ts';
import type { PgSession } from '../../../platform/store/postgres/postgres.ts';
import type { CheckedMessage } from '../types.ts';
import { keyOf, type KnownConversation, type Remembered } from '../../../platform/ingest/remembered.ts';

/** What a batch says of one conversation: of each attribute, what the first message to name it says. */
export interface WantedConversation {
  externalId: string;
  sessionId: string | null;
  experimentName: string | null;
  variant: string | null;
  widget: boolean | null;
  environment: string | null;
  endUserId: string | null;
}

const attributes = ['sessionId', 'experimentName', 'variant', 'widget', 'environment', 'endUserId'] as const;

const columns: readonly Column<WantedConversation>[] = [
  textColumn('external_id', (wanted) => wanted.externalId),
  textColumn('session_id', (wanted) => wanted.sessionId),
  textColumn('experiment_name', (wanted) => wanted.experimentName),
  textColumn('variant', (wanted) => wanted.variant),
  plainColumn('widget', 'bool', (wanted) => wanted.widget),
  textColumn('environment', (wanted) => wanted.environment),
  plainColumn('end_user_id', 'int8', (wanted) => wanted.endUserId),
];
const names = columns.map((column) => column.name);
const attributeNames = names.slice(1);
const setBits = attributeNames.map((name, bit) => `CASE WHEN c.${name} IS NULL THEN 0 ELSE ${1 << bit} END`).join(' + ');

/** The conversations that a batch names, each with what its messages say of it. */
export function wantedConversations(messages: readonly CheckedMessage[], endUserIds: ReadonlyMap<string, string>): Map<string, WantedConversation> {
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
  remembered: Remembered,
  workspaceId: string,
  wanted: ReadonlyMap<string, WantedConversation>,
): Promise<Map<string, KnownConversation>> {
  const resolved = new Map<string, KnownConversation>();
  const unsure: WantedConversation[] = [];
  for (const conversation of wanted.values()) {
    const known = remembered.conversations.get(keyOf(workspaceId, conversation.externalId));
    if (known === undefined || gains(known, conversation) !== 0) unsure.push(conversation);
    else resolved.set(conversation.externalId, known);
  }
  const take = (rows: readonly ConversationRow[]): void => rows.forEach((row) => resolved.set(row.external_id, { id: row.id, attributes: row.attributes }));
  if (unsure.length > 0) take(await stored(client, workspaceId, unsure));
  const missing = unsure.filter((conversation) => !resolved.has(conversation.externalId));
  if (missing.length > 0) take(await store(client, workspaceId, missing));
  const raced = missing.filter((conversation) => !resolved.has(conversation.externalId));
  if (raced.length > 0) take(await stored(client, workspaceId, raced));
  const gaining = unsure.filter((conversation) => gains(resolved.get(conversation.externalId) as KnownConversation, conversation) !== 0);
  await lock(client, [...resolved.values()], gaining.length > 0 ? 'FOR UPDATE' : 'FOR KEY SHARE');
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
async function lock(client: PgSession, conversations: readonly KnownConversation[], strength: 'FOR UPDATE' | 'FOR KEY SHARE'): Promise<void> {
  await client.query({
    text: `/* conversations.lock ${strength} */ SELECT FROM conversations WHERE id = ANY($1::int8[]) ORDER BY id ${strength}`,
    values: [`{${conversations.map(({ id }) => id).join(',')}}`],
  });
}

/** Bits of the attributes that the conversation lacks and the batch names. */
function gains(known: KnownConversation, wanted: WantedConversation): number {
  let named = 0;
  for (let bit = 0; bit < attributes.length; bit += 1) if (wanted[attributes[bit] as (typeof attributes)[number]] !== null) named |= 1 << bit;
  return named & ~known.attributes;
}

interface ConversationRow {
  id: string;
  external_id: string;
  attributes: number;
}

async function stored(client: PgSession, workspaceId: string, wanted: readonly WantedConversation[]): Promise<ConversationRow[]> {
  const { rows } = await client.query<ConversationRow>({
    text: `/* conversations.stored */ SELECT c.id::text AS id, c.external_id, ${setBits} AS attributes FROM conversations c
      WHERE c.workspace_id = $1 AND c.external_id = ANY($2::text[])`,
    values: [workspaceId, textArray(wanted, (conversation) => conversation.externalId)],
  });
  return rows;
}

async function store(client: PgSession, workspaceId: string, wanted: readonly WantedConversation[]): Promise<ConversationRow[]> {
  const { rows } = await client.query<ConversationRow>({
    text: `/* conversations.store */ INSERT INTO conversations AS c (workspace_id, ${names.join(', ')})
      SELECT $1, ${names.join(', ')} FROM ${unnest(columns, 2, 'sent')} ORDER BY external_id COLLATE "C"
      ON CONFLICT (workspace_id, external_id) DO NOTHING RETURNING c.id::text AS id, c.external_id, ${setBits} AS attributes`,
    values: [workspaceId, ...columns.map((column) => column.array(wanted))],
  });
  return rows;
}

/** Sets what the conversations lack, and enqueues their messages. The conversations are locked. */
async function complete(client: PgSession, workspaceId: string, wanted: readonly WantedConversation[]): Promise<ConversationRow[]> {
  const { rows } = await client.query<ConversationRow>({
    text: `/* conversations.complete */ UPDATE conversations c SET ${attributeNames.map((name) => `${name} = COALESCE(c.${name}, sent.${name})`).join(', ')}
      FROM ${unnest(columns, 2, 'sent')} WHERE c.workspace_id = $1 AND c.external_id = sent.external_id
      RETURNING c.id::text AS id, c.external_id, ${setBits} AS attributes`,
    values: [workspaceId, ...columns.map((column) => column.array(wanted))],
  });
  const touched = await client.query<{ id: string }>({
    text: '/* conversations.messageIds */ SELECT id::text AS id FROM messages WHERE workspace_id = $1 AND conversation_id = ANY($2::bigint[])',
    values: [workspaceId, `{${rows.map((row) => row.id).join(',')}}`],
  });
  await enqueueMessages(client, workspaceId, touched.rows.map((row) => row.id));
  return rows;
}
