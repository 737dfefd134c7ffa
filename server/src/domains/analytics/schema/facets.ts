import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { Facet } from '../facets.ts';
import type { FacetDimension } from '../pure/facets.ts';

export const FacetDimensionRef = describedEnum<FacetDimension>('FacetDimension', 'Dimension of AnalyticsFilter whose values are listed.', {
  MODEL: 'Models, for `models`.',
  PROVIDER: 'Providers, for `providers`.',
  TRAINING_METHOD: 'Training methods, for `trainingMethods`.',
  EXPERIMENT: 'Experiments, for `experiments`.',
  VARIANT: 'Variants of experiments, for `variants`.',
  ENVIRONMENT: 'Environments, for `environments`.',
  WIDGET: 'Channels: "true" for messages through a widget, "false" for others; for `widget`.',
  SESSION: 'Sessions, for `sessions`.',
  USER: 'Users by the ids of the application, for `users`.',
  RATING: 'Ratings 1 to 5, for `ratings`.',
  VERDICT: 'Values of MessageVerdict, for `verdicts`.',
  FAILURE_TAG: 'Failure tags, for `failureTags`.',
  ERROR_TYPE: 'Kinds of errors, for `errorTypes`.',
  TOOL: 'Tools that messages called, for `tools`.',
  PROMPT: 'Prompts that answers were asked with, for `promptNames`.',
  PROMPT_VERSION: 'Versions of prompts that answers were asked with, for `promptVersions`.',
  TOPIC: 'Topics of users’ messages by their ids, for `topicIds`; names are those of `topicNames`.',
  LANGUAGE: 'Languages of users’ messages, for `languages`.',
  EMOTION: 'Emotions of users’ messages, for `emotions`.',
});

const FacetValueRef = builder.objectRef<Facet['values'][number]>('FacetValue').implement({
  description: 'Value of a dimension with the number of messages that have it.',
  fields: (t) => ({
    value: t.exposeString('value', { description: 'Value as the filter takes it; "": messages that name none.' }),
    count: t.exposeInt('count', { description: 'Number of assistant messages with the value under the rest of the filter.' }),
  }),
});

export const FacetRef = builder.objectRef<Facet>('Facet').implement({
  description: 'Values of one dimension of the filter.',
  fields: (t) => ({
    dimension: t.expose('dimension', { type: FacetDimensionRef, description: 'Dimension that the values belong to.' }),
    values: t.field({
      type: [FacetValueRef],
      description: 'Values, most messages first, at most `first`.',
      resolve: ({ values }) => [...values],
    }),
    valueCount: t.exposeInt('valueCount', { description: 'Number of values there are, listed or not.' }),
  }),
});
