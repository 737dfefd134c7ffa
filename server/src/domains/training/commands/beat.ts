import { succeed, type Result } from '../../../platform/graphql/errors.ts';
import { transition } from '../pure/transition.ts';
import { knownJob } from '../record/known-jobs.ts';
import { pointWriterOf } from '../record/writer.ts';
import type { PointsContext } from './points.ts';
import { changeState, type StateFailure } from './state.ts';

/** The trainer, or its runner, was heard of without a point: written at most once a second. A job that was stalled runs again. */
export async function beat(context: PointsContext, workspaceId: string, jobId: string, now: Date): Promise<Result<null, StateFailure>> {
  const job = await knownJob(context.stores, workspaceId, jobId);
  if (job === null || transition(job, { kind: 'HEARD' }) !== job) {
    const changed = await changeState(context, workspaceId, jobId, { kind: 'HEARD' }, { now, field: 'jobId' });
    if (!changed.ok) return changed;
  }
  pointWriterOf(context.stores, context.live).progress.heard(jobId);
  return succeed(null);
}
