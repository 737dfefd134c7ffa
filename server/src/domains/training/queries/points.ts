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
    { workspaceId: stretch.workspaceId, timeoutMs },
  );

/** What is kept of the points of one bucket. */
const finitePicks = ['first', 'last', 'low', 'high'] as const;
const allPicks = [...finitePicks, 'nan', 'infinity'] as const;
export type Picking = (typeof allPicks)[number];

export interface Bucketing {
  /** Steps of a bucket; buckets are numbered from step 0. */
  readonly width: number;
  /** Each attempt by itself. */
  readonly byAttempt: boolean;
  /** Every value is known to be finite: there is less to look for. */
  readonly isFinite: boolean;
}

/** A text in the key costs more than all else: where one metric is asked for, it stands for every row. */
const metricKey = ({ metrics }: Pick<Stretch, 'metrics'>): Sql =>
  metrics.length === 1 ? sql`${string(metrics[0] as string)}` : raw('metric');

/** Of a pick the columns of an answer, by expressions over what a bucket holds. */
interface Shown {
  readonly step: string;
  readonly value: string;
  /** Milliseconds. */
  readonly at: string;
  readonly attempt: string;
}

/** Buckets with their picks as columns. Only what is read becomes text: that costs as much as to find it. */
const shownBuckets = (isFinite: boolean, buckets: Sql, shown: (pick: Picking) => Shown): Sql => sql`
  SELECT toString(job_id) AS jobId, name, ofAttempt, bucket, ${raw(isFinite ? '' : 'finite_count, nan_count, infinity_count,')}
    ${join(
      (isFinite ? finitePicks : allPicks).flatMap((pick) => {
        const { step, value, at, attempt } = shown(pick);
        return [
          raw(`${step} AS ${pick}_step`),
          ...(isFinite
            ? [raw(`${value} AS ${pick}_finite`)]
            : [raw(`if(isFinite(${value}), ${value}, NULL) AS ${pick}_finite`), sql`${kindOf(value)} AS ${raw(`${pick}_kind`)}`]),
          raw(`${at} AS ${pick}_at`),
          raw(`${attempt} AS ${pick}_attempt`),
        ];
      }),
      ', ',
    )}
  FROM (${buckets}) ORDER BY job_id, name, bucket, ofAttempt`;

const picked: Readonly<Record<Picking, (column: string) => string>> = {
  first: (column) => `argMin(${column}, step)`,
  last: (column) => `argMax(${column}, step)`,
  low: (column) => `argMinIf(${column}, value, isFinite(value))`,
  high: (column) => `argMaxIf(${column}, value, isFinite(value))`,
  nan: (column) => `argMinIf(${column}, step, isNaN(value))`,
  infinity: (column) => `argMinIf(${column}, step, isInfinite(value))`,
};
const pickedOfFinite: typeof picked = {
  ...picked,
  low: (column) => `argMin(${column}, value)`,
  high: (column) => `argMax(${column}, value)`,
};

/**
 * Of each bucket over the points of some ranges: first, last, lowest and highest point, and the first NaN and infinity; `*_count` says
 * whether there are any.
 */
export const bucketsOfPoints = (
  clickhouse: ClickHouse,
  { ranges, width, byAttempt, isFinite, ...stretch }: Stretch & Bucketing & { readonly ranges: readonly StepRange[] },
): Promise<Columns> => {
  const pick = isFinite ? pickedOfFinite : picked;
  return clickhouse.queryColumns(
    'training.bucketsOfPoints',
    shownBuckets(
      isFinite,
      sql`SELECT job_id, ${metricKey(stretch)} AS name, ${raw(byAttempt ? 'attempt' : '0')} AS ofAttempt, intDiv(step, ${int(width)}) AS bucket,
            ${raw(isFinite ? '' : 'countIf(isFinite(value)) AS finite_count, countIf(isNaN(value)) AS nan_count, countIf(isInfinite(value)) AS infinity_count,')}
            ${join(
              (isFinite ? finitePicks : allPicks).map((name) =>
                raw(
                  `${pick[name]('step')} AS ${name}_of, ${pick[name]('value')} AS ${name}_raw, ${pick[name]('packed')} AS ${name}_packed`,
                ),
              ),
              ', ',
            )}
          FROM (
            SELECT job_id, metric, attempt, step, value, toUnixTimestamp64Milli(at) * 65536 + attempt AS packed FROM training_points FINAL
            WHERE ${condition(stretch)} AND (${join(
              ranges.map(({ fromStep, toStep }) => sql`step BETWEEN ${int(fromStep)} AND ${int(toStep)}`),
              ' OR ',
            )})
          )
          GROUP BY job_id, name, ofAttempt, bucket`,
      (name) => ({
        step: `${name}_of`,
        value: `${name}_raw`,
        // The time in milliseconds and the attempt, which has 16 bits, as one number.
        at: `intDiv(${name}_packed, 65536)`,
        attempt: `toUInt16(${name}_packed % 65536)`,
      }),
    ),
    { workspaceId: stretch.workspaceId, timeoutMs },
  );
};

