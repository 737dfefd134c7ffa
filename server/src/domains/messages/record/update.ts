import { Stale } from '../../../platform/ingest/transaction.ts';
import type { PgSession } from '../../../platform/store/postgres/postgres.ts';
import { enqueueMoved } from '../../../platform/store/projector/enqueue.ts';
import { insertToolCalls } from './insert.ts';
import { lockMessages, updateStored } from './queries/messages.ts';
import { removeDifferingToolCalls } from './queries/tool-calls.ts';
import { toolCallRows, type MessageRow } from './rows.ts';

/**
 * Updates stored messages to what was sent: omitted fields keep their values, tool calls are replaced as a set. Messages that changed are
 * enqueued, with where they stood in time before. The rows stay locked until commit.
 */
export async function updateMessages(client: PgSession, workspaceId: string, rows: readonly MessageRow[]): Promise<void> {
  const idOf = await lock(client, workspaceId, rows);
  const changed = await updateStored(client, { workspaceId, rows });
  const movedFrom = new Map(changed.map((row) => [row.id, row.movedFrom]));
  for (const id of await replaceToolCalls(client, workspaceId, rows, idOf)) if (!movedFrom.has(id)) movedFrom.set(id, null);
  if (movedFrom.size > 0) await enqueueMoved(client, workspaceId, [...movedFrom].map(([id, from]) => ({ id, movedFrom: from })));
}

async function lock(client: PgSession, workspaceId: string, rows: readonly MessageRow[]): Promise<Map<string, string>> {
  const locked = await lockMessages(client, { workspaceId, externalIds: rows.map(({ message }) => message.externalId) });
  if (locked.length !== rows.length) throw new Stale('A message was deleted while its update was recorded.');
  return new Map(locked.map((row) => [row.externalId, row.id]));
}

/** Replaces the tool calls of messages that say theirs, where they differ; the ids of those messages. */
async function replaceToolCalls(client: PgSession, workspaceId: string, rows: readonly MessageRow[], idOf: ReadonlyMap<string, string>): Promise<string[]> {
  const saying = rows.map(({ message }) => message).filter((message) => message.toolCalls !== null);
  if (saying.length === 0) return [];
  const calls = toolCallRows(saying, idOf);
  const differing = await removeDifferingToolCalls(client, { workspaceId, messageIds: saying.map((message) => idOf.get(message.externalId) as string), calls });
  const ids = new Set(differing.map((row) => row.id));
  await insertToolCalls(client, workspaceId, calls.filter((call) => ids.has(call.messageId)));
  return [...ids];
}
