import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { PgSession } from '../../../platform/store/postgres/postgres.ts';
import { beat } from '../../training/commands/beat.ts';
import { editJob, type TrainingContext } from '../../training/commands/job.ts';
import type { PointsContext } from '../../training/commands/points.ts';
import { changeStateIn, stateChanged } from '../../training/commands/state.ts';
import type { ChangedJob } from '../../training/hooks.ts';
import { isActive, type JobEvent } from '../../training/pure/transition.ts';
import { BadRunner, LeaseLost, RunnerRevoked } from '../errors.ts';
import { checkChunk, checkExit } from '../ingest.ts';
import { isLost, mostLosses } from '../pure/lease.ts';
import { insertLease, lockLease, loggedUpTo, nextJob, releaseLease, runnerSeen, touchLease } from '../queries.ts';
import { trainingLog } from '../tables.ts';
import type { ExitReason } from '../types.ts';

/** Gives a runner the next job of the queue: the one of the highest priority that waits for longest; null: none waits. */
export async function leaseJob(
  context: TrainingContext,
  workspaceId: string,
  runnerId: string,
  now: Date,
): Promise<Result<string | null, NotFound | RunnerRevoked>> {
  const { stores } = context;
  const runner = await stores.prisma.runner.findUnique({ where: { id: runnerId, workspaceId } });
  if (runner === null) return fail(new NotFound('Runner', runnerId, 'input.runnerId'));
  if (runner.revokedAt !== null) return fail(new RunnerRevoked(runner.name, 'input.runnerId'));
  await stores.prisma.runner.update({ where: { id: runnerId }, data: { seenAt: now } });
  const leased = await inTransaction(stores.postgres, async (session) => {
    const [next] = await nextJob(session, { workspaceId, labels: runner.labels, commands: runner.commands });
    if (next === undefined) return null;
    const changed = await changeStateIn(session, workspaceId, next.jobId, { kind: 'LEASED' }, { now });
    if (!changed.ok) return null;
    await insertLease(session, { workspaceId, jobId: next.jobId, runnerId, attempt: changed.value.after.attempt, now });
    return changed.value;
  });
  if (leased === null) return succeed(null);
  stateChanged(context, leased);
  const columns = {
    runnerId,
    ...(runner.hardware !== null && { hardware: runner.hardware }),
    ...(runner.hourlyNanoUsd !== null && { hourlyNanoUsd: runner.hourlyNanoUsd }),
  };
  await editJob(context, workspaceId, leased.jobId, {}, { now, columns });
  return succeed(leased.jobId);
}

interface Held {
  readonly jobId: string;
  readonly fence: string;
}

type Lease = Awaited<ReturnType<typeof lockLease>>[number];

/** The lease as its holder may write under it, which is a sign of the runner. `mayBeReleased`: also after its end. */
async function heldLease(
  session: PgSession,
  workspaceId: string,
  { jobId, fence }: Held,
  now: Date,
  mayBeReleased = false,
): Promise<Result<Lease, NotFound | LeaseLost>> {
  const [lease] = await lockLease(session, { workspaceId, jobId });
  if (lease === undefined) return fail(new NotFound('Leased training job', jobId, 'input.jobId'));
  const isHeld = lease.fence === fence && lease.revokedAt === null && (mayBeReleased || lease.releasedAt === null);
  if (!isHeld) return fail(new LeaseLost());
  await runnerSeen(session, { workspaceId, jobId, now });
  return succeed(lease);
}

/** The runner is alive, and so is the job's command. */
export async function renewLease(
  context: PointsContext,
  workspaceId: string,
  held: Held,
  now: Date,
): Promise<Result<string, NotFound | LeaseLost>> {
  const { jobId } = held;
  const renewed = await inTransaction(context.stores.postgres, async (session) => {
    const lease = await heldLease(session, workspaceId, held, now);
    if (lease.ok) await touchLease(session, { workspaceId, jobId, now });
    return lease;
  });
  if (!renewed.ok) return renewed;
  if (isActive(renewed.value.status)) await beat(context, workspaceId, jobId, now);
  return succeed(jobId);
}

