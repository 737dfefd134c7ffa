import { perOperation } from '../../platform/graphql/per-operation.ts';
import { metricsOfJobs, type MetricRow } from './queries/metrics.ts';

const metrics = (isSystem: boolean) =>
  perOperation<string, readonly MetricRow[]>(async (jobIds, { stores, viewer }) => {
    const rows = await metricsOfJobs(stores.clickhouse, { workspaceId: viewer.workspaceId, jobIds, isSystem, pattern: null });
    const byJob = Map.groupBy(rows, ({ jobId }) => jobId);
    return jobIds.map((jobId) => byJob.get(jobId) ?? []);
  });

/** What is known of each metric of a job, by name. */
export const metricsOf = metrics(false);
/** The same for metrics of the machine. */
export const systemMetricsOf = metrics(true);
