import { fail, NotFound, succeed, type Result } from '../../platform/graphql/errors.ts';
import { inTransaction } from '../../platform/ingest/transaction.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { Statements } from '../../platform/store/postgres/postgres.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { changeStateIn, stateChanged, type StateFailure } from '../training/commands/state.ts';
import { IllegalTrainingStatus } from '../training/errors.ts';
import type { ChangedJob } from '../training/hooks.ts';
import { isActive } from '../training/pure/transition.ts';
import { BadParameter, IllegalParameterUpdate } from './errors.ts';
import { checkDeclaration, checkReason, checkUpdate, type ParameterInput } from './ingest.ts';
import { answered } from './pure/answer.ts';
import {
  insertUpdate,
  jobOfUpdate,
  keyName,
  lockJob,
  readUpdate,
  refuseWaiting,
  storeAnswer,
  storeDeclaration,
  storeStop,
} from './queries.ts';
import type { DeclaredParameter, ParameterValue, UpdateAnswer } from './types.ts';

export interface SteeringContext {
  readonly stores: Stores;
  readonly live: Pick<LiveBus, 'publish'>;
}

/** Who steers: a workspace, and the key of the request; null: a local request without one. */
export interface Steerer {
  readonly workspaceId: string;
  readonly keyId: string | null;
}

/** Requests a change of parameters of a job that runs, and gives the id of the update. */
export async function requestUpdate(
  { stores, live }: SteeringContext,
  { workspaceId, keyId }: Steerer,
  { jobId, parameters }: { readonly jobId: string; readonly parameters?: unknown },
  now: Date,
): Promise<Result<string, NotFound | IllegalTrainingStatus | BadParameter>> {
  const requested = await inTransaction(stores.postgres, async (session) => {
    const [job] = await lockJob(session, { workspaceId, jobId });
    if (job === undefined) return fail(new NotFound('Training job', jobId, 'jobId'));
    const isChangeable = isActive(job.status) && job.status !== 'CANCELLING';
    if (!isChangeable) return fail(new IllegalTrainingStatus(job.status, 'change its parameters', 'jobId'));
    const declared = job.parameters ?? [];
    const checked = checkUpdate(parameters, declared);
    if (!checked.ok) return checked;
    const [update] = await insertUpdate(session, {
      workspaceId,
      jobId,
      attempt: job.attempt,
      parameters: checked.value,
      previous: currentOf(checked.value, declared),
      requestedBy: await requesterOf(session, { workspaceId, keyId }),
      now,
    });
    return succeed((update as { id: string }).id);
  });
  if (requested.ok) live.publish('training.parameters', jobId, {});
  return requested;
}

/** Stores the trainer's answer to an update. The same answer again changes nothing. */
export async function answerUpdate(
  { stores, live }: SteeringContext,
  workspaceId: string,
  {
    id,
    status,
    appliedAtStep,
    reason,
  }: {
    readonly id: string;
    readonly status: UpdateAnswer;
    readonly appliedAtStep?: number | null | undefined;
    readonly reason?: string | null | undefined;
  },
  now: Date,
): Promise<Result<string, NotFound | BadParameter | IllegalParameterUpdate>> {
  const checked = checkReason(status, reason);
  if (!checked.ok) return checked;
  const [of] = await jobOfUpdate(stores.postgres, { workspaceId, id });
  if (of === undefined) return fail(new NotFound('Parameter update', id, 'input.id'));
  const { jobId } = of;
  const stored = await inTransaction(stores.postgres, async (session) => {
    const [job] = await lockJob(session, { workspaceId, jobId });
    const [update] = await readUpdate(session, { workspaceId, id });
    if (job === undefined || update === undefined) return fail(new NotFound('Parameter update', id, 'input.id'));
    const state = answered(update, status);
    if (state === null) return fail(new IllegalParameterUpdate(update.status, status));
    if (state === update) return succeed(id);
    const isApplied = status === 'APPLIED';
    const declared = job.parameters ?? [];
    await storeAnswer(session, {
      workspaceId,
      id,
      state,
      reason: checked.value,
      appliedAtStep: isApplied ? (appliedAtStep ?? null) : null,
      previous: isApplied ? currentOf(update.parameters, declared) : null,
      now,
    });
    if (isApplied) await storeDeclaration(session, { workspaceId, jobId, parameters: withValues(declared, update.parameters), now });
    return succeed(id);
  });
  if (stored.ok) live.publish('training.parameters', jobId, {});
  return stored;
}

