import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { float, int, join, raw, sql, string, strings, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import type { Metric } from '../pure/metrics.ts';
import type { ExperimentUnit } from '../types.ts';

/** A phase of an experiment, and its units. */
export interface PhaseQuery {
  readonly workspaceId: string;
  readonly experimentId: string;
  readonly key: string;
  readonly unit: ExperimentUnit;
  readonly phase: number;
  readonly from: Date;
  readonly to: Date;
  readonly variants: readonly string[];
  /** Units that are not counted, by the ids that callers give. */
  readonly leftOut: readonly string[];
  /** Of conversations and requests: the ids that callers give, and those that the facts have for them, in the same order. */
  readonly known: readonly (readonly [external: string, id: string])[];
}

/** The unit of an answer `m`. */
export const unitOfAnswer: Record<ExperimentUnit, string> = {
  USER: 'm.user_external_id',
  SESSION: 'm.session_id',
  CONVERSATION: 'toString(m.conversation_id)',
  REQUEST: 'toString(m.message_id)',
};

/** A unit that is known by the id that callers give, as answers have it. One that has no answers keeps a name that no answer has. */
const unitGiven = ({ unit, known }: PhaseQuery, column: string): Sql =>
  unit === 'USER' || unit === 'SESSION'
    ? raw(column)
    : known.length === 0
      ? sql`concat('?', ${raw(column)})`
      : sql`transform(${raw(column)}, ${strings(known.map(([external]) => external))}, ${strings(known.map(([, id]) => id))}, concat('?', ${raw(column)}))`;

/**
 * A row for each unit of the phase: its first exposure with what reported it (EXPOSURE or ANSWER), and which variants it saw. An answer that
 * names the experiment and a variant exposes its unit by itself.
 */
export function exposedUnits(query: PhaseQuery): Sql {
  const { workspaceId, experimentId, phase, key, unit, variants, leftOut, known } = query;
  const outside = [...leftOut, ...known.filter(([external]) => leftOut.includes(external)).map(([, id]) => id)];
  const id = raw(unitOfAnswer[unit]);
  return sql`
    SELECT e.unit AS unit, any(e.seen) AS variant, min(e.at) AS firstAt, uniqExact(e.seen) AS variantCount,
      argMin(e.source, e.at) AS source, arraySort(groupUniqArray(e.seen)) AS allSeen
    FROM (
      SELECT ${unitGiven(query, 'x.unit_id')} AS unit, toString(x.variant) AS seen, CAST(x.first_at AS DateTime64(3, 'UTC')) AS at,
        'EXPOSURE' AS source
      FROM exposures AS x
      WHERE x.workspace_id = ${uuid(workspaceId)} AND x.experiment_id = ${uuid(experimentId)} AND x.phase = ${int(phase)}
        AND x.variant IN ${strings(variants)} AND x.unit_id NOT IN ${strings(leftOut)}
      UNION ALL
      SELECT ${id} AS unit, toString(m.variant) AS seen, min(m.created_at) AS at, 'ANSWER' AS source
      FROM message_facts AS m FINAL
      WHERE m.workspace_id = ${uuid(workspaceId)} AND m.experiment_name = ${string(key)} AND m.variant IN ${strings(variants)}
        AND ${within(query, 'm.created_at')} AND ${id} != ''
      GROUP BY unit, seen
    ) AS e
    WHERE e.unit NOT IN ${strings(outside)}
    GROUP BY e.unit`;
}

export const within = ({ from, to }: PhaseQuery, column: string): Sql =>
  sql`${raw(column)} >= ${utc(from)} AND ${raw(column)} < ${utc(to)}`;

/** How many units each variant has; '': those that saw several, which count in none. */
export const unitCounts = defineQuery({
  name: 'experiments.unitCounts',
  timeoutMs: 20_000,
  row: z.object({ variant: z.string(), n: z.coerce.number() }),
  sql: (query: PhaseQuery) => sql`
    SELECT if(u.variantCount > 1, '', u.variant) AS variant, count() AS n FROM (${exposedUnits(query)}) AS u GROUP BY variant`,
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

const number = z.coerce.number();
const MomentsRow = z
  .object({ variant: z.string(), n: number, moments: z.array(z.tuple([number, number, number, number, number])) })
  .transform(({ variant, n, moments }) => ({
    variant,
    moments: moments.map(([meanY, meanX, squaresY, squaresX, products]) => ({ n, meanY, meanX, squaresY, squaresX, products })),
  }));

/** Percentiles of each variant, so that the answers below can be counted. */
export type PercentileOfVariant = ReadonlyMap<string, number>;

export interface MomentsQuery extends PhaseQuery {
  readonly metrics: readonly Metric[];
  /** Of metrics that are percentiles, by their keys. */
  readonly percentiles: ReadonlyMap<string, PercentileOfVariant>;
}

/** What answers sum up to for each unit that has any, from its first exposure on, as moments of each variant, in the order of the metrics. */
export const answerMoments = defineQuery({
  name: 'experiments.answerMoments',
  timeoutMs: 20_000,
  row: MomentsRow,
  sql: ({ metrics, percentiles, ...query }: MomentsQuery) =>
    momentsOfUnits(
      metrics.map((metric) => ({ y: answersBelow(metric, percentiles), x: raw(metric.x ?? '1') })),
      answersOfUnits(query),
    ),
});

/** The same of what the application reported. */
export const eventMoments = defineQuery({
  name: 'experiments.eventMoments',
  timeoutMs: 20_000,
  row: MomentsRow,
  sql: ({ metrics, percentiles: _none, ...query }: MomentsQuery) =>
    momentsOfUnits(
      metrics.map(({ y, event }) => ({
        y: y === 'COUNT' ? sql`countIf(v.name = ${string(event ?? '')})` : sql`sumIf(ifNull(v.value, 0), v.name = ${string(event ?? '')})`,
        x: raw('1'),
      })),
      sql`events AS v FINAL INNER JOIN ${unitsOnce(query)} AS u ON u.unit = ${unitGiven(query, 'v.unit_id')}
        WHERE v.workspace_id = ${uuid(query.workspaceId)} AND v.name IN ${strings(metrics.map(({ event }) => event ?? ''))}
          AND ${within(query, 'v.at')} AND v.at >= u.firstAt`,
    ),
});

/** How often answers of each variant have each value. */
export const valueCounts = defineQuery({
  name: 'experiments.valueCounts',
  timeoutMs: 20_000,
  row: z.object({ variant: z.string(), value: number, count: number }),
  sql: ({ metric, ...query }: PhaseQuery & { readonly metric: Metric }) => sql`
    SELECT u.variant AS variant, ${raw(metric.y)} AS value, count() AS count
    FROM ${answersOfUnits(query)} AND ${raw(metric.y)} IS NOT NULL GROUP BY variant, value`,
});

/** Units that saw one variant. */
export const unitsOnce = (query: PhaseQuery): Sql => sql`(${exposedUnits(query)} HAVING variantCount = 1)`;

const answersOfUnits = (query: PhaseQuery): Sql => sql`
  message_facts AS m FINAL INNER JOIN ${unitsOnce(query)} AS u ON u.unit = ${raw(unitOfAnswer[query.unit])}
  WHERE m.workspace_id = ${uuid(query.workspaceId)} AND m.role = 'ASSISTANT' AND ${within(query, 'm.created_at')}
    AND m.created_at >= u.firstAt`;

function answersBelow({ key, y, percentile }: Metric, percentiles: MomentsQuery['percentiles']): Sql {
  if (percentile === null) return raw(y);
  const values = [...(percentiles.get(key) ?? [])];
  const limit = values.map(([variant, value]) => sql`u.variant = ${string(variant)} AND ${raw(y)} <= ${float(value)}`);
  return limit.length === 0 ? raw('0') : sql`countIf(${join(limit, ' OR ')})`;
}

function momentsOfUnits(metrics: readonly { readonly y: Sql; readonly x: Sql }[], from: Sql): Sql {
  const columns = metrics.map(({ y, x }, at) => sql`toFloat64(${y}) AS y${raw(String(at))}, toFloat64(${x}) AS x${raw(String(at))}`);
  const moments = metrics.map((_, at) =>
    raw(
      `[avg(s.y${at}), avg(s.x${at}), varPopStable(s.y${at}) * count(), varPopStable(s.x${at}) * count(), covarPopStable(s.y${at}, s.x${at}) * count()]`,
    ),
  );
  return sql`
    SELECT s.variant AS variant, count() AS n, [${join(moments, ', ')}] AS moments
    FROM (SELECT u.unit AS unit, any(u.variant) AS variant, ${join(columns, ', ')} FROM ${from} GROUP BY u.unit) AS s
    GROUP BY s.variant`;
}
