import { int, raw, sql, utc, utcs, type Sql } from '../../../platform/store/sql.ts';
import { unitSums } from '../../metrics/load.ts';
import type { Metric } from '../../metrics/types.ts';
import { exposedUnits, unitGiven, type PhaseQuery } from './results.ts';

/**
 * UNTIL   all of a unit until each of the ends
 * SINCE   each day since the first exposure of the unit, 1 the first, as far as it is over
 * ON_DAY  each stretch between two ends
 */
export type Slicing =
  | { readonly kind: 'UNTIL' | 'ON_DAY'; readonly ends: readonly Date[] }
  | { readonly kind: 'SINCE'; readonly days: number; readonly until: Date };

/** A row for each unit that saw one variant and each slice, as `unitSums` takes them. */
function slicedUnits(query: PhaseQuery, slicing: Slicing): Sql {
  const units = sql`(${exposedUnits(query)}) AS u`;
  const select = sql`SELECT u.unit AS unit, u.variant AS variant, u.since AS since, n AS slice`;
  if (slicing.kind === 'SINCE')
    return sql`
      ${select}, u.since + toIntervalDay(n - 1) AS begins, u.since + toIntervalDay(n) AS ends
      FROM ${units} ARRAY JOIN range(1, ${int(slicing.days + 1)}) AS n
      WHERE u.variant != '' AND u.since + toIntervalDay(n) <= ${utc(slicing.until)}`;
  const ends = utcs(slicing.ends);
  const begins = slicing.kind === 'UNTIL' ? raw('u.since') : sql`if(n = 1, u.since, greatest(u.since, arrayElement(${ends}, n - 1)))`;
  return sql`
    ${select}, ${begins} AS begins, arrayElement(${ends}, n) AS ends
    FROM ${units} ARRAY JOIN range(1, ${int(slicing.ends.length + 1)}) AS n
    WHERE u.variant != '' AND u.since < arrayElement(${ends}, n)`;
}

/** The group of a row `r`: the part of the data that it lies in, and its variant, with a space between. Keys of variants have none. */
export const partAndVariant = (part: 'slice' | 'segment'): Sql => raw(`concat(toString(r.${part}), ' ', r.variant)`);

/** What each unit has of a metric in each slice, with its `variant`, `slice` and the end of the slice. */
export const slicedSums = (query: PhaseQuery, slicing: Slicing, metric: Metric): Sql =>
  unitSums({
    workspaceId: query.workspaceId,
    unit: query.unit,
    units: slicedUnits(query, slicing),
    carried: ['variant', 'slice', 'ends'],
    metrics: [metric],
    from: query.from,
    to: query.to,
    beforeDays: 0,
    eventUnit: unitGiven(query, 'v.unit_id'),
    isSliced: true,
  });
