import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../platform/store/pg-query.ts';
import { pg } from '../../platform/store/pg-sql.ts';
import type { DeletionStep, RemovedCounts } from './types.ts';

/** A deletion that is under way. */
const Deletion = z.object({ id: z.string(), userId: z.string(), step: z.custom<DeletionStep>().nullable() });

export const insertDeletion = definePgQuery({
  name: 'userDeletions.insert',
  row: z.object({ id: z.string() }),
  sql: ({ taskId, userId }: { taskId: string; userId: string }, workspace) =>
    pg`INSERT INTO user_deletions (workspace_id, task_id, user_id) VALUES (${workspace}, ${pg.uuid(taskId)}, ${pg.text(userId)}) RETURNING id`,
});

export const deletionOfTask = definePgQuery({
  name: 'userDeletions.ofTask',
  row: Deletion,
  sql: ({ taskId }: { taskId: string }, workspace) => pg`
    SELECT id, user_id AS "userId", step FROM user_deletions
    WHERE workspace_id = ${workspace} AND task_id = ${pg.uuid(taskId)} AND user_id IS NOT NULL`,
});

export const beginStep = definePgCommand({
  name: 'userDeletions.begin',
  sql: ({ id, step }: { id: string; step: DeletionStep }, workspace) =>
    pg`UPDATE user_deletions SET step = ${pg.json(step)} WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)}`,
});

/** Adds what a step has removed; to be called in the transaction that removes it. */
export const endStep = definePgCommand({
  name: 'userDeletions.end',
  sql: ({ id, removed }: { id: string; removed: RemovedCounts }, workspace) => pg`
    UPDATE user_deletions SET step = NULL,
      message_count = message_count + ${pg.int4(removed.messageCount)}, conversation_count = conversation_count + ${pg.int4(removed.conversationCount)},
      evaluation_count = evaluation_count + ${pg.int4(removed.evaluationCount)}, trace_count = trace_count + ${pg.int4(removed.traceCount)},
      span_count = span_count + ${pg.int4(removed.spanCount)}, prediction_count = prediction_count + ${pg.int4(removed.predictionCount)}
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)}`,
});

export const finishDeletion = definePgCommand({
  name: 'userDeletions.finish',
  sql: ({ id }: { id: string }, workspace) =>
    pg`UPDATE user_deletions SET user_id = NULL, step = NULL WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)}`,
});
