import { raw, sql, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import { answerUnit, unitSums } from '../../metrics/load.ts';
import type { Metric } from '../../metrics/types.ts';
import type { SegmentDimension } from '../types.ts';
import { exposedUnits, unitGiven, type PhaseQuery } from './results.ts';

/** Answers from then on say what kind of unit one is. */
export interface KnownUnits extends PhaseQuery {
  readonly knownFrom: Date;
}

/** The segment of a unit `u` over its answers `m`: what no variant chose. */
export const segmentOf: Readonly<Record<SegmentDimension, string>> = {
  ENVIRONMENT: 'toString(argMin(m.environment, m.created_at))',
  CHANNEL: "if(argMin(m.widget, m.created_at), 'widget', 'chat')",
  MODEL: 'toString(argMaxIf(m.model, m.created_at, m.created_at < u.since))',
};

/** A row for each unit that saw one variant, with its `segment`; '' where none is known. */
function segmentedUnits(query: KnownUnits, by: SegmentDimension): Sql {
  return sql`
    SELECT u.unit AS unit, u.variant AS variant, u.since AS since, d.segment AS segment
    FROM (${exposedUnits(query)}) AS u
    LEFT JOIN (
      SELECT u.unit AS unit, ${raw(segmentOf[by])} AS segment
      FROM message_facts AS m FINAL INNER JOIN (${exposedUnits(query)}) AS u ON u.unit = ${raw(answerUnit[query.unit])}
      WHERE m.workspace_id = ${uuid(query.workspaceId)} AND m.role = 'ASSISTANT'
        AND m.created_at >= ${utc(query.knownFrom)} AND m.created_at < ${utc(query.to)}
      GROUP BY u.unit
    ) AS d ON d.unit = u.unit
    WHERE u.variant != ''`;
}

/** What each unit has of a metric, with its `variant` and its `segment`. */
export const segmentedSums = (query: KnownUnits, by: SegmentDimension, metric: Metric): Sql =>
  unitSums({
    workspaceId: query.workspaceId,
    unit: query.unit,
    units: segmentedUnits(query, by),
    carried: ['variant', 'segment'],
    metrics: [metric],
    from: query.from,
    to: query.to,
    beforeDays: 0,
    eventUnit: unitGiven(query, 'v.unit_id'),
  });
