import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { checkGroup, conversationIdsOf, maxListed, type ConversationEnding } from '../../analytics/load/conversations.ts';
import { AnalyticsRef } from '../../analytics/schema/analytics.ts';

const CountRangeInput = builder.inputType('CountRangeInput', {
  description: 'Range of counts, both ends included.',
  fields: (t) => ({
    least: t.int({ required: true, description: 'Smallest count, 1 or more.' }),
    most: t.int({ description: 'Largest count; absent: without end.' }),
  }),
});

const ConversationEndingRef = describedEnum<ConversationEnding>(
  'ConversationEnding',
  'End of a conversation, an hour after its last message.',
  {
    ANSWERED: 'Last message is an answer without an error.',
    UNANSWERED: 'Last message is a user message.',
    FAILED: 'Last message is an answer that ended in an error.',
  },
);

const ConversationGroupInput = builder.inputType('ConversationGroupInput', {
  description: 'Part of the conversations that numbers count; exactly one field is to be given.',
  fields: (t) => ({
    turnsToSuccess: t.field({
      type: CountRangeInput,
      description: 'Conversations by answers up to the first success, as `turnsToSuccess`.',
    }),
    answers: t.field({ type: CountRangeInput, description: 'Conversations by answers of the filter, as `conversationLengths`.' }),
    ending: t.field({ type: ConversationEndingRef, description: 'Conversations by their end, as `abandonment`.' }),
  }),
});

builder.objectField(AnalyticsRef, 'conversations', (t) =>
  t.prismaField({
    type: ['Conversation'],
    description: 'Conversations of a group that `turnsToSuccess`, `conversationLengths` or `abandonment` count, newest first, 200 at most.',
    args: {
      group: t.arg({ type: ConversationGroupInput, required: true, description: 'Conversations to list.' }),
      first: t.arg.int({ defaultValue: 50, description: `Largest number of conversations, 1 to ${maxListed}.` }),
    },
    resolve: async (query, report, { group, first }, { stores, viewer }) => {
      const ids = await conversationIdsOf(report, unwrap(checkGroup(group, first ?? 50)), first ?? 50);
      const found = await stores.prisma.conversation.findMany({ ...query, where: { workspaceId: viewer.workspaceId, id: { in: ids } } });
      const byId = new Map(found.map((one) => [one.id, one]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },
  }),
);
