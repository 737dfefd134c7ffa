import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { spenderOf } from '../../model-connections/load.ts';
import { BadEvaluationRun, EvaluationRunNotOpen } from '../errors.ts';
import { resumeRun, stopRun } from '../queries/runs.ts';
import type { Starting } from './wish.ts';

/** Stops a run, and gives its id. What is in hand is finished and stored. */
export async function stopEvaluationRun({ stores, live, viewer: { workspaceId } }: Starting, id: string): Promise<Result<string>> {
  if ((await stopRun(stores.postgres, { workspaceId, runId: id })) === 0)
    return refused(stores, workspaceId, id, 'Only one that waits, runs or is paused can be stopped.');
  live.publish('evaluationRun.changed', id, {});
  return succeed(id);
}

/**
 * Goes on with a run from where it is, failed items once more, in the viewer's name; gives its id. `capUsd`: from now on this cap holds; null:
 * the one that it has.
 */
export async function resumeEvaluationRun({ stores, live, viewer }: Starting, id: string, capUsd: number | null): Promise<Result<string>> {
  const { workspaceId } = viewer;
  if (capUsd !== null && !(capUsd >= 0 && capUsd <= 1_000_000))
    return fail(new BadEvaluationRun('capUsd', `is ${capUsd}; 0 to 1000000 US dollars are taken`));
  const capNanoUsd = capUsd === null ? null : BigInt(Math.floor(capUsd * 1e9));
  if ((await resumeRun(stores.postgres, { workspaceId, runId: id, owner: spenderOf(viewer), capNanoUsd })) === 0)
    return refused(stores, workspaceId, id, 'It goes on already.', 'input.id');
  live.publish('evaluationRun.changed', id, {});
  return succeed(id);
}

/** Deletes a run with its items and scores, and gives its id. */
export async function deleteEvaluationRun(
  { stores, viewer: { workspaceId } }: Pick<Starting, 'stores' | 'viewer'>,
  id: string,
): Promise<Result<string, NotFound>> {
  const { count } = await stores.prisma.evaluationRun.deleteMany({ where: { id, workspaceId } });
  return count === 0 ? fail(new NotFound('Evaluation run', id)) : succeed(id);
}

async function refused(stores: Starting['stores'], workspaceId: string, id: string, what: string, field = 'id'): Promise<Result<string>> {
  const run = await stores.prisma.evaluationRun.findUnique({ where: { id, workspaceId }, select: { state: true } });
  return fail(run === null ? new NotFound('Evaluation run', id, field) : new EvaluationRunNotOpen(run.state, what));
}
