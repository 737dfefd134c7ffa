import type { ClickHouse } from '../../../platform/store/clickhouse/client.ts';
import { int, raw, sql, string, uint, uuid } from '../../../platform/store/sql.ts';
import { kindOf, uuids } from './metrics.ts';
import type { Columns } from './points.ts';

const timeoutMs = 20_000;

/**
 * Of every metric of some jobs, of the machine too, its spellings and its latest point of all attempts: greatest by step, then by `nth`.
 */
export const latestPoints = (
  clickhouse: ClickHouse,
  { workspaceId, jobIds }: { workspaceId: string; jobIds: readonly string[] },
): Promise<Columns> =>
  clickhouse.queryColumns(
    'training.latestPoints',
    sql`SELECT toString(job_id) AS jobId, arraySort(groupUniqArrayArray(spellings)) AS names, max(latest) AS newest,
          newest.step AS step, newest.nth AS nth, if(isFinite(newest.value), newest.value, NULL) AS finite, ${kindOf('newest.value')} AS kind,
          toUnixTimestamp64Milli(toDateTime64(max(last_at), 3)) AS atMs
        FROM training_metrics WHERE workspace_id = ${uuid(workspaceId)} AND job_id IN ${uuids(jobIds)}
        GROUP BY job_id, metric ORDER BY job_id, metric`,
    { workspaceId, timeoutMs },
  );

/** The latest value of one metric in every job of the workspace that has it. */
export const latestOfMetric = (
  clickhouse: ClickHouse,
  { workspaceId, metric }: { workspaceId: string; metric: string },
): Promise<Columns> =>
  clickhouse.queryColumns(
    'training.latestOfMetric',
    sql`SELECT toString(job_id) AS jobId, max(latest).value AS newest, if(isFinite(newest), newest, NULL) AS finite, ${kindOf('newest')} AS kind
        FROM training_metrics WHERE workspace_id = ${uuid(workspaceId)} AND metric = ${string(metric)} GROUP BY job_id`,
    { workspaceId, timeoutMs },
  );

/** A place in the history of a metric. */
export interface HistoryPlace {
  readonly step: number;
  readonly attempt: number;
  readonly nth: number;
}

/** Every point of one metric after a place, those of superseded attempts too, by step, attempt and `nth`. */
export const historyOf = (
  clickhouse: ClickHouse,
  {
    workspaceId,
    jobId,
    metric,
    after,
    limit,
  }: { workspaceId: string; jobId: string; metric: string; after: HistoryPlace | null; limit: number },
): Promise<Columns> =>
  clickhouse.queryColumns(
    'training.history',
    sql`SELECT step, attempt, nth, if(isFinite(value), value, NULL) AS finite, ${kindOf('value')} AS kind, toUnixTimestamp64Milli(toDateTime64(at, 3)) AS atMs
        FROM training_points FINAL
        WHERE workspace_id = ${uuid(workspaceId)} AND job_id = ${uuid(jobId)} AND metric = ${string(metric)}
          ${after === null ? raw('') : sql`AND step >= ${int(after.step)} AND (step, attempt, nth) > (${int(after.step)}, ${uint(after.attempt)}, ${int(after.nth)})`}
        ORDER BY step, attempt, nth LIMIT ${int(limit)}`,
    { workspaceId, timeoutMs },
  );
