import { builder } from '../../../platform/graphql/builder.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { bySession, checkThreshold, checkTop, conversationLengths, errors, failureTags, maxSessions, ratings, sla, toolUses } from '../details.ts';
import { maxModelSeries, type Report } from '../report.ts';
import { ErrorCountRef, LengthCountRef, RatingCountRef, SlaRef, TagCountRef, ToolUseRef } from './counts.ts';
import { IntervalRef } from './filter.ts';
import { MethodOverviewRef, ModelOverviewRef, ModelSeriesRef, OverviewBucketRef, OverviewRef, ProviderOverviewRef, SessionOverviewRef, VariantOverviewRef } from './groups.ts';

const intervalDescription = 'Length of the buckets; absent: the shortest that gives about 120 at most.';

export const AnalyticsRef = builder.objectRef<Report>('Analytics').implement({
  description: 'What can be counted of the messages that a filter names. Numbers are over assistant messages; docs/metrics.md defines each.',
  fields: (t) => ({
    overview: t.field({ type: OverviewRef, description: 'All of them together.', resolve: (report) => report.overview() }),
    previous: t.field({
      type: OverviewRef,
      nullable: true,
      description: 'The same filter over the period of equal length just before; null without from and to.',
      resolve: (report) => report.previous(),
    }),
    interval: t.field({ type: IntervalRef, description: 'What automatic chooses for this time range.', resolve: (report) => report.interval }),
    series: t.field({
      type: [OverviewBucketRef],
      description: 'Over time, oldest first; silent buckets are absent.',
      args: { interval: t.arg({ type: IntervalRef, description: intervalDescription }) },
      resolve: (report, { interval }) => report.series(unwrap(report.chosenInterval(interval ?? null))),
    }),
    previousSeries: t.field({
      type: [OverviewBucketRef],
      description: 'The previous period over time, in buckets of its own, oldest first; empty without from and to.',
      args: { interval: t.arg({ type: IntervalRef, description: intervalDescription }) },
      resolve: (report, { interval }) => report.series(unwrap(report.chosenInterval(interval ?? null)), 'previous'),
    }),
    seriesByModel: t.field({
      type: [ModelSeriesRef],
      description: 'Over time, for each of the models with the most messages; what is left is summed up as "other", last.',
      args: {
        interval: t.arg({ type: IntervalRef, description: intervalDescription }),
        top: t.arg.int({ defaultValue: 6, description: 'How many models, 1 to 50.' }),
      },
      resolve: (report, { interval, top }) => report.seriesByModel(unwrap(report.chosenInterval(interval ?? null)), unwrap(checkTop(top ?? 6, maxModelSeries))),
    }),
    byModel: t.field({
      type: [ModelOverviewRef],
      description: 'For each model, most messages first.',
      resolve: async (report) => (await report.byModel()).map((row) => ({ ...row, report })),
    }),
    byProvider: t.field({ type: [ProviderOverviewRef], description: 'For each provider, most messages first.', resolve: (report) => report.byProvider() }),
    bySession: t.field({
      type: [SessionOverviewRef],
      description: 'For each session, most messages first; messages without one are in none.',
      args: { top: t.arg.int({ defaultValue: 500, description: 'How many sessions at most, 1 to 5,000.' }) },
      resolve: (report, { top }) => bySession(report, unwrap(checkTop(top ?? 500, maxSessions))),
    }),
    byVariant: t.field({ type: [VariantOverviewRef], description: 'For each variant of each experiment, most messages first.', resolve: (report) => report.byVariant() }),
    byTrainingMethod: t.field({ type: [MethodOverviewRef], description: 'For each training method, most messages first.', resolve: (report) => report.byTrainingMethod() }),
    ratings: t.field({ type: [RatingCountRef], description: 'How often each rating was given: always five rows, 1 to 5.', resolve: ratings }),
    failureTags: t.field({ type: [TagCountRef], description: 'Failure tags of evaluations, most frequent first, 500 at most.', resolve: failureTags }),
    errors: t.field({ type: [ErrorCountRef], description: 'Kinds of errors, most frequent first, 500 at most.', resolve: errors }),
    tools: t.field({ type: [ToolUseRef], description: 'Tools, most called first, 500 at most.', resolve: toolUses }),
    conversationLengths: t.field({ type: [LengthCountRef], description: 'How long conversations are, shortest first.', resolve: conversationLengths }),
    sla: t.field({
      type: SlaRef,
      description: 'How many messages are slower than a threshold.',
      args: { thresholdMs: t.arg.int({ required: true, description: 'The latency not to pass, in milliseconds, from 0.' }) },
      resolve: (report, { thresholdMs }) => sla(report, unwrap(checkThreshold(thresholdMs))),
    }),
  }),
});
