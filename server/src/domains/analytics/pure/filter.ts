import type { WeekStart } from '../../settings/types.ts';
import type { TrainingMethod } from '../../models/types.ts';
import { parseSearch, isUnstorable } from '../../../platform/graphql/search.ts';
import { bool, join, raw, sql, strings, uint, uints, utc, type Sql } from '../../../platform/store/sql.ts';
import { storableInstant } from './interval.ts';

/** What a message's evaluations say: at least one of success, at least one of failure, or neither. */
export const messageVerdicts = ['SUCCESS', 'FAILURE', 'UNJUDGED'] as const;
export type MessageVerdict = (typeof messageVerdicts)[number];

type Values<Value> = readonly Value[] | null | undefined;

/** Values of messages, by what they are values of. Absent, null and an empty list name none. */
export interface FilterLists {
  readonly models?: Values<string>;
  readonly providers?: Values<string>;
  readonly trainingMethods?: Values<string>;
  readonly sessions?: Values<string>;
  readonly experiments?: Values<string>;
  readonly variants?: Values<string>;
  readonly environments?: Values<string>;
  readonly users?: Values<string>;
  readonly ratings?: Values<number>;
  readonly verdicts?: Values<MessageVerdict>;
  readonly failureTags?: Values<string>;
  readonly errorTypes?: Values<string>;
  readonly tools?: Values<string>;
  /** Prompts of the registry that answers were asked with, and their versions as texts. */
  readonly promptNames?: Values<string>;
  readonly promptVersions?: Values<string>;
  /** Words and phrases, as `parseSearch` reads them. */
  readonly text?: string | null | undefined;
}

/** An open end is absent or null. */
export interface TimeEnds {
  readonly from?: Date | null | undefined;
  readonly to?: Date | null | undefined;
}

/** Which messages a query is about; the GraphQL input of the same name. Absent, null or an empty list: all. */
export interface AnalyticsFilter extends FilterLists, TimeEnds {
  readonly success?: boolean | null | undefined;
  readonly evaluated?: boolean | null | undefined;
  /** Judged as a failure, or rated 1 or 2. */
  readonly judgedPoorly?: boolean | null | undefined;
  readonly widget?: boolean | null | undefined;
  readonly slowerThanMs?: number | null | undefined;
  /** Messages of the members of a cohort, by its global id. */
  readonly cohort?: string | null | undefined;
  /** Conversations with a message of a user of one of these topics, languages and emotions, by their numbers, codes and names. */
  readonly topicIds?: Values<string>;
  readonly languages?: Values<string>;
  readonly emotions?: Values<string>;
  /** Messages of users whose first message lies in the range. */
  readonly usersFirstSeen?: TimeEnds | null | undefined;
  /** Messages that match any of these are left out. */
  readonly not?: FilterLists | null | undefined;
  /** Whose days are counted, of IANA's list; absent: that of the workspace, else UTC. It restricts nothing. */
  readonly timeZone?: string | null | undefined;
  /** Absent: that of the workspace. It restricts nothing. */
  readonly weekStart?: WeekStart | null | undefined;
}

/** A filter as SQL over rows called `m`, without its time range. */
export interface Conditions {
  /** Holds in the facts; true where the filter names nothing. */
  readonly where: Sql;
  /** Whether it names something that the rollup does not hold: anything but models, providers, experiments, variants, environments, widget. */
  readonly needsFacts: boolean;
}

/** What one message of a user is to have; an empty list does not restrict. */
export interface MeaningLists {
  readonly topicIds: readonly string[];
  readonly languages: readonly string[];
  readonly emotions: readonly string[];
}

/** What the compiler does not know of the workspace. Conditions hold for rows `m` of the facts. */
export interface FilterContext {
  /** The names of the workspace's models of each training method. */
  readonly modelsByMethod: ReadonlyMap<TrainingMethod, readonly string[]>;
  readonly hasTerms: (terms: readonly string[]) => Sql;
  readonly isOfUsersFirstSeen: (range: TimeEnds) => Sql;
  /** Holds for messages of conversations in which one message of a user has one of each list that is not empty. */
  readonly isOfMeaning: (lists: MeaningLists) => Sql;
  /** Holds for messages of members of the cohort that the filter names. */
  readonly isOfCohort: () => Sql;
}

/**
 * The one place where a filter becomes SQL: every number and every list goes through it, so that no two can disagree.
 *
 * `filter`  one that `checkFilter` has passed; what it would refuse matches nothing.
 */
export function compileFilter(filter: AnalyticsFilter, context: FilterContext): Conditions {
  const { success, evaluated, judgedPoorly, widget, slowerThanMs, usersFirstSeen, not } = filter;
  const included = conditionsOfLists(filter, context);
  const excluded = isNamed(not) ? conditionsOfLists(not, context) : { inRollup: [], inFacts: [] };
  const inFacts = [
    ...included.inFacts,
    isNamed(success) ? raw(success ? 'm.success_count > 0' : 'm.failure_count > 0') : null,
    isNamed(evaluated) ? raw(evaluated ? 'm.evaluation_count > 0' : 'm.evaluation_count = 0') : null,
    isNamed(judgedPoorly) ? (judgedPoorly ? isJudgedPoorly : without(isJudgedPoorly)) : null,
    isNamed(slowerThanMs) ? sql`ifNull(m.latency_ms > ${uint(slowerThanMs)}, false)` : null,
    isNamed(usersFirstSeen) && (isNamed(usersFirstSeen.from) || isNamed(usersFirstSeen.to))
      ? context.isOfUsersFirstSeen(usersFirstSeen)
      : null,
    isNamed(filter.cohort) ? context.isOfCohort() : null,
    namesMeaning(filter) ? context.isOfMeaning(meaningOf(filter)) : null,
    ...excluded.inFacts.map(without),
  ].filter((condition) => condition !== null);
  const inRollup = [...included.inRollup, ...(isNamed(widget) ? [sql`m.widget = ${bool(widget)}`] : []), ...excluded.inRollup.map(without)];
  return { where: allOf([...inRollup, ...inFacts]), needsFacts: inFacts.length > 0 };
}

