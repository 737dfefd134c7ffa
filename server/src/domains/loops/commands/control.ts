import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { LoopNotThere } from '../errors.ts';
import { statusAt } from '../pure/course.ts';
import { lockLoop, moveLoop, resetSteps, setReplay, storeStep } from '../queries/loops.ts';
import { loopAt, openLoop } from './place.ts';
import type { Changing } from './start.ts';

/** Stops a loop where it is, and gives its id. A training job that runs goes on; what was made stays. */
export async function stopLoop({ stores, live, viewer: { workspaceId } }: Changing, id: string, now: Date): Promise<Result<string>> {
  const found = await loopAt(stores, workspaceId, id, 'id');
  if (!found.ok) return found;
  const stopped = await inTransaction(stores.postgres, async (session) => {
    const [locked] = await lockLoop(session, { workspaceId, loopId: id });
    if (locked === undefined || (locked.status !== 'RUNNING' && locked.status !== 'NEEDS_PERSON')) return locked ?? null;
    await moveLoop(session, { workspaceId, loopId: id, step: locked.step, status: 'STOPPED', now });
    return 'stopped';
  });
  if (stopped === null) return fail(new NotFound('Loop', id, 'id'));
  if (stopped !== 'stopped') return fail(new LoopNotThere(stopped, 'Only one that runs, or waits for a person, can be stopped.'));
  live.publish('loops.changed', id, {});
  return succeed(id);
}

/** Goes on with a loop that was stopped or has failed, from the step at which it is; its id. */
export async function resumeLoop({ stores, live, viewer: { workspaceId } }: Changing, id: string, now: Date): Promise<Result<string>> {
  const found = await loopAt(stores, workspaceId, id, 'id');
  if (!found.ok) return found;
  const loop = found.value;
  if (loop.status !== 'STOPPED' && loop.status !== 'FAILED')
    return fail(new LoopNotThere(loop, 'Only one that was stopped, or has failed, can be resumed.'));
  const status = statusAt(loop.step, { hasJob: loop.jobId !== null });
  await inTransaction(stores.postgres, async (session) => {
    await lockLoop(session, { workspaceId, loopId: id });
    await resetSteps(session, { workspaceId, loopId: id, from: loop.step });
    await storeStep(session, { workspaceId, loopId: id, kind: loop.step, state: status, now });
    await moveLoop(session, { workspaceId, loopId: id, step: loop.step, status, now });
  });
  live.publish('loops.changed', id, {});
  return succeed(id);
}

/** Takes the predictions of the job as the answers of the new model, and gives the loop's id. */
export async function replayLoop({ stores, live, viewer: { workspaceId } }: Changing, id: string, now: Date): Promise<Result<string>> {
  const found = await openLoop(stores, workspaceId, id, 'REPLAY');
  if (!found.ok) return found;
  await inTransaction(stores.postgres, async (session) => {
    await lockLoop(session, { workspaceId, loopId: id });
    await setReplay(session, { workspaceId, loopId: id, connectedModel: null, evaluationRunId: null });
    await resetSteps(session, { workspaceId, loopId: id, from: 'REPLAY' });
    await storeStep(session, { workspaceId, loopId: id, kind: 'REPLAY', state: 'RUNNING', now });
    await moveLoop(session, { workspaceId, loopId: id, step: 'REPLAY', status: 'RUNNING', now });
  });
  live.publish('loops.changed', id, {});
  return succeed(id);
}

/** Deletes a loop with its items, and gives its id. Its dataset, its job and its model stay. */
export async function deleteLoop({ stores, live, viewer: { workspaceId } }: Changing, id: string): Promise<Result<string, NotFound>> {
  const { count } = await stores.prisma.loop.deleteMany({ where: { id, workspaceId } });
  if (count === 0) return fail(new NotFound('Loop', id, 'id'));
  live.publish('loops.changed', id, {});
  return succeed(id);
}
