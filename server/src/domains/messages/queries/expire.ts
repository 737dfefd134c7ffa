import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

const Id = z.object({ id: z.string() });

/**
 * Locks the conversations of these messages, in the order in which ingest does: a message that comes in for one waits, and finds it gone or
 * standing.
 */
export const lockConversationsOf = definePgQuery({
  name: 'retention.lock',
  row: Id,
  sql: ({ messageIds }: { messageIds: readonly string[] }, workspace) => pg`
    SELECT c.id FROM conversations c
    WHERE c.id IN (SELECT conversation_id FROM messages WHERE workspace_id = ${workspace} AND id = ANY(${pg.int8s(messageIds)})) ORDER BY c.id FOR UPDATE`,
});

export const deleteMessagesBefore = definePgCommand({
  name: 'retention.delete',
  sql: ({ messageIds, cutoff }: { messageIds: readonly string[]; cutoff: Date }, workspace) => pg`
    DELETE FROM messages WHERE workspace_id = ${workspace} AND id = ANY(${pg.int8s(messageIds)}) AND created_at < ${pg.at(cutoff)}`,
});

export const deleteEmptyConversations = definePgCommand({
  name: 'retention.empty',
  sql: ({ ids }: { ids: readonly string[] }, workspace) => pg`
    DELETE FROM conversations c WHERE c.workspace_id = ${workspace} AND c.id = ANY(${pg.int8s(ids)}) AND NOT EXISTS (SELECT FROM messages m WHERE m.conversation_id = c.id)`,
});

/** Those of these messages that stand: an update has moved them to a later time, and the projector removes their old facts. */
export const standingMessages = definePgQuery({
  name: 'retention.moved',
  row: Id,
  sql: ({ messageIds }: { messageIds: readonly string[] }, workspace) =>
    pg`SELECT id FROM messages WHERE workspace_id = ${workspace} AND id = ANY(${pg.int8s(messageIds)})`,
});

/** Locks users of whom nothing is kept. One scan of the messages. */
export const lockUnusedEndUsers = definePgQuery({
  name: 'retention.users.lock',
  row: Id,
  sql: (_none: unknown, workspace) => pg`
    SELECT u.id FROM end_users u WHERE u.workspace_id = ${workspace}
      AND NOT EXISTS (SELECT FROM conversations c WHERE c.workspace_id = ${workspace} AND c.end_user_id = u.id)
      AND NOT EXISTS (SELECT FROM messages m WHERE m.workspace_id = ${workspace} AND m.end_user_id = u.id)
    ORDER BY u.id FOR UPDATE OF u`,
});

/** Looked at again under the lock: a conversation that came in meanwhile keeps its user. */
export const deleteUnusedEndUsers = definePgCommand({
  name: 'retention.users',
  sql: ({ ids }: { ids: readonly string[] }, workspace) => pg`
    DELETE FROM end_users u WHERE u.workspace_id = ${workspace} AND u.id = ANY(${pg.int8s(ids)})
      AND NOT EXISTS (SELECT FROM conversations c WHERE c.workspace_id = ${workspace} AND c.end_user_id = u.id)`,
});
