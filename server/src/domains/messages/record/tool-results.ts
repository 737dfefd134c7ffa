import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { enqueueMessages } from '../../../platform/store/projector/enqueue.ts';
import type { Postgres } from '../../../platform/store/postgres/postgres.ts';
import { storeToolResults, tracesWithCalls, type ToolResult } from './queries/tool-calls.ts';

/**
 * Tells the tool calls of a trace's messages what became of them. A result is its call's by the call's id; without one, the first
 * result of a name is that of the first call of this name in the trace that has none yet. A result whose call is not known (no model
 * asked for it) changes nothing, and is not sent to PostgreSQL.
 */
export async function recordToolResults(
  stores: { postgres: Postgres },
  workspaceId: string,
  results: readonly ToolResult[],
): Promise<void> {
  const traceIds = [...new Set(results.map(({ traceId }) => traceId))];
  const withCalls = new Set((await tracesWithCalls(stores.postgres, { workspaceId, traceIds })).map(({ traceId }) => traceId));
  const answers = results.filter(({ traceId }) => withCalls.has(traceId));
  if (answers.length === 0) return;
  await inTransaction(stores.postgres, async (client) => {
    const changed = await storeToolResults(client, { workspaceId, results: answers });
    await enqueueMessages(client, workspaceId, [...new Set(changed.map(({ messageId }) => messageId))]);
  });
}
