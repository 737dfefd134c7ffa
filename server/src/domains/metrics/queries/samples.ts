import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { float, int, join, raw, sql, string, type Sql } from '../../../platform/store/sql.ts';
import { readMoments } from '../pure/moments.ts';
import { momentsOf, type PlacedMetric } from './moments.ts';

/** Units in groups, as `unitSums` selects them. */
export interface UnitGroups {
  readonly workspaceId: string;
  readonly rows: Sql;
  /** The name of a row's group, over a row `r`. */
  readonly group: Sql;
  /** Which rows make caps and percentiles: those of groups that are compared. */
  readonly compared: Sql;
  /** The time of the count: of retention, units whose days are not over by then are left out. */
  readonly at: Date | Sql;
}

const number = z.coerce.number();

/** At which value sums of units are capped, by metric: the percentile of the units of all groups whose sum is not 0; null: all are 0. */
export const capsOfUnits = defineQuery({
  name: 'metrics.caps',
  timeoutMs: 20_000,
  row: z.object({ caps: z.array(z.number().nullable()) }),
  sql: ({
    rows,
    compared,
    caps,
  }: UnitGroups & { readonly caps: readonly { readonly place: number; readonly percentile: number }[] }) => sql`
    SELECT [${join(
      caps.map(
        ({ place, percentile }) =>
          sql`quantileExactInclusiveIf(${raw(String(percentile))})(r.ys[${raw(String(place))}], r.ys[${raw(String(place))}] != 0)`,
      ),
      ', ',
    )}] AS caps
    FROM (${rows}) AS r WHERE ${compared}`,
});

/** How often each value occurs in the groups, of a percentile; more different ones than the limit are left out. */
export const valuesOfUnits = defineQuery({
  name: 'metrics.values',
  timeoutMs: 20_000,
  row: z.object({ name: z.string(), value: z.number(), count: number }),
  sql: ({ rows, group, compared, place, isBinned, limit }: UnitGroups & ValuesOf) => sql`
    SELECT s.name AS name, ${isBinned ? binOf('s.value') : raw('s.value')} AS value, count() AS count
    FROM (SELECT ${group} AS name, arrayJoin(r.lists[${raw(String(place))}]) AS value FROM (${rows}) AS r
      WHERE ${compared}) AS s
    GROUP BY name, value LIMIT ${int(limit)}`,
});

interface ValuesOf {
  readonly place: number;
  readonly isBinned: boolean;
  readonly limit: number;
}

/** How often units of the groups have each sum, of a mean; more different ones than the limit are left out. */
export const sumsOfUnits = defineQuery({
  name: 'metrics.sums',
  timeoutMs: 20_000,
  row: z.object({ name: z.string(), value: z.number(), count: number }),
  sql: ({ rows, group, compared, place, cap, isBinned, limit }: UnitGroups & ValuesOf & { readonly cap: number | null }) => sql`
    SELECT s.name AS name, ${isBinned ? binOf('s.value') : raw('s.value')} AS value, count() AS count
    FROM (SELECT ${group} AS name, ${cap === null ? raw(`r.ys[${place}]`) : sql`least(r.ys[${raw(String(place))}], ${float(cap)})`} AS value
      FROM (${rows}) AS r WHERE ${compared}) AS s
    GROUP BY name, value LIMIT ${int(limit)}`,
});

/** The same value for all within a thousandth of each other: ten binary digits of it are kept, so that whole numbers up to 2,048 stay. */
const binOf = (value: string): Sql =>
  raw(`reinterpretAsFloat64(bitAnd(reinterpretAsUInt64(toFloat64(${value})), toUInt64(18446739675663040512)))`);

const MomentsRow = z
  .object({ name: z.string(), n: number, moments: z.array(z.array(z.number().nullable())) })
  .transform(({ name, n, moments }) => ({
    name,
    n,
    moments: moments.map((list) =>
      readMoments(
        n,
        list.map((value) => value ?? Number.NaN),
      ),
    ),
  }));

/** Moments of the metrics in each group. */
export const momentsOfGroups = defineQuery({
  name: 'metrics.moments',
  timeoutMs: 20_000,
  row: MomentsRow,
  sql: ({ rows, group, metrics, at }: UnitGroups & { readonly metrics: readonly PlacedMetric[] }) => momentsOf(rows, group, metrics, at),
});

/** Which values of a unit are at or below the percentile of its group, counted. */
export function countedBelow(place: number, group: Sql, percentiles: ReadonlyMap<string, number>): Sql {
  const limits = [...percentiles].map(([name, value]) => sql`${group} = ${string(name)}, ${float(value)}`);
  if (limits.length === 0) return raw('toFloat64(0)');
  return sql`toFloat64(arrayCount(value -> value <= multiIf(${join(limits, ', ')}, 0.), r.lists[${raw(String(place))}]))`;
}
