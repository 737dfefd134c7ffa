import type { PoolClient } from 'pg';

/**
 * Puts messages into the projection queue, and returns how many.
 *
 * Each message's row is locked until commit before its queue row gets its id: the projection with the highest queue id wins, so
 * ids of one message must be given out in the order in which their transactions commit. Locks are taken in the order of ids.
 */
export async function enqueueMessages(client: PoolClient, workspaceId: string, messageIds: readonly string[]): Promise<number> {
  if (messageIds.length === 0) return 0;
  const { rowCount } = await client.query({
    name: 'messages.enqueue',
    text: `WITH locked AS MATERIALIZED (
        SELECT id FROM messages WHERE workspace_id = $1 AND id = ANY($2::bigint[]) ORDER BY id FOR NO KEY UPDATE
      )
      INSERT INTO projection_queue (workspace_id, message_id) SELECT $1, id FROM locked`,
    values: [workspaceId, `{${messageIds.join(',')}}`],
  });
  return rowCount ?? 0;
}
