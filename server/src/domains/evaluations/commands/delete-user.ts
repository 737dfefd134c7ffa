import { enqueueMessages } from '../../../platform/store/projector/enqueue.ts';
import type { PgSession, Postgres } from '../../../platform/store/postgres/postgres.ts';
import { deleteLeftWaiting } from '../queries.ts';
import { deleteJudgments, judgmentCount, type JudgedBy } from '../queries/delete-user.ts';

/** Deletes judgments, and counts the messages again that they were of. Returns how many judgments. */
export async function deleteEvaluations(client: PgSession, workspaceId: string, judged: Partial<JudgedBy>): Promise<number> {
  const none = { messageIds: [], traceIds: [], sessionIds: [], evaluators: [], spans: [] };
  const deleted = await deleteJudgments(client, { workspaceId, ...none, ...judged });
  if (deleted.length === 0) return 0;
  await enqueueMessages(client, workspaceId, [...new Set(deleted.flatMap(({ messageId }) => messageId ?? []))]);
  await deleteLeftWaiting(client, { workspaceId });
  return deleted.length;
}

/** How many judgments `deleteEvaluations` would delete. */
export const countJudgments = async (postgres: Postgres, workspaceId: string, judged: JudgedBy): Promise<number> =>
  (await judgmentCount(postgres, { workspaceId, ...judged }))[0]?.count ?? 0;