/** Stores lines of the log; they are durable when this answers. A line that is stored keeps its text. */
export async function appendLog(
  { stores, live }: TrainingContext,
  workspaceId: string,
  { jobId, fence, ...chunk }: Held & { readonly firstLine: number; readonly text: string },
  now: Date,
): Promise<Result<string, NotFound | LeaseLost | BadRunner>> {
  const checked = checkChunk(chunk);
  if (!checked.ok) return checked;
  const { lines } = checked.value;
  const lease = await inTransaction(stores.postgres, (session) => heldLease(session, workspaceId, { jobId, fence }, now));
  if (!lease.ok) return lease;
  const { attempt } = lease.value;
  const at = now.getTime() * 1_000;
  // The greatest version is the row: that of the first time a line came.
  const version = Number.MAX_SAFE_INTEGER - at;
  const rows = lines.map(({ line, text }) => trainingLog.line({ workspaceId, jobId, attempt, line, text, at, version }));
  await stores.clickhouse.insert(trainingLog.name, trainingLog.columnNames, rows.join('\n'));
  const line = lines.at(-1)?.line ?? 0;
  await loggedUpTo(stores.postgres, { workspaceId, jobId, fence, line, now });
  live.publish('training.log', jobId, { attempt, lastLine: line });
  return succeed(jobId);
}

export interface Exit extends Held {
  readonly reason: ExitReason;
  readonly exitCode?: number | null | undefined;
  readonly errorDetails?: string | null | undefined;
}

/** How the command ended. The same report again changes nothing; a job that was taken from its runner waits in the queue again. */
export async function reportExit(
  context: TrainingContext,
  workspaceId: string,
  { jobId, fence, reason, exitCode, errorDetails }: Exit,
  now: Date,
): Promise<Result<string, NotFound | LeaseLost | BadRunner>> {
  const checked = checkExit({ errorDetails });
  if (!checked.ok) return checked;
  const reported = await inTransaction(context.stores.postgres, async (session) => {
    const lease = await heldLease(session, workspaceId, { jobId, fence }, now, true);
    if (!lease.ok) return lease;
    if (lease.value.releasedAt !== null) return succeed([]);
    if (reason === 'LOST_RUNNER') return succeed(await lose(session, workspaceId, jobId, lease.value, now));
    await releaseLease(session, { workspaceId, jobId, isLost: false, now });
    const options = { now, exitCode: exitCode ?? null, errorDetails: checked.value.errorDetails };
    const ended = await changeStateIn(session, workspaceId, jobId, endOf(reason, lease.value.status), options);
    const changes = ended.ok ? [ended.value] : [];
    if (reason === 'PREEMPTED' && lease.value.status !== 'CANCELLING') changes.push(...(await requeue(session, workspaceId, jobId, now)));
    return succeed(changes);
  });
  if (!reported.ok) return reported;
  for (const change of reported.value) stateChanged(context, change);
  return succeed(jobId);
}

/** A command that ends by itself while its job is being cancelled has stopped as it was asked to. */
function endOf(reason: Exclude<ExitReason, 'LOST_RUNNER'>, status: Lease['status']): Extract<JobEvent, { kind: 'ENDED' }> {
  if (reason === 'USER' || (reason === 'COMPLETED' && status === 'CANCELLING'))
    return { kind: 'ENDED', status: 'CANCELLED', endReason: 'USER' };
  return { kind: 'ENDED', status: reason === 'COMPLETED' ? 'FINISHED' : 'FAILED', endReason: reason };
}

async function requeue(session: PgSession, workspaceId: string, jobId: string, now: Date): Promise<ChangedJob[]> {
  const queued = await changeStateIn(session, workspaceId, jobId, { kind: 'REQUEUED' }, { now });
  return queued.ok ? [queued.value] : [];
}

/** Ends a lease whose runner is gone or revoked. Its job is queued again, up to three times; one that was being cancelled is not. */
export async function loseLease(context: TrainingContext, workspaceId: string, jobId: string, now: Date): Promise<boolean> {
  const changes = await inTransaction(context.stores.postgres, async (session) => {
    const [lease] = await lockLease(session, { workspaceId, jobId });
    if (lease === undefined || lease.releasedAt !== null || (lease.revokedAt === null && !isLost(lease, now))) return [];
    return lose(session, workspaceId, jobId, lease, now);
  });
  for (const change of changes) stateChanged(context, change);
  return changes.length > 0;
}

async function lose(session: PgSession, workspaceId: string, jobId: string, lease: Lease, now: Date): Promise<ChangedJob[]> {
  await releaseLease(session, { workspaceId, jobId, isLost: true, now });
  const lost = await changeStateIn(session, workspaceId, jobId, { kind: 'LEASE_LOST' }, { now });
  if (!lost.ok) return [];
  const mayRunAgain = lease.lossCount < mostLosses && lease.status !== 'CANCELLING';
  return [lost.value, ...(mayRunAgain ? await requeue(session, workspaceId, jobId, now) : [])];
}
