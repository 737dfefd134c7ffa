import { definePgCommand } from '../pg-query.ts';
import { pg, type PgParam, type PgSql } from '../pg-sql.ts';
import type { Statements } from '../postgres/postgres.ts';

/** Puts messages into the projection queue; their facts are written again from the committed rows when they are taken from it. */
export async function enqueueMessages(client: Statements, workspaceId: string, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length > 0) await enqueue(client, { workspaceId, messageIds });
}

const enqueue = definePgCommand({
  name: 'messages.enqueue',
  sql: ({ messageIds }: { messageIds: readonly string[] }, workspace) => pg`INSERT INTO projection_queue (workspace_id, message_id) SELECT ${workspace}, unnest(${pg.int8s(messageIds)})`,
});

/** The same for messages some of which were moved in time: their facts at the place where they stood are removed. */
export async function enqueueMoved(client: Statements, workspaceId: string, messages: readonly MovedMessage[]): Promise<void> {
  await enqueueWithPlaces(client, { workspaceId, messages });
}

export interface MovedMessage {
  readonly id: string;
  readonly movedFrom: Date | null;
}

const enqueueWithPlaces = definePgCommand({
  name: 'messages.enqueueMoved',
  sql: ({ messages }: { messages: readonly MovedMessage[] }, workspace) => pg`
    INSERT INTO projection_queue (workspace_id, message_id, stale_created_at)
    SELECT ${workspace}, id, moved_from
    FROM unnest(${pg.int8s(messages.map(({ id }) => id))}, ${pg.ats(messages.map(({ movedFrom }) => movedFrom))}) AS changed (id, moved_from)`,
});

/** The same as part of a statement: `source` has the ids of messages as `id`. */
export const enqueueing = (workspace: PgParam, source: string): PgSql => pg`INSERT INTO projection_queue (workspace_id, message_id) SELECT ${workspace}, id FROM ${pg.raw(source)}`;
