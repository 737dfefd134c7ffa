import { definePgCommand } from '../pg-query.ts';
import { pg } from '../pg-sql.ts';
import type { Statements } from '../postgres/postgres.ts';

/** Puts messages into the projection queue; their facts are written anew from what is committed when they are taken from it. */
export async function enqueueMessages(client: Statements, workspaceId: string, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length > 0) await enqueue(client, { workspaceId, messageIds });
}

const enqueue = definePgCommand({
  name: 'messages.enqueue',
  sql: ({ messageIds }: { messageIds: readonly string[] }, workspace) => pg`INSERT INTO projection_queue (workspace_id, message_id) SELECT ${workspace}, unnest(${pg.int8s(messageIds)})`,
});
