import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { rememberedIn } from '../../../platform/ingest/remembered.ts';
import type { PgSession, Postgres } from '../../../platform/store/postgres/postgres.ts';

/**
 * Deletes those of these messages that were created before `cutoff`, with their tool calls and judgments and the conversations that become
 * empty. Returns how many, and the ids of those that stand.
 */
export async function deleteExpired(client: PgSession, workspaceId: string, cutoff: Date, ids: readonly string[]): Promise<{ count: number; standing: ReadonlySet<string> }> {
  const { rows: conversations } = await client.query<{ id: string }>({
    // The order in which ingest locks them; a message that comes in for one waits, and finds it gone or standing.
    text: `/* retention.lock */ SELECT c.id FROM conversations c
      WHERE c.id IN (SELECT conversation_id FROM messages WHERE workspace_id = $1 AND id = ANY($2::int8[])) ORDER BY c.id FOR UPDATE`,
    values: [workspaceId, ids],
  });
  const { rowCount } = await client.query({
    text: '/* retention.delete */ DELETE FROM messages WHERE workspace_id = $1 AND id = ANY($2::int8[]) AND created_at < $3',
    values: [workspaceId, ids, cutoff],
  });
  await client.query({
    text: '/* retention.empty */ DELETE FROM conversations c WHERE c.id = ANY($1::int8[]) AND NOT EXISTS (SELECT FROM messages m WHERE m.conversation_id = c.id)',
    values: [conversations.map(({ id }) => id)],
  });
  // An update has moved these to a later time: the projector removes their old facts.
  const { rows } = await client.query<{ id: string }>({ text: '/* retention.moved */ SELECT id FROM messages WHERE workspace_id = $1 AND id = ANY($2::int8[])', values: [workspaceId, ids] });
  return { count: rowCount ?? 0, standing: new Set(rows.map(({ id }) => String(id))) };
}

/** Ids of users of whom nothing is kept. One scan of the messages, on a day on which some were deleted. */
export async function deleteEndUsers(postgres: Postgres, workspaceId: string): Promise<void> {
  await inTransaction(postgres, async (client) => {
    const { rows } = await client.query<{ id: string }>({
      text: `/* retention.users.lock */ SELECT u.id FROM end_users u WHERE u.workspace_id = $1
        AND NOT EXISTS (SELECT FROM conversations c WHERE c.workspace_id = $1 AND c.end_user_id = u.id) AND NOT EXISTS (SELECT FROM messages m WHERE m.workspace_id = $1 AND m.end_user_id = u.id)
        ORDER BY u.id FOR UPDATE OF u`,
      values: [workspaceId],
    });
    // Looked at again under the lock: a conversation that came in meanwhile keeps its user.
    await client.query({
      text: '/* retention.users */ DELETE FROM end_users u WHERE u.id = ANY($1::int8[]) AND NOT EXISTS (SELECT FROM conversations c WHERE c.workspace_id = $2 AND c.end_user_id = u.id)',
      values: [rows.map(({ id }) => id), workspaceId],
    });
  });
  rememberedIn(postgres).forget();
}
