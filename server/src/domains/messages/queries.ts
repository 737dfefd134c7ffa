import { z } from 'zod';
import { definePgQuery } from '../../platform/store/pg-query.ts';
import { pg, type PgSql } from '../../platform/store/pg-sql.ts';
import type { Stores } from '../../platform/store/stores.ts';

type Postgres = Pick<Stores, 'postgres'>;

const bigint = z.string().transform(BigInt);

export interface PreviewKey {
  id: bigint;
  maxLength: number;
}

/** The first characters of messages' texts, by `id maxLength`: a list never reads whole texts. */
export async function previewsOf({ postgres }: Postgres, workspaceId: string, keys: readonly PreviewKey[]): Promise<Map<string, string>> {
  const rows = await previews(postgres, { workspaceId, keys });
  return new Map(rows.map(({ id, length, preview }) => [`${id} ${length}`, preview]));
}

const previews = definePgQuery({
  name: 'messages.previews',
  isPrepared: true,
  row: z.object({ id: z.string(), length: z.number(), preview: z.string() }),
  sql: ({ keys }: { keys: readonly PreviewKey[] }, workspace) => pg`
    SELECT m.id::text AS id, asked.length, left(m.content, asked.length) AS preview
    FROM unnest(${pg.int8s(keys.map(({ id }) => id))}, ${pg.int4s(keys.map(({ maxLength }) => maxLength))}) AS asked (id, length)
    JOIN messages m ON m.id = asked.id AND m.workspace_id = ${workspace}`,
});

export interface ConversationSpan {
  messageCount: number;
  startedAt: Date;
  lastMessageAt: Date;
}

/** Messages, and the first and the last instant, of each conversation that has any. */
export async function conversationSpans({ postgres }: Postgres, workspaceId: string, ids: readonly bigint[]): Promise<Map<bigint, ConversationSpan>> {
  return new Map((await spans(postgres, { workspaceId, ids })).map(({ id, ...span }) => [id, span]));
}

const spans = definePgQuery({
  name: 'conversations.spans',
  isPrepared: true,
  row: z.object({ id: bigint, messageCount: z.number(), startedAt: z.date(), lastMessageAt: z.date() }),
  sql: ({ ids }: { ids: readonly bigint[] }, workspace) => pg`
    SELECT conversation_id::text AS id, count(*)::int AS "messageCount", min(created_at) AS "startedAt", max(created_at) AS "lastMessageAt"
    FROM messages WHERE workspace_id = ${workspace} AND conversation_id = ANY(${pg.int8s(ids)}) GROUP BY conversation_id`,
});

/** The application's own ids of its users, by their numbers here. */
export async function userExternalIdsOf({ postgres }: Postgres, workspaceId: string, ids: readonly bigint[]): Promise<Map<bigint, string>> {
  return new Map((await userExternalIds(postgres, { workspaceId, ids })).map(({ id, externalId }) => [id, externalId]));
}

const userExternalIds = definePgQuery({
  name: 'endUsers.externalIds',
  isPrepared: true,
  row: z.object({ id: bigint, externalId: z.string() }),
  sql: ({ ids }: { ids: readonly bigint[] }, workspace) => pg`
    SELECT id::text AS id, external_id AS "externalId" FROM end_users WHERE workspace_id = ${workspace} AND id = ANY(${pg.int8s(ids)})`,
});

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
export async function conversationPage({ postgres }: Postgres, workspaceId: string, page: PageOfIds): Promise<MessagePlace[]> {
  return (page.inverted ? pageBackwards : pageForwards)(postgres, { workspaceId, ...page });
}

const MessagePlace = z.object({ id: bigint, createdAt: z.date() });
const conversationPages = (direction: 'ASC' | 'DESC') =>
  definePgQuery({
    name: `conversations.page ${direction}`,
    isPrepared: true,
    row: MessagePlace,
    sql: ({ conversationId, after, before, limit }: PageOfIds, workspace) => pg`
      SELECT id::text AS id, created_at AS "createdAt" FROM messages
      WHERE workspace_id = ${workspace} AND conversation_id = ${pg.int8(conversationId)}
        AND ${isBeyond('created_at, id', '>', after)} AND ${isBeyond('created_at, id', '<', before)}
      ORDER BY created_at ${pg.raw(direction)}, messages.id ${pg.raw(direction)} LIMIT ${pg.int8(limit)}`,
  });
const pageForwards = conversationPages('ASC');
const pageBackwards = conversationPages('DESC');

export interface PlacesOfId {
  readonly id: string;
  readonly newerThan: MessagePlace | null;
  readonly olderThan: MessagePlace | null;
  readonly limit: number;
}

const placesOfId = (direction: 'ASC' | 'DESC') =>
  definePgQuery({
    name: `messages.placesOfId.${direction}`,
    isPrepared: true,
    row: MessagePlace,
    sql: ({ id, newerThan, olderThan, limit }: PlacesOfId, workspace) => {
      const externalId = pg.text(id);
      return pg`
        SELECT m.created_at AS "createdAt", m.id FROM messages m
        WHERE m.workspace_id = ${workspace}
          AND (m.id = (SELECT id FROM messages WHERE workspace_id = ${workspace} AND external_id = ${externalId})
            OR m.conversation_id = (SELECT id FROM conversations WHERE workspace_id = ${workspace} AND external_id = ${externalId}))
          AND ${isBeyond('m.created_at, m.id', '>', newerThan)} AND ${isBeyond('m.created_at, m.id', '<', olderThan)}
        ORDER BY m.created_at ${pg.raw(direction)}, m.id ${pg.raw(direction)} LIMIT ${pg.int8(limit)}`;
    },
  });
/** Messages that bear this id of the customer's, or are part of the conversation that does: the oldest, or the newest first. */
export const oldestPlacesOfId = placesOfId('ASC');
export const newestPlacesOfId = placesOfId('DESC');

/** In one text for all pages, as a prepared statement needs: without a place the condition holds. */
function isBeyond(columns: string, comparison: '<' | '>', place: MessagePlace | null): PgSql {
  const at = pg.at(place?.createdAt ?? null);
  return pg`(${at} IS NULL OR (${pg.raw(columns)}) ${pg.raw(comparison)} (${at}, ${pg.int8(place?.id ?? null)}))`;
}
