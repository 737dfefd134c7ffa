import { raw, type Sql } from '../../../platform/store/sql.ts';
import { environmentKey, experimentKey, modelKey, providerKey, variantKey, widgetKey, type Key } from './dimensions.ts';
import type { AnalyticsFilter, FilterLists } from './filter.ts';

/** Dimensions of the filter whose values can be listed. */
export const facetDimensions = [
  'MODEL',
  'PROVIDER',
  'TRAINING_METHOD',
  'EXPERIMENT',
  'VARIANT',
  'ENVIRONMENT',
  'WIDGET',
  'SESSION',
  'USER',
  'RATING',
  'VERDICT',
  'FAILURE_TAG',
  'ERROR_TYPE',
  'TOOL',
  'PROMPT',
  'PROMPT_VERSION',
  'TOPIC',
  'LANGUAGE',
  'EMOTION',
] as const;
export type FacetDimension = (typeof facetDimensions)[number];

/** The fields of the filter that name values of each dimension. */
const fieldsOf: Record<FacetDimension, readonly (keyof AnalyticsFilter)[]> = {
  MODEL: ['models'],
  PROVIDER: ['providers'],
  TRAINING_METHOD: ['trainingMethods'],
  EXPERIMENT: ['experiments'],
  VARIANT: ['variants'],
  ENVIRONMENT: ['environments'],
  WIDGET: ['widget'],
  SESSION: ['sessions'],
  USER: ['users'],
  RATING: ['ratings'],
  VERDICT: ['verdicts', 'success'],
  FAILURE_TAG: ['failureTags'],
  ERROR_TYPE: ['errorTypes'],
  TOOL: ['tools'],
  PROMPT: ['promptNames'],
  PROMPT_VERSION: ['promptVersions'],
  TOPIC: ['topicIds'],
  LANGUAGE: ['languages'],
  EMOTION: ['emotions'],
};

/** The filter without what it says of a dimension: its values are counted under all others. */
export function filterBeside(filter: AnalyticsFilter, dimension: FacetDimension): AnalyticsFilter {
  const fields: ReadonlySet<string> = new Set(fieldsOf[dimension]);
  const beside = <Lists extends object>(lists: Lists): Lists =>
    Object.fromEntries(Object.entries(lists).filter(([field]) => !fields.has(field))) as Lists;
  const { not, ...rest } = beside(filter);
  const left: FilterLists = beside(not ?? {});
  return Object.keys(left).length === 0 ? rest : { ...rest, not: left };
}

/** Dimensions that the rollup holds, with the key and the text of a value; a training method is a property of models. */
export const rollupFacets: Partial<Record<FacetDimension, { readonly key: Key; readonly text: Sql }>> = Object.fromEntries(
  Object.entries({
    MODEL: modelKey,
    PROVIDER: providerKey,
    EXPERIMENT: experimentKey,
    VARIANT: variantKey,
    ENVIRONMENT: environmentKey,
    WIDGET: widgetKey,
  }).map(([dimension, key]) => [
    dimension,
    { key, text: raw(dimension === 'WIDGET' ? `if(m.${key.name}, 'true', 'false')` : `toString(m.${key.name})`) },
  ]),
);

/** Of a dimension that only the facts know: its columns in rows `m`, and its values in them, each once. */
export interface FactFacet {
  readonly columns: readonly string[];
  readonly values: string;
  /** Whether it is counted by itself, as it has many values; the others are counted together, by what messages have of them. */
  readonly isLarge: boolean;
}

const few = (values: string, ...columns: string[]): FactFacet => ({ columns, values, isLarge: false });
const many = (column: string): FactFacet => ({ columns: [column], values: `[m.${column}]`, isLarge: true });

/** Few values, and their own count: together with the others there would be a group for each version of each prompt. */
const word = (column: string): FactFacet => ({ columns: [column], values: `[toString(m.${column})]`, isLarge: true });

export const factFacets: Partial<Record<FacetDimension, FactFacet>> = {
  SESSION: many('session_id'),
  USER: many('user_external_id'),
  RATING: few('arrayMap(rating -> toString(rating), arrayDistinct(m.ratings))', 'ratings'),
  VERDICT: few(
    `arrayConcat(if(m.success_count > 0, ['SUCCESS'], []), if(m.failure_count > 0, ['FAILURE'], []),
      if(m.success_count + m.failure_count = 0, ['UNJUDGED'], []))`,
    'success_count',
    'failure_count',
  ),
  FAILURE_TAG: few(`if(empty(m.failure_tags), [''], arrayMap(tag -> toString(tag), arrayDistinct(m.failure_tags)))`, 'failure_tags'),
  ERROR_TYPE: few('[toString(m.error_type)]', 'error_type'),
  TOOL: few(`if(empty(m.tool_names), [''], arrayMap(tool -> toString(tool), arrayDistinct(m.tool_names)))`, 'tool_names'),
  PROMPT: word('prompt_name'),
  PROMPT_VERSION: word('prompt_version'),
};

/** Dimensions of what users' messages mean, with the values of a message `u` of a user. */
export const meaningFacets: Partial<Record<FacetDimension, string>> = {
  TOPIC: 'if(u.topic_id = 0, [], [toString(u.topic_id)])',
  LANGUAGE: '[toString(u.language)]',
  EMOTION: 'arrayMap(emotion -> toString(emotion.1), u.emotions)',
};
