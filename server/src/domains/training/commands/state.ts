import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { PgSession } from '../../../platform/store/postgres/postgres.ts';
import { BadTrainingJob, IllegalTrainingStatus } from '../errors.ts';
import { jobChanged, jobEnded, type ChangedJob } from '../hooks.ts';
import { checkErrorDetails, checkTime } from '../ingest.ts';
import { isActive, isConcluded, isEnded, transition, type JobEvent } from '../pure/transition.ts';
import { endAttempt, insertAttempt, lockJob, reopenAttempt, storeState } from '../queries/jobs.ts';
import { noteStaleSummary } from '../queries/summary.ts';
import { forgetJob } from '../record/known-jobs.ts';
import { refreshSummary } from '../record/summary.ts';
import { settleProgress } from '../record/writer.ts';
import { maxStep, type ReportedStatus, type TrainingEndReason } from '../types.ts';
import { announceJob } from './announce.ts';
import type { TrainingContext } from './job.ts';

export interface StateOptions {
  readonly now: Date;
  readonly errorDetails?: string | null;
  readonly exitCode?: number | null;
  /** The step of the checkpoint at which a resumed attempt begins; absent: not known. */
  readonly resumedFromStep?: number | null;
  /** When it happened at the trainer, where that was not now: an attempt's beginning or the job's end. */
  readonly happenedAt?: Date | null;
  /** The argument that named the job, for failures; absent: `id`. */
  readonly field?: string;
}

/** Why a state did not change. */
export type StateFailure = NotFound | IllegalTrainingStatus;

const acts: Readonly<Record<JobEvent['kind'], string>> = {
  LEASED: 'be leased',
  HEARD: 'be heard of',
  SILENT: 'be stalled',
  GIVEN_UP: 'be given up',
  DONE: 'be taken for finished',
  CANCEL_REQUESTED: 'be cancelled',
  ENDED: 'end again',
  LEASE_LOST: 'lose its lease',
  RESUMED: 'be resumed',
  REQUEUED: 'be queued again',
};

/**
 * Lets an event change a job, in a transaction of the caller, which calls `stateChanged` after the commit. Gives the states before and
 * after; they are the same object where nothing changed.
 */
export async function changeStateIn(
  session: PgSession,
  workspaceId: string,
  jobId: string,
  event: JobEvent,
  { now, errorDetails = null, exitCode = null, resumedFromStep = null, field = 'id', happenedAt }: StateOptions,
): Promise<Result<ChangedJob, StateFailure>> {
  const [before] = await lockJob(session, { workspaceId, jobId });
  if (before === undefined) return fail(new NotFound('Training job', jobId, field));
  const after = transition(before, event);
  if (after === null) return fail(new IllegalTrainingStatus(before.status, acts[event.kind], field));
  const at = happenedAt ?? now;
  const changed: ChangedJob = { workspaceId, jobId, before, after, now };
  if (after === before) return succeed(changed);
  const { attempt } = after;
  await storeState(session, {
    workspaceId,
    jobId,
    state: after,
    isRunning: after.status === 'RUNNING',
    isEnded: isEnded(after.status),
    errorDetails,
    endedAt: at,
    now,
  });
  if (isEnded(after.status)) await endAttempt(session, { workspaceId, jobId, attempt, endReason: after.endReason, exitCode, now: at });
  else if (attempt !== before.attempt) {
    if (isActive(before.status))
      await endAttempt(session, { workspaceId, jobId, attempt: before.attempt, endReason: null, exitCode, now: at });
    const firstStep = resumedFromStep === null ? null : Math.min(resumedFromStep + 1, maxStep);
    await insertAttempt(session, { workspaceId, jobId, attempt, firstStep, startedAt: at });
    if (firstStep !== null) await noteStaleSummary(session, { workspaceId, jobId });
  } else if (isEnded(before.status)) await reopenAttempt(session, { workspaceId, jobId, attempt });
  for (const reaction of jobChanged.reactions) await reaction(session, changed);
  if (isEnded(after.status)) for (const reaction of jobEnded.reactions) await reaction(session, changed);
  return succeed(changed);
}

/** After the commit of `changeStateIn`. */
export function stateChanged({ stores, live }: TrainingContext, { workspaceId, jobId, before, after }: ChangedJob): void {
  if (before === after) return;
  forgetJob(stores, jobId);
  announceJob(live, workspaceId, jobId);
}

