import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { bool, float, int, join, raw, sql, string, strings, uints, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import type { Metric } from '../pure/metrics.ts';
import type { TrafficSource } from '../pure/traffic.ts';
import type { ExperimentUnit } from '../types.ts';
import { unitOfAnswer } from './results.ts';

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
function answersOf({ workspaceId, unit, from, to, environments, widget }: TrafficQuery): Sql {
  return sql`
    SELECT m.* FROM message_facts AS m FINAL
    WHERE m.workspace_id = ${uuid(workspaceId)} AND m.role = 'ASSISTANT' AND m.created_at >= ${utc(from)} AND m.created_at < ${utc(to)}
      AND ${raw(unitOfAnswer[unit])} != ''
      ${environments.length === 0 ? raw('') : sql`AND m.environment IN ${strings(environments)}`}
      ${widget === null ? raw('') : sql`AND m.widget = ${bool(widget)}`}`;
}

/** A row for each unit, with the time at which it was first there. */
function unitsOf(query: TrafficQuery): Sql {
  const { source, workspaceId, unit, from, to } = query;
  return source === 'MESSAGES'
    ? sql`SELECT ${raw(unitOfAnswer[unit])} AS unit, min(m.created_at) AS firstAt FROM (${answersOf(query)}) AS m GROUP BY unit`
    : sql`
      SELECT v.unit_id AS unit, min(v.at) AS firstAt FROM events AS v FINAL
      WHERE v.workspace_id = ${uuid(workspaceId)} AND v.at >= ${utc(from)} AND v.at < ${utc(to)} GROUP BY unit`;
}

/** The day from the start on, 0 the first. */
const dayOf = ({ from }: TrafficQuery, column: string): Sql =>
  sql`intDiv(toUnixTimestamp64Milli(${raw(column)}) - ${int(from.getTime())}, 86400000)`;

/** When the first unit was there; no row: none was. */
export const firstUnit = defineQuery({
  name: 'experiments.firstUnit',
  timeoutMs: 20_000,
  row: z.object({ at: z.coerce.date() }),
  sql: (query: TrafficQuery) => sql`
    SELECT toString(min(u.firstAt)) || 'Z' AS at FROM (${unitsOf(query)}) AS u HAVING count() > 0`,
});

/** How many units were there for the first time, by day. */
export const newUnits = defineQuery({
  name: 'experiments.newUnits',
  timeoutMs: 20_000,
  row: z.object({ day: z.coerce.number(), n: z.coerce.number() }),
  sql: (query: TrafficQuery) => sql`
    SELECT ${dayOf(query, 'u.firstAt')} AS day, count() AS n FROM (${unitsOf(query)}) AS u GROUP BY day ORDER BY day`,
});

const number = z.coerce.number();
const SpanRow = z
  .object({ span: number, n: number, moments: z.array(z.tuple([number, number, number, number, number])) })
  .transform(({ span, n, moments }) => ({
    span,
    moments: moments.map(([meanY, meanX, squaresY, squaresX, products]) => ({ n, meanY, meanX, squaresY, squaresX, products })),
  }));

export interface SpansQuery extends TrafficQuery {
  /** In days from the start. */
  readonly spans: readonly number[];
  readonly metrics: readonly Metric[];
  /** Of metrics that are percentiles, by their keys. */
  readonly percentiles: ReadonlyMap<string, number>;
}

/** What the answers of each unit sum up to within each span, as moments of the units with an answer in it, in the order of the metrics. */
export const answersOfSpans = defineQuery({
  name: 'experiments.answersOfSpans',
  timeoutMs: 20_000,
  row: SpanRow,
  sql: (query: SpansQuery) =>
    momentsOfSpans(
      query.metrics.map(({ key, y, x, percentile }) => ({
        y: percentile === null ? raw(y) : sql`countIf(${raw(y)} <= ${float(query.percentiles.get(key) ?? 0)})`,
        x: raw(x ?? '1'),
      })),
      sql`SELECT ${raw(unitOfAnswer[query.unit])} AS unit, s AS span`,
      sql`FROM (${answersOf(query)}) AS m ${spansAfter(query, 'm.created_at')}`,
    ),
});

/** The same of events, of units that were there before. */
export const eventsOfSpans = defineQuery({
  name: 'experiments.eventsOfSpans',
  timeoutMs: 20_000,
  row: SpanRow,
  sql: (query: SpansQuery) =>
    momentsOfSpans(
      query.metrics.map(({ y, event }) => ({
        y: y === 'COUNT' ? sql`countIf(v.name = ${string(event ?? '')})` : sql`sumIf(ifNull(v.value, 0), v.name = ${string(event ?? '')})`,
        x: raw('1'),
      })),
      sql`SELECT v.unit AS unit, s AS span`,
      sql`FROM (
          SELECT u.unit AS unit, e.name AS name, e.value AS value, e.at AS at
          FROM events AS e FINAL INNER JOIN (${unitsOf(query)}) AS u ON u.unit = e.unit_id
          WHERE e.workspace_id = ${uuid(query.workspaceId)} AND e.name IN ${strings(query.metrics.map(({ event }) => event ?? ''))}
            AND e.at < ${utc(query.to)} AND e.at >= u.firstAt
        ) AS v ${spansAfter(query, 'v.at')}`,
    ),
});

/** How often answers have each value. */
export const answerValues = defineQuery({
  name: 'experiments.answerValues',
  timeoutMs: 20_000,
  row: z.object({ value: number, count: number }),
  sql: ({ metric, ...query }: TrafficQuery & { readonly metric: Metric }) => sql`
    SELECT ${raw(metric.y)} AS value, count() AS count FROM (${answersOf(query)}) AS m WHERE ${raw(metric.y)} IS NOT NULL GROUP BY value`,
});

/** A row for each span that ends after the row. */
const spansAfter = (query: SpansQuery, column: string): Sql =>
  sql`ARRAY JOIN arrayFilter(one -> one > ${dayOf(query, column)}, ${uints(query.spans)}) AS s`;

function momentsOfSpans(metrics: readonly { readonly y: Sql; readonly x: Sql }[], select: Sql, from: Sql): Sql {
  const columns = metrics.map(({ y, x }, at) => sql`toFloat64(${y}) AS y${raw(String(at))}, toFloat64(${x}) AS x${raw(String(at))}`);
  const moments = metrics.map((_, at) =>
    raw(
      `[avg(b.y${at}), avg(b.x${at}), varPopStable(b.y${at}) * count(), varPopStable(b.x${at}) * count(), covarPopStable(b.y${at}, b.x${at}) * count()]`,
    ),
  );
  return sql`
    SELECT b.span AS span, count() AS n, [${join(moments, ', ')}] AS moments
    FROM (${select}, ${join(columns, ', ')} ${from} GROUP BY unit, span) AS b
    GROUP BY b.span`;
}
