import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { Job, JobKind } from '../../../platform/jobs/jobs.ts';
import type { WorkContext } from '../../../platform/jobs/context.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { deleteEvaluations } from '../../evaluations/commands/delete-user.ts';
import { purgeUsers } from '../../facts/commands/delete-user.ts';
import {
  announceDeletedMessages,
  deleteEndUsersOf,
  deleteMessages,
  messagesByIds,
  messagesOfUsers,
} from '../../messages/commands/delete-user.ts';
import { deletePredictionsWith } from '../../predictions/commands/delete-texts.ts';
import { deleteSpans, deleteTraces, purgeDeleted } from '../../traces/commands/delete.ts';
import { announceDeletion } from '../../traces/commands/delete-trace.ts';
import { tracesOfUsers } from '../../traces/commands/delete-user.ts';
import { belongingsOf, contentsOf, namesOf, sessionsOf, type UserNames } from '../load.ts';
import { userErased, userPurged } from '../hooks.ts';
import { beginStep, deletionOfTask, endStep, finishDeletion } from '../queries.ts';
import type { DeletionStep } from '../types.ts';

export const deletingUsers: JobKind = { kind: 'deleteUser', limit: 2 };

/** Messages or traces in one step: short enough that what comes in beside it hardly waits. */
const stepCount = 500;

/**
 * Deletes what belongs to a user, from both stores and off the disk: messages, judgments, traces with their texts, predictions that have a
 * text of a deleted message in them, and what is counted of them. Of a trace in which another user has spans, those and what is under them
 * stay.
 *
 * In steps, each of which may be the last: a step is noted with its counts, then removed from ClickHouse, then from PostgreSQL together
 * with the note. One that was cut off is done again and counted once (deletions.test.ts).
 */
export const deleteUserJob: Job = {
  ...deletingUsers,
  async run(stores, { id: taskId, workspaceId }, report, signal, live) {
    const [deletion] = await deletionOfTask(stores.postgres, { workspaceId, taskId });
    if (deletion === undefined) return;
    const { id, userId } = deletion;
    const { userIds, endUserIds } = await namesOf(stores, workspaceId, userId);
    const scope: Scope = { stores, live, workspaceId, id, userIds, endUserIds };
    let doneCount = 0;
    let after = '0';
    if (deletion.step !== null) doneCount += await removeStep(scope, deletion.step);
    for (;;) {
      if (signal.aborted) return;
      const next = await nextStep(scope, after);
      if (next === null) break;
      after = next.after;
      await beginStep(stores.postgres, { workspaceId, id, step: next.step });
      doneCount += await removeStep(scope, next.step);
      await report({ doneCount });
    }
    await inTransaction(stores.postgres, async (client) => {
      const evaluationCount = await deleteEvaluations(client, workspaceId, { evaluators: userIds });
      await endStep(client, { workspaceId, id, removed: { ...nothing, evaluationCount } });
    });
    for (const reaction of userErased.reactions) await reaction(stores, { workspaceId, userIds }, live);
    if (endUserIds.length > 0) await deleteEndUsersOf(stores.postgres, workspaceId, endUserIds);
    if (!(await purgeUsers(stores, workspaceId, userIds, signal))) return;
    for (const reaction of userPurged.reactions) await reaction(stores, { workspaceId, userIds });
    await purgeDeleted(stores);
    await finishDeletion(stores.postgres, { workspaceId, id });
    await report({ doneCount, totalCount: doneCount });
  },
};

interface Scope extends UserNames {
  readonly stores: Stores;
  readonly live: WorkContext['live'];
  readonly workspaceId: string;
  /** Of the deletion. */
  readonly id: string;
}

const nothing = { messageCount: 0, conversationCount: 0, evaluationCount: 0, traceCount: 0, spanCount: 0, predictionCount: 0 };

/**
 * Messages of the user after the last ones with their traces; when there are none left, traces that name the user. Null: nothing is left.
 */
async function nextStep(
  { stores, workspaceId, userIds, endUserIds }: Scope,
  after: string,
): Promise<{ step: DeletionStep; after: string } | null> {
  const { postgres } = stores;
  const own = endUserIds.length === 0 ? [] : await messagesOfUsers(postgres, { workspaceId, endUserIds, after, limit: stepCount });
  const traceIds =
    own.length > 0
      ? [...new Set(own.flatMap(({ traceId }) => traceId ?? []))]
      : await tracesOfUsers(stores, workspaceId, userIds, stepCount);
  if (own.length === 0 && traceIds.length === 0) return null;
  const { messages, ...step } = await belongingsOf(stores, workspaceId, { userIds, endUserIds }, { own, traceIds });
  return { step: { ...step, messageIds: messages.map(({ id }) => id) }, after: own.at(-1)?.id ?? after };
}

/** Removes what a step has noted, and returns how many messages. */
async function removeStep({ stores, live, workspaceId, id }: Scope, step: DeletionStep): Promise<number> {
  const { messageIds, traceIds, spans = [], traceCount, spanCount, predictionCount } = step;
  const messages = await messagesByIds(stores.postgres, { workspaceId, ids: messageIds });
  await deletePredictionsWith(stores, workspaceId, contentsOf(messages));
  await deleteTraces(stores, workspaceId, traceIds, { takesNamed: true });
  await deleteSpans(stores, workspaceId, spans);
  // They are unreadable from now on: pages that show one take it off.
  if (traceIds.length > 0) announceDeletion(live, workspaceId, traceIds);
  const sessionIds = sessionsOf(messages);
  const deletedCount = await inTransaction(stores.postgres, async (client) => {
    const evaluationCount = await deleteEvaluations(client, workspaceId, { messageIds, traceIds, sessionIds, spans });
    const { messageCount, conversationCount } = await deleteMessages(client, workspaceId, messageIds);
    await endStep(client, {
      workspaceId,
      id,
      removed: { messageCount, conversationCount, evaluationCount, traceCount, spanCount, predictionCount },
    });
    return messageCount;
  });
  announceDeletedMessages(live, workspaceId, messageIds);
  return deletedCount;
}
