import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../../platform/store/pg-query.ts';
import { pg, plainColumn, textColumn, unnest, type Column } from '../../../../platform/store/pg-sql.ts';

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

const conversationColumns: readonly Column<WantedConversation>[] = [
  textColumn('external_id', (wanted) => wanted.externalId),
  textColumn('session_id', (wanted) => wanted.sessionId),
  textColumn('experiment_name', (wanted) => wanted.experimentName),
  textColumn('variant', (wanted) => wanted.variant),
  plainColumn('widget', 'bool', (wanted) => wanted.widget),
  textColumn('environment', (wanted) => wanted.environment),
  plainColumn('end_user_id', 'int8', (wanted) => wanted.endUserId),
];
/** Attributes in the order of their bits. */
export const conversationAttributes = ['sessionId', 'experimentName', 'variant', 'widget', 'environment', 'endUserId'] as const;
const attributeNames = conversationColumns.slice(1).map((column) => column.name);
const conversationNames = pg.raw(conversationColumns.map((column) => column.name).join(', '));
const setBits = attributeNames.map((name, bit) => `CASE WHEN c.${name} IS NULL THEN 0 ELSE ${1 << bit} END`).join(' + ');

const Conversation = z.object({ id: z.string(), externalId: z.string(), attributes: z.number() });
/** `attributes`: the bits of those that are set. */
export type StoredConversation = z.infer<typeof Conversation>;
const conversation = pg.raw(`c.id::text AS id, c.external_id AS "externalId", ${setBits} AS attributes`);

export const storedConversations = definePgQuery({
  name: 'conversations.stored',
  row: Conversation,
  sql: ({ externalIds }: { externalIds: readonly string[] }, workspace) => pg`
    SELECT ${conversation} FROM conversations c WHERE c.workspace_id = ${workspace} AND c.external_id = ANY(${pg.texts(externalIds)})`,
});

/** Those that another transaction has stored meanwhile are left out. */
export const storeConversations = definePgQuery({
  name: 'conversations.store',
  row: Conversation,
  sql: ({ wanted }: { wanted: readonly WantedConversation[] }, workspace) => pg`
    INSERT INTO conversations AS c (workspace_id, ${conversationNames})
    SELECT ${workspace}, ${conversationNames} FROM ${unnest(conversationColumns, wanted, 'sent')} ORDER BY external_id COLLATE "C"
    ON CONFLICT (workspace_id, external_id) DO NOTHING RETURNING ${conversation}`,
});

/** Sets what the conversations lack. */
export const completeConversations = definePgQuery({
  name: 'conversations.complete',
  row: Conversation,
  sql: ({ wanted }: { wanted: readonly WantedConversation[] }, workspace) => pg`
    UPDATE conversations c SET ${pg.raw(attributeNames.map((name) => `${name} = COALESCE(c.${name}, sent.${name})`).join(', '))}
    FROM ${unnest(conversationColumns, wanted, 'sent')} WHERE c.workspace_id = ${workspace} AND c.external_id = sent.external_id
    RETURNING ${conversation}`,
});

export const lockConversations = definePgCommand({
  name: 'conversations.lock',
  sql: ({ ids, strength }: { ids: readonly string[]; strength: 'FOR UPDATE' | 'FOR KEY SHARE' }, workspace) => pg`
    SELECT FROM conversations WHERE workspace_id = ${workspace} AND id = ANY(${pg.int8s(ids)}) ORDER BY id ${pg.raw(strength)}`,
});

export const messageIdsOf = definePgQuery({
  name: 'conversations.messageIds',
  row: z.object({ id: z.string() }),
  sql: ({ conversationIds }: { conversationIds: readonly string[] }, workspace) => pg`
    SELECT id::text AS id FROM messages WHERE workspace_id = ${workspace} AND conversation_id = ANY(${pg.int8s(conversationIds)})`,
});