/** Values by name as they are before a change; null: not reported. */
const currentOf = (
  parameters: Readonly<Record<string, ParameterValue>>,
  declared: readonly DeclaredParameter[],
): Record<string, ParameterValue | null> => {
  const known = new Map(declared.map(({ name, current }) => [name, current]));
  return Object.fromEntries(Object.keys(parameters).map((name) => [name, known.get(name) ?? null]));
};

const withValues = (declared: readonly DeclaredParameter[], values: Readonly<Record<string, ParameterValue>>): DeclaredParameter[] =>
  declared.map((parameter) => ({
    ...parameter,
    current: Object.hasOwn(values, parameter.name) ? (values[parameter.name] as ParameterValue) : parameter.current,
  }));

/** Stores what a trainer can change; replaces what was declared before. */
export async function declareParameters(
  { stores, live }: SteeringContext,
  workspaceId: string,
  { jobId, parameters }: { readonly jobId: string; readonly parameters: readonly ParameterInput[] },
  now: Date,
): Promise<Result<string, NotFound | BadParameter>> {
  const checked = checkDeclaration(parameters);
  if (!checked.ok) return checked;
  const declared = await inTransaction(stores.postgres, async (session) => {
    const [job] = await lockJob(session, { workspaceId, jobId });
    if (job === undefined) return fail(new NotFound('Training job', jobId, 'input.jobId'));
    await storeDeclaration(session, { workspaceId, jobId, parameters: checked.value, now });
    return succeed(jobId);
  });
  if (declared.ok) live.publish('training.changed', workspaceId, { jobIds: [jobId] });
  return declared;
}

/**
 * Asks for the end of a job. One that waits for a runner ends at once; any other is being cancelled until its trainer or runner confirms
 * it.
 */
export async function cancelJob(
  context: SteeringContext,
  { workspaceId, keyId }: Steerer,
  { id, saveCheckpoint }: { readonly id: string; readonly saveCheckpoint?: boolean | null | undefined },
  now: Date,
): Promise<Result<ChangedJob, StateFailure>> {
  const cancelled = await inTransaction(context.stores.postgres, async (session) => {
    const changed = await changeStateIn(session, workspaceId, id, { kind: 'CANCEL_REQUESTED' }, { now, field: 'id' });
    if (!changed.ok || changed.value.after.status !== 'CANCELLING') return changed;
    await storeStop(session, {
      workspaceId,
      jobId: id,
      savesCheckpoint: saveCheckpoint ?? false,
      requestedBy: await requesterOf(session, { workspaceId, keyId }),
      isFirst: changed.value.before !== changed.value.after,
      now,
    });
    return changed;
  });
  if (cancelled.ok) {
    stateChanged(context, cancelled.value);
    context.live.publish('training.changed', workspaceId, { jobIds: [id] });
  }
  return cancelled;
}

async function requesterOf(session: Statements, { workspaceId, keyId }: Steerer): Promise<string | null> {
  if (keyId === null) return null;
  const [key] = await keyName(session, { workspaceId, keyId });
  return key?.name ?? null;
}

/** A change that waits when its job ends is refused. */
export async function refuseAtEnd(session: Statements, { workspaceId, jobId, now }: ChangedJob): Promise<void> {
  await refuseWaiting(session, { workspaceId, jobId, reason: 'The job ended before the change was applied.', now });
}
