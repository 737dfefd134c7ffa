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

/**
 * Of buckets, their picks `*_step`, `*_raw` and `*_packed`: the time in milliseconds and the attempt, which has 16 bits. Only what is read
 * becomes text: that costs as much as to find it.
 */
const shownBuckets = (isFinite: boolean, buckets: Sql): Sql => sql`
  SELECT toString(job_id) AS jobId, name, ofAttempt, bucket, ${raw(isFinite ? '' : 'finite_count, nan_count, infinity_count,')}
    ${join(
      (isFinite ? finitePicks : allPicks).flatMap((pick) => [
        raw(`${pick}_step`),
        ...(isFinite
          ? [raw(`${pick}_raw AS ${pick}_finite`)]
          : [
              raw(`if(isFinite(${pick}_raw), ${pick}_raw, NULL) AS ${pick}_finite`),
              sql`${kindOf(`${pick}_raw`)} AS ${raw(`${pick}_kind`)}`,
            ]),
        raw(`intDiv(${pick}_packed, 65536) AS ${pick}_at`),
        raw(`toUInt16(${pick}_packed % 65536) AS ${pick}_attempt`),
      ]),
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
                  `${pick[name]('step')} AS ${name}_step, ${pick[name]('value')} AS ${name}_raw, ${pick[name]('packed')} AS ${name}_packed`,
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
    ),
    { timeoutMs },
  );
};

/** Of what a bucket of a level holds: the key by which one of two is kept, and step, value and time of the point. */
const kept: Readonly<Record<Picking, { readonly by: string; readonly step: string; readonly value: string; readonly at: string }>> = {
  first: { by: 'argMin', step: 'first.1', value: 'first.3', at: 'first.4' },
  last: { by: 'argMax', step: 'last.1', value: 'last.3', at: 'last.4' },
  low: { by: 'argMin', step: 'low.2', value: 'low.1', at: 'low.3' },
  high: { by: 'argMax', step: 'high.2', value: 'high.1', at: 'high.3' },
  nan: { by: 'argMin', step: 'first_nan.1', value: 'nan', at: 'first_nan.2' },
  infinity: { by: 'argMin', step: 'first_infinity.1', value: 'first_infinity.2', at: 'first_infinity.3' },
};
/** Of two points at one step the earlier by `nth` is the first. */
const keyOf = (pick: Picking): string => {
  const { step, value } = kept[pick];
  if (pick === 'low' || pick === 'high') return value;
  return pick === 'first' || pick === 'last' ? `bitShiftLeft(toInt128(${step}), 64) + ${pick}.2` : step;
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
      sql`SELECT job_id, ${metricKey({ metrics })} AS name, ${raw(byAttempt ? 'attempt' : '0')} AS ofAttempt, place AS bucket,
            ${raw(isFinite ? '' : 'countIf(isFinite(low_value)) AS finite_count, countIf(nan_at != 9223372036854775807) AS nan_count, countIf(infinity_at != 9223372036854775807) AS infinity_count,')}
            ${join(
              picks.map((name) => {
                const { by } = kept[name];
                const of = (what: string): string => `${by}(${name}_${what}, ${name}_key)`;
                return raw(`${of('at')} AS ${name}_step, ${of('value')} AS ${name}_raw, ${of('pack')} AS ${name}_packed`);
              }),
              ', ',
            )}
          FROM (
            SELECT job_id, metric, attempt, intDiv(bucket, ${int(width / 2 ** level)}) AS place,
              ${join(
                picks.map((name) => {
                  const { step, value, at } = kept[name];
                  return raw(
                    `${keyOf(name)} AS ${name}_key, ${step} AS ${name}_at, ${value} AS ${name}_value, toUnixTimestamp64Milli(${at}) * 65536 + attempt AS ${name}_pack`,
                  );
                }),
                ', ',
              )}
            FROM training_buckets
            WHERE ${join(
              [
                sql`workspace_id = ${uuid(workspaceId)} AND job_id IN ${uuids(jobIds)} AND metric IN (${strings(metrics)})`,
                sql`level = ${uint(level)} AND bucket BETWEEN ${int(whole.from)} AND ${int(whole.to)}`,
                ...superseded.map(
                  ({ jobId, attempt, fromStep }) =>
                    sql`NOT (job_id = ${uuid(jobId)} AND attempt = ${uint(attempt)} AND bucket >= ${int(Math.floor(fromStep / 2 ** level))})`,
                ),
              ],
              ' AND ',
            )}
          )
          GROUP BY job_id, name, ofAttempt, bucket`,
    ),
    { timeoutMs },
  );
};
