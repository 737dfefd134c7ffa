import { dayMs } from '../../../platform/ingest/time.ts';
import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { floatLists, int, raw, sql, strings, utc, utcs, type Sql } from '../../../platform/store/sql.ts';
import { expressionOf } from '../../metrics/pure/expressions.ts';
import { unitSums, type Slices } from '../../metrics/load.ts';
import type { Metric } from '../../metrics/types.ts';
import { unitGiven, type PhaseQuery } from './results.ts';

/**
 * UNTIL   all of a unit until each of the ends
 * SINCE   each day since the first exposure of the unit, 1 the first, as far as it is over
 * ON_DAY  each stretch between two ends
 */
export type Slicing =
  | { readonly kind: 'UNTIL' | 'ON_DAY'; readonly ends: readonly Date[] }
  | { readonly kind: 'SINCE'; readonly days: number; readonly until: Date };

/** Units of a phase, from a count or from exposures, each a SELECT. */
export interface HeldUnits {
  /** `unit`, `variant` and `since`. */
  readonly units: Sql;
  /** The same with `before_y` and `before_x`, what a unit had of the metric before. */
  readonly withBefore: Sql;
}

/** Units without anything before. */
export const heldUnits = (units: Sql): HeldUnits => ({
  units,
  withBefore: sql`SELECT h.unit AS unit, h.variant AS variant, h.since AS since, 0. AS before_y, 0. AS before_x FROM (${units}) AS h`,
});

/** Units with what they had before, of rows as `phaseUnits` has them; `place`: of the metric in their lists, from 1. */
export const heldUnitsOf = (units: Sql, rows: Sql, place: number): HeldUnits => ({
  units,
  withBefore: sql`
    SELECT h.unit AS unit, h.variant AS variant, h.since AS since, h.ys_before[${int(place)}] AS before_y, h.xs_before[${int(place)}] AS before_x
    FROM (${rows}) AS h`,
});

/** The units themselves, so that a statement that needs them twice need not find them twice. */
export const unitsAtHand = defineQuery({
  name: 'experiments.unitsAtHand',
  timeoutMs: 20_000,
  row: z.object({ unit: z.string(), variant: z.string(), sinceMs: z.coerce.number(), y: z.number(), x: z.number() }),
  sql: ({ held, limit }: { readonly workspaceId: string; readonly held: HeldUnits; readonly limit: number }) => sql`
    SELECT h.unit AS unit, h.variant AS variant, toUnixTimestamp64Milli(h.since) AS sinceMs, h.before_y AS y, h.before_x AS x
    FROM (${held.withBefore}) AS h LIMIT ${int(limit)}`,
});

/** Units at hand as SELECTs. */
export function heldAtHand(units: Awaited<ReturnType<typeof unitsAtHand>>): HeldUnits {
  const before = floatLists([units.map(({ y }) => y), units.map(({ x }) => x)]);
  const rows = sql`
    SELECT t.1 AS unit, t.2 AS variant, t.3 AS since, t.4 AS before_y, t.5 AS before_x
    FROM (SELECT arrayJoin(arrayZip(${strings(units.map(({ unit }) => unit))}, ${strings(units.map(({ variant }) => variant))},
      ${utcs(units.map(({ sinceMs }) => new Date(sinceMs)))}, ${before}[1], ${before}[2])) AS t)`;
  return { units: rows, withBefore: rows };
}

/** A row for each unit `u` that saw one variant and each slice, as `unitSums` takes them. */
function slicedUnits(units: Sql, slicing: Slicing): Sql {
  const select = sql`SELECT u.unit AS unit, u.variant AS variant, u.since AS since, u.before_y AS before_y, u.before_x AS before_x, toInt64(n) AS slice`;
  if (slicing.kind === 'SINCE')
    return sql`
      ${select}, u.since + toIntervalDay(n) AS ends
      FROM (${units}) AS u ARRAY JOIN range(1, ${int(slicing.days + 1)}) AS n
      WHERE u.variant != '' AND u.since + toIntervalDay(n) <= ${utc(slicing.until)}`;
  const ends = utcs(slicing.ends);
  return sql`
    ${select}, u.since AS begins, arrayElement(${ends}, n) AS ends
    FROM (${units}) AS u ARRAY JOIN range(1, ${int(slicing.ends.length + 1)}) AS n
    WHERE u.variant != '' AND u.since < arrayElement(${ends}, n)`;
}

/** In which slice a time lies: of parts that do not overlap. */
const sliceOf = (slicing: Slicing): ((at: Sql) => Sql) =>
  slicing.kind === 'SINCE'
    ? (at) =>
        sql`toInt64(if(${at} < u.since, 0, intDiv(toUnixTimestamp64Milli(${at}) - toUnixTimestamp64Milli(u.since), ${int(dayMs)}) + 1))`
    : (at) => sql`toInt64(if(${at} < u.since, 0, arrayFirstIndex(end -> ${at} < end, ${utcs(slicing.ends)})))`;

/** The group of a row `r`: the part of the data that it lies in, and its variant, with a space between. Keys of variants have none. */
export const partAndVariant = (part: 'slice' | 'segment'): Sql => raw(`concat(toString(r.${part}), ' ', r.variant)`);

/** What each unit has of a metric in each slice, with its `variant`, `slice` and the end of the slice; until ends, also what it had before. */
export function slicedSums(query: PhaseQuery, slicing: Slicing, metric: Metric, { units, withBefore }: HeldUnits): Sql {
  const sumsOf = (of: Slices): Sql =>
    unitSums({
      workspaceId: query.workspaceId,
      unit: query.unit,
      units: slicedUnits(withBefore, slicing),
      carried: ['variant', 'slice', 'ends', 'before_y', 'before_x'],
      metrics: [metric],
      from: query.from,
      to: query.to,
      beforeDays: 0,
      eventUnit: unitGiven(query, 'v.unit_id'),
      slicing: of,
    });
  const parts: Slices = {
    kind: 'PARTS',
    once: sql`SELECT h.unit AS unit, h.since AS since FROM (${units}) AS h WHERE h.variant != ''`,
    of: sliceOf(slicing),
  };
  if (slicing.kind !== 'UNTIL') return sumsOf(parts);
  const { numerator, denominator, values } = expressionOf(metric);
  const together = [numerator, denominator, values].flatMap((one) => one?.together ?? []);
  const kept = raw(
    `c.unit AS unit, c.since AS since, c.variant AS variant, c.slice AS slice, c.ends AS ends, [c.before_y] AS ys_before, [c.before_x] AS xs_before`,
  );
  // What lies in each part is read once and added up where that is the same as reading it again for each end.
  if (together.includes('NONE'))
    return sql`SELECT ${kept}, c.ys AS ys, c.xs AS xs, c.lists AS lists FROM (${sumsOf({ kind: 'STRETCHES' })}) AS c`;
  const running = (list: 'ys' | 'xs', of: typeof numerator): Sql =>
    raw(`[${of?.together === 'MOST' ? 'max' : 'sum'}(c.${list}[1]) OVER byUnit]`);
  return sql`
    SELECT ${kept}, ${running('ys', numerator)} AS ys, ${running('xs', denominator)} AS xs, c.lists AS lists FROM (${sumsOf(parts)}) AS c
    WINDOW byUnit AS (PARTITION BY c.unit ORDER BY c.slice ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`;
}
