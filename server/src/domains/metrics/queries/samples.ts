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

const ValueRow = z.object({ name: z.string(), value: z.number(), count: number });

/** How often each value occurs in the groups, of a percentile. */
export const valuesOfUnits = defineQuery({
  name: 'metrics.values',
  timeoutMs: 20_000,
  row: ValueRow,
  sql: ({ place, ...groups }: UnitGroups & { readonly place: number }) =>
    countedValues(groups, sql`arrayJoin(r.lists[${raw(String(place))}])`),
});

/** How often units of the groups have each sum, of a mean. */
export const sumsOfUnits = defineQuery({
  name: 'metrics.sums',
  timeoutMs: 20_000,
  row: ValueRow,
  sql: ({ place, cap, ...groups }: UnitGroups & { readonly place: number; readonly cap: number | null }) =>
    countedValues(groups, cap === null ? raw(`r.ys[${place}]`) : sql`least(r.ys[${raw(String(place))}], ${float(cap)})`),
});

/** All different values as they are where they are few, else those within a thousandth of each other together. */
const mostValues = 50_000;

const countedValues = ({ rows, group, compared }: UnitGroups, value: Sql): Sql => sql`
  SELECT d.name AS name, if(d.total > ${int(mostValues)}, ${binOf('d.value')}, d.value) AS value, sum(d.count) AS count
  FROM (
    SELECT s.name AS name, s.value AS value, count() AS count, count() OVER () AS total
    FROM (SELECT ${group} AS name, ${value} AS value FROM (${rows}) AS r WHERE ${compared}) AS s GROUP BY s.name, s.value
  ) AS d GROUP BY name, value`;

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
  sql: ({ rows, group, metrics, at, isStable }: UnitGroups & { readonly metrics: readonly PlacedMetric[]; readonly isStable: boolean }) =>
    momentsOf(rows, group, metrics, at, isStable),
});

/** Which values of a unit are at or below the percentile of its group, counted. */
export function countedBelow(place: number, group: Sql, percentiles: ReadonlyMap<string, number>): Sql {
  const limits = [...percentiles].map(([name, value]) => sql`${group} = ${string(name)}, ${float(value)}`);
  if (limits.length === 0) return raw('toFloat64(0)');
  return sql`toFloat64(arrayCount(value -> value <= multiIf(${join(limits, ', ')}, 0.), r.lists[${raw(String(place))}]))`;
}
