import type { ClickHouse } from '../../../platform/store/clickhouse/client.ts';
import { int, join, raw, sql, string, strings, uint, uuid, type Sql } from '../../../platform/store/sql.ts';
import type { StepRange } from '../pure/grid.ts';
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
      sql`workspace_id = ${uuid(workspaceId)} AND job_id IN ${uuids(jobIds)} AND metric IN (${strings(metrics)}) AND step BETWEEN ${int(fromStep)} AND ${int(toStep)}`,
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
const picks = ['first', 'last', 'low', 'high', 'nan', 'infinity'] as const;
export type Picking = (typeof picks)[number];

const picked: Readonly<Record<Picking, (column: string) => string>> = {
  first: (column) => `argMin(${column}, step)`,
  last: (column) => `argMax(${column}, step)`,
  low: (column) => `argMinIf(${column}, value, isFinite(value))`,
  high: (column) => `argMaxIf(${column}, value, isFinite(value))`,
  nan: (column) => `argMinIf(${column}, step, isNaN(value))`,
  infinity: (column) => `argMinIf(${column}, step, isInfinite(value))`,
};

/** A text in the key costs more than all else: where one metric is asked for, it stands for every row. */
const metricKey = ({ metrics }: Pick<Stretch, 'metrics'>, column: string): Sql =>
  metrics.length === 1 ? sql`${string(metrics[0] as string)}` : raw(column);

const columnsOf = (pick: Picking): Sql[] => {
  const of = picked[pick];
  return [
    raw(`${of('step')} AS ${pick}_step`),
    raw(`${of('value')} AS ${pick}_raw`),
    raw(`if(isFinite(${pick}_raw), ${pick}_raw, NULL) AS ${pick}_finite`),
    sql`${kindOf(`${pick}_raw`)} AS ${raw(`${pick}_kind`)}`,
    // One aggregate for both: the time in milliseconds and the attempt, which has 16 bits.
    raw(`${of('toUnixTimestamp64Milli(at) * 65536 + attempt')} AS ${pick}_packed`),
    raw(`intDiv(${pick}_packed, 65536) AS ${pick}_at`),
    raw(`toUInt16(${pick}_packed % 65536) AS ${pick}_attempt`),
  ];
};

/**
 * Of each bucket of `width` steps, numbered from step 0, over the points of some ranges: first, last, lowest and highest point, and the
 * first NaN and infinity; `*_count` says whether there are any. `byAttempt`: each attempt by itself.
 */
export const bucketsOfPoints = (
  clickhouse: ClickHouse,
  stretch: Stretch & { readonly ranges: readonly StepRange[]; readonly width: number; readonly byAttempt: boolean },
): Promise<Columns> =>
  clickhouse.queryColumns(
    'training.bucketsOfPoints',
    sql`SELECT toString(job_id) AS jobId, ${metricKey(stretch, 'metric')} AS name, ${raw(stretch.byAttempt ? 'attempt' : '0')} AS ofAttempt, intDiv(step, ${int(stretch.width)}) AS bucket,
          countIf(isFinite(value)) AS finite_count, countIf(isNaN(value)) AS nan_count, countIf(isInfinite(value)) AS infinity_count,
          ${join(picks.flatMap(columnsOf), ', ')}
        FROM training_points FINAL
        WHERE ${condition(stretch)} AND (${join(
          stretch.ranges.map(({ fromStep, toStep }) => sql`step BETWEEN ${int(fromStep)} AND ${int(toStep)}`),
          ' OR ',
        )})
        GROUP BY job_id, name, ofAttempt, bucket ORDER BY job_id, name, bucket, ofAttempt`,
    { timeoutMs },
  );

/** Of what a bucket of a level holds, the same columns. An attempt of the level's own tuples is its own; `nan` and `infinity` name the step alone. */
const merged = (pick: Picking): Sql[] => {
  const kinds: Readonly<Record<Picking, string>> = {
    first: 'min((b.first.1, b.first.2, b.first.3, b.first.4, b.attempt))',
    last: 'max((b.last.1, b.last.2, b.last.3, b.last.4, b.attempt))',
    low: 'min((b.low.1, b.low.2, b.low.3, b.attempt))',
    high: 'max((b.high.1, b.high.2, b.high.3, b.attempt))',
    nan: 'min((b.first_nan.1, b.first_nan.2, b.attempt))',
    infinity: 'min((b.first_infinity.1, b.first_infinity.2, b.first_infinity.3, b.attempt))',
  };
  /** Places in the tuple: step, value (null: not a number), time, attempt. */
  const places: Readonly<Record<Picking, readonly [number, number | null, number, number]>> = {
    first: [1, 3, 4, 5],
    last: [1, 3, 4, 5],
    low: [2, 1, 3, 4],
    high: [2, 1, 3, 4],
    nan: [1, null, 2, 3],
    infinity: [1, 2, 3, 4],
  };
  const [step, value, at, attempt] = places[pick];
  return [
    raw(`${kinds[pick]} AS ${pick}_of`),
    raw(`${pick}_of.${step} AS ${pick}_step`),
    raw(`${value === null ? 'nan' : `${pick}_of.${value}`} AS ${pick}_raw`),
    raw(`if(isFinite(${pick}_raw), ${pick}_raw, NULL) AS ${pick}_finite`),
    sql`${kindOf(`${pick}_raw`)} AS ${raw(`${pick}_kind`)}`,
    raw(`toUnixTimestamp64Micro(${pick}_of.${at}) / 1000 AS ${pick}_at`),
    raw(`${pick}_of.${attempt} AS ${pick}_attempt`),
  ];
};

/** The same columns, of buckets that were made when the points came. `whole`: numbers of the level's buckets, both included. */
export const bucketsOfLevel = (
  clickhouse: ClickHouse,
  {
    workspaceId,
    jobIds,
    metrics,
    superseded,
    whole,
    level,
    width,
    byAttempt,
  }: Stretch & {
    readonly whole: { from: number; to: number };
    readonly level: number;
    readonly width: number;
    readonly byAttempt: boolean;
  },
): Promise<Columns> =>
  clickhouse.queryColumns(
    'training.bucketsOfLevel',
    sql`SELECT toString(b.job_id) AS jobId, ${metricKey({ metrics }, 'b.metric')} AS name, ${raw(byAttempt ? 'b.attempt' : '0')} AS ofAttempt,
          intDiv(b.bucket, ${int(width / 2 ** level)}) AS bucket,
          ${join(picks.flatMap(merged), ', ')},
          isFinite(low_raw) AS finite_count, nan_step != 9223372036854775807 AS nan_count, infinity_step != 9223372036854775807 AS infinity_count
        FROM training_buckets AS b
        WHERE ${join(
          [
            sql`b.workspace_id = ${uuid(workspaceId)} AND b.job_id IN ${uuids(jobIds)} AND b.metric IN (${strings(metrics)})`,
            sql`b.level = ${uint(level)} AND b.bucket BETWEEN ${int(whole.from)} AND ${int(whole.to)}`,
            ...superseded.map(
              ({ jobId, attempt, fromStep }) =>
                sql`NOT (b.job_id = ${uuid(jobId)} AND b.attempt = ${uint(attempt)} AND b.bucket >= ${int(Math.floor(fromStep / 2 ** level))})`,
            ),
          ],
          ' AND ',
        )}
        GROUP BY b.job_id, name, ofAttempt, intDiv(b.bucket, ${int(width / 2 ** level)}) ORDER BY b.job_id, name, bucket, ofAttempt`,
    { timeoutMs },
  );
