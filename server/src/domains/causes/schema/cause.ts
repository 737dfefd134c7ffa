import { MessageRef } from '../../messages/schema/message.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { exampleIds, mostExamples } from '../load/examples.ts';
import type { Cause } from '../load/explain.ts';
import type { Remedy } from '../pure/remedies.ts';
import type { Condition } from '../types.ts';
import { CauseDimensionRef, CauseEffectRef } from './enums.ts';

const CauseConditionRef = builder.objectRef<Condition>('CauseCondition').implement({
  description: 'One condition of a cause.',
  fields: (t) => ({
    dimension: t.expose('dimension', { type: CauseDimensionRef, description: 'Dimension of the condition.' }),
    value: t.string({
      description: 'Value of the dimension, of topics their name; "": messages without one.',
      resolve: ({ value, name }) => name ?? value,
    }),
  }),
});

const RecommendationRef = builder.objectRef<Remedy>('Recommendation').implement({
  description: 'What may be done about a cause, from a reviewed list.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Key of the recommendation in the list; it stays when the text is reworded.' }),
    text: t.exposeString('text', { description: 'Text of the recommendation.' }),
    link: t.exposeString('link', { description: 'Path of the page of the dashboard where the recommendation is carried out.' }),
  }),
});

export const CauseRef = builder.objectRef<Cause>('Cause').implement({
  description: 'A group of messages that a change comes from.',
  fields: (t) => ({
    rank: t.exposeInt('rank', { description: 'Place among the causes, from 1; contradicted ones come last.' }),
    conditions: t.field({
      type: [CauseConditionRef],
      description: 'Conditions that all messages of the group satisfy, 1 to 3.',
      resolve: ({ conditions }) => [...conditions],
    }),
    effect: t.expose('effect', { type: CauseEffectRef, description: 'What changed in the group.' }),
    explainedShare: t.exposeFloat('explainedShare', {
      description: 'Part of the change that the group explains: 1 is all of it, more where other messages moved the other way.',
    }),
    low: t.float({
      nullable: true,
      description: 'Lower end of the interval of 95 % of the explained share; null: too few conversations to draw from.',
      resolve: ({ interval }) => interval?.low ?? null,
    }),
    high: t.float({
      nullable: true,
      description: 'Upper end of the interval of 95 % of the explained share; null: too few conversations to draw from.',
      resolve: ({ interval }) => interval?.high ?? null,
    }),
    pValue: t.exposeFloat('pValue', {
      description:
        'Chance of so large a change of the group where nothing has changed, 0 to 1: corrected for the number of groups looked at, and for messages of one conversation being alike.',
    }),
    mixEffect: t.float({
      description:
        'Part of the change, in the unit of the metric (of a percentile: of its measure), that comes from the number of messages of the group.',
      resolve: ({ effects }) => effects.mix,
    }),
    rateEffect: t.float({
      description:
        'Part of the change, in the unit of the metric (of a percentile: of its measure), that comes from values within the group.',
      resolve: ({ effects }) => effects.rate,
    }),
    baselineCount: t.exposeInt('baselineCount', {
      description:
        'Number of measured messages of the group in the baseline; for sums, scaled to the length of the current window. Of failures of tools, of calls.',
    }),
    currentCount: t.exposeInt('currentCount', { description: 'Number of measured messages of the group in the current window.' }),
    baselineValue: t.exposeFloat('baselineValue', {
      nullable: true,
      description: 'Metric of the group in the baseline (of a percentile: its measure); null: nothing was measured.',
    }),
    currentValue: t.exposeFloat('currentValue', {
      nullable: true,
      description: 'Metric of the group in the current window (of a percentile: its measure); null: nothing was measured.',
    }),
    sentence: t.exposeString('sentence', { description: 'Cause as English sentences.' }),
    filter: t.field({
      type: 'JSON',
      description: 'Filter with the messages of the group in the current window, as `AnalyticsFilter` takes it.',
      resolve: ({ filter }) => filter as object,
    }),
    isFilterExact: t.exposeBoolean('isFilterExact', {
      description:
        'Whether the filter has exactly these messages; hours of the day, topics, languages and messages with several tools have no exact filter.',
    }),
    isContradicted: t.exposeBoolean('isContradicted', {
      description: 'Whether the search between two quiet windows finds as much, or half as much of the same group: the cause may be noise.',
    }),
    recommendation: t.field({ type: RecommendationRef, description: 'What may be done.', resolve: ({ remedy }) => remedy }),
    examples: t.prismaField({
      type: [MessageRef],
      complexity: 20,
      description: `Messages of the group in the current window, those that add most to the change first; at most ${mostExamples}.`,
      args: { first: t.arg.int({ description: `Number of messages, 1 to ${mostExamples}; absent: 5.` }) },
      resolve: async (query, cause, { first }, { stores, viewer }) => {
        const ids = await exampleIds(stores, cause, first ?? 5);
        const rows = await stores.prisma.message.findMany({ ...query, where: { id: { in: ids }, workspaceId: viewer.workspaceId } });
        return rows.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
      },
    }),
    traceIds: t.stringList({
      complexity: 20,
      description: 'Ids of the traces of up to 20 messages of the group, those that add most to the change first.',
      resolve: async (cause, _args, { stores, viewer }) => {
        const ids = await exampleIds(stores, cause, mostExamples);
        const rows = await stores.prisma.message.findMany({
          where: { id: { in: ids }, workspaceId: viewer.workspaceId, traceId: { not: null } },
          select: { id: true, traceId: true },
        });
        const ordered = rows.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
        return [...new Set(ordered.flatMap(({ traceId }) => (traceId === null ? [] : [traceId])))];
      },
    }),
  }),
});
