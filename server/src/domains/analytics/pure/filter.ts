import { BadInput, fail, succeed, type FieldProblem, type Result } from '../../../platform/graphql/errors.ts';
import { trainingMethods, type TrainingMethod } from '../../models/types.ts';
import { bool, join, raw, sql, strings, uints, utc, type Sql } from '../../../platform/store/sql.ts';
import { storableInstant } from './interval.ts';
import { isTimeZone } from './zone.ts';
import { ratingValues } from './measures.ts';

/** Which messages a query is about; the GraphQL input of the same name. Absent, null or an empty list: all. */
export interface AnalyticsFilter {
  readonly from?: Date | null | undefined;
  readonly to?: Date | null | undefined;
  readonly models?: readonly string[] | null | undefined;
  readonly providers?: readonly string[] | null | undefined;
  readonly trainingMethods?: readonly string[] | null | undefined;
  readonly sessions?: readonly string[] | null | undefined;
  readonly experiments?: readonly string[] | null | undefined;
  readonly variants?: readonly string[] | null | undefined;
  readonly environments?: readonly string[] | null | undefined;
  readonly users?: readonly string[] | null | undefined;
  readonly ratings?: readonly number[] | null | undefined;
  readonly success?: boolean | null | undefined;
  readonly widget?: boolean | null | undefined;
  /** Whose days are counted, of IANA's list; absent: UTC. It restricts nothing. */
  readonly timeZone?: string | null | undefined;
}

/** A filter as SQL over rows called `m`, without its time range. */
export interface Conditions {
  /** Holds in the facts; true where the filter names nothing. */
  readonly where: Sql;
  /** Whether it names something that the rollup does not hold: sessions, users, ratings or success. */
  readonly needsFacts: boolean;
}

/**
 * The one place where a filter becomes SQL: every number and every list goes through it, so that no two can disagree.
 *
 * `filter`          one that `checkFilter` has passed; what it would refuse matches nothing.
 * `modelsByMethod`  the names of the workspace's models of each training method.
 */
export function compileFilter(filter: AnalyticsFilter, modelsByMethod: ReadonlyMap<TrainingMethod, readonly string[]>): Conditions {
  const { ratings, success, widget } = filter;
  const inRollup = [
    oneOf('m.model', filter.models),
    oneOf('m.model', modelsOfMethods(filter.trainingMethods, modelsByMethod)),
    oneOf('m.provider', filter.providers),
    oneOf('m.experiment_name', filter.experiments),
    oneOf('m.variant', filter.variants),
    oneOf('m.environment', filter.environments),
    isNamed(widget) ? sql`m.widget = ${bool(widget)}` : null,
  ].filter((condition) => condition !== null);
  const inFacts = [
    oneOf('m.session_id', filter.sessions),
    oneOf('m.user_external_id', filter.users),
    isNamed(ratings) && ratings.length > 0 ? sql`hasAny(m.ratings, ${uints(ratings)})` : null,
    isNamed(success) ? raw(success ? 'm.success_count > 0' : 'm.failure_count > 0') : null,
  ].filter((condition) => condition !== null);
  return { where: allOf([...inRollup, ...inFacts]), needsFacts: inFacts.length > 0 };
}

/** Whether the filter has to know which training method models have. */
export const namesTrainingMethods = ({ trainingMethods: methods }: AnalyticsFilter): boolean => isNamed(methods) && methods.length > 0;

/** The filter's time range over facts: [from, to), open where it names no end. */
export function withinTime({ from, to }: Pick<AnalyticsFilter, 'from' | 'to'>): Sql {
  return allOf([
    ...(isNamed(from) ? [sql`m.created_at >= ${utc(storableInstant(from))}`] : []),
    ...(isNamed(to) ? [sql`m.created_at < ${utc(storableInstant(to))}`] : []),
  ]);
}

export const allOf = (conditions: readonly Sql[]): Sql => (conditions.length === 0 ? raw('true') : join(conditions, ' AND '));
export const anyOf = (conditions: readonly Sql[]): Sql => (conditions.length === 0 ? raw('false') : sql`(${join(conditions, ' OR ')})`);

function oneOf(column: string, values: readonly string[] | null | undefined): Sql | null {
  if (!isNamed(values) || values.length === 0) return null;
  return sql`${raw(column)} IN ${strings(values)}`;
}

/** Null: no method is named. A named method that no model has matches nothing, so a name stands in that no model can bear. */
function modelsOfMethods(
  methods: readonly string[] | null | undefined,
  modelsByMethod: ReadonlyMap<TrainingMethod, readonly string[]>,
): readonly string[] | null {
  if (!isNamed(methods) || methods.length === 0) return null;
  const names = methods.flatMap((method) => modelsByMethod.get(method as TrainingMethod) ?? []);
  return names.length === 0 ? [NO_MODEL] : names;
}

/** Texts with a NUL are refused at ingest. */
const NO_MODEL = '\u0000';

/** The filter, or what of it cannot be: a rating, a training method or a time range. */
export function checkFilter(filter: AnalyticsFilter): Result<AnalyticsFilter, BadInput> {
  const { from, to, ratings, trainingMethods: methods, timeZone } = filter;
  const impossible = ratings?.find((rating) => !(ratingValues as readonly number[]).includes(rating));
  const unknown = methods?.find((method) => !(trainingMethods as readonly string[]).includes(method));
  const problems: (FieldProblem | null)[] = [
    isNamed(from) && isNamed(to) && from > to
      ? { field: 'from', reason: `${from.toISOString()} is after "to" (${to.toISOString()}); the time range is [from, to).` }
      : null,
    impossible === undefined ? null : { field: 'ratings', reason: `${impossible} is no rating; there are ${ratingValues.join(', ')}.` },
    unknown === undefined
      ? null
      : { field: 'trainingMethods', reason: `"${unknown.slice(0, 60)}" is not known; there are ${trainingMethods.join(', ')}.` },
    isNamed(timeZone) && !isTimeZone(timeZone)
      ? {
          field: 'timeZone',
          reason: `"${timeZone.slice(0, 60)}" is no time zone; names are those of IANA's list, such as America/New_York.`,
        }
      : null,
  ];
  const [first, ...others] = problems.filter((problem) => problem !== null);
  return first === undefined ? succeed(filter) : fail(new BadInput(first.field, first.reason, others));
}

const isNamed = <Value>(value: Value | null | undefined): value is Value => value !== null && value !== undefined;
