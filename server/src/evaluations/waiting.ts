import type { Pool } from 'pg';
import { enqueueMessages } from '../ingest/enqueue.ts';
import { inTransaction } from '../ingest/transaction.ts';

/** The newest waiting evaluations are looked through: an older one was seen by a sweep, or by its message, long ago. */
const sweepCount = 10_000;

/**
 * Attaches evaluations whose message came in the same instant: recorded side by side, neither transaction saw the other.
 * Returns how many. To be called every few seconds; each call costs one look at the newest `sweepCount` that wait.
 */
export async function attachWaitingEvaluations(stores: { postgres: Pool }): Promise<number> {
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
