import { int, join, raw, sql, strings, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import { expressionOf, type UnitExpression } from '../pure/expressions.ts';
import type { MetricSource } from '../pure/measures.ts';
import type { Metric, UnitKind } from '../types.ts';

/** A set of units, and what is summed up for each of them. */
export interface UnitSumsQuery {
  readonly workspaceId: string;
  readonly unit: UnitKind;
  /**
   * A SELECT with a row for each unit: `unit`, its id as answers have it (`answerUnit`), and `since`, a DateTime64(3): nothing before counts.
   * It is read once for each source.
   */
  readonly units: Sql;
  /** Further columns of `units` that the rows carry on. */
  readonly carried: readonly string[];
  readonly metrics: readonly Metric[];
  /** Not before the `since` of any unit: what is older is not read. */
  readonly from: Date;
  /** Nothing from then on counts. */
  readonly to: Date;
  /** Days before `since` that are summed up beside, for CUPED; 0: none. */
  readonly beforeDays: number;
  /** The unit of an event `v`, as answers have it. */
  readonly eventUnit: Sql;
  /** A condition on answers `m`, and one on events `v`, by which rows of other units are left out early; absent: none. */
  readonly only?: Readonly<Record<MetricSource, Sql>>;
  /** Where a unit has a row for each of several stretches of time; absent: one row. */
  readonly slicing?: Slices;
}

/**
 * How the time of units is cut. `units` then has a row for each slice of a unit, with `slice`, a number that is unique for the unit.
 *
 * PARTS    slices do not overlap: `of` is the slice of a time, 0 outside of all of them, and `once` selects each unit with one row
 * STRETCHES  any: `units` has `begins` and `ends`, DateTime64(3), too; each row of the source is read once for each slice of its unit
 */
export type Slices = { readonly kind: 'STRETCHES' } | { readonly kind: 'PARTS'; readonly once: Sql; readonly of: (at: Sql) => Sql };

/** The unit of an answer `m` of `message_facts`. */
export const answerUnit: Readonly<Record<UnitKind, string>> = {
  USER: 'm.user_external_id',
  SESSION: 'm.session_id',
  CONVERSATION: 'toString(m.conversation_id)',
  REQUEST: 'toString(m.message_id)',
};

/**
 * A SELECT with one row for each unit, those without any answer or event too: `unit`, `since`, the carried columns, and by metric, in their
 * order,
 *
 *   ys, xs               numerator and denominator (0 where a metric has none: then it is the mean of the numerators)
 *   ys_before, xs_before the same of the days before `since`
 *   lists                of percentiles, the values of the unit; else empty
 */
export function unitSums(query: UnitSumsQuery): Sql {
  const { metrics, carried, units, slicing } = query;
  const expressions = metrics.map(expressionOf);
  const columns = metrics.map((metric, place) => columnsOf(metric, expressions[place] as ReturnType<typeof expressionOf>, place, slicing));
  const all = columns.flatMap((one) => Object.values(one).filter((column) => column !== null));
  const [answers, events] = (['ANSWERS', 'EVENTS'] as const).map((source) => all.filter((column) => column.source === source));
  const list = (of: keyof Columns, none: string): Sql =>
    sql`[${join(
      columns.map((one) => (one[of] === null ? raw(none) : raw(`${aliasOf[one[of].source]}.${one[of].name}`))),
      ', ',
    )}]`;
  const carriedOn = raw(carried.map((name) => `, u.${name} AS ${name}`).join(''));
  const on = (alias: string): Sql => raw(`${alias}.unit = u.unit${slicing === undefined ? '' : ` AND ${alias}.slice = u.slice`}`);
  return sql`
    SELECT u.unit AS unit, u.since AS since${carriedOn},
      ${list('y', 'toFloat64(0)')} AS ys, ${list('x', 'toFloat64(0)')} AS xs,
      ${list('yBefore', 'toFloat64(0)')} AS ys_before, ${list('xBefore', 'toFloat64(0)')} AS xs_before,
      ${list('list', "CAST([], 'Array(Float64)')")} AS lists
    FROM (${units}) AS u
    ${answers === undefined || answers.length === 0 ? raw('') : sql`LEFT JOIN (${sumsOfAnswers(query, answers)}) AS a ON ${on('a')}`}
    ${events === undefined || events.length === 0 ? raw('') : sql`LEFT JOIN (${sumsOfEvents(query, events)}) AS e ON ${on('e')}`}`;
}

const aliasOf: Readonly<Record<MetricSource, string>> = { ANSWERS: 'a', EVENTS: 'e' };
const timeOf: Readonly<Record<MetricSource, string>> = { ANSWERS: 'm.created_at', EVENTS: 'v.at' };

interface Column {
  readonly source: MetricSource;
  readonly name: string;
  readonly sql: Sql;
}
interface Columns {
  readonly y: Column | null;
  readonly x: Column | null;
  readonly yBefore: Column | null;
  readonly xBefore: Column | null;
  readonly list: Column | null;
}

function columnsOf(
  metric: Metric,
  { numerator, denominator, values }: ReturnType<typeof expressionOf>,
  place: number,
  slicing: Slices | undefined,
): Columns {
  const inTime = (at: string): Sql =>
    slicing?.kind === 'STRETCHES' ? sql`${counted(metric, at)} AND ${raw(`${at} >= u.begins AND ${at} < u.ends`)}` : counted(metric, at);
  const column = (part: string, expression: UnitExpression | null, isBefore: boolean): Column | null =>
    expression === null || (isBefore && metric.kind === 'RETENTION')
      ? null
      : {
          source: expression.source,
          name: `${part}${place}`,
          sql: expression.aggregate(isBefore ? before(timeOf[expression.source]) : inTime(timeOf[expression.source])),
        };
  return {
    y: column('y', numerator, false),
    x: column('x', denominator, false),
    yBefore: column('by', numerator, true),
    xBefore: column('bx', denominator, true),
    list: column('l', values, false),
  };
}

const before = (at: string): Sql => raw(`${at} < u.since`);

/** The time of a unit in which rows count for a metric. */
function counted({ kind, afterDays, withinDays, windowHours }: Metric, at: string): Sql {
  if (kind === 'RETENTION')
    return sql`${raw(at)} >= u.since + toIntervalDay(${int(afterDays ?? 0)}) AND ${raw(at)} < u.since + toIntervalDay(${int((afterDays ?? 0) + (withinDays ?? 1))})`;
  return windowHours === null
    ? raw(`${at} >= u.since`)
    : sql`${raw(at)} >= u.since AND ${raw(at)} < u.since + toIntervalHour(${int(windowHours)})`;
}

/** Units as the rows of a source are joined with them. */
const joinedUnits = ({ units, slicing }: UnitSumsQuery): Sql => (slicing?.kind === 'PARTS' ? slicing.once : units);

/** What a row of sums is of: a unit, or a slice of it. `at`: the time of a row of the source. */
function keysOf({ slicing }: UnitSumsQuery, at: string): { readonly columns: Sql; readonly by: Sql } {
  if (slicing === undefined) return { columns: raw('u.unit AS unit'), by: raw('u.unit') };
  if (slicing.kind === 'STRETCHES') return { columns: raw('u.unit AS unit, u.slice AS slice'), by: raw('u.unit, u.slice') };
  return { columns: sql`u.unit AS unit, ${slicing.of(raw(at))} AS slice`, by: raw('u.unit, slice') };
}

const selected = (columns: readonly Column[]): Sql =>
  join(
    columns.map(({ sql: of, name }) => sql`${of} AS ${raw(name)}`),
    ', ',
  );

function sumsOfAnswers(query: UnitSumsQuery, columns: readonly Column[]): Sql {
  const { workspaceId, unit, from, to, beforeDays, only } = query;
  const keys = keysOf(query, timeOf.ANSWERS);
  return sql`
    SELECT ${keys.columns}, ${selected(columns)}
    FROM message_facts AS m FINAL INNER JOIN (${joinedUnits(query)}) AS u ON u.unit = ${raw(answerUnit[unit])}
    WHERE m.workspace_id = ${uuid(workspaceId)} AND m.role = 'ASSISTANT' AND ${within('m.created_at', from, to, beforeDays)}
      ${only === undefined ? raw('') : sql`AND ${only.ANSWERS}`}
    GROUP BY ${keys.by}`;
}

function sumsOfEvents(query: UnitSumsQuery, columns: readonly Column[]): Sql {
  const { workspaceId, metrics, from, to, beforeDays, eventUnit, only } = query;
  const keys = keysOf(query, timeOf.EVENTS);
  const own = sql`v.workspace_id = ${uuid(workspaceId)} AND v.name IN ${strings(eventNames(metrics))}`;
  // Of some units the newest of each event is found faster than by FINAL, which puts all of them in order.
  const newest =
    only === undefined
      ? raw('events AS v FINAL')
      : sql`(SELECT v.* FROM events AS v WHERE ${own} AND ${only.EVENTS} ORDER BY v.version DESC LIMIT 1 BY v.name, v.unit_id, v.external_id) AS v`;
  return sql`
    SELECT ${keys.columns}, ${selected(columns)}
    FROM ${newest} INNER JOIN (${joinedUnits(query)}) AS u ON u.unit = ${eventUnit}
    WHERE ${own} AND ${within('v.at', from, to, beforeDays)}
    GROUP BY ${keys.by}`;
}

/** Names of the events that metrics count. */
export const eventNames = (metrics: readonly Metric[]): string[] => [
  ...new Set(metrics.flatMap(({ measured, denominator }) => [measured.event, denominator?.event ?? null]).filter((name) => name !== null)),
];

const within = (at: string, from: Date, to: Date, beforeDays: number): Sql => sql`
  ${raw(at)} >= ${utc(new Date(from.getTime() - beforeDays * 86_400_000))} AND ${raw(at)} < ${utc(to)}
  AND ${raw(at)} >= u.since - toIntervalDay(${int(beforeDays)})`;
