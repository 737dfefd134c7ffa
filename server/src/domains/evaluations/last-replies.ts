import type { Statements } from '../../platform/store/postgres/postgres.ts';
import { textArray } from '../../platform/ingest/arrays.ts';
import { enqueueMessages } from '../../platform/store/projector/enqueue.ts';

/**
 * Attaches the evaluations of whole traces to the last replies of these traces as they are now, and enqueues the messages that
 * gain or lose one. Returns how many evaluations were attached or moved.
 *
 * The evaluations are locked by one statement, and the replies are read by the next: of two transactions that add replies to one
 * trace the second sees what the first has added.
 */
export async function attachToLastReplies(client: Statements, workspaceId: string, traceIds: readonly string[]): Promise<number> {
  if (traceIds.length === 0) return 0;
  const locked = await client.query<{ id: string }>({
    text: `/* evaluations.lockOfTraces */ SELECT id::text AS id FROM evaluations
      WHERE workspace_id = $1 AND trace_id = ANY($2::text[]) AND message_external_id IS NULL ORDER BY external_id COLLATE "C" FOR UPDATE`,
    values: [workspaceId, textArray(traceIds, (id) => id)],
  });
  if (locked.rows.length === 0) return 0;
  const { rows } = await client.query<{ message_id: string; left_message_id: string | null }>({
    text: `/* evaluations.attachToLastReplies */ WITH before AS MATERIALIZED (
        SELECT id, trace_id, message_id FROM evaluations WHERE id = ANY($2::int8[])
      ), last_reply AS MATERIALIZED (
        SELECT DISTINCT ON (trace_id) trace_id, id FROM messages
        WHERE workspace_id = $1 AND trace_id IN (SELECT trace_id FROM before) AND role = 'ASSISTANT'
        ORDER BY trace_id, created_at DESC, id DESC
      )
      UPDATE evaluations e SET message_id = last_reply.id FROM before JOIN last_reply ON last_reply.trace_id = before.trace_id
      WHERE e.id = before.id AND before.message_id IS DISTINCT FROM last_reply.id
      RETURNING e.message_id::text AS message_id, before.message_id::text AS left_message_id`,
    values: [workspaceId, `{${locked.rows.map((row) => row.id).join(',')}}`],
  });
  const touched = new Set(rows.flatMap(({ message_id: gains, left_message_id: loses }) => (loses === null ? [gains] : [gains, loses])));
  await enqueueMessages(client, workspaceId, [...touched]);
  return rows.length;
}
