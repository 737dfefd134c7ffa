import { enqueueMessages } from '../../platform/store/projector/enqueue.ts';
import { attachToLastReplies } from './last-replies.ts';
import { inTransaction } from '../../platform/ingest/transaction.ts';
import type { Postgres } from '../../platform/store/postgres/postgres.ts';

/** As messages are stored for the first time: those that wait for one of them are attached (domains/messages/hooks.ts). */
export const attachToInserted = `awaited AS (
    DELETE FROM waiting_evaluations w USING inserted
    WHERE w.workspace_id = $1 AND w.message_external_id = inserted.external_id
    RETURNING w.evaluation_id, inserted.id AS message_id
  ), attached AS (
    UPDATE evaluations e SET message_id = awaited.message_id FROM awaited WHERE e.id = awaited.evaluation_id
  )`;

/** The newest waiting evaluations are looked through: an older one was seen by a sweep, or by its message, long ago. */
const sweepCount = 10_000;

/**
 * Attaches evaluations whose message came in the same instant: recorded side by side, neither transaction saw the other.
 * Returns how many. To be called every few seconds; each call costs one look at the newest `sweepCount` that wait.
 */
export async function attachWaitingEvaluations(stores: { postgres: Postgres }): Promise<number> {
  const waiting = await stores.postgres.query({ name: 'waitingEvaluations.any', text: 'SELECT FROM waiting_evaluations LIMIT 1' });
  if (waiting.rows.length === 0) return 0;
  return (await attachToMessages(stores)) + (await attachToTraces(stores));
}

async function attachToMessages(stores: { postgres: Postgres }): Promise<number> {
  const { rows } = await stores.postgres.query<{ workspace_id: string; message_ids: string[] }>({
    text: `/* waitingEvaluations.found */ SELECT m.workspace_id, array_agg(DISTINCT m.id::text) AS message_ids
      FROM (SELECT * FROM waiting_evaluations ORDER BY evaluation_id DESC LIMIT $1) w
      JOIN messages m ON m.workspace_id = w.workspace_id AND m.external_id = w.message_external_id
      GROUP BY m.workspace_id`,
    values: [sweepCount],
  });
  let attachedCount = 0;
  for (const { workspace_id: workspaceId, message_ids: messageIds } of rows) {
    attachedCount += await inTransaction(stores.postgres, async (client) => {
      await enqueueMessages(client, workspaceId, messageIds);
      const { rowCount } = await client.query({
        text: `/* waitingEvaluations.attach */ WITH found AS (
            DELETE FROM waiting_evaluations w USING messages m
            WHERE m.workspace_id = $1 AND m.id = ANY($2::int8[]) AND w.workspace_id = $1 AND w.message_external_id = m.external_id
            RETURNING w.evaluation_id, m.id AS message_id
          )
          UPDATE evaluations e SET message_id = found.message_id FROM found WHERE e.id = found.evaluation_id`,
        values: [workspaceId, `{${messageIds.join(',')}}`],
      });
      return rowCount ?? 0;
    });
  }
  return attachedCount;
}

async function attachToTraces(stores: { postgres: Postgres }): Promise<number> {
  const { rows } = await stores.postgres.query<{ workspace_id: string; trace_ids: string[] }>({
    text: `/* waitingEvaluations.tracesFound */ SELECT w.workspace_id, array_agg(DISTINCT w.trace_id) AS trace_ids
      FROM (SELECT * FROM waiting_evaluations WHERE trace_id IS NOT NULL ORDER BY evaluation_id DESC LIMIT $1) w
      WHERE EXISTS (SELECT FROM messages m WHERE m.workspace_id = w.workspace_id AND m.trace_id = w.trace_id AND m.role = 'ASSISTANT')
      GROUP BY w.workspace_id`,
    values: [sweepCount],
  });
  let attachedCount = 0;
  for (const { workspace_id: workspaceId, trace_ids: traceIds } of rows) {
    attachedCount += await inTransaction(stores.postgres, async (client) => {
      const count = await attachToLastReplies(client, workspaceId, traceIds);
      await client.query({
        text: `/* waitingEvaluations.settleOfTraces */ DELETE FROM waiting_evaluations w USING evaluations e
          WHERE w.workspace_id = $1 AND w.trace_id = ANY($2::text[]) AND e.id = w.evaluation_id AND e.message_id IS NOT NULL`,
        values: [workspaceId, traceIds],
      });
      return count;
    });
  }
  return attachedCount;
}
