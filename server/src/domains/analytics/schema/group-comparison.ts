import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { ComparedGroup, GroupComparison, GroupDimension, MixDifference } from '../group-comparison.ts';
import type { MixDimension } from '../queries/quality.ts';
import { MetricComparisonRef } from './comparison.ts';

export const GroupDimensionRef = describedEnum<GroupDimension>('GroupDimension', 'What messages are grouped by to be compared.', {
  SESSION: 'Session of the message.',
  EXPERIMENT: 'Experiment of the message.',
  VARIANT: 'Variant of the experiment; set the experiment in the filter where several have variants of one name.',
  TRAINING_METHOD: 'Training method of the model in the list of models.',
  MODEL: 'Model of the message.',
  PROVIDER: 'Provider of the message.',
  ENVIRONMENT: 'Environment of the message.',
  TOPIC: 'Topic of the first message of a user in the conversation that has one, as the id of `topics`.',
  LANGUAGE: 'Language of the first message of a user in the conversation whose language is known, ISO 639-1.',
});

const MixDimensionRef = describedEnum<MixDimension>('MixDimension', 'What groups may have different mixes of.', {
  ENVIRONMENT: 'Environments of the messages.',
  WIDGET: 'Channels: through a widget, or not.',
  HOUR: 'Hours of the day, in the time zone of the filter.',
});

const ComparedGroupRef = builder.objectRef<ComparedGroup>('ComparedGroup').implement({
  description: 'Messages of one group beside those of the base.',
  fields: (t) => ({
    value: t.exposeString('value', { description: 'Session, variant, training method … of the group, as the filter takes it.' }),
    isBase: t.exposeBoolean('isBase', { description: 'Whether the group is the base of the comparison.' }),
    messageCount: t.exposeInt('messageCount', { description: 'Number of assistant messages of the group.' }),
    metrics: t.field({
      type: [MetricComparisonRef],
      description: 'Every metric beside that of the base, in the order of the list.',
      resolve: ({ metrics }) => [...metrics],
    }),
  }),
});

const MixDifferenceRef = builder.objectRef<MixDifference>('MixDifference').implement({
  description: "Test whether groups have the same mix of something (Pearson's chi-square).",
  fields: (t) => ({
    dimension: t.expose('dimension', { type: MixDimensionRef, description: 'What the mix is of.' }),
    isDifferent: t.exposeBoolean('isDifferent', {
      description: 'Whether the mixes differ both surely (p below 0.01) and clearly (effect of 0.1 or more): a warning.',
    }),
    effect: t.exposeFloat('effect', { description: "Cramér's V, 0 (the same mix) to 1." }),
    pValue: t.exposeFloat('pValue', { description: 'Chance of so great a difference between groups of one mix, 0 to 1.' }),
    sentence: t.exposeString('sentence', { description: 'Result of the test as an English sentence.' }),
  }),
});

export const GroupComparisonRef = builder.objectRef<GroupComparison>('GroupComparison').implement({
  description: 'Groups of messages beside the base group.',
  fields: (t) => ({
    by: t.expose('by', { type: GroupDimensionRef, description: 'What the messages are grouped by.' }),
    base: t.exposeString('base', { nullable: true, description: 'Value of the base group; null: there is no group.' }),
    groups: t.field({
      type: [ComparedGroupRef],
      description: 'Groups, most messages first, at most 50; messages that name none are in no group.',
      resolve: ({ groups }) => [...groups],
    }),
    mixes: t.field({
      type: [MixDifferenceRef],
      description: 'Whether the groups were asked under the same conditions, one entry for each; empty where nothing can differ.',
      resolve: ({ mixes }) => [...mixes],
    }),
  }),
});
