import { AnalyticsFilterRef } from '../analytics/schema/filter.ts';
import { checkFilter } from '../analytics/pure/check-filter.ts';
import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { Sentiment } from './load/sentiment.ts';
import './schema/message.ts';
import './schema/settings.ts';
import { topicsIn } from './load/topics.ts';
import { messagesByIds } from '../messages/schema/page.ts';
import { topicNames } from './load/topic-of.ts';
import { standingTopics } from './queries/topic-rows.ts';
import { TopicNameRef, TopicRef } from './schema/topic.ts';
import { SentimentRef } from './schema/sentiment.ts';

builder.queryField('sentiment', (t) =>
  t.field({
    type: SentimentRef,
    authScopes: { may: 'READ' },
    complexity: 20,
    description:
      'Feelings of users in their messages of the time range of a filter, in conversations with a message that satisfies the rest of the filter. Messages are read in the background, seconds after they came in.',
    args: { filter: t.arg({ type: AnalyticsFilterRef, required: true, description: 'Messages to include.' }) },
    resolve: (_root, { filter }, { stores, viewer }) =>
      Sentiment.open(stores, viewer.workspaceId, unwrap(checkFilter(filter), 'filter'), new Date()),
  }),
);

builder.queryField('topicNames', (t) =>
  t.field({
    type: [TopicNameRef],
    authScopes: { may: 'READ' },
    description: 'Names of the topics that stand now, by their ids, without counting any message; 30 at most.',
    resolve: async (_root, _args, { stores, viewer }) => {
      const [topics, nameOf] = await Promise.all([
        standingTopics(stores.postgres, { workspaceId: viewer.workspaceId }),
        topicNames(stores, viewer.workspaceId),
      ]);
      return topics.map(({ number }) => ({ number, name: nameOf(number) }));
    },
  }),
);

builder.queryField('topics', (t) =>
  t.field({
    type: [TopicRef],
    authScopes: { may: 'READ' },
    complexity: { field: 20, multiplier: 30 },
    description:
      'Topics of the messages of users in the time range of a filter, in conversations with a message that satisfies the rest of the filter, most frequent first, 30 at most. Topics are found once a day from 100 messages on; an id stays with its topic.',
    args: { filter: t.arg({ type: AnalyticsFilterRef, required: true, description: 'Messages to include.' }) },
    resolve: async (_root, { filter }, context, info) => {
      const topics = await topicsIn(context.stores, context.viewer.workspaceId, unwrap(checkFilter(filter), 'filter'), new Date());
      const messages = await messagesByIds(
        context,
        info,
        topics.flatMap(({ examples }) => examples),
        ['examples'],
      );
      const byId = new Map(messages.map((message) => [message.id, message]));
      return topics.map((topic) => ({ ...topic, messages: topic.examples.flatMap((id) => byId.get(id) ?? []) }));
    },
  }),
);
