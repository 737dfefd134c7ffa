import { z } from 'zod';
import { defineQuery } from '../../platform/store/query.ts';
import { float, join, raw, sql, string, strings, utc, uuid, type Sql } from '../../platform/store/sql.ts';
import type { Metric } from '../experiments/pure/metrics.ts';

/** Two groups of users, and the time in which what they did counts. */
export interface Groups {
  readonly workspaceId: string;
  /** Statement that gives the ids of the cohort. */
  readonly members: Sql;
  /** Statement that gives those whom the cohort is compared with; null: everyone else. */
  readonly against: Sql | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

/** The group of a user: "cohort", "base", or "both" of one who is in two cohorts. */
function groupOf({ members, against }: Groups, column: string): Sql {
  const isIn = sql`${raw(column)} IN (${members})`;
  if (against === null) return sql`if(${isIn}, 'cohort', 'base')`;
  const isOther = sql`${raw(column)} IN (${against})`;
  return sql`multiIf(${isIn} AND ${isOther}, 'both', ${isIn}, 'cohort', ${isOther}, 'base', '')`;
}

const within = ({ from, to }: Groups, column: string): Sql =>
  join(
    [
      ...(from === null ? [] : [sql`${raw(column)} >= ${utc(from)}`]),
      ...(to === null ? [] : [sql`${raw(column)} < ${utc(to)}`]),
      raw('true'),
    ],
    ' AND ',
  );

const number = z.coerce.number();

/** How many users of each group a message of any role names in the time. */
export const activeUsers = defineQuery({
  name: 'cohorts.activeUsers',
  timeoutMs: 20_000,
  row: z.object({ place: z.string(), n: number }),
  sql: (groups: Groups) => sql`
    SELECT ${groupOf(groups, 's.unit')} AS place, count() AS n FROM (
      SELECT DISTINCT m.user_external_id AS unit FROM message_facts AS m FINAL
      WHERE m.workspace_id = ${uuid(groups.workspaceId)} AND m.user_external_id != '' AND ${within(groups, 'm.created_at')}) AS s
    GROUP BY place`,
});

const MomentsRow = z
  .object({ place: z.string(), n: number, moments: z.array(z.tuple([number, number, number, number, number])) })
  .transform(({ place, n, moments }) => ({
    place,
    moments: moments.map(([meanY, meanX, squaresY, squaresX, products]) => ({ n, meanY, meanX, squaresY, squaresX, products })),
  }));

export interface MomentsQuery extends Groups {
  readonly metrics: readonly Metric[];
  /** Of metrics that are percentiles: that of each group, by the metric's key. */
  readonly percentiles: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

const answersOf = (groups: Groups): Sql => sql`message_facts AS m FINAL
  WHERE m.workspace_id = ${uuid(groups.workspaceId)} AND m.role = 'ASSISTANT' AND m.user_external_id != '' AND ${within(groups, 'm.created_at')}`;

/** What answers sum up to for each user who has any, as moments of each group, in the order of the metrics. */
export const answerMoments = defineQuery({
  name: 'cohorts.answerMoments',
  timeoutMs: 20_000,
  row: MomentsRow,
  sql: ({ metrics, percentiles, ...groups }: MomentsQuery) =>
    momentsOf(
      metrics.map((metric) => ({ y: answersBelow(metric, percentiles), x: raw(metric.x ?? '1') })),
      sql`SELECT *, ${groupOf(groups, 'm.user_external_id')} AS place, m.user_external_id AS unit FROM ${answersOf(groups)}`,
    ),
});

/** The same of what the application reported. */
export const eventMoments = defineQuery({
  name: 'cohorts.eventMoments',
  timeoutMs: 20_000,
  row: MomentsRow,
  sql: ({ metrics, percentiles: _none, ...groups }: MomentsQuery) =>
    momentsOf(
      metrics.map(({ y, event }) => ({
        y: y === 'COUNT' ? sql`countIf(m.name = ${string(event ?? '')})` : sql`sumIf(ifNull(m.value, 0), m.name = ${string(event ?? '')})`,
        x: raw('1'),
      })),
      sql`SELECT e.name AS name, e.value AS value, ${groupOf(groups, 'e.unit_id')} AS place, e.unit_id AS unit FROM events AS e FINAL
        WHERE e.workspace_id = ${uuid(groups.workspaceId)} AND e.name IN ${strings(metrics.map(({ event }) => event ?? ''))}
          AND ${within(groups, 'e.at')} AND e.unit_id IN (
            SELECT m.user_external_id FROM message_facts AS m FINAL
            WHERE m.workspace_id = ${uuid(groups.workspaceId)} AND m.user_external_id != '' AND ${within(groups, 'm.created_at')})`,
    ),
});

/** How often answers of each group have each value. */
export const valueCounts = defineQuery({
  name: 'cohorts.valueCounts',
  timeoutMs: 20_000,
  row: z.object({ place: z.string(), value: number, count: number }),
  sql: ({ metric, ...groups }: Groups & { readonly metric: Metric }) => sql`
    SELECT ${groupOf(groups, 'm.user_external_id')} AS place, ${raw(metric.y)} AS value, count() AS count
    FROM ${answersOf(groups)} AND ${raw(metric.y)} IS NOT NULL GROUP BY place, value`,
});

function answersBelow({ key, y, percentile }: Metric, percentiles: MomentsQuery['percentiles']): Sql {
  if (percentile === null) return raw(y);
  const limits = [...(percentiles.get(key) ?? [])].map(
    ([place, value]) => sql`m.place = ${string(place)} AND ${raw(y)} <= ${float(value)}`,
  );
  return limits.length === 0 ? raw('0') : sql`countIf(${join(limits, ' OR ')})`;
}

function momentsOf(metrics: readonly { readonly y: Sql; readonly x: Sql }[], rows: Sql): Sql {
  const columns = metrics.map(({ y, x }, at) => sql`toFloat64(${y}) AS y${raw(String(at))}, toFloat64(${x}) AS x${raw(String(at))}`);
  const moments = metrics.map((_, at) =>
    raw(
      `[avg(s.y${at}), avg(s.x${at}), varPopStable(s.y${at}) * count(), varPopStable(s.x${at}) * count(), covarPopStable(s.y${at}, s.x${at}) * count()]`,
    ),
  );
  return sql`
    SELECT s.place AS place, count() AS n, [${join(moments, ', ')}] AS moments
    FROM (SELECT m.unit AS unit, any(m.place) AS place, ${join(columns, ', ')} FROM (${rows}) AS m GROUP BY m.unit) AS s
    GROUP BY s.place`;
}
