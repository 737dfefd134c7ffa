import type { ClickHouse } from '../../../platform/store/clickhouse/client.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { int, raw, sql, string, uint, uuid, type Sql } from '../../../platform/store/sql.ts';
import { z } from 'zod';
import { kindOf } from './metrics.ts';
import type { Columns } from './points.ts';

const timeoutMs = 15_000;

interface Job {
  readonly workspaceId: string;
  readonly jobId: string;
}

const columns = sql`metric, step, attempt, nth, version, if(isFinite(value), value, NULL) AS finite, ${kindOf('value')} AS kind,
  toUnixTimestamp64Micro(at) / 1000 AS atMs`;

/** The last point of a page. */
export interface PointPlace {
  readonly step: number;
  readonly metric: string;
  readonly attempt: number;
  readonly nth: number;
  readonly version: number;
}

const beyond = (order: readonly Sql[], values: readonly Sql[]): Sql => sql`(${list(order)}) > (${list(values)})`;
const list = (parts: readonly Sql[]): Sql => ({ kind: 'sql', strings: ['', ...parts.slice(1).map(() => ', '), ''], values: parts });
const keyColumns = ['metric', 'attempt', 'nth'].map(raw);
const keyOf = ({ metric, attempt, nth }: PointPlace): Sql[] => [sql`${string(metric)}`, sql`${uint(attempt)}`, sql`${int(nth)}`];

/** Points of the model from one step to another, by step; `after`: those that come after this place alone. */
export const pointsBySteps = (
  clickhouse: ClickHouse,
  {
    workspaceId,
    jobId,
    fromStep,
    toStep,
    after,
    limit,
  }: Job & { fromStep: number; toStep: number; after: PointPlace | null; limit: number },
): Promise<Columns> =>
  clickhouse.queryColumns(
    'training.pointsBySteps',
    sql`SELECT ${columns} FROM training_points FINAL
        WHERE workspace_id = ${uuid(workspaceId)} AND job_id = ${uuid(jobId)} AND NOT is_system AND step BETWEEN ${int(fromStep)} AND ${int(toStep)}
          ${after === null ? raw('') : sql`AND ${beyond([raw('step'), ...keyColumns], [sql`${int(after.step)}`, ...keyOf(after)])}`}
        ORDER BY step, metric, attempt, nth LIMIT ${uint(limit)}`,
    { workspaceId, timeoutMs },
  );

/** Points that were sent since a version, in the order in which they came. */
export const pointsByVersion = (
  clickhouse: ClickHouse,
  { workspaceId, jobId, sinceVersion, after, limit }: Job & { sinceVersion: number; after: PointPlace | null; limit: number },
): Promise<Columns> =>
  clickhouse.queryColumns(
    'training.pointsByVersion',
    sql`SELECT ${columns} FROM training_points FINAL
        WHERE workspace_id = ${uuid(workspaceId)} AND job_id = ${uuid(jobId)} AND version > ${uint(Math.max(0, sinceVersion))}
          ${
            after === null
              ? raw('')
              : sql`AND ${beyond([raw('version'), raw('step'), ...keyColumns], [sql`${uint(after.version)}`, sql`${int(after.step)}`, ...keyOf(after)])}`
          }
        ORDER BY version, step, metric, attempt, nth LIMIT ${uint(limit)}`,
    { workspaceId, timeoutMs },
  );

const Extent = z.object({ pointCount: z.coerce.number(), firstStep: z.coerce.number(), lastStep: z.coerce.number() });

/** How many points of the model a job has received, and between which steps; zeros: none. */
export const extentOfJob = defineQuery({
  name: 'training.extent',
  timeoutMs: 10_000,
  row: Extent,
  sql: ({ workspaceId, jobId }: Job) => sql`
    SELECT toString(sum(m.received_count)) AS pointCount, toString(min(m.first_step)) AS firstStep, toString(max(m.last_step)) AS lastStep
    FROM training_metrics AS m WHERE m.workspace_id = ${uuid(workspaceId)} AND m.job_id = ${uuid(jobId)} AND NOT m.is_system`,
});
