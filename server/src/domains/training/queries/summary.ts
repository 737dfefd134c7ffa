import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

/** Losses of a job, of the points that no later attempt has superseded; null: none. */
export interface Summary {
  readonly loss: number | null;
  readonly evalLoss: number | null;
  /** Least finite one, and its step. */
  readonly bestEvalLoss: number | null;
  readonly bestEvalStep: number | null;
}

/** A later attempt supersedes steps of the job: what its row says of them is to be read again. */
export const noteStaleSummary = definePgCommand({
  name: 'training.noteStaleSummary',
  sql: ({ jobId }: { jobId: string }, workspace) =>
    pg`UPDATE training_jobs SET is_summary_stale = true WHERE workspace_id = ${workspace} AND id = ${pg.uuid(jobId)}`,
});

/** Takes the mark off a job before its points are read, so that one that comes meanwhile stays. */
export const takeStaleSummary = definePgQuery({
  name: 'training.takeStaleSummary',
  row: z.object({ id: z.string(), attempt: z.number(), startedAt: z.date().nullable(), createdAt: z.date() }),
  sql: ({ jobId }: { jobId: string }, workspace) => pg`
    UPDATE training_jobs SET is_summary_stale = false WHERE workspace_id = ${workspace} AND id = ${pg.uuid(jobId)} AND is_summary_stale
    RETURNING id, attempt, started_at AS "startedAt", created_at AS "createdAt"`,
});

export const staleSummaries = definePgQuery({
  name: 'training.staleSummaries',
  acrossWorkspaces: 'One run looks through the jobs of all workspaces.',
  row: z.object({ id: z.string(), workspaceId: z.string() }),
  sql: ({ limit }: { limit: number }) =>
    pg`SELECT id, workspace_id AS "workspaceId" FROM training_jobs WHERE is_summary_stale LIMIT ${pg.int8(limit)}`,
});

export const storeSummary = definePgCommand({
  name: 'training.storeSummary',
  sql: ({ jobId, loss, evalLoss, bestEvalLoss, bestEvalStep }: Summary & { readonly jobId: string }, workspace) => {
    const float = (value: number | null) => pg`${pg.text(value === null ? null : String(value))}::float8`;
    return pg`
      UPDATE training_jobs SET last_loss = ${float(loss)}, last_eval_loss = ${float(evalLoss)}, best_eval_loss = ${float(bestEvalLoss)},
        best_eval_step = ${pg.int8(bestEvalStep)}
      WHERE workspace_id = ${workspace} AND id = ${pg.uuid(jobId)}`;
  },
});
