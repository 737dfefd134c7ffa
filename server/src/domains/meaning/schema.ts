import { AnalyticsFilterRef } from '../analytics/schema/filter.ts';
import { checkFilter } from '../analytics/pure/check-filter.ts';
import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { Sentiment } from './load/sentiment.ts';
import './schema/message.ts';
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
