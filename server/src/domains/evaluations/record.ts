import { recordEvent } from '../audit/commands.ts';
import { enqueueMessages } from '../../platform/store/projector/enqueue.ts';
import { inTransaction } from '../../platform/ingest/transaction.ts';
import type { PgSession, Postgres } from '../../platform/store/postgres/postgres.ts';
import {
  insertEvaluations,
  keepEvaluationsWaiting,
  lockEvaluations,
  removeEvaluations,
  settleEvaluations,
  subjectNames,
  updateEvaluations,
  verdictNames,
  type StoredEvaluation,
  type UpdatedEvaluation,
} from './queries.ts';
import type { CheckedEvaluation } from './types.ts';

export interface RecordedEvaluations {
  accepted: number;
  updated: number;
}

/**
 * Records checked evaluations in one transaction and enqueues the messages whose judgments changed. An evaluation whose message
 * has not come yet is kept and waits for it. A known evaluation keeps the fields that the new one omits, except its target; the same
 * again changes nothing. `replacesVerdict`: value, label, rating, success and correction are replaced as a whole, too.
 */
export async function recordEvaluations(
  stores: { postgres: Postgres },
  workspaceId: string,
  sentEvaluations: readonly CheckedEvaluation[],
  { replacesVerdict = false } = {},
): Promise<RecordedEvaluations> {
  if (sentEvaluations.length === 0) return { accepted: 0, updated: 0 };
  const evaluations = mergeDuplicates(sentEvaluations, replacesVerdict);
  const replaced = replacesVerdict ? [...subjectNames, ...verdictNames] : subjectNames;
  const accepted = await inTransaction(stores.postgres, (client) => recordWithin(client, workspaceId, evaluations, replaced));
  return { accepted, updated: sentEvaluations.length - accepted };
}

/**
 * Records evaluations with distinct ids in the caller's transaction, and returns how many are new. `replaced`: columns of known ones that
 * become what is sent, also where that is nothing.
 */
export async function recordWithin(
  client: PgSession,
  workspaceId: string,
  evaluations: readonly CheckedEvaluation[],
  replaced: readonly string[] = subjectNames,
): Promise<number> {
  const inserted = await insertEvaluations(client, { workspaceId, evaluations });
  const insertedIds = new Set(inserted.map((row) => row.externalId));
  const known = evaluations.filter(({ externalId }) => !insertedIds.has(externalId));
  const changed = known.length === 0 ? [] : await update(client, workspaceId, known, replaced);
  await keepWaiting(client, workspaceId, [...inserted, ...changed]);
  const touched = new Set([
    ...inserted.map(({ messageId }) => messageId),
    ...changed.flatMap(({ messageId, leftMessageId }) => [messageId, leftMessageId]),
  ]);
  await enqueueMessages(
    client,
    workspaceId,
    [...touched].filter((id) => id !== null),
  );
  return inserted.length;
}

/** `replaced`: the columns that become what is sent, also where that is nothing. */
async function update(
  client: PgSession,
  workspaceId: string,
  evaluations: readonly CheckedEvaluation[],
  replaced: readonly string[],
): Promise<UpdatedEvaluation[]> {
  await lockEvaluations(client, { workspaceId, externalIds: evaluations.map(({ externalId }) => externalId) });
  return updateEvaluations(client, { workspaceId, evaluations, replaced });
}

/**
 * Lists those without a message among the waiting, and takes those with one off the list. One of a whole trace stays on it until a
 * sweep has looked once more: a reply that is being recorded at this moment is not seen here, nor does it see the evaluation.
 */
async function keepWaiting(client: PgSession, workspaceId: string, rows: readonly StoredEvaluation[]): Promise<void> {
  const isWaiting = (row: StoredEvaluation): boolean => row.waitsFor === 'TRACE' || (row.waitsFor === 'MESSAGE' && row.messageId === null);
  const waiting = rows.filter(isWaiting);
  const settled = rows.filter((row) => !isWaiting(row));
  if (waiting.length > 0) await keepEvaluationsWaiting(client, { workspaceId, ids: waiting.map(({ id }) => id) });
  if (settled.length > 0) await settleEvaluations(client, { workspaceId, ids: settled.map(({ id }) => id) });
}

/** Deletes an evaluation and enqueues its message; false: there is none of this id. */
export async function removeEvaluation(stores: { postgres: Postgres }, workspaceId: string, externalId: string): Promise<boolean> {
  return inTransaction(stores.postgres, async (client) => {
    const removed = await removeEvaluations(client, { workspaceId, externalIds: [externalId] });
    await enqueueMessages(
      client,
      workspaceId,
      removed.flatMap(({ messageId }) => messageId ?? []),
    );
    if (removed.length > 0)
      await recordEvent(client, workspaceId, { action: 'deleteEvaluation', targetType: 'Evaluation', targetId: externalId });
    return removed.length > 0;
  });
}

function mergeDuplicates(evaluations: readonly CheckedEvaluation[], replacesVerdict: boolean): CheckedEvaluation[] {
  const byId = new Map<string, CheckedEvaluation>();
  for (const evaluation of evaluations) {
    const earlier = byId.get(evaluation.externalId);
    const reported = Object.fromEntries(Object.entries(evaluation).filter(([, value]) => value !== null)) as Partial<CheckedEvaluation>;
    const { messageExternalId, traceId, spanId, sessionId, value, label, rating, success, correctedOutput } = evaluation;
    const replaced = {
      messageExternalId,
      traceId,
      spanId,
      sessionId,
      ...(replacesVerdict ? { value, label, rating, success, correctedOutput } : {}),
    };
    byId.set(evaluation.externalId, earlier === undefined ? evaluation : { ...earlier, ...reported, ...replaced });
  }
  return [...byId.values()];
}
