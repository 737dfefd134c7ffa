import { builder } from '../../../platform/graphql/builder.ts';
import { compareAbandonment, endsIn, previousErrorSeries, previousRateLimits } from '../compared.ts';
import type { Abandonment, Cohort, ErrorSeries, RateLimits, TurnCount } from '../conversations.ts';
import type { Interval } from '../pure/interval.ts';
import type { Report } from '../report.ts';
import { ValueComparisonRef } from './comparison.ts';

export const TurnCountRef = builder.objectRef<TurnCount>('TurnCount').implement({
  description: 'Number of conversations that took so many answers to their first success.',
  fields: (t) => ({
    turn: t.exposeInt('turn', { description: 'Place of the first successful answer among the answers of the filter, from 1.' }),
    conversationCount: t.exposeInt('conversationCount', { description: 'Number of conversations.' }),
  }),
});

const ofComparedPeriod = 'the period of `compareWith`, by default the previous one; null without `from` and `to`.';

/** `report`: null in the compared period, which is compared with nothing. */
export const AbandonmentRef = builder.objectRef<Abandonment & { readonly report: Report | null }>('Abandonment');
AbandonmentRef.implement({
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
    previous: t.field({
      type: AbandonmentRef,
      nullable: true,
      description: `Ends of conversations with an answer in ${ofComparedPeriod}`,
      resolve: async ({ report }) =>
        report === null || report.scope.previous === null ? null : { ...(await endsIn(report, 'previous')), report: null },
    }),
    comparison: t.field({
      type: ValueComparisonRef,
      nullable: true,
      description: `Share of abandoned conversations beside that in ${ofComparedPeriod}`,
      resolve: ({ report }) => (report === null ? null : compareAbandonment(report)),
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

/** What a kind of error was asked of; null in the compared period. */
interface SeriesAsked {
  readonly report: Report;
  readonly interval: Interval | null;
}

export const ErrorSeriesRef = builder.objectRef<ErrorSeries & { readonly asked: SeriesAsked | null }>('ErrorSeries');
ErrorSeriesRef.implement({
  description: 'Messages that ended in one kind of error, over time.',
  fields: (t) => ({
    errorType: t.exposeString('errorType', { description: 'Kind of error, as sent.' }),
    count: t.exposeInt('count', { description: 'Number of messages of the whole time range.' }),
    buckets: t.field({
      type: [CountBucketRef],
      description: 'Messages of each bucket, oldest first; buckets without one are absent.',
      resolve: ({ buckets }) => [...buckets],
    }),
    previous: t.field({
      type: ErrorSeriesRef,
      nullable: true,
      description: `Messages that ended in the same kind of error in ${ofComparedPeriod}`,
      resolve: async ({ asked, errorType }) => {
        const found = asked === null ? null : await previousErrorSeries(asked.report, errorType, asked.interval);
        return found === null ? null : { ...found, asked: null };
      },
    }),
  }),
});

/** `of`: null in the compared period. */
export const RateLimitsRef = builder.objectRef<
  RateLimits & { readonly of: { readonly report: Report; readonly provider: string | null } | null }
>('RateLimits');
RateLimitsRef.implement({
  description: 'Messages that ended in a limit of rate, found by the name of their error (rate limit, too many, quota, throttled, 429).',
  fields: (t) => ({
    count: t.exposeInt('count', { description: 'Number of messages of the whole time range.' }),
    buckets: t.field({
      type: [CountBucketRef],
      description: 'Messages of each bucket of the automatic interval, oldest first; buckets without one are absent.',
      resolve: ({ buckets }) => [...buckets],
    }),
    previous: t.field({
      type: RateLimitsRef,
      nullable: true,
      description: `Messages of the provider that ended in a limit of rate in ${ofComparedPeriod}`,
      resolve: async ({ of }) => {
        const found = of === null ? null : await previousRateLimits(of.report, of.provider);
        return found === null ? null : { ...found, of: null };
      },
    }),
  }),
});
