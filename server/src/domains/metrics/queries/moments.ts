import { dayMs } from '../../../platform/ingest/time.ts';
import { float, join, raw, sql, utc, type Sql } from '../../../platform/store/sql.ts';
import { expressionOf } from '../pure/expressions.ts';
import type { Metric } from '../types.ts';

/** A metric at its place in the lists of `unitSums`. */
export interface PlacedMetric {
  readonly metric: Metric;
  /** From 1, as ClickHouse counts. */
  readonly place: number;
  /** Sums of units above it count as it; null: they count as they are. */
  readonly cap: number | null;
  /** Of a percentile: which of a unit's values are at or below the percentile of its group, over `value`; null: it is none. */
  readonly below: Sql | null;
}

/** Numerator, denominator and both of the days before, of one unit `r` of `unitSums`. A denominator of null: units are counted. */
export interface UnitValues {
  readonly y: Sql;
  readonly x: Sql | null;
  readonly yBefore: Sql;
  readonly xBefore: Sql | null;
}

/**
 * The values of a unit by a metric. Of retention, a unit counts once its days are over at the instant `at` (of sliced rows: `r.ends`); those that came later have
 * neither numerator nor denominator.
 */
function unitValues({ metric, place, cap, below }: PlacedMetric, at: Date | Sql): UnitValues {
  const item = (list: string): Sql => raw(`r.${list}[${place}]`);
  if (below !== null) return { y: below, x: sql`toFloat64(length(${item('lists')}))`, yBefore: raw('0.'), xBefore: raw('0.') };
  if (metric.kind === 'RETENTION') {
    const days = (metric.afterDays ?? 0) + (metric.withinDays ?? 1);
    const isOver =
      at instanceof Date
        ? sql`r.since <= ${utc(new Date(at.getTime() - days * dayMs))}`
        : sql`r.since <= ${at} - toIntervalDay(${raw(String(days))})`;
    return { y: sql`if(${isOver}, ${item('ys')}, 0)`, x: sql`toFloat64(${isOver})`, yBefore: raw('0.'), xBefore: raw('0.') };
  }
  const capped = (value: Sql): Sql => (cap === null ? value : sql`least(${value}, ${float(cap)})`);
  const isRatio = expressionOf(metric).denominator !== null;
  return {
    y: capped(item('ys')),
    x: isRatio ? item('xs') : null,
    yBefore: capped(item('ys_before')),
    xBefore: isRatio ? item('xs_before') : null,
  };
}

/**
 * A SELECT with a row for each group of units: `name`, `n`, and `moments`, a list by metric. Of one with a denominator: means of y, x and both
 * before, their sums of squared deviations, and those of the products yx, yb, ya, xb, xa, ba (b, a: y and x before). Of one without: mean of
 * y and y before, their squares, and their product. Last, how many units have a denominator before, or a value where there is none.
 *
 * `rows`   what `unitSums` selects, with the columns that `group` names
 * `group`  an expression over a row `r` that names its group
 * `isStable`  by deviations from the mean so far, and not from sums of squares: twice the time, and exact where values hardly differ
 */
export function momentsOf(rows: Sql, group: Sql, metrics: readonly PlacedMetric[], at: Date | Sql, isStable: boolean): Sql {
  const values = metrics.map((one) => unitValues(one, at));
  const columns = values.flatMap(({ y, x, yBefore, xBefore }, nth) => [
    sql`toFloat64(${y}) AS y${raw(String(nth))}`,
    sql`toFloat64(${yBefore}) AS b${raw(String(nth))}`,
    ...(x === null ? [] : [sql`toFloat64(${x}) AS x${raw(String(nth))}`, sql`toFloat64(${xBefore ?? raw('0')}) AS a${raw(String(nth))}`]),
  ]);
  const moments = values.map(({ x }, nth) => raw(x === null ? momentsOfMean(nth, isStable) : momentsOfRatio(nth, isStable)));
  return sql`
    SELECT s.name AS name, count() AS n, [${join(moments, ', ')}] AS moments
    FROM (SELECT ${group} AS name${raw(columns.length === 0 ? '' : ', ')}${join(columns, ', ')} FROM (${rows}) AS r) AS s
    GROUP BY s.name`;
}

const squares = (of: string, isStable: boolean): string => `varPop${isStable ? 'Stable' : ''}(s.${of}) * count()`;
const products = (one: string, other: string, isStable: boolean): string =>
  `covarPop${isStable ? 'Stable' : ''}(s.${one}, s.${other}) * count()`;

/** How many units have anything. */
const counted = (of: string): string => `toFloat64(countIf(s.${of} != 0))`;

const momentsOfMean = (nth: number, isStable: boolean): string =>
  `[avg(s.y${nth}), avg(s.b${nth}), ${squares(`y${nth}`, isStable)}, ${squares(`b${nth}`, isStable)}, ${products(`y${nth}`, `b${nth}`, isStable)}, ${counted(`b${nth}`)}]`;

function momentsOfRatio(nth: number, isStable: boolean): string {
  const [y, x, b, a] = ['y', 'x', 'b', 'a'].map((letter) => `${letter}${nth}`) as [string, string, string, string];
  const pairs = [
    [y, x],
    [y, b],
    [y, a],
    [x, b],
    [x, a],
    [b, a],
  ] as const;
  const means = [y, x, b, a].map((one) => `avg(s.${one})`);
  return `[${[...means, ...[y, x, b, a].map((one) => squares(one, isStable)), ...pairs.map(([one, other]) => products(one, other, isStable)), counted(a)].join(', ')}]`;
}
