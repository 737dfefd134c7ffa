import type { WorkContext } from '../../../platform/jobs/context.ts';
import { staleSummaries } from '../queries/summary.ts';
import { refreshSummary } from '../record/summary.ts';
import { settleProgress } from '../record/writer.ts';

/** Jobs that are read again in one run; the next run comes within a minute. */
const mostJobs = 200;

/** Reads the losses of jobs again whose points were superseded, where that could not be done at once. */
export async function refreshSummaries({ stores, onError }: WorkContext): Promise<void> {
  await settleProgress(stores);
  for (const { id, workspaceId } of await staleSummaries(stores.postgres, { limit: mostJobs }))
    await refreshSummary(stores, workspaceId, id).catch(onError);
}