/** What a filter names of the meaning of users' messages. */
export const meaningOf = ({ topicIds, languages, emotions: named }: AnalyticsFilter): MeaningLists => ({
  topicIds: topicIds ?? [],
  languages: languages ?? [],
  emotions: named ?? [],
});
const namesMeaning = (filter: AnalyticsFilter): boolean =>
  Object.values(meaningOf(filter)).some((list: readonly string[]) => list.length > 0);

const isJudgedPoorly = raw('(m.failure_count > 0 OR hasAny(m.ratings, [1, 2]))');

const without = (condition: Sql): Sql => sql`NOT (${condition})`;

/** One condition for each list that names something, and for the text. */
function conditionsOfLists(lists: FilterLists, context: FilterContext): { inRollup: Sql[]; inFacts: Sql[] } {
  const inRollup = [
    oneOf('m.model', lists.models),
    oneOf('m.model', modelsOfMethods(lists.trainingMethods, context.modelsByMethod)),
    oneOf('m.provider', lists.providers),
    oneOf('m.experiment_name', lists.experiments),
    oneOf('m.variant', lists.variants),
    oneOf('m.environment', lists.environments),
  ];
  const inFacts = [
    oneOf('m.session_id', lists.sessions),
    oneOf('m.user_external_id', lists.users),
    hasItems(lists.ratings) ? sql`hasAny(m.ratings, ${uints(lists.ratings)})` : null,
    hasItems(lists.verdicts) ? anyOf(messageVerdicts.filter((one) => lists.verdicts?.includes(one)).map((one) => ofVerdict[one])) : null,
    anyIn('m.failure_tags', lists.failureTags),
    oneOf('m.error_type', lists.errorTypes),
    anyIn('m.tool_names', lists.tools),
    oneOf('m.prompt_name', lists.promptNames),
    oneOf('m.prompt_version', lists.promptVersions),
    textCondition(lists.text, context),
  ];
  return {
    inRollup: inRollup.filter((condition) => condition !== null),
    inFacts: inFacts.filter((condition) => condition !== null),
  };
}

const ofVerdict: Record<MessageVerdict, Sql> = {
  SUCCESS: raw('m.success_count > 0'),
  FAILURE: raw('m.failure_count > 0'),
  UNJUDGED: raw('m.success_count + m.failure_count = 0'),
};

function textCondition(text: string | null | undefined, { hasTerms }: FilterContext): Sql | null {
  const parsed = parseSearch(text);
  if (!parsed.ok) return raw('false');
  if (parsed.value === null || parsed.value.terms.length === 0) return null;
  return isUnstorable(parsed.value) ? raw('false') : hasTerms(parsed.value.terms);
}

/** Whether the filter has to know which training method models have. */
export const namesTrainingMethods = ({ trainingMethods: methods, not }: AnalyticsFilter): boolean =>
  hasItems(methods) || hasItems(not?.trainingMethods);

/** The filter's time range over facts: [from, to), open where it names no end. */
export function withinTime({ from, to }: TimeEnds): Sql {
  return allOf([
    ...(isNamed(from) ? [sql`m.created_at >= ${utc(storableInstant(from))}`] : []),
    ...(isNamed(to) ? [sql`m.created_at < ${utc(storableInstant(to))}`] : []),
  ]);
}

export const allOf = (conditions: readonly Sql[]): Sql => (conditions.length === 0 ? raw('true') : join(conditions, ' AND '));
export const anyOf = (conditions: readonly Sql[]): Sql => (conditions.length === 0 ? raw('false') : sql`(${join(conditions, ' OR ')})`);

const oneOf = (column: string, values: Values<string>): Sql | null => (hasItems(values) ? sql`${raw(column)} IN ${strings(values)}` : null);

/** Over a column of lists; '' stands for an empty one. */
function anyIn(column: string, values: Values<string>): Sql | null {
  if (!hasItems(values)) return null;
  const named = values.filter((value) => value !== '');
  return anyOf([
    ...(named.length === values.length ? [] : [raw(`empty(${column})`)]),
    ...(named.length === 0 ? [] : [sql`hasAny(${raw(column)}, ${strings(named)})`]),
  ]);
}

/** Null: no method is named. A named method that no model has matches nothing, so a name stands in that no model can bear. */
function modelsOfMethods(methods: Values<string>, modelsByMethod: FilterContext['modelsByMethod']): readonly string[] | null {
  if (!hasItems(methods)) return null;
  const names = methods.flatMap((method) => modelsByMethod.get(method as TrainingMethod) ?? []);
  return names.length === 0 ? [NO_MODEL] : names;
}

/** Texts with a NUL are refused at ingest. */
const NO_MODEL = '\u0000';

const hasItems = <Value>(values: Values<Value>): values is readonly Value[] => isNamed(values) && values.length > 0;
const isNamed = <Value>(value: Value | null | undefined): value is Value => value !== null && value !== undefined;