/** Lets an event change a job, in a transaction of its own. */
export async function changeState(
  context: TrainingContext,
  workspaceId: string,
  jobId: string,
  event: JobEvent,
  options: StateOptions,
): Promise<Result<ChangedJob, StateFailure>> {
  const result = await inTransaction(context.stores.postgres, (session) => changeStateIn(session, workspaceId, jobId, event, options));
  if (result.ok) stateChanged(context, result.value);
  return result;
}

export interface StatusReport {
  readonly jobId: string;
  readonly status: ReportedStatus;
  readonly endReason?: TrainingEndReason | null | undefined;
  readonly errorDetails?: string | null | undefined;
  /** Absent: now. */
  readonly endedAt?: Date | string | null | undefined;
  /** The attempt that reports; absent: the current one. */
  readonly attempt?: number | null | undefined;
}

const reasonOf = { FINISHED: 'COMPLETED', FAILED: 'REPORTED', CANCELLED: 'USER' } as const;

/**
 * What a trainer reports of itself. A job that has ended and is reported as running is resumed, as a new attempt. What is reported of an
 * attempt that a later one followed is kept with that attempt.
 */
export async function reportStatus(
  context: TrainingContext,
  workspaceId: string,
  { jobId, status, endReason, errorDetails, endedAt, attempt }: StatusReport,
  now: Date,
): Promise<Result<ChangedJob, StateFailure | BadTrainingJob>> {
  const details = checkErrorDetails(errorDetails);
  if (!details.ok) return details;
  const happenedAt = checkTime('endedAt', endedAt, now);
  if (!happenedAt.ok) return happenedAt;
  const options = { now, errorDetails: details.value, happenedAt: happenedAt.value, field: 'input.jobId' };
  const result = await inTransaction(
    context.stores.postgres,
    async (session): Promise<Result<ChangedJob, StateFailure | BadTrainingJob>> => {
      const [state] = await lockJob(session, { workspaceId, jobId });
      if (state === undefined) return fail(new NotFound('Training job', jobId, options.field));
      const { startedAt, ...before } = state;
      if (attempt !== undefined && attempt !== null && (attempt < 1 || attempt > before.attempt))
        return fail(new BadTrainingJob('attempt', `is ${attempt}; 1 to ${before.attempt}, the last that was started, is taken`));
      const isEarlier = attempt !== undefined && attempt !== null && attempt < before.attempt;
      if (status === 'RUNNING') {
        if (isEarlier) return succeed({ workspaceId, jobId, before, after: before, now });
        const isOver = isEnded(before.status) && !isConcluded(before);
        return changeStateIn(session, workspaceId, jobId, { kind: isOver ? 'RESUMED' : 'HEARD' }, options);
      }
      const at = options.happenedAt;
      if (at !== null && startedAt !== null && at < startedAt)
        return fail(new BadTrainingJob('endedAt', `is ${at.toISOString()}, before the job began (${startedAt.toISOString()})`));
      const reason = endReason ?? reasonOf[status];
      if (!isEarlier) return changeStateIn(session, workspaceId, jobId, { kind: 'ENDED', status, endReason: reason }, options);
      await endAttempt(session, { workspaceId, jobId, attempt, endReason: reason, exitCode: null, now: at ?? now });
      return succeed({ workspaceId, jobId, before, after: before, now });
    },
  );
  if (result.ok) stateChanged(context, result.value);
  return result;
}

/**
 * A trainer starts again: its steps supersede those of earlier attempts from its first one on. A job that waits begins with its own
 * attempt.
 */
export async function startAttempt(
  context: TrainingContext,
  workspaceId: string,
  {
    jobId,
    resumedFromStep,
    startedAt,
  }: {
    readonly jobId: string;
    readonly resumedFromStep?: number | null | undefined;
    /** Absent: now. */
    readonly startedAt?: Date | string | null | undefined;
  },
  now: Date,
): Promise<Result<ChangedJob, StateFailure | BadTrainingJob>> {
  const happenedAt = checkTime('startedAt', startedAt, now);
  if (!happenedAt.ok) return happenedAt;
  const options = { now, resumedFromStep: resumedFromStep ?? null, happenedAt: happenedAt.value, field: 'input.jobId' };
  const started = await changeState(context, workspaceId, jobId, { kind: 'RESUMED' }, options);
  if (started.ok && options.resumedFromStep !== null) {
    await settleProgress(context.stores);
    await refreshSummary(context.stores, workspaceId, jobId);
  }
  return started;
}
