import { builder } from '../../../platform/graphql/builder.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import {
  cohortsIn,
  compareLengths,
  compareRetention,
  compareSla,
  compareTurns,
  endsIn,
  errorsIn,
  lengthsIn,
  slaIn,
  turnsIn,
} from '../compared.ts';
import { checkThreshold, checkTop, failureTags, maxSessions, ratings, toolUses } from '../details.ts';
import { bySession } from '../sessions.ts';
import { maxModelSeries, type Report } from '../report.ts';
import { checkFacetPage, facets } from '../facets.ts';
import { ErrorCountRef, LengthCountRef, RatingCountRef, SlaRef, TagCountRef, ToolUseRef } from './counts.ts';
import { periodComparison } from '../comparison.ts';
import { checkGroupQuery, groupComparison } from '../group-comparison.ts';
import { ComparedMetricRef, PeriodComparisonRef, ValueComparisonRef } from './comparison.ts';
import { errorSeries, maxErrorSeries } from '../conversations.ts';
import { AbandonmentRef, CohortRef, ErrorSeriesRef, TurnCountRef } from './conversations.ts';
import { GroupComparisonRef, GroupDimensionRef } from './group-comparison.ts';
import { FacetDimensionRef, FacetRef } from './facets.ts';
import { IntervalRef } from './filter.ts';
import {
  MethodOverviewRef,
  ModelOverviewRef,
  ModelSeriesRef,
  OverviewBucketRef,
  OverviewRef,
  ProviderOverviewRef,
  SessionOverviewRef,
  VariantOverviewRef,
} from './groups.ts';

/** Rows with the report that they are of. */
const rowsOf = async <Row extends object>(report: Report, rows: Promise<readonly Row[]>) => (await rows).map((row) => ({ ...row, report }));

const intervalDescription = 'Length of the buckets; absent: the shortest that gives about 120 at most.';

