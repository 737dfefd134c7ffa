import { GroupComparisonRef } from '../../analytics/schema/group-comparison.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { MessageRef } from '../../messages/schema/message.ts';
import type { Message } from '../../../platform/store/prisma/generated/client.ts';
import { topicNames } from '../load/topic-of.ts';
import type { Topic } from '../load/topics.ts';

const compared = 'null: the filter leaves an end open, or there are no messages before.';

export const TopicRef = builder.objectRef<Topic & { readonly messages: readonly Message[] }>('Topic').implement({
  description: "What a part of users' messages is about: messages whose telling words are alike.",
  fields: (t) => ({
    id: t.string({
      description: 'Id of the topic within the workspace, as text; it stays when topics are found again.',
      resolve: ({ number }) => String(number),
    }),
    name: t.exposeString('name', { description: 'First three terms of the topic.' }),
    terms: t.stringList({ description: 'Telling terms, most telling first, six at most.', resolve: ({ terms }) => [...terms] }),
    messageCount: t.exposeInt('messageCount', { description: 'Number of messages of users.' }),
    share: t.exposeFloat('share', { description: 'Share of the messages of users with a word in the text, 0 to 1.' }),
    previousShare: t.exposeFloat('previousShare', {
      nullable: true,
      description: `Share in the period of equal length just before; ${compared}`,
    }),
    change: t.exposeFloat('change', { nullable: true, description: `Share less the share before; ${compared}` }),
    low: t.exposeFloat('low', {
      nullable: true,
      description: `Lower end of the interval of the change at 95 %, each conversation counting as one draw; ${compared}`,
    }),
    high: t.exposeFloat('high', {
      nullable: true,
      description: `Upper end of the interval of the change at 95 %, each conversation counting as one draw; ${compared}`,
    }),
    pValue: t.exposeFloat('pValue', {
      nullable: true,
      description: `Probability of such a change without any, corrected over the topics by Holm; ${compared}`,
    }),
    isNew: t.exposeBoolean('isNew', {
      description: 'Whether there was no message of the topic in the period before, and chance does not explain it.',
    }),
    isGrowing: t.exposeBoolean('isGrowing', {
      description: 'Whether the share has grown, and chance does not explain it (p-value below 0.05).',
    }),
    examples: t.prismaField({
      type: [MessageRef],
      description: 'Newest messages of the topic, five at most.',
      resolve: (_query, { messages }) => [...messages] as never,
    }),
  }),
});

/** The name of a topic, each by another name. */
export const TopicNameRef = builder.objectRef<{ readonly number: number; readonly name: string }>('TopicName').implement({
  description: 'Name of a topic.',
  fields: (t) => ({
    topicId: t.string({ description: 'Id of the topic within the workspace, as text.', resolve: ({ number }) => String(number) }),
    name: t.exposeString('name', { description: 'First three terms of the topic; with its number where another topic has the same.' }),
  }),
});

builder.objectField(GroupComparisonRef, 'topicNames', (t) =>
  t.field({
    type: [TopicNameRef],
    description: 'Names of the groups of TOPIC; empty: groups of another dimension. At most 50.',
    resolve: async ({ by, groups }, _args, { stores, viewer }) => {
      if (by !== 'TOPIC') return [];
      const nameOf = await topicNames(stores, viewer.workspaceId);
      return groups.map(({ value }) => ({ number: Number(value), name: nameOf(Number(value)) }));
    },
  }),
);
