import type { Statements } from '../../platform/store/postgres/postgres.ts';
import { enqueueMessages } from '../../platform/store/projector/enqueue.ts';
import { attachEvaluations, lockTraceEvaluations } from './queries.ts';

/**
 * Attaches the evaluations of whole traces to the last replies of these traces as they are now, and enqueues the messages that
 * gain or lose one. Returns how many evaluations were attached or moved.
 *
 * The evaluations are locked by one statement, and the replies are read by the next: of two transactions that add replies to one
 * trace the second sees what the first has added.
 */
export async function attachToLastReplies(client: Statements, workspaceId: string, traceIds: readonly string[]): Promise<number> {
  if (traceIds.length === 0) return 0;
  const locked = await lockTraceEvaluations(client, { workspaceId, traceIds });
  if (locked.length === 0) return 0;
  const moved = await attachEvaluations(client, { workspaceId, evaluationIds: locked.map(({ id }) => id) });
  const touched = new Set(
    moved.flatMap(({ messageId, leftMessageId }) => (leftMessageId === null ? [messageId] : [messageId, leftMessageId])),
  );
  await enqueueMessages(client, workspaceId, [...touched]);
  return moved.length;
}
