import type { Statements } from '../postgres/postgres.ts';

/** Puts messages into the projection queue; their facts are written again from the committed rows when they are taken from it. */
export async function enqueueMessages(client: Statements, workspaceId: string, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return;
  await client.query({
    text: '/* messages.enqueue */ INSERT INTO projection_queue (workspace_id, message_id) SELECT $1, unnest($2::int8[])',
    values: [workspaceId, `{${messageIds.join(',')}}`],
  });
}

/** The same for messages some of which were moved in time: their facts at the place where they stood are removed. */
export async function enqueueMoved(client: Statements, workspaceId: string, messages: readonly { readonly id: string; readonly movedFrom: Date | null }[]): Promise<void> {
  await client.query({
    text: `/* messages.enqueueMoved */ INSERT INTO projection_queue (workspace_id, message_id, stale_created_at)
      SELECT $1, id, moved_from FROM unnest($2::int8[], $3::timestamptz[]) AS changed (id, moved_from)`,
    values: [workspaceId, `{${messages.map(({ id }) => id).join(',')}}`, messages.map(({ movedFrom }) => movedFrom?.toISOString() ?? null)],
  });
}

/** The same as part of a statement: `source` has the ids of messages as `id`. */
export const enqueueing = (workspace: string, source: string): string => `INSERT INTO projection_queue (workspace_id, message_id) SELECT ${workspace}, id FROM ${source}`;
