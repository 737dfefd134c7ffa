import { enqueueMessages } from '../../platform/store/projector/enqueue.ts';
import { attachToLastReplies } from './last-replies.ts';
import { inTransaction } from '../../platform/ingest/transaction.ts';
import type { Postgres } from '../../platform/store/postgres/postgres.ts';
import { anyWaiting, attachToMessages, awaitedMessages, awaitedTraces, settleOfTraces } from './queries.ts';

/** The newest waiting evaluations are looked through: an older one was seen by a sweep, or by its message, long ago. */
const sweepCount = 10_000;

/**
 * Attaches evaluations whose message came in the same instant: recorded side by side, neither transaction saw the other.
 * Returns how many. To be called every few seconds; each call costs one look at the newest `sweepCount` that wait.
 */
export async function attachWaitingEvaluations(stores: { postgres: Postgres }): Promise<number> {
  if ((await anyWaiting(stores.postgres)) === 0) return 0;
  return (await attachAllToMessages(stores)) + (await attachAllToTraces(stores));
}

async function attachAllToMessages({ postgres }: { postgres: Postgres }): Promise<number> {
  let attachedCount = 0;
  for (const { workspaceId, messageIds } of await awaitedMessages(postgres, { count: sweepCount })) {
    attachedCount += await inTransaction(postgres, async (client) => {
      await enqueueMessages(client, workspaceId, messageIds);
      return attachToMessages(client, { workspaceId, messageIds });
    });
  }
  return attachedCount;
}

async function attachAllToTraces({ postgres }: { postgres: Postgres }): Promise<number> {
  let attachedCount = 0;
  for (const { workspaceId, traceIds } of await awaitedTraces(postgres, { count: sweepCount })) {
    attachedCount += await inTransaction(postgres, async (client) => {
      const count = await attachToLastReplies(client, workspaceId, traceIds);
      await settleOfTraces(client, { workspaceId, traceIds });
      return count;
    });
  }
  return attachedCount;
}
