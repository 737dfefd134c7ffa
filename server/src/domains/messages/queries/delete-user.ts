import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

const UserMessage = z.object({
  id: z.string(),
  createdAt: z.date(),
  traceId: z.string().nullable(),
  sessionId: z.string().nullable(),
  content: z.string(),
});
/** A message that belongs to a user, as its deletion needs it. */
export type UserMessage = Readonly<z.infer<typeof UserMessage>>;

const columns = pg.raw(
  'm.id, m.created_at AS "createdAt", m.trace_id AS "traceId", coalesce(m.session_id, c.session_id) AS "sessionId", m.content',
);

/** Users by the ids that the application sent. */
export const endUsersByExternalIds = definePgQuery({
  name: 'deletion.users',
  row: z.object({ id: z.string() }),
  sql: ({ externalIds }: { externalIds: readonly string[] }, workspace) =>
    pg`SELECT id FROM end_users WHERE workspace_id = ${workspace} AND external_id = ANY(${pg.texts(externalIds)})`,
});

/** Messages of these users by their ids, after one: those that name a user, and those that take it from their conversation. */
export const messagesOfUsers = definePgQuery({
  name: 'deletion.messages',
  row: UserMessage,
  sql: ({ endUserIds, after, limit }: { endUserIds: readonly string[]; after: string; limit: number }, workspace) => pg`
    SELECT ${columns} FROM messages m JOIN conversations c ON c.id = m.conversation_id
    WHERE m.workspace_id = ${workspace} AND m.id > ${pg.int8(after)} AND coalesce(m.end_user_id, c.end_user_id) = ANY(${pg.int8s(endUserIds)})
    ORDER BY m.id LIMIT ${pg.int8(limit)}`,
});

/** Messages of these traces that belong to no other user. */
export const messagesOfTraces = definePgQuery({
  name: 'deletion.messagesOfTraces',
  row: UserMessage,
  sql: ({ traceIds, endUserIds }: { traceIds: readonly string[]; endUserIds: readonly string[] }, workspace) => pg`
    SELECT ${columns} FROM messages m JOIN conversations c ON c.id = m.conversation_id
    WHERE m.workspace_id = ${workspace} AND m.trace_id = ANY(${pg.texts(traceIds)})
      AND (coalesce(m.end_user_id, c.end_user_id) IS NULL OR coalesce(m.end_user_id, c.end_user_id) = ANY(${pg.int8s(endUserIds)}))
    ORDER BY m.id`,
});

export const messagesByIds = definePgQuery({
  name: 'deletion.messagesByIds',
  row: UserMessage,
  sql: ({ ids }: { ids: readonly string[] }, workspace) => pg`
    SELECT ${columns} FROM messages m JOIN conversations c ON c.id = m.conversation_id
    WHERE m.workspace_id = ${workspace} AND m.id = ANY(${pg.int8s(ids)}) ORDER BY m.id`,
});

/** Deletes messages; where each stood. */
export const deleteMessagesByIds = definePgQuery({
  name: 'deletion.delete',
  row: z.object({ id: z.string(), movedFrom: z.date() }),
  sql: ({ ids }: { ids: readonly string[] }, workspace) => pg`
    DELETE FROM messages WHERE workspace_id = ${workspace} AND id = ANY(${pg.int8s(ids)}) RETURNING id, created_at AS "movedFrom"`,
});

/** Conversations that still name one of these users: what is left in them belongs to others, or there is nothing in them. */
export const conversationsOfUsers = definePgQuery({
  name: 'deletion.conversations',
  row: z.object({ id: z.string() }),
  sql: ({ endUserIds }: { endUserIds: readonly string[] }, workspace) => pg`
    SELECT id FROM conversations WHERE workspace_id = ${workspace} AND end_user_id = ANY(${pg.int8s(endUserIds)}) ORDER BY id FOR UPDATE`,
});

export const leaveConversations = definePgCommand({
  name: 'deletion.leave',
  sql: ({ ids }: { ids: readonly string[] }, workspace) =>
    pg`UPDATE conversations SET end_user_id = NULL WHERE workspace_id = ${workspace} AND id = ANY(${pg.int8s(ids)})`,
});

/** How many conversations hold these messages and no other. */
export const conversationsOfOnly = definePgQuery({
  name: 'deletion.conversationCount',
  row: z.object({ count: z.number() }),
  sql: ({ ids }: { ids: readonly string[] }, workspace) => pg`
    SELECT count(*)::int AS count FROM (
      SELECT DISTINCT conversation_id FROM messages WHERE workspace_id = ${workspace} AND id = ANY(${pg.int8s(ids)})
    ) AS own WHERE NOT EXISTS (
      SELECT FROM messages m WHERE m.conversation_id = own.conversation_id AND NOT m.id = ANY(${pg.int8s(ids)}))`,
});
