import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { globalId } from '../../../platform/graphql/ids.ts';
import { userSetType } from '../../../platform/graphql/node-ids.ts';
import { raw, sql, string, type Sql } from '../../../platform/store/sql.ts';
import type { CauseDimension, Condition } from '../types.ts';

/** Between the parts of a value: an experiment and its variant, a prompt and its version, the tools of one message. */
const [ofPair, ofList] = [' · ', ' + '];
/** Between the ids of cohorts. */
export const betweenCohorts = ofList;

/** The value of each dimension in a row `m` of the facts; '' for messages without one. */
const valueOf: Readonly<Record<CauseDimension, Sql>> = {
  MODEL: raw('toString(m.model)'),
  PROVIDER: raw('toString(m.provider)'),
  PROMPT_VERSION: raw(`if(m.prompt_name = '', '', concat(m.prompt_name, '${ofPair}', m.prompt_version))`),
  TOOL: raw(`arrayStringConcat(arraySort(arrayDistinct(m.tool_names)), '${ofList}')`),
  ENVIRONMENT: raw('toString(m.environment)'),
  EXPERIMENT: raw('toString(m.experiment_name)'),
  VARIANT: raw(`if(m.variant = '', '', concat(m.experiment_name, '${ofPair}', m.variant))`),
  CHANNEL: raw(`if(m.widget, 'widget', 'other')`),
  HOUR: raw(`leftPad(toString(toHour(m.created_at)), 2, '0')`),
  TOPIC: raw('m.asked_topic'),
  LANGUAGE: raw('m.asked_language'),
  COHORT: raw('m.member_of'),
};

/** What is read of users' messages; their values stand beside the facts of an answer (queries/leaves.ts). */
const ofMeaning: readonly CauseDimension[] = ['TOPIC', 'LANGUAGE'];
export const needsMeaning = (dimensions: readonly CauseDimension[]): boolean => dimensions.some((one) => ofMeaning.includes(one));

/** Of calls of tools, the tool is the one that is called. */
const calledTool = raw('call.1');

/** Holds for calls of a tool. */
export const isCallOf = (tool: string): Sql => sql`${calledTool} = ${string(tool)}`;

export const valueSql = (dimension: CauseDimension, isOfCalls: boolean): Sql =>
  dimension === 'TOOL' && isOfCalls ? calledTool : valueOf[dimension];

/** Holds for rows that satisfy all conditions. */
export const isOf = (conditions: readonly Condition[], isOfCalls: boolean): readonly Sql[] =>
  conditions.map(({ dimension, value }) => sql`${valueSql(dimension, isOfCalls)} = ${string(value)}`);

/**
 * A filter with the messages of a cause. `isExact`: whether nothing else passes it. Hours of the day, and several tools together, have no filter;
 * one of topics and languages has the whole
 * conversation, and one of several cohorts those of the first.
 */
export function filterOfCause(filter: AnalyticsFilter, conditions: readonly Condition[]): { filter: AnalyticsFilter; isExact: boolean } {
  const parts = conditions.map(filterOf);
  return {
    filter: Object.assign({}, filter, ...parts.map((part) => part ?? {})) as AnalyticsFilter,
    isExact:
      parts.every((part) => part !== null) &&
      // A user of one cohort may be in others, too.
      !conditions.some(
        ({ dimension, value }) =>
          ofMeaning.includes(dimension) || dimension === 'COHORT' || (dimension === 'TOOL' && value.includes(ofList)),
      ),
  };
}

function filterOf({ dimension, value }: Condition): AnalyticsFilter | null {
  const [first = '', ...rest] = value.split(ofPair);
  switch (dimension) {
    case 'MODEL':
      return { models: [value] };
    case 'PROVIDER':
      return { providers: [value] };
    case 'PROMPT_VERSION':
      // A name may hold the sign between name and version; a version does not.
      return value === ''
        ? { promptNames: [''] }
        : { promptNames: [[first, ...rest.slice(0, -1)].join(ofPair)], promptVersions: [rest.at(-1) ?? ''] };
    case 'TOOL':
      return { tools: value.split(ofList) };
    case 'ENVIRONMENT':
      return { environments: [value] };
    case 'EXPERIMENT':
      return { experiments: [value] };
    case 'VARIANT':
      return value === '' ? { variants: [''] } : { experiments: [first], variants: [rest.join(ofPair)] };
    case 'CHANNEL':
      return { widget: value === 'widget' };
    case 'HOUR':
      return null;
    case 'TOPIC':
      return value === '' ? null : { topicIds: [value] };
    case 'LANGUAGE':
      return value === '' ? null : { languages: [value] };
    case 'COHORT':
      return value === '' ? null : { cohort: globalId(userSetType, value.split(ofList)[0] as string) };
    default:
      return dimension satisfies never;
  }
}

const nouns: Readonly<Record<CauseDimension, string>> = {
  MODEL: 'model',
  PROVIDER: 'provider',
  PROMPT_VERSION: 'prompt version',
  TOOL: 'tool',
  ENVIRONMENT: 'environment',
  EXPERIMENT: 'experiment',
  VARIANT: 'variant',
  CHANNEL: 'channel',
  HOUR: 'hour (UTC)',
  TOPIC: 'topic',
  LANGUAGE: 'language',
  COHORT: 'cohort',
};

/** Conditions as words, such as "model gpt-4o and tool search". */
export const wordsOf = (conditions: readonly Condition[]): string =>
  conditions
    .map(({ dimension, value, name = value }) => (value === '' ? `no ${nouns[dimension]}` : `${nouns[dimension]} ${name}`))
    .join(' and ');
