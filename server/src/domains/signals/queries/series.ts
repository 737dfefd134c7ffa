import { definePgCommand } from '../../../platform/store/pg-query.ts';
import { pg, plainColumn, textColumn, timeColumn, unnest, type Column } from '../../../platform/store/pg-sql.ts';
import type { SeriesKey } from '../types.ts';

/** A series as it is stored after its newest bucket. */
export interface SeriesState extends SeriesKey {
  readonly id: string;
  readonly bucketMs: number;
  readonly state: string;
  readonly judgedUntil: Date;
  readonly valueCount: number;
  readonly lastBucketAt: Date | null;
  readonly level: number | null;
  readonly bandShare: number | null;
}

const columns: readonly Column<SeriesState>[] = [
  textColumn('id', ({ id }) => id, 'uuid'),
  textColumn('metric', ({ metric }) => metric, '"SignalMetric"'),
  textColumn('dimension', ({ dimension }) => dimension, '"SignalDimension"'),
  textColumn('value', ({ value }) => value),
  plainColumn('bucket_ms', 'int4', ({ bucketMs }) => bucketMs),
  textColumn('state', ({ state }) => state),
  timeColumn('judged_until', ({ judgedUntil }) => judgedUntil),
  plainColumn('value_count', 'int4', ({ valueCount }) => valueCount),
  timeColumn('last_bucket_at', ({ lastBucketAt }) => lastBucketAt),
  plainColumn('level', 'float8', ({ level }) => level),
  plainColumn('band_share', 'float8', ({ bandShare }) => bandShare),
];
const names = columns.map(({ name }) => name).join(', ');
const changed = ['state', 'judged_until', 'value_count', 'last_bucket_at', 'level', 'band_share'];

/** Stores what series have become, and new ones. */
export const storeSeries = definePgCommand({
  name: 'signals.storeSeries',
  sql: ({ series }: { series: readonly SeriesState[] }, workspace) => pg`
    INSERT INTO watched_series (workspace_id, ${pg.raw(names)})
    SELECT ${workspace}, ${pg.raw(names)} FROM ${unnest(columns, series, 'given')}
    ON CONFLICT (id) DO UPDATE SET ${pg.raw(changed.map((name) => `${name} = excluded.${name}`).join(', '))}`,
});
