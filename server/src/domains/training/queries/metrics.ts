import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { bool, raw, sql, string, strings, uuid, type Sql } from '../../../platform/store/sql.ts';

/** A list of ids; more than a few hundred are never asked for at a time. */
export const uuids = (ids: readonly string[]): Sql => ({
  kind: 'sql',
  strings: ['(', ...ids.slice(1).map(() => ', '), ')'],
  values: ids.map((id) => uuid(id)),
});

const whole = z.coerce.number();

const Metric = z.object({
  jobId: z.string(),
  metric: z.string(),
  spellings: z.array(z.string()),
  firstStep: whole,
  lastStep: whole,
  latest: z.number().nullable(),
  latestKind: z.number(),
  least: z.number().nullable(),
  greatest: z.number().nullable(),
  firstNonFiniteStep: whole.nullable(),
  receivedCount: whole,
  lastAtMs: whole,
});
export type MetricRow = z.infer<typeof Metric>;

/**
 * What is known of the metrics of some jobs, by name. `pattern`: only names like this one; null: all.
 *
 * Shape   one row for each job and metric; `latest` is of the last attempt that has the metric.
 */
export const metricsOfJobs = defineQuery({
  name: 'training.metrics',
  timeoutMs: 10_000,
  row: Metric,
  sql: ({
    workspaceId,
    jobIds,
    isSystem,
    pattern,
  }: {
    workspaceId: string;
    jobIds: readonly string[];
    isSystem: boolean;
    pattern: string | null;
  }) => sql`
    SELECT toString(m.job_id) AS jobId, m.metric AS metric, arraySort(groupUniqArrayArray(m.spellings)) AS spellings,
      toString(min(m.first_step)) AS firstStep, toString(max(m.last_step)) AS lastStep,
      tupleElement(max((m.attempt, m.latest)), 2).value AS newest, if(isFinite(newest), newest, NULL) AS latest, ${kindOf('newest')} AS latestKind,
      if(min(m.least) = inf, NULL, min(m.least)) AS least, if(max(m.greatest) = -inf, NULL, max(m.greatest)) AS greatest,
      if(min(m.first_non_finite_step) = 9223372036854775807, NULL, toString(min(m.first_non_finite_step))) AS firstNonFiniteStep,
      toString(sum(m.received_count)) AS receivedCount, toUnixTimestamp64Milli(toDateTime64(max(m.last_at), 3)) AS lastAtMs
    FROM training_metrics AS m
    WHERE m.workspace_id = ${uuid(workspaceId)} AND m.job_id IN ${uuids(jobIds)} AND m.is_system = ${bool(isSystem)}
      ${pattern === null ? raw('') : sql`AND m.metric LIKE ${string(pattern)}`}
    GROUP BY m.job_id, m.metric ORDER BY m.job_id, m.metric`,
});

/** Names alone, of each job in alphabetical order: of a job with thousands of metrics a tenth of what all that is known of them costs. */
export const namesOfMetrics = defineQuery({
  name: 'training.metricNames',
  timeoutMs: 10_000,
  row: z.object({ jobId: z.string(), names: z.array(z.string()) }),
  sql: ({ workspaceId, jobIds, isSystem }: { workspaceId: string; jobIds: readonly string[]; isSystem: boolean }) => sql`
    SELECT toString(m.job_id) AS jobId, arraySort(groupUniqArray(m.metric)) AS names FROM training_metrics AS m
    WHERE m.workspace_id = ${uuid(workspaceId)} AND m.job_id IN ${uuids(jobIds)} AND m.is_system = ${bool(isSystem)} GROUP BY m.job_id`,
});

const Extent = z.object({
  jobId: z.string(),
  metric: z.string(),
  isSystem: z.boolean(),
  firstStep: whole,
  lastStep: whole,
  receivedCount: whole,
  isFinite: z.coerce.boolean(),
});
export type MetricExtent = z.infer<typeof Extent>;

/** Between which steps some metrics of some jobs have points, how many were received, and whether each is finite. */
export const extentsOfMetrics = defineQuery({
  name: 'training.extents',
  timeoutMs: 10_000,
  row: Extent,
  sql: ({ workspaceId, jobIds, metrics }: { workspaceId: string; jobIds: readonly string[]; metrics: readonly string[] }) => sql`
    SELECT toString(m.job_id) AS jobId, m.metric AS metric, m.is_system AS isSystem, toString(min(m.first_step)) AS firstStep,
      toString(max(m.last_step)) AS lastStep, toString(sum(m.received_count)) AS receivedCount,
      min(m.first_non_finite_step) = 9223372036854775807 AS isFinite
    FROM training_metrics AS m
    WHERE m.workspace_id = ${uuid(workspaceId)} AND m.job_id IN ${uuids(jobIds)} AND m.is_system IN (false, true) AND m.metric IN (${strings(metrics)})
    GROUP BY m.job_id, m.metric, m.is_system`,
});

const JobExtent = Extent.extend({ firstNonFiniteStep: whole.nullable() });
export type JobExtent = z.infer<typeof JobExtent>;

/** The same of every metric of one job, and where each is not finite first; null: nowhere. */
export const extentsOfJob = defineQuery({
  name: 'training.jobExtents',
  timeoutMs: 10_000,
  row: JobExtent,
  sql: ({ workspaceId, jobId }: { workspaceId: string; jobId: string }) => sql`
    SELECT toString(m.job_id) AS jobId, m.metric AS metric, m.is_system AS isSystem, toString(min(m.first_step)) AS firstStep,
      toString(max(m.last_step)) AS lastStep, toString(sum(m.received_count)) AS receivedCount,
      min(m.first_non_finite_step) = 9223372036854775807 AS isFinite, if(isFinite, NULL, toString(min(m.first_non_finite_step))) AS firstNonFiniteStep
    FROM training_metrics AS m WHERE m.workspace_id = ${uuid(workspaceId)} AND m.job_id = ${uuid(jobId)}
    GROUP BY m.job_id, m.metric, m.is_system ORDER BY metric`,
});

/** 0: finite, else the place in `valueKinds` (pure/curve.ts): JSON has no form for what is not. */
export function kindOf(value: string): Sql {
  return raw(`multiIf(isNaN(${value}), 1, ${value} = inf, 2, ${value} = -inf, 3, 0)`);
}
