import { perOperation } from '../../platform/graphql/per-operation.ts';
import { landPoints } from './load/land.ts';
import { sparklines, type SparklineJob } from './load/sparklines.ts';
import { metricsOfJobs, namesOfMetrics, type MetricRow } from './queries/metrics.ts';

const metrics = (isSystem: boolean) =>
  perOperation<string, readonly MetricRow[]>(async (jobIds, { stores, viewer }) => {
    await landPoints(stores);
    const rows = await metricsOfJobs(stores.clickhouse, { workspaceId: viewer.workspaceId, jobIds, isSystem, pattern: null });
    const byJob = Map.groupBy(rows, ({ jobId }) => jobId);
    return jobIds.map((jobId) => byJob.get(jobId) ?? []);
  });

/** What is known of each metric of a job, by name. */
export const metricsOf = metrics(false);
/** The same for metrics of the machine. */
export const systemMetricsOf = metrics(true);

const names = (isSystem: boolean) =>
  perOperation<string, readonly string[]>(async (jobIds, { stores, viewer }) => {
    await landPoints(stores);
    const rows = await namesOfMetrics(stores.clickhouse, { workspaceId: viewer.workspaceId, jobIds, isSystem });
    const byJob = new Map(rows.map((row) => [row.jobId, row.names]));
    return jobIds.map((jobId) => byJob.get(jobId) ?? []);
  });

/** Names of the metrics of a job, in alphabetical order. */
export const metricNamesOf = names(false);
/** The same for metrics of the machine. */
export const systemMetricNamesOf = names(true);

/** A small picture of a metric of a job: its values in the order of steps. */
export const sparklineOf = perOperation<{ readonly job: SparklineJob; readonly metric: string }, readonly number[]>(
  async (keys, { stores, viewer }) => {
    const read = await Promise.all(
      [...Map.groupBy(keys, ({ metric }) => metric)].map(async ([metric, of]) => {
        const jobs = of.map(({ job }) => job);
        return [metric, await sparklines(stores, viewer.workspaceId, jobs, metric)] as const;
      }),
    );
    const byMetric = new Map(read);
    return keys.map(({ job, metric }) => byMetric.get(metric)?.get(job.id) ?? []);
  },
);
