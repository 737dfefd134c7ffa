import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { periodComparison } from '../comparison.ts';
import { failureTags, ratings } from '../details.ts';
import * as metrics from '../evaluation-metrics.ts';
import type { Agreement } from '../pure/agreement.ts';
import type { Report } from '../report.ts';
import { MetricComparisonRef, DifferenceIntervalRef, PeriodComparisonRef, ValueComparisonRef } from './comparison.ts';
import { RatingCountRef, TagCountRef } from './counts.ts';
import { IntervalRef } from './filter.ts';
import { Interval95Ref, QuantilesRef } from './numbers.ts';

const MeasuredShareRef = builder.objectRef<metrics.MeasuredShare>('MeasuredShare').implement({
  description: 'Share with what was counted, and its confidence interval.',
  fields: (t) => ({
    count: t.exposeInt('count', { description: 'Number of those that count.' }),
    of: t.exposeInt('of', { description: 'Number of those that were looked at.' }),
    share: t.exposeFloat('share', { nullable: true, description: 'Count over those looked at, 0 to 1; null: there were none.' }),
    interval: t.field({
      type: Interval95Ref,
      nullable: true,
      description: 'Confidence interval of the share; null: there were none.',
      resolve: ({ interval }) => interval,
    }),
  }),
});

const CostPerSuccessRef = builder.objectRef<metrics.PerSuccess>('CostPerSuccess').implement({
  description: 'Cost of a success.',
  fields: (t) => ({
    successCount: t.exposeInt('successCount', { description: 'Number of verdicts of success.' }),
    costUsd: t.exposeFloat('value', {
      nullable: true,
      description: 'Cost in US dollars of all priced messages for each verdict of success; null: no success, or no known price.',
    }),
  }),
});

const TokensPerSuccessRef = builder.objectRef<metrics.PerSuccess>('TokensPerSuccess').implement({
  description: 'Tokens for a success.',
  fields: (t) => ({
    successCount: t.exposeInt('successCount', { description: 'Number of verdicts of success.' }),
    tokens: t.exposeFloat('value', {
      nullable: true,
      description: 'Input and output tokens of all messages for each verdict of success; null: no success.',
    }),
  }),
});

const RatingSummaryRef = builder.objectRef<Report>('RatingSummary').implement({
  description: 'Average and distribution of ratings.',
  fields: (t) => ({
    count: t.int({ description: 'Number of ratings.', resolve: async (report) => (await report.overview()).ratedCount }),
    average: t.float({
      nullable: true,
      description: 'Mean of the ratings, 1 to 5; null: there is none.',
      resolve: async (report) => (await report.overview()).averageRating,
    }),
    distribution: t.field({
      type: [RatingCountRef],
      description: 'Always five rows, ratings 1 to 5.',
      resolve: async (report) => (await ratings(report)).map((row) => ({ ...row, report })),
    }),
  }),
});

const AgreementRef = builder.objectRef<Agreement>('Agreement').implement({
  description: 'Agreement of several evaluations of the same messages.',
  fields: (t) => ({
    messageCount: t.exposeInt('messageCount', { description: 'Number of messages with at least two values.' }),
    valueCount: t.exposeInt('valueCount', { description: 'Number of values of these messages.' }),
    alpha: t.exposeFloat('alpha', {
      nullable: true,
      description: "Krippendorff's alpha: 1 for full agreement, 0 as by chance; null: nothing to compare, or all values are the same.",
    }),
  }),
});

const EvaluatorAgreementRef = builder.objectRef<metrics.EvaluatorAgreement>('EvaluatorAgreement').implement({
  description: 'Agreement of evaluations, of verdicts and of ratings.',
  fields: (t) => ({
    verdicts: t.field({ type: AgreementRef, description: 'Agreement of verdicts: the same, or not.', resolve: ({ verdicts }) => verdicts }),
    ratings: t.field({
      type: AgreementRef,
      description: 'Agreement of ratings, which differ by the square of their distance.',
      resolve: (row) => row.ratings,
    }),
  }),
});

const TrendMetricRef = describedEnum<metrics.TrendMetric>('TrendMetric', 'Number whose course over time is looked at.', {
  SUCCESS_SHARE: 'Share of verdicts that are success.',
  ERROR_SHARE: 'Share of messages that ended in an error.',
  AVERAGE_RATING: 'Mean of the ratings.',
  LATENCY_P50: 'Median latency in milliseconds.',
  LATENCY_P95: '95th percentile of latency in milliseconds.',
  COST_PER_MESSAGE: 'Cost in US dollars of a message.',
  MESSAGE_COUNT: 'Number of messages of a bucket.',
});

const TrendDirectionRef = describedEnum<metrics.TrendDirection>('TrendDirection', 'Whether a number rises or falls by more than chance.', {
  RISING: 'Whole interval of the slope lies above 0.',
  FALLING: 'Whole interval of the slope lies below 0.',
  NOT_DECISIVE: 'Interval of the slope contains 0.',
  TOO_FEW: 'Fewer than five whole buckets with a value.',
});

