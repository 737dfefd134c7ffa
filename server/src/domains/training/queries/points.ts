import type { ClickHouse } from '../../../platform/store/clickhouse/client.ts';
import { int, join, raw, sql, strings, uint, uuid, type Sql } from '../../../platform/store/sql.ts';
import { kindOf, uuids } from './metrics.ts';

/** Points of an attempt that a later one has superseded, from this step on. */
export interface Superseded {
  readonly jobId: string;
  readonly attempt: number;
  readonly fromStep: number;
}

export interface Stretch {
  readonly workspaceId: string;
  readonly jobIds: readonly string[];
  readonly metrics: readonly string[];
  /** Both included. */
  readonly fromStep: number;
  readonly toStep: number;
  /** Left out. */
  readonly superseded: readonly Superseded[];
}

const timeoutMs = 15_000;

function condition({ workspaceId, jobIds, metrics, fromStep, toStep, superseded }: Stretch): Sql {
  return join(
    [
      sql`workspace_id = ${uuid(workspaceId)} AND job_id IN ${uuids(jobIds)} AND has(${strings(metrics)}, metric) AND step BETWEEN ${int(fromStep)} AND ${int(toStep)}`,
      ...superseded.map(
        ({ jobId, attempt, fromStep: from }) => sql`NOT (job_id = ${uuid(jobId)} AND attempt = ${uint(attempt)} AND step >= ${int(from)})`,
      ),
    ],
    ' AND ',
  );
}

/** Columns of an answer that a statement names. */
export type Columns = Readonly<Record<string, readonly unknown[]>>;

/** Every point of a stretch, by job, metric and step. */
export const everyPoint = (clickhouse: ClickHouse, stretch: Stretch): Promise<Columns> =>
  clickhouse.queryColumns(
    'training.points',
    sql`SELECT toString(job_id) AS jobId, metric, step, attempt, if(isFinite(value), value, NULL) AS finite, ${kindOf('value')} AS kind,
          toUnixTimestamp64Micro(at) / 1000 AS atMs
        FROM training_points FINAL WHERE ${condition(stretch)} ORDER BY job_id, metric, step, attempt, nth`,
    { timeoutMs },
  );

/** What is kept of the points of one bucket. */
export const picks = ['first', 'last', 'low', 'high', 'nan', 'infinity'] as const;
export type Pick = (typeof picks)[number];

const picked: Readonly<Record<Pick, (column: string) => string>> = {
  first: (column) => `argMin(${column}, step)`,
  last: (column) => `argMax(${column}, step)`,
  low: (column) => `argMinIf(${column}, value, isFinite(value))`,
  high: (column) => `argMaxIf(${column}, value, isFinite(value))`,
  nan: (column) => `argMinIf(${column}, step, isNaN(value))`,
  infinity: (column) => `argMinIf(${column}, step, isInfinite(value))`,
};

const columnsOf = (pick: Pick): Sql[] => {
  const of = picked[pick];
  return [
    raw(`${of('step')} AS ${pick}_step`),
    raw(`${of('value')} AS ${pick}_raw`),
    raw(`if(isFinite(${pick}_raw), ${pick}_raw, NULL) AS ${pick}_finite`),
    sql`${kindOf(`${pick}_raw`)} AS ${raw(`${pick}_kind`)}`,
    raw(`toUnixTimestamp64Micro(${of('at')}) / 1000 AS ${pick}_at`),
    raw(`${of('attempt')} AS ${pick}_attempt`),
  ];
};

/**
 * Of each bucket of `width` steps, counted from `fromStep`: its first, last, lowest and highest point, and the first NaN and infinity; `*_count`
 * says whether there are any. `byAttempt`: each attempt by itself.
 */
export const bucketsOfPoints = (
  clickhouse: ClickHouse,
  stretch: Stretch & { readonly width: number; readonly byAttempt: boolean },
): Promise<Columns> =>
  clickhouse.queryColumns(
    'training.bucketsOfPoints',
    sql`SELECT toString(job_id) AS jobId, metric, ${raw(stretch.byAttempt ? 'attempt' : '0')} AS ofAttempt,
          intDiv(step - ${int(stretch.fromStep)}, ${int(stretch.width)}) AS bucket,
          countIf(isFinite(value)) AS finite_count, countIf(isNaN(value)) AS nan_count, countIf(isInfinite(value)) AS infinity_count,
          ${join(picks.flatMap(columnsOf), ', ')}
        FROM training_points FINAL WHERE ${condition(stretch)}
        GROUP BY job_id, metric, ofAttempt, bucket ORDER BY job_id, metric, bucket, ofAttempt`,
    { timeoutMs },
  );
