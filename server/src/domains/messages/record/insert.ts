import { unnest } from '../../../platform/ingest/arrays.ts';
import { enqueueing } from '../../../platform/store/projector/enqueue.ts';
import { insertingMessages } from '../hooks.ts';
import type { PgSession } from '../../../platform/store/postgres/postgres.ts';
import { messageColumns, toolCallColumns, type MessageRow, type ToolCallRow } from './rows.ts';

const names = messageColumns.map((column) => column.name);
const values = names.map((name) => (name === 'created_at' ? 'COALESCE(created_at, now())' : name));

// Ids are given out in the order sent (it is the order of messages of one instant), rows are inserted in the order of external
// ids (so that two batches with the same messages wait for each other instead of deadlocking).
const insertSql = (): string => `/* messages.insert */ WITH inserted AS (
    INSERT INTO messages (id, workspace_id, ${names.join(', ')})
    SELECT id, $1, ${values.join(', ')} FROM (
      SELECT nextval('messages_id_seq') AS id, sent.* FROM ${unnest(messageColumns, 2, 'sent')}
    ) AS numbered ORDER BY external_id COLLATE "C"
    ON CONFLICT (workspace_id, external_id) DO NOTHING
    RETURNING id, external_id
  ), ${[...insertingMessages.reactions, `queued AS (${enqueueing('$1', 'inserted')})`].join(', ')}
  SELECT string_agg(id::text, ',' ORDER BY id) AS ids,
    CASE WHEN count(*) < $${messageColumns.length + 2} THEN (SELECT jsonb_agg(external_id ORDER BY id) FROM inserted) END AS external_ids
  FROM inserted`;

/** Made when it is first used: the root has registered all reactions by then. */
let text: string | null = null;

/** Stores the messages that are new and enqueues them; their ids by external id. The others are left as they are. */
export async function insertMessages(client: PgSession, workspaceId: string, rows: readonly MessageRow[]): Promise<Map<string, string>> {
  const result = await client.query<{ ids: string | null; external_ids: string[] | null }>({
    text: (text ??= insertSql()),
    values: [workspaceId, ...messageColumns.map((column) => column.array(rows)), rows.length],
  });
  const { ids, external_ids: externalIds } = result.rows[0] as (typeof result.rows)[number];
  if (ids === null) return new Map();
  // in the order of ids, which is the order sent; named only where some were known before
  return new Map(ids.split(',').map((id, index) => [externalIds === null ? (rows[index] as MessageRow).message.externalId : (externalIds[index] as string), id]));
}

const toolNames = toolCallColumns.map((column) => column.name).join(', ');

/** Stores tool calls of messages that have none. */
export async function insertToolCalls(client: PgSession, workspaceId: string, rows: readonly ToolCallRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query({
    text: `/* toolCalls.insert */ INSERT INTO tool_calls (workspace_id, ${toolNames}) SELECT $1, ${toolNames} FROM ${unnest(toolCallColumns, 2, 'sent')}`,
    values: [workspaceId, ...toolCallColumns.map((column) => column.array(rows))],
  });
}