const TrendRef = builder.objectRef<metrics.Trend>('Trend').implement({
  description: 'Straight line through the buckets of a series, by least squares; partial buckets are left out.',
  fields: (t) => ({
    metric: t.expose('metric', { type: TrendMetricRef, description: 'Number whose course is looked at.' }),
    bucketCount: t.exposeInt('bucketCount', { description: 'Number of whole buckets with a value.' }),
    slopePerDay: t.exposeFloat('slopePerDay', {
      nullable: true,
      description: 'Change in a day, in the unit of the metric; null: too few buckets.',
    }),
    interval: t.field({
      type: DifferenceIntervalRef,
      nullable: true,
      description: 'Confidence interval of the slope at 95 %; null: too few buckets.',
      resolve: ({ interval }) => interval,
    }),
    direction: t.expose('direction', { type: TrendDirectionRef, description: 'Whether the slope is more than chance.' }),
  }),
});

export const EvaluationMetricsRef = builder.objectRef<Report>('EvaluationMetrics').implement({
  description: 'The 13 operations of quality over the messages that a filter selects; docs/metrics.md has the formula of each.',
  fields: (t) => ({
    accuracy: t.field({
      type: MeasuredShareRef,
      description: 'Messages most of whose verdicts are success, of those with a majority: each message counts once.',
      resolve: metrics.accuracy,
    }),
    accuracyComparison: t.field({
      type: ValueComparisonRef,
      nullable: true,
      description: 'Accuracy beside that in the period of `compareWith`, by default the previous one; null without `from` and `to`.',
      resolve: metrics.compareAccuracy,
    }),
    successRate: t.field({ type: MeasuredShareRef, description: 'Verdicts of success, of all verdicts.', resolve: metrics.successRate }),
    ratings: t.field({ type: RatingSummaryRef, description: 'Average and distribution of ratings.', resolve: (report) => report }),
    failureTags: t.field({
      type: [TagCountRef],
      description: 'Failure tags, most frequent first, 500 at most.',
      resolve: async (report) => (await failureTags(report)).map((row) => ({ ...row, report })),
    }),
    agreement: t.field({
      type: EvaluatorAgreementRef,
      description: 'Agreement of several evaluations of one message.',
      resolve: (report) => metrics.agreement(report),
    }),
    previousAgreement: t.field({
      type: EvaluatorAgreementRef,
      nullable: true,
      description:
        'Agreement of several evaluations of one message in the period of `compareWith`, by default the previous one; null without `from` and `to`.',
      resolve: (report) => (report.scope.previous === null ? null : metrics.agreement(report, 'previous')),
    }),
    responseTime: t.field({
      type: QuantilesRef,
      description: 'Time from the request to the last token, over the messages that report one.',
      resolve: metrics.responseTime,
    }),
    costPerSuccess: t.field({ type: CostPerSuccessRef, description: 'Cost of a success.', resolve: metrics.costPerSuccess }),
    tokensPerSuccess: t.field({ type: TokensPerSuccessRef, description: 'Tokens for a success.', resolve: metrics.tokensPerSuccess }),
    toolSuccess: t.field({
      type: MeasuredShareRef,
      description: 'Successful calls of tools, of those that report success or failure.',
      resolve: metrics.toolSuccess,
    }),
    errorRate: t.field({
      type: MeasuredShareRef,
      description: 'Messages that ended in an error, of all messages.',
      resolve: metrics.errorRate,
    }),
    trend: t.field({
      type: TrendRef,
      description: 'Course of a number over time.',
      args: {
        metric: t.arg({ type: TrendMetricRef, defaultValue: 'SUCCESS_SHARE', description: 'Number to look at.' }),
        interval: t.arg({ type: IntervalRef, description: 'Length of the buckets; absent: the shortest that gives about 120 at most.' }),
      },
      resolve: (report, { metric, interval }) =>
        metrics.trend(report, metric ?? 'SUCCESS_SHARE', unwrap(report.chosenInterval(interval ?? null))),
    }),
    periodComparison: t.field({
      type: PeriodComparisonRef,
      nullable: true,
      description: 'Comparison with the period of `compareWith`, by default the one just before; null without `from` and `to`.',
      resolve: (report) => periodComparison(report),
    }),
    modelComparison: t.field({
      type: [MetricComparisonRef],
      description: 'Comparison of two models over the messages of the filter, one entry for each metric.',
      args: {
        model: t.arg.string({ required: true, description: 'Name of the model that is looked at.' }),
        base: t.arg.string({ required: true, description: 'Name of the model that is the base.' }),
      },
      resolve: (report, { model, base }) => metrics.compareModels(report, model, base),
    }),
  }),
});
