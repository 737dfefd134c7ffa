import type { Statements } from '../postgres/postgres.ts';

/** Puts messages into the projection queue; their facts are written anew from what is committed when they are taken from it. */
export async function enqueueMessages(client: Statements, workspaceId: string, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return;
  await client.query({
    text: '/* messages.enqueue */ INSERT INTO projection_queue (workspace_id, message_id) SELECT $1, unnest($2::int8[])',
    values: [workspaceId, `{${messageIds.join(',')}}`],
  });
}
