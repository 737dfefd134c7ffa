import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { bool, int, raw, sql, strings, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import { answerUnit, unitSums } from '../../metrics/load.ts';
import type { Metric } from '../../metrics/types.ts';
import type { TrafficSource } from '../pure/traffic.ts';
import type { ExperimentUnit } from '../types.ts';
import { daysBefore } from './results.ts';

/** Units of a stretch of time that an experiment would have had. */
export interface TrafficQuery {
  readonly workspaceId: string;
  readonly source: TrafficSource;
  readonly unit: ExperimentUnit;
  readonly from: Date;
  readonly to: Date;
  /** Of answers; empty: any. */
  readonly environments: readonly string[];
  /** Whether answers came through a widget; null: either. */
  readonly widget: boolean | null;
}

/** Answers with a unit. */
function answersOf(query: TrafficQuery): Sql {
  const { workspaceId, unit, from, to } = query;
  return sql`
    SELECT m.* FROM message_facts AS m FINAL
    WHERE m.workspace_id = ${uuid(workspaceId)} AND m.role = 'ASSISTANT' AND m.created_at >= ${utc(from)} AND m.created_at < ${utc(to)}
      AND ${raw(answerUnit[unit])} != ''
      AND ${ofFilters(query)}`;
}

const isFiltered = ({ environments, widget }: TrafficQuery): boolean => environments.length > 0 || widget !== null;

/** Which answers `m` count. */
const ofFilters = ({ environments, widget }: Pick<TrafficQuery, 'environments' | 'widget'>): Sql => sql`
  ${environments.length === 0 ? raw('1') : sql`m.environment IN ${strings(environments)}`} AND ${widget === null ? raw('1') : sql`m.widget = ${bool(widget)}`}`;

/** A row for each unit, with the time at which it was first there. */
function unitsOf(query: TrafficQuery): Sql {
  const { source, workspaceId, unit, from, to } = query;
  return source === 'MESSAGES'
    ? sql`SELECT ${raw(answerUnit[unit])} AS unit, min(m.created_at) AS since FROM (${answersOf(query)}) AS m GROUP BY unit`
    : sql`
      SELECT v.unit_id AS unit, min(v.at) AS since FROM events AS v FINAL
      WHERE v.workspace_id = ${uuid(workspaceId)} AND v.at >= ${utc(from)} AND v.at < ${utc(to)} GROUP BY unit`;
}

/** Some units, always the same ones, with the environment of the first answer; '' where none is named. */
export const sampledUnits = defineQuery({
  name: 'experiments.sampledUnits',
  timeoutMs: 20_000,
  row: z.object({ id: z.string(), environment: z.string() }),
  sql: ({ limit, ...query }: TrafficQuery & { readonly limit: number }) => sql`
    SELECT u.id AS id, u.environment AS environment FROM (
      ${
        query.source === 'MESSAGES'
          ? sql`SELECT ${raw(answerUnit[query.unit])} AS id, toString(argMin(m.environment, m.created_at)) AS environment FROM (${answersOf(query)}) AS m GROUP BY id`
          : sql`SELECT e.unit AS id, '' AS environment FROM (${unitsOf(query)}) AS e`
      }
    ) AS u ORDER BY cityHash64(u.id) LIMIT ${int(limit)}`,
});

/** The day from the start on, 0 the first. */
const dayOf = ({ from }: TrafficQuery, column: string): Sql =>
  sql`intDiv(toUnixTimestamp64Milli(${raw(column)}) - ${int(from.getTime())}, 86400000)`;

/** When the first unit was there; no row: none was. */
export const firstUnit = defineQuery({
  name: 'experiments.firstUnit',
  timeoutMs: 20_000,
  row: z.object({ at: z.coerce.date() }),
  sql: (query: TrafficQuery) => sql`
    SELECT toString(min(u.since)) || 'Z' AS at FROM (${unitsOf(query)}) AS u HAVING count() > 0`,
});

/** How many units were there for the first time, by day. */
export const newUnits = defineQuery({
  name: 'experiments.newUnits',
  timeoutMs: 20_000,
  row: z.object({ day: z.coerce.number(), n: z.coerce.number() }),
  sql: (query: TrafficQuery) => sql`
    SELECT ${dayOf(query, 'u.since')} AS day, count() AS n FROM (${unitsOf(query)}) AS u GROUP BY day ORDER BY day`,
});

/** Units until an instant with what they have of each metric until then (`unitSums`), as if an experiment had begun with the start. */
export const trafficSums = (query: TrafficQuery, metrics: readonly Metric[]): Sql =>
  unitSums({
    workspaceId: query.workspaceId,
    unit: query.unit,
    units: unitsOf(query),
    carried: [],
    metrics,
    from: query.from,
    to: query.to,
    beforeDays: daysBefore,
    eventUnit: raw('v.unit_id'),
    ...(isFiltered(query) && { only: { ANSWERS: ofFilters(query), EVENTS: raw('1') } }),
  });
