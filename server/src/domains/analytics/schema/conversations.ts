import { builder } from '../../../platform/graphql/builder.ts';
import type { Abandonment, Cohort, ErrorSeries, RateLimits, TurnCount } from '../conversations.ts';

export const TurnCountRef = builder.objectRef<TurnCount>('TurnCount').implement({
  description: 'Number of conversations that took so many answers to their first success.',
  fields: (t) => ({
    turn: t.exposeInt('turn', { description: 'Place of the first successful answer among the answers of the filter, from 1.' }),
    conversationCount: t.exposeInt('conversationCount', { description: 'Number of conversations.' }),
  }),
});

export const AbandonmentRef = builder.objectRef<Abandonment>('Abandonment').implement({
  description: 'Ends of conversations; a conversation has ended after an hour without a message.',
  fields: (t) => ({
    conversationCount: t.exposeInt('conversationCount', { description: 'Number of conversations that have ended.' }),
    openCount: t.exposeInt('openCount', { description: 'Number of conversations with a message in the last hour.' }),
    unansweredCount: t.exposeInt('unansweredCount', { description: 'Number of ended conversations whose last message is a user message.' }),
    failedCount: t.exposeInt('failedCount', { description: 'Number of ended conversations whose last answer ended in an error.' }),
    abandonedShare: t.exposeFloat('abandonedShare', {
      nullable: true,
      description: 'Unanswered and failed conversations over those that have ended, 0 to 1; null: none has ended.',
    }),
  }),
});

const CohortWeekRef = builder.objectRef<Cohort['weeks'][number]>('CohortWeek').implement({
  description: 'Users of a cohort who came in one week.',
  fields: (t) => ({
    week: t.exposeInt('week', { description: 'Weeks after the first one, from 0.' }),
    userCount: t.exposeInt('userCount', { description: 'Number of users with a message of the filter in the week.' }),
    share: t.exposeFloat('share', { description: 'Share of the users of the cohort, 0 to 1.' }),
  }),
});

export const CohortRef = builder.objectRef<Cohort>('Cohort').implement({
  description: 'Users whose first message lies in one week, of those with a message of the filter.',
  fields: (t) => ({
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'Start of the week, in the time zone of the filter.' }),
    userCount: t.exposeInt('userCount', { description: 'Number of users of the cohort with any message of the filter.' }),
    weeks: t.field({ type: [CohortWeekRef], description: 'Weeks with users, in order.', resolve: ({ weeks }) => [...weeks] }),
  }),
});

const CountBucketRef = builder.objectRef<{ startedAt: Date; count: number }>('CountBucket').implement({
  description: 'Number of messages of one interval of time.',
  fields: (t) => ({
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'Start of the bucket.' }),
    count: t.exposeInt('count', { description: 'Number of messages.' }),
  }),
});

export const ErrorSeriesRef = builder.objectRef<ErrorSeries>('ErrorSeries').implement({
  description: 'Messages that ended in one kind of error, over time.',
  fields: (t) => ({
    errorType: t.exposeString('errorType', { description: 'Kind of error, as sent.' }),
    count: t.exposeInt('count', { description: 'Number of messages of the whole time range.' }),
    buckets: t.field({
      type: [CountBucketRef],
      description: 'Messages of each bucket, oldest first; buckets without one are absent.',
      resolve: ({ buckets }) => [...buckets],
    }),
  }),
});

export const RateLimitsRef = builder.objectRef<RateLimits>('RateLimits').implement({
  description: 'Messages that ended in a limit of rate, found by the name of their error (rate limit, too many, quota, throttled, 429).',
  fields: (t) => ({
    count: t.exposeInt('count', { description: 'Number of messages of the whole time range.' }),
    buckets: t.field({
      type: [CountBucketRef],
      description: 'Messages of each bucket of the automatic interval, oldest first; buckets without one are absent.',
      resolve: ({ buckets }) => [...buckets],
    }),
  }),
});
