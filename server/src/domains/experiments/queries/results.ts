import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { int, raw, sql, string, strings, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import { answerUnit, unitSums } from '../../metrics/load.ts';
import type { Metric } from '../../metrics/types.ts';
import type { ExperimentUnit } from '../types.ts';

/** A phase of an experiment, and its units. */
export interface PhaseQuery {
  readonly workspaceId: string;
  readonly experimentId: string;
  readonly key: string;
  readonly unit: ExperimentUnit;
  readonly phase: number;
  readonly from: Date;
  /** Nothing from then on counts, exposures too: results up to an instant are those with an earlier one. */
  readonly to: Date;
  /** End of the phase; null: it is the present one. */
  readonly endedAt: Date | null;
  readonly variants: readonly string[];
  /** Units that are not counted, by the ids that callers give. */
  readonly leftOut: readonly string[];
  /** Of conversations and requests: the ids that callers give, and those that the facts have for them, in the same order. */
  readonly known: readonly (readonly [external: string, id: string])[];
}

/** Days before a unit's first exposure that CUPED takes for what it would have done anyway. */
export const daysBefore = 14;

/** A unit that is known by the id that callers give, as answers have it. One that has no answers keeps a name that no answer has. */
export const unitGiven = ({ unit, known }: PhaseQuery, column: string): Sql =>
  unit === 'USER' || unit === 'SESSION'
    ? raw(column)
    : known.length === 0
      ? sql`concat('?', ${raw(column)})`
      : sql`transform(${raw(column)}, ${strings(known.map(([external]) => external))}, ${strings(known.map(([, id]) => id))}, concat('?', ${raw(column)}))`;

/** A condition on the ids of units, as answers have them. */
export type Restriction = (unit: Sql) => Sql;
const all: Restriction = () => raw('1');

/**
 * A row for each unit of the phase: `unit`, `since`, its first exposure, and `variant`; '' where it saw several. An answer that names the
 * experiment and a variant exposes its unit by itself. Besides `source`, what exposed it first (EXPOSURE or ANSWER), and `allSeen`, the
 * variants that it saw.
 */
export function exposedUnits(query: PhaseQuery, restrict: Restriction = all): Sql {
  const { workspaceId, experimentId, phase, key, unit, variants, leftOut, known } = query;
  const outside = [...leftOut, ...known.filter(([external]) => leftOut.includes(external)).map(([, id]) => id)];
  const id = raw(answerUnit[unit]);
  return sql`
    SELECT e.unit AS unit, if(uniqExact(e.seen) > 1, '', any(e.seen)) AS variant, min(e.at) AS since,
      argMin(e.source, e.at) AS source, arraySort(groupUniqArray(e.seen)) AS allSeen
    FROM (
      SELECT ${unitGiven(query, 'x.unit_id')} AS unit, toString(x.variant) AS seen, CAST(x.first_at AS DateTime64(3, 'UTC')) AS at,
        'EXPOSURE' AS source
      FROM exposures AS x
      WHERE x.workspace_id = ${uuid(workspaceId)} AND x.experiment_id = ${uuid(experimentId)} AND x.phase = ${int(phase)}
        AND x.variant IN ${strings(variants)} AND x.unit_id NOT IN ${strings(leftOut)} AND x.first_at < ${utc(query.to)} AND ${restrict(unitGiven(query, 'x.unit_id'))}
      UNION ALL
      SELECT ${id} AS unit, toString(m.variant) AS seen, min(m.created_at) AS at, 'ANSWER' AS source
      FROM message_facts AS m FINAL
      WHERE m.workspace_id = ${uuid(workspaceId)} AND m.experiment_name = ${string(key)} AND m.variant IN ${strings(variants)}
        AND m.created_at >= ${utc(query.from)} AND m.created_at < ${utc(query.to)} AND ${id} != '' AND ${restrict(id)}
      GROUP BY unit, seen
    ) AS e
    WHERE e.unit NOT IN ${strings(outside)}
    GROUP BY e.unit`;
}

/** A row for each unit of the phase with what it has of each metric (`unitSums`), and its `variant`. */
export const phaseUnits = (query: PhaseQuery, metrics: readonly Metric[], restrict?: Restriction): Sql =>
  unitSums({
    workspaceId: query.workspaceId,
    unit: query.unit,
    units: exposedUnits(query, restrict),
    carried: ['variant'],
    metrics,
    from: query.from,
    to: query.to,
    beforeDays: daysBefore,
    eventUnit: unitGiven(query, 'v.unit_id'),
    ...(restrict !== undefined && {
      only: { ANSWERS: restrict(raw(answerUnit[query.unit])), EVENTS: restrict(unitGiven(query, 'v.unit_id')) },
    }),
  });

/** Ids of the units that were exposed, as callers gave them. */
export const exposedIds = defineQuery({
  name: 'experiments.exposedIds',
  timeoutMs: 20_000,
  row: z.object({ unitId: z.string() }),
  sql: ({ workspaceId, experimentId, phase }: Pick<PhaseQuery, 'workspaceId' | 'experimentId' | 'phase'>) => sql`
    SELECT DISTINCT unit_id AS unitId FROM exposures
    WHERE workspace_id = ${uuid(workspaceId)} AND experiment_id = ${uuid(experimentId)} AND phase = ${int(phase)}`,
});

/** Ids of the units whose answers name the experiment and a variant, as answers have them. */
export const answeredIds = defineQuery({
  name: 'experiments.answeredIds',
  timeoutMs: 20_000,
  row: z.object({ unit: z.string() }),
  sql: ({ workspaceId, key, unit, variants, from, to }: PhaseQuery) => sql`
    SELECT DISTINCT ${raw(answerUnit[unit])} AS unit FROM message_facts AS m
    WHERE m.workspace_id = ${uuid(workspaceId)} AND m.experiment_name = ${string(key)} AND m.variant IN ${strings(variants)}
      AND m.created_at >= ${utc(from)} AND m.created_at < ${utc(to)}`,
});
