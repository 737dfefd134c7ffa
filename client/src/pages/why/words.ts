import { visible } from 'ui-kit/visible';
import type { CauseDimension } from '../../graphql/generated/graphql.ts';
import { languageName } from '../../controls/meaning-words.ts';

const dimensions: Readonly<Record<CauseDimension, string>> = {
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

export const dimensionName = (dimension: CauseDimension): string => dimensions[dimension];

/** A value of a dimension for people: languages by their names, '' as "(none)". */
export const valueName = (dimension: CauseDimension, value: string): string =>
  value === '' ? '(none)' : dimension === 'LANGUAGE' ? languageName(value) : visible(value);
