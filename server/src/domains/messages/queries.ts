import type { Stores } from '../../platform/store/stores.ts';

type Postgres = Pick<Stores, 'postgres'>;

export interface PreviewKey {
  id: bigint;
  maxLength: number;
}

/** The first characters of messages' texts, by `id maxLength`: a list never reads whole texts. */
export async function previewsOf({ postgres }: Postgres, workspaceId: string, keys: readonly PreviewKey[]): Promise<Map<string, string>> {
  const { rows } = await postgres.query<{ id: string; length: number; preview: string }>({
    name: 'messages.previews',
    text: `SELECT m.id::text AS id, asked.length, left(m.content, asked.length) AS preview
      FROM unnest($2::int8[], $3::int4[]) AS asked (id, length) JOIN messages m ON m.id = asked.id AND m.workspace_id = $1`,
    values: [workspaceId, keys.map(({ id }) => id.toString()), keys.map(({ maxLength }) => maxLength)],
  });
  return new Map(rows.map((row) => [`${row.id} ${row.length}`, row.preview]));
}

export interface ConversationSpan {
  messageCount: number;
  startedAt: Date;
  lastMessageAt: Date;
}

/** Messages, and the first and the last instant, of each conversation that has any. */
export async function conversationSpans({ postgres }: Postgres, workspaceId: string, ids: readonly bigint[]): Promise<Map<bigint, ConversationSpan>> {
  const { rows } = await postgres.query<{ id: string; count: number; first: Date; last: Date }>({
    name: 'conversations.spans',
    text: `SELECT conversation_id::text AS id, count(*)::int AS count, min(created_at) AS first, max(created_at) AS last
      FROM messages WHERE workspace_id = $1 AND conversation_id = ANY($2::int8[]) GROUP BY conversation_id`,
    values: [workspaceId, ids.map(String)],
  });
  return new Map(rows.map((row) => [BigInt(row.id), { messageCount: row.count, startedAt: row.first, lastMessageAt: row.last }]));
}

/** The application's own ids of its users, by their numbers here. */
export async function userExternalIdsOf({ postgres }: Postgres, workspaceId: string, ids: readonly bigint[]): Promise<Map<bigint, string>> {
  const { rows } = await postgres.query<{ id: string; external_id: string }>({
    name: 'endUsers.externalIds',
    text: 'SELECT id::text AS id, external_id FROM end_users WHERE workspace_id = $1 AND id = ANY($2::int8[])',
    values: [workspaceId, ids.map(String)],
  });
  return new Map(rows.map((row) => [BigInt(row.id), row.external_id]));
}

export interface PageOfIds {
  conversationId: bigint;
  /** Only messages after (before) this one in the conversation's order. */
  after: MessagePlace | null;
  before: MessagePlace | null;
  limit: number;
  /** From the last message backwards. */
  inverted: boolean;
}

/** Where a message stands in its conversation: the whole sort key. */
export interface MessagePlace {
  createdAt: Date;
  id: bigint;
}

/** A page of a conversation's messages by creation time; messages of one instant in the order of their arrival. */
export async function conversationPage({ postgres }: Postgres, workspaceId: string, { conversationId, after, before, limit, inverted }: PageOfIds): Promise<MessagePlace[]> {
  const direction = inverted ? 'DESC' : 'ASC';
  const { rows } = await postgres.query<{ id: string; created_at: Date }>({
    name: `conversations.page ${direction}`,
    text: `SELECT id::text AS id, created_at FROM messages
      WHERE workspace_id = $1 AND conversation_id = $2
        AND ($3::timestamptz IS NULL OR (created_at, id) > ($3, $4::int8))
        AND ($5::timestamptz IS NULL OR (created_at, id) < ($5, $6::int8))
      ORDER BY created_at ${direction}, messages.id ${direction} LIMIT $7`,
    values: [workspaceId, conversationId.toString(), after?.createdAt ?? null, after?.id.toString() ?? null, before?.createdAt ?? null, before?.id.toString() ?? null, limit],
  });
  return rows.map((row) => ({ id: BigInt(row.id), createdAt: row.created_at }));
}
