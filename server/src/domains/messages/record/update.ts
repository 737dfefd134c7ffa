import { textArray, unnest } from '../../../platform/ingest/arrays.ts';
import { enqueueMoved } from '../../../platform/store/projector/enqueue.ts';
import { Stale } from '../../../platform/ingest/transaction.ts';
import type { PgSession } from '../../../platform/store/postgres/postgres.ts';
import { insertToolCalls } from './insert.ts';
import { messageColumns, toolCallColumns, toolCallRows, type MessageRow } from './rows.ts';

const settable = messageColumns.map((column) => column.name).filter((name) => name !== 'external_id');
const isSaid = (name: string): string => `sent.${name} IS NOT NULL AND m.${name} IS DISTINCT FROM sent.${name}`;

// `before` reads the rows as they were at the start of the statement: when each message stood in time.
const updateSql = `/* messages.update */ WITH sent AS MATERIALIZED (
    SELECT * FROM ${unnest(messageColumns, 2, 'sent')}
  ), before AS MATERIALIZED (
    SELECT m.id, m.created_at FROM messages m JOIN sent ON m.workspace_id = $1 AND m.external_id = sent.external_id
  ), changed AS (
    UPDATE messages m SET ${settable.map((name) => `${name} = COALESCE(sent.${name}, m.${name})`).join(', ')}
    FROM sent WHERE m.workspace_id = $1 AND m.external_id = sent.external_id AND (${settable.map(isSaid).join(' OR ')})
    RETURNING m.id, m.created_at
  )
  SELECT changed.id::text AS id, CASE WHEN changed.created_at <> before.created_at THEN before.created_at END AS moved_from
  FROM changed JOIN before ON before.id = changed.id`;

/**
 * Updates stored messages to what was sent: omitted fields keep their values, tool calls are replaced as a set. Messages that changed are
 * enqueued, with where they stood in time before. The rows stay locked until commit.
 */
export async function updateMessages(client: PgSession, workspaceId: string, rows: readonly MessageRow[]): Promise<void> {
  const idOf = await lock(client, workspaceId, rows);
  const changed = await client.query<{ id: string; moved_from: Date | null }>({
    text: updateSql,
    values: [workspaceId, ...messageColumns.map((column) => column.array(rows))],
  });
  const movedFrom = new Map(changed.rows.map((row) => [row.id, row.moved_from]));
  for (const id of await replaceToolCalls(client, workspaceId, rows, idOf)) if (!movedFrom.has(id)) movedFrom.set(id, null);
  if (movedFrom.size === 0) return;
  const queued = [...movedFrom.keys()];
  await enqueueMoved(client, workspaceId, queued.map((id) => ({ id, movedFrom: movedFrom.get(id) ?? null })));
}

async function lock(client: PgSession, workspaceId: string, rows: readonly MessageRow[]): Promise<Map<string, string>> {
  const locked = await client.query<{ id: string; external_id: string }>({
    text: `/* messages.lock */ SELECT id::text AS id, external_id FROM messages WHERE workspace_id = $1 AND external_id = ANY($2::text[])
      ORDER BY messages.id FOR NO KEY UPDATE`,
    values: [workspaceId, textArray(rows, ({ message }) => message.externalId)],
  });
  if (locked.rows.length !== rows.length) throw new Stale('A message was deleted while its update was recorded.');
  return new Map(locked.rows.map((row) => [row.external_id, row.id]));
}

/** Replaces the tool calls of messages that say theirs, where they differ; the ids of those messages. */
async function replaceToolCalls(client: PgSession, workspaceId: string, rows: readonly MessageRow[], idOf: ReadonlyMap<string, string>): Promise<string[]> {
  const saying = rows.map(({ message }) => message).filter((message) => message.toolCalls !== null);
  if (saying.length === 0) return [];
  const calls = toolCallRows(saying, idOf);
  const content = 'jsonb_agg(jsonb_build_array(call_id, name, success, duration_ms, error, arguments, result) ORDER BY position)';
  const { rows: differing } = await client.query<{ id: string }>({
    text: `/* toolCalls.removeDiffering */ WITH asked AS (SELECT unnest($1::int8[]) AS id),
      sent AS (SELECT message_id, ${content} AS calls FROM ${unnest(toolCallColumns, 2, 'call')} GROUP BY message_id),
      stored AS (SELECT message_id, ${content} AS calls FROM tool_calls WHERE message_id = ANY($1::int8[]) GROUP BY message_id),
      differing AS (
        SELECT asked.id FROM asked LEFT JOIN sent ON sent.message_id = asked.id LEFT JOIN stored ON stored.message_id = asked.id
        WHERE sent.calls IS DISTINCT FROM stored.calls
      ), removed AS (DELETE FROM tool_calls WHERE message_id IN (SELECT id FROM differing))
      SELECT id::text AS id FROM differing`,
    values: [`{${saying.map((message) => idOf.get(message.externalId)).join(',')}}`, ...toolCallColumns.map((column) => column.array(calls))],
  });
  const ids = new Set(differing.map((row) => row.id));
  await insertToolCalls(client, workspaceId, calls.filter((call) => ids.has(call.messageId)));
  return [...ids];
}
