import type { PgSession } from '../../../platform/store/postgres/postgres.ts';
import { storeNewMessages } from './queries/messages.ts';
import { storeToolCalls } from './queries/tool-calls.ts';
import type { MessageRow, ToolCallRow } from './rows.ts';

/** Stores the messages that are new and enqueues them; their ids by external id. The others are left as they are. */
export async function insertMessages(client: PgSession, workspaceId: string, rows: readonly MessageRow[]): Promise<Map<string, string>> {
  const [stored] = await storeNewMessages(client, { workspaceId, rows });
  const { ids, externalIds } = stored as NonNullable<typeof stored>;
  if (ids === null) return new Map();
  // in the order of ids, which is the order sent; named only where some were known before
  return new Map(
    ids
      .split(',')
      .map((id, index) => [externalIds === null ? (rows[index] as MessageRow).message.externalId : (externalIds[index] as string), id]),
  );
}

/** Stores tool calls of messages that have none. */
export async function insertToolCalls(client: PgSession, workspaceId: string, rows: readonly ToolCallRow[]): Promise<void> {
  if (rows.length > 0) await storeToolCalls(client, { workspaceId, rows });
}
