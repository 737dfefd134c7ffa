import type { CauseDimension } from '../../graphql/generated/graphql.ts';

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
};

export const dimensionName = (dimension: CauseDimension): string => dimensions[dimension];
