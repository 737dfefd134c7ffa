import { sampledUntil } from '../../policies/commands.ts';
import { samplingOf } from '../../policies/load.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { judgedTraces, tracesLeftOut } from './queries.ts';

/** So long after its last span a trace is looked at: an error or a judgment may come with the next one. */
export const quietMs = 10 * 60_000;
/** Traces in one step. */
const stepCount = 2_000;

export type DeleteTraces = (stores: Stores, workspaceId: string, traceIds: readonly string[]) => Promise<void>;

/**
 * Deletes the traces of a workspace that its share leaves out: those that came to rest since the last run, whose hash falls above the
 * share, and that hold no error and no judgment. Their messages stay. The hash is of the trace id alone, so that every server, and
 * every run, decides the same. Returns how many.
 *
 * Where it stands is kept with the policy; cut off in between, a run looks at the same traces again.
 */
export async function sampleTraces(stores: Stores, workspaceId: string, now: Date, deleteTraces: DeleteTraces): Promise<number> {
  const policy = await samplingOf(stores.postgres, workspaceId);
  const until = new Date(now.getTime() - quietMs);
  if (policy === null || policy.share >= 1 || policy.from >= until) return 0;
  const left = await tracesLeftOut(stores.clickhouse, { workspaceId, from: policy.from, until, share: policy.share });
  let deletedCount = 0;
  for (let start = 0; start < left.length; start += stepCount) {
    const ids = left.slice(start, start + stepCount).map(({ traceId }) => traceId);
    const judged = new Set((await judgedTraces(stores.postgres, { workspaceId, traceIds: ids })).map(({ traceId }) => traceId));
    const doomed = ids.filter((id) => !judged.has(id));
    if (doomed.length > 0) await deleteTraces(stores, workspaceId, doomed);
    deletedCount += doomed.length;
  }
  await sampledUntil(stores.postgres, workspaceId, until);
  return deletedCount;
}