export const AnalyticsRef = builder.objectRef<Report>('Analytics').implement({
  description: 'Numbers of the messages that a filter selects, over assistant messages; docs/metrics.md defines each.',
  fields: (t) => ({
    overview: t.field({ type: OverviewRef, description: 'Numbers of all messages together.', resolve: (report) => report.overview() }),
    previous: t.field({
      type: OverviewRef,
      nullable: true,
      description:
        'Numbers of the same filter over the period of `compareWith`, by default that of equal length just before; null without `from` and `to`.',
      resolve: (report) => report.previous(),
    }),
    comparison: t.field({
      type: PeriodComparisonRef,
      nullable: true,
      description:
        'Differences to the period of `compareWith`, by default that of equal length just before, each with interval and verdict; null without `from` and `to`.',
      args: {
        metrics: t.arg({ type: [ComparedMetricRef], description: 'Metrics to compare, in the order of the list; absent or empty: all.' }),
      },
      resolve: (report, { metrics }) => periodComparison(report, metrics == null || metrics.length === 0 ? undefined : metrics),
    }),
    interval: t.field({
      type: IntervalRef,
      description: 'Interval that is chosen automatically for this time range.',
      resolve: (report) => report.interval,
    }),
    series: t.field({
      type: [OverviewBucketRef],
      description: 'Numbers over time, oldest first; buckets without messages are absent. At most 5,000 buckets.',
      args: { interval: t.arg({ type: IntervalRef, description: intervalDescription }) },
      resolve: (report, { interval }) => report.series(unwrap(report.chosenInterval(interval ?? null))),
    }),
    previousSeries: t.field({
      type: [OverviewBucketRef],
      description:
        'Numbers of the period of `compareWith` over time, by default the previous one, in buckets of that period, oldest first; empty without `from` and `to`. At most 5,000 buckets.',
      args: { interval: t.arg({ type: IntervalRef, description: intervalDescription }) },
      resolve: (report, { interval }) => report.series(unwrap(report.chosenInterval(interval ?? null)), 'previous'),
    }),
    seriesByModel: t.field({
      type: [ModelSeriesRef],
      description:
        'Numbers over time for each of the models with the most messages; the rest is summed up as "other", last. At most 5,000 buckets.',
      args: {
        interval: t.arg({ type: IntervalRef, description: intervalDescription }),
        top: t.arg.int({ defaultValue: 6, description: 'Number of models, 1 to 50.' }),
      },
      resolve: async (report, { interval, top }) => {
        const chosen = unwrap(report.chosenInterval(interval ?? null));
        const series = await report.seriesByModel(chosen, unwrap(checkTop(top ?? 6, maxModelSeries)));
        return series.map((one) => ({ ...one, previous: () => report.previousSeriesOf(one.model, series, chosen) }));
      },
    }),
    byModel: t.field({
      type: [ModelOverviewRef],
      description: 'Numbers of each model, most messages first.',
      resolve: async (report) => (await report.byModel()).map((row) => ({ ...row, report })),
    }),
    byProvider: t.field({
      type: [ProviderOverviewRef],
      description: 'Numbers of each provider, most messages first.',
      resolve: async (report) => (await report.byProvider()).map((row) => ({ ...row, report })),
    }),
    bySession: t.field({
      type: [SessionOverviewRef],
      description: 'Numbers of each session, most messages first, at most 5,000; messages without a session are left out.',
      args: { top: t.arg.int({ defaultValue: 500, description: 'Largest number of sessions, 1 to 5,000.' }) },
      resolve: (report, { top }) => bySession(report, unwrap(checkTop(top ?? 500, maxSessions))),
    }),
    byVariant: t.field({
      type: [VariantOverviewRef],
      description: 'Numbers of each variant of each experiment, most messages first.',
      resolve: async (report) => (await report.byVariant()).map((row) => ({ ...row, report })),
    }),
    byTrainingMethod: t.field({
      type: [MethodOverviewRef],
      description: 'Numbers of each training method, most messages first.',
      resolve: async (report) => (await report.byTrainingMethod()).map((row) => ({ ...row, report })),
    }),
    groupComparison: t.field({
      type: GroupComparisonRef,
      description:
        'Groups of messages beside the base group, with interval and verdict for each number, and a warning when groups were asked under different conditions.',
      args: {
        by: t.arg({ type: GroupDimensionRef, required: true, description: 'What the messages are grouped by.' }),
        base: t.arg.string({ description: 'Value of the base group; absent: BASE of training methods, else the largest group.' }),
        top: t.arg.int({ defaultValue: 20, description: 'Largest number of groups, 2 to 50.' }),
      },
      resolve: (report, { by, base, top }) => groupComparison(report, unwrap(checkGroupQuery({ by, base, top: top ?? 20 }))),
    }),
    ratings: t.field({
      type: [RatingCountRef],
      description: 'Number of times each rating was given: always five rows, 1 to 5.',
      resolve: (report) => rowsOf(report, ratings(report)),
    }),
    failureTags: t.field({
      type: [TagCountRef],
      description: 'Failure tags of evaluations, most frequent first, 500 at most.',
      resolve: (report) => rowsOf(report, failureTags(report)),
    }),
    errors: t.field({
      type: [ErrorCountRef],
      description: 'Kinds of errors, most frequent first, 500 at most.',
      resolve: (report) => rowsOf(report, errorsIn(report, 'current')),
    }),
    errorSeries: t.field({
      type: [ErrorSeriesRef],
      description: 'Kinds of errors over time, most frequent first, at most 50. At most 5,000 buckets.',
      args: {
        interval: t.arg({ type: IntervalRef, description: intervalDescription }),
        top: t.arg.int({ defaultValue: 8, description: 'Number of kinds, 1 to 50.' }),
      },
      resolve: async (report, { interval, top }) => {
        const chosen = unwrap(report.chosenInterval(interval ?? null));
        const series = await errorSeries(report, chosen, unwrap(checkTop(top ?? 8, maxErrorSeries)));
        return series.map((one) => ({ ...one, asked: { report, interval: chosen } }));
      },
    }),
    turnsToSuccess: t.field({
      type: [TurnCountRef],
      description:
        'Number of answers that conversations took to their first success, fewest first, at most 1,000; conversations without a success are left out.',
      resolve: (report) => turnsIn(report, 'current'),
    }),
    previousTurnsToSuccess: t.field({
      type: [TurnCountRef],
      description:
        'Number of answers up to the first success in the period of `compareWith`, as `turnsToSuccess`, at most 1,000; empty without `from` and `to`.',
      resolve: (report) => turnsIn(report, 'previous'),
    }),
    turnsToSuccessComparison: t.field({
      type: ValueComparisonRef,
      nullable: true,
      description:
        'Mean number of answers up to the first success beside that in the period of `compareWith`; null without `from` and `to`.',
      resolve: compareTurns,
    }),
    abandonment: t.field({
      type: AbandonmentRef,
      description: 'Conversations with an answer of the filter that ended with a user message or a failed answer.',
      resolve: async (report) => ({ ...(await endsIn(report, 'current')), report }),
    }),
    retention: t.field({
      type: [CohortRef],
      description:
        'Users by the week of their first message, with the weeks of later messages: at most the newest 53 cohorts, oldest first.',
      resolve: (report) => cohortsIn(report, 'current'),
    }),
    retentionComparison: t.field({
      type: ValueComparisonRef,
      nullable: true,
      description:
        'Share of new users who came in the week after their first beside that in the period of `compareWith`, over cohorts whose first two weeks lie in the period; null without `from` and `to`.',
      resolve: compareRetention,
    }),
    tools: t.field({
      type: [ToolUseRef],
      description: 'Tools, most called first, 500 at most.',
      resolve: (report) => rowsOf(report, toolUses(report)),
    }),
    conversationLengths: t.field({
      type: [LengthCountRef],
      description: 'Number of conversations of each length, shortest first.',
      resolve: (report) => lengthsIn(report, 'current'),
    }),
    previousConversationLengths: t.field({
      type: [LengthCountRef],
      description:
        'Number of conversations of each length in the period of `compareWith`, as `conversationLengths`; empty without `from` and `to`.',
      resolve: (report) => lengthsIn(report, 'previous'),
    }),
    conversationLengthComparison: t.field({
      type: ValueComparisonRef,
      nullable: true,
      description: 'Mean number of answers of a conversation beside that in the period of `compareWith`; null without `from` and `to`.',
      resolve: compareLengths,
    }),
    facets: t.field({
      type: [FacetRef],
      description:
        'Values of dimensions of the filter, with the messages that have each under the rest of the filter: one entry a dimension, with at most 200 values. Up to half a minute old.',
      args: {
        dimensions: t.arg({ type: [FacetDimensionRef], description: 'Dimensions to list; absent or empty: all.' }),
        prefix: t.arg.string({ description: 'Only values that begin so, regardless of case, at most 512 characters; absent: all.' }),
        contains: t.arg.string({
          description: 'Only values that contain this text, regardless of case, at most 512 characters; absent: all.',
        }),
        first: t.arg.int({ defaultValue: 20, description: 'Largest number of values of each dimension, 1 to 200.' }),
      },
      resolve: (report, { dimensions, prefix, contains, first }) =>
        facets(report, unwrap(checkFacetPage({ dimensions, prefix, contains, first: first ?? 20 }))),
    }),
    sla: t.field({
      type: SlaRef,
      description: 'Number of messages slower than a threshold.',
      args: {
        thresholdMs: t.arg.int({
          description: "Latency threshold in milliseconds, 0 or more; absent: those of the workspace's settings, by model and environment.",
        }),
      },
      resolve: async (report, { thresholdMs }) => {
        const threshold = thresholdMs == null ? null : unwrap(checkThreshold(thresholdMs));
        const previous = () => (report.scope.previous === null ? Promise.resolve(null) : slaIn(report, threshold, 'previous'));
        return { ...(await slaIn(report, threshold, 'current')), previous, comparison: () => compareSla(report, threshold) };
      },
    }),
  }),
});
