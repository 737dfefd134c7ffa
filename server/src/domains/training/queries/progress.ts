import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg, plainColumn, textColumn, timeColumn, unnest, type Column } from '../../../platform/store/pg-sql.ts';
import { endReasons, trainingStatuses } from '../types.ts';

/** How far a job has come; null: nothing new. */
export interface Progress {
  readonly jobId: string;
  readonly heardAt: Date;
  /** The greatest one. */
  readonly step: number | null;
  /** The attempt of the step. */
  readonly attempt: number | null;
  /** Whether points came that do not say how far the trainer is: it is at step 0 where nothing else is known. */
  readonly isAtStart: boolean;
  readonly epoch: number | null;
  readonly tokens: number | null;
  readonly loss: number | null;
  readonly evalLoss: number | null;
  /** Least finite one, and its step. */
  readonly bestEvalLoss: number | null;
  readonly bestEvalStep: number | null;
  /** Median time of a step. */
  readonly stepMs: number | null;
  /** Median time between what its trainer sends. */
  readonly gapMs: number | null;
}

const columns: readonly Column<Progress>[] = [
  textColumn('job_id', ({ jobId }) => jobId, 'uuid'),
  timeColumn('heard_at', ({ heardAt }) => heardAt),
  plainColumn('step', 'int8', ({ step }) => step),
  plainColumn('attempt', 'int4', ({ attempt }) => attempt),
  plainColumn('at_start', 'bool', ({ isAtStart }) => isAtStart),
  plainColumn('epoch', 'float8', ({ epoch }) => epoch),
  plainColumn('tokens', 'float8', ({ tokens }) => tokens),
  plainColumn('loss', 'float8', ({ loss }) => loss),
  plainColumn('eval_loss', 'float8', ({ evalLoss }) => evalLoss),
  plainColumn('best', 'float8', ({ bestEvalLoss }) => bestEvalLoss),
  plainColumn('best_step', 'int8', ({ bestEvalStep }) => bestEvalStep),
  plainColumn('step_ms', 'float8', ({ stepMs }) => stepMs),
  plainColumn('gap_ms', 'float8', ({ gapMs }) => gapMs),
];

const Stored = z.object({
  id: z.string(),
  workspaceId: z.string(),
  status: z.enum(trainingStatuses),
  endReason: z.enum(endReasons).nullable(),
  attempt: z.number(),
  isSummaryStale: z.boolean(),
});

/**
 * Stores the progress of many jobs, and gives the state of each; one that was deleted is not there. The step is the greatest of the last
 * attempt that has any.
 */
export const storeProgress = definePgQuery({
  name: 'training.progress',
  acrossWorkspaces: 'Progress of all jobs that were heard of since the last time, in one statement.',
  row: Stored,
  sql: ({ progress }: { progress: readonly Progress[] }) => pg`
    UPDATE training_jobs j SET
      heard_at = GREATEST(j.heard_at, p.heard_at),
      current_step = CASE
        WHEN p.step IS NULL THEN COALESCE(j.current_step, CASE WHEN p.at_start THEN 0 END)
        WHEN p.attempt < j.step_attempt THEN j.current_step
        WHEN p.attempt > j.step_attempt THEN p.step
        ELSE GREATEST(j.current_step, p.step) END,
      step_attempt = GREATEST(j.step_attempt, p.attempt),
      current_epoch = COALESCE(p.epoch, j.current_epoch),
      total_tokens_processed = GREATEST(j.total_tokens_processed, p.tokens::int8),
      last_loss = COALESCE(p.loss, j.last_loss),
      last_eval_loss = COALESCE(p.eval_loss, j.last_eval_loss),
      best_eval_step = CASE WHEN p.best < j.best_eval_loss OR j.best_eval_loss IS NULL THEN COALESCE(p.best_step, j.best_eval_step) ELSE j.best_eval_step END,
      best_eval_loss = LEAST(j.best_eval_loss, p.best),
      step_ms = COALESCE(p.step_ms, j.step_ms),
      gap_ms = COALESCE(p.gap_ms, j.gap_ms)
    FROM (SELECT * FROM ${unnest(columns, progress, 'sent')} ORDER BY job_id) AS p
    WHERE j.id = p.job_id
    RETURNING j.id, j.workspace_id AS "workspaceId", j.status, j.end_reason AS "endReason", j.attempt,
      j.is_summary_stale AS "isSummaryStale"`,
});
