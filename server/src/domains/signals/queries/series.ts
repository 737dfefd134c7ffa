import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg, plainColumn, textColumn, timeColumn, unnest, type Column } from '../../../platform/store/pg-sql.ts';
import type { SeriesKey } from '../types.ts';

/** A series as it is stored after its newest bucket. */
export interface SeriesState extends SeriesKey {
  readonly id: string;
  readonly bucketMs: number;
  readonly shortMs: number | null;
  /** What hours have learned, for its short buckets; null: it has none. */
  readonly shortBase: string | null;
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
  plainColumn('short_ms', 'int4', ({ shortMs }) => shortMs),
  textColumn('short_base', ({ shortBase }) => shortBase),
  textColumn('state', ({ state }) => state),
  timeColumn('judged_until', ({ judgedUntil }) => judgedUntil),
  plainColumn('value_count', 'int4', ({ valueCount }) => valueCount),
  timeColumn('last_bucket_at', ({ lastBucketAt }) => lastBucketAt),
  plainColumn('level', 'float8', ({ level }) => level),
  plainColumn('band_share', 'float8', ({ bandShare }) => bandShare),
];
const names = columns.map(({ name }) => name).join(', ');
const changed = ['short_ms', 'short_base', 'state', 'judged_until', 'value_count', 'last_bucket_at', 'level', 'band_share'];

/** Stores what series have become, and new ones. */
export const storeSeries = definePgCommand({
  name: 'signals.storeSeries',
  sql: ({ series }: { series: readonly SeriesState[] }, workspace) => pg`
    INSERT INTO watched_series (workspace_id, ${pg.raw(names)})
    SELECT ${workspace}, ${pg.raw(names)} FROM ${unnest(columns, series, 'given')}
    ON CONFLICT (id) DO UPDATE SET ${pg.raw(changed.map((name) => `${name} = excluded.${name}`).join(', '))}`,
});

/** What short buckets of a series have made of what is known of them. */
export interface ShortState {
  readonly id: string;
  readonly shortState: string;
  readonly shortUntil: Date;
}

const shortColumns: readonly Column<ShortState>[] = [
  textColumn('id', ({ id }) => id, 'uuid'),
  textColumn('short_state', ({ shortState }) => shortState),
  timeColumn('short_until', ({ shortUntil }) => shortUntil),
];

/** Stores what is known of short buckets after the newest ones. */
export const storeShort = definePgCommand({
  name: 'signals.storeShort',
  sql: ({ series }: { series: readonly ShortState[] }, workspace) => pg`
    UPDATE watched_series AS known SET short_state = given.short_state, short_until = given.short_until
    FROM ${unnest(shortColumns, series, 'given')}
    WHERE known.workspace_id = ${workspace} AND known.id = given.id`,
});

/** Workspaces with busy series of which a short bucket has closed and is not judged. */
export const busyWorkspaces = definePgQuery({
  name: 'signals.busyWorkspaces',
  isPrepared: true,
  acrossWorkspaces: 'One server judges the short buckets of all workspaces.',
  row: z.object({ workspaceId: z.string() }),
  sql: ({ until }: { until: Date }) => pg`
    SELECT DISTINCT workspace_id AS "workspaceId" FROM watched_series
    WHERE short_ms IS NOT NULL AND short_base IS NOT NULL
      AND (short_until IS NULL OR short_until + short_ms * interval '1 millisecond' <= ${pg.at(until)})`,
});