/** Of a bucket of a level the column of each pick, which of two is kept, by which key, and where step, value and time stand in it. */
const kept: Readonly<Record<Picking, { column: string; by: 'argMin' | 'argMax'; key: string; step: number; value: string; at: number }>> = {
  // Of two points at one step the earlier by `nth` is the first.
  first: { column: 'first', by: 'argMin', key: 'bitShiftLeft(toInt128(first.1), 64) + first.2', step: 1, value: '3', at: 4 },
  last: { column: 'last', by: 'argMax', key: 'bitShiftLeft(toInt128(last.1), 64) + last.2', step: 1, value: '3', at: 4 },
  low: { column: 'low', by: 'argMin', key: 'low.1', step: 2, value: '1', at: 3 },
  high: { column: 'high', by: 'argMax', key: 'high.1', step: 2, value: '1', at: 3 },
  nan: { column: 'first_nan', by: 'argMin', key: 'first_nan.1', step: 1, value: 'nan', at: 2 },
  infinity: { column: 'first_infinity', by: 'argMin', key: 'first_infinity.1', step: 1, value: '2', at: 3 },
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
    isFinite,
  }: Stretch & Bucketing & { readonly whole: { from: number; to: number }; readonly level: number },
): Promise<Columns> => {
  const picks = isFinite ? finitePicks : allPicks;
  return clickhouse.queryColumns(
    'training.bucketsOfLevel',
    shownBuckets(
      isFinite,
      sql`SELECT job_id, ${metricKey({ metrics })} AS name, ${raw(byAttempt ? 'attempt' : '0')} AS ofAttempt, intDiv(training_buckets.bucket, ${int(width / 2 ** level)}) AS bucket,
            ${raw(isFinite ? '' : 'countIf(isFinite(low.1)) AS finite_count, countIf(first_nan.1 != 9223372036854775807) AS nan_count, countIf(first_infinity.1 != 9223372036854775807) AS infinity_count,')}
            ${join(
              picks.map((name) => {
                const { column, by, key } = kept[name];
                return raw(`${by}((${column}, attempt), ${key}) AS ${name}_kept`);
              }),
              ', ',
            )}
          FROM training_buckets
          WHERE ${join(
            [
              sql`workspace_id = ${uuid(workspaceId)} AND job_id IN ${uuids(jobIds)} AND metric IN (${strings(metrics)})`,
              sql`level = ${uint(level)} AND training_buckets.bucket BETWEEN ${int(whole.from)} AND ${int(whole.to)}`,
              ...superseded.map(
                ({ jobId, attempt, fromStep }) =>
                  sql`NOT (job_id = ${uuid(jobId)} AND attempt = ${uint(attempt)} AND training_buckets.bucket >= ${int(Math.floor(fromStep / 2 ** level))})`,
              ),
            ],
            ' AND ',
          )}
          GROUP BY job_id, name, ofAttempt, bucket`,
      (name) => {
        const { step, value, at } = kept[name];
        return {
          step: `${name}_kept.1.${step}`,
          value: value === 'nan' ? value : `${name}_kept.1.${value}`,
          at: `toUnixTimestamp64Milli(${name}_kept.1.${at})`,
          attempt: `${name}_kept.2`,
        };
      },
    ),
    { workspaceId, timeoutMs },
  );
};
