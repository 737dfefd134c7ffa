import { perOperation } from '../../platform/graphql/per-operation.ts';
import { usedTimes } from './queries.ts';

/** Milliseconds that the attempts of a job took until now; null: it has not begun. */
export const usedMsOf = perOperation<string, number | null>(async (jobIds, { stores, viewer }) => {
  const rows = await usedTimes(stores.postgres, { workspaceId: viewer.workspaceId, jobIds, now: new Date() });
  const byJob = new Map(rows.map(({ jobId, usedMs }) => [jobId, usedMs]));
  return jobIds.map((jobId) => byJob.get(jobId) ?? null);
});
