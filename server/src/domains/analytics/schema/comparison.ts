import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { PeriodComparison } from '../comparison.ts';
import type { ComparisonPeriod } from '../period.ts';
import {
  fewestForVerdict,
  type ComparedMetric,
  type ComparisonVerdict,
  type MetricComparison,
  type ValueComparison,
} from '../pure/comparison.ts';
import type { Interval95 } from '../../../platform/statistics/wilson.ts';
import { TimeRangeInputRef } from './filter.ts';

const ComparisonPeriodRef = describedEnum<ComparisonPeriod>(
  'ComparisonPeriod',
  'Period that the time range of the filter is compared with.',
  {
    PREVIOUS: 'Period of equal length just before.',
    WEEK_BEFORE: 'Same period a week before, in the time zone of the filter.',
    MONTH_BEFORE: 'Same period a month before; a day that the month lacks is its last one.',
    YEAR_BEFORE: 'Same period a year before; 29 February is compared with the 28th.',
  },
);

export const CompareWithRef = builder.inputType('CompareWithInput', {
  description: 'What the time range of a filter is compared with: either `period` or `range`.',
  fields: (t) => ({
    period: t.field({ type: ComparisonPeriodRef, description: 'Period found by the time range of the filter, which needs both ends.' }),
    range: t.field({ type: TimeRangeInputRef, description: 'Any other time range; both ends are needed.' }),
  }),
});

export const ComparedMetricRef = describedEnum<ComparedMetric>('ComparedMetric', 'Number that is compared, as in Overview.', {
  SUCCESS_SHARE: 'Share of verdicts that are success; more is better.',
  ERROR_SHARE: 'Share of messages that ended in an error; less is better.',
  AVERAGE_RATING: 'Mean of the ratings; more is better.',
  AVERAGE_LATENCY: 'Mean latency in milliseconds; less is better.',
  LATENCY_P50: 'Median latency in milliseconds; less is better.',
  LATENCY_P95: '95th percentile of latency in milliseconds; less is better.',
  TIME_TO_FIRST_TOKEN_P50: 'Median time to first token in milliseconds; less is better.',
  COST_PER_MESSAGE: 'Mean cost in US dollars of messages with a known price; less is better.',
  OUTPUT_TOKENS_PER_MESSAGE: 'Mean output tokens of a message; neither more nor less is better.',
});

const ComparisonVerdictRef = describedEnum<ComparisonVerdict>('ComparisonVerdict', 'Whether a difference is more than chance.', {
  BETTER: 'Whole interval of the difference lies on the better side.',
  WORSE: 'Whole interval of the difference lies on the worse side.',
  HIGHER: 'Whole interval lies above 0, of a number of which neither more nor less is better.',
  LOWER: 'Whole interval lies below 0, of a number of which neither more nor less is better.',
  NOT_DECISIVE: 'Interval contains 0: the data do not decide.',
  TOO_FEW: `Fewer than ${fewestForVerdict} values on one side, or none.`,
});

export const DifferenceIntervalRef = builder.objectRef<Interval95>('DifferenceInterval').implement({
  description:
    'Confidence interval of a difference at 95 %, by itself: Newcombe for shares, Welch for means, order statistics for percentiles.',
  fields: (t) => ({
    low: t.exposeFloat('low', { description: 'Lower end of the interval, in the unit of the metric.' }),
    high: t.exposeFloat('high', { description: 'Upper end of the interval, in the unit of the metric.' }),
  }),
});

export const ValueComparisonRef = builder.objectRef<ValueComparison>('ValueComparison').implement({
  description: 'Share or mean of the time range beside that of the compared period, with the difference.',
  fields: (t) => ({
    value: t.exposeFloat('value', { nullable: true, description: 'Number of the time range; null: nothing was measured.' }),
    base: t.exposeFloat('base', { nullable: true, description: 'Number of the compared period; null: nothing was measured.' }),
    count: t.exposeInt('count', { description: 'Number of values that `value` was measured over.' }),
    baseCount: t.exposeInt('baseCount', { description: 'Number of values that `base` was measured over.' }),
    difference: t.exposeFloat('difference', { nullable: true, description: 'Difference of `value` to `base`; null: one is not known.' }),
    interval: t.field({
      type: DifferenceIntervalRef,
      nullable: true,
      description: 'Confidence interval of the difference at 95 %, Newcombe for shares, Welch for means; null: too few values.',
      resolve: ({ interval }) => interval,
    }),
    verdict: t.expose('verdict', { type: ComparisonVerdictRef, description: 'Whether the difference is more than chance.' }),
    sentence: t.exposeString('sentence', { description: 'Difference, interval and verdict as an English sentence.' }),
  }),
});

export const MetricComparisonRef = builder.objectRef<MetricComparison>('MetricComparison').implement({
  description: 'One number of some messages beside that of the base, with the difference.',
  fields: (t) => ({
    metric: t.expose('metric', { type: ComparedMetricRef, description: 'Number that is compared.' }),
    value: t.exposeFloat('value', { nullable: true, description: 'Number of these messages; null: nothing was measured.' }),
    base: t.exposeFloat('base', { nullable: true, description: 'Number of the base; null: nothing was measured.' }),
    count: t.exposeInt('count', { description: 'Number of values that `value` was measured over.' }),
    baseCount: t.exposeInt('baseCount', { description: 'Number of values that `base` was measured over.' }),
    difference: t.exposeFloat('difference', { nullable: true, description: 'Difference of `value` to `base`; null: one is not known.' }),
    relativeChange: t.exposeFloat('relativeChange', {
      nullable: true,
      description: 'Difference over the base, 0.1 for 10 % more; null: one is not known, or the base is 0.',
    }),
    interval: t.field({
      type: DifferenceIntervalRef,
      nullable: true,
      description: 'Confidence interval of the difference at 95 %; null: too few values.',
      resolve: ({ interval }) => interval,
    }),
    verdict: t.expose('verdict', { type: ComparisonVerdictRef, description: 'Whether the difference is more than chance.' }),
    sentence: t.exposeString('sentence', { description: 'Difference, interval and verdict as an English sentence.' }),
  }),
});

export const PeriodComparisonRef = builder.objectRef<PeriodComparison>('PeriodComparison').implement({
  description: 'Numbers of the time range beside those of the compared period.',
  fields: (t) => ({
    from: t.expose('from', { type: 'DateTime', description: 'First instant of the compared period.' }),
    to: t.expose('to', { type: 'DateTime', description: 'End of the compared period, not included.' }),
    metrics: t.field({
      type: [MetricComparisonRef],
      description: 'Every metric, in the order of the list.',
      resolve: ({ metrics }) => [...metrics],
    }),
  }),
});
