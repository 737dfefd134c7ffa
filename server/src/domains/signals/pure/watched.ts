import { isSumOf } from './telling.ts';
import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { messageMetrics, type MessageMetric, type SeriesKey, type SeriesLearning, type SignalDimension } from '../types.ts';

/** What is watched of each dimension. A tool has calls, and no messages of its own. */
export const metricsOf = (dimension: SignalDimension): readonly MessageMetric[] =>
  dimension === 'TOOL' ? ['TOOL_FAILURE_SHARE'] : dimension === 'TRAINING_JOB' ? [] : messageMetrics;

/** Dimensions of messages, all messages first; null: all messages together. */
export const watchedDimensions: readonly {
  readonly dimension: SignalDimension;
  readonly by: Exclude<SignalDimension, 'WORKSPACE' | 'TRAINING_JOB'> | null;
}[] = [
  { dimension: 'WORKSPACE', by: null },
  { dimension: 'MODEL', by: 'MODEL' },
  { dimension: 'PROVIDER', by: 'PROVIDER' },
  { dimension: 'ENVIRONMENT', by: 'ENVIRONMENT' },
  { dimension: 'TOOL', by: 'TOOL' },
  { dimension: 'EXPERIMENT', by: 'EXPERIMENT' },
];

/** What a value needs in a week to be watched: measurements, on so many days. */
const enough = { measurements: 100, days: 2 };
/**
 * Of few values an hour the 95th percentile is the largest of them, and numbers and sums are 0 by chance: these need so many an hour, on average over
 * a week. All messages are an exception for numbers and sums, so that an application that stops is noticed.
 */
const anHour = { percentile: 30, sum: 10 };
const hoursOfWeek = 168;

/** What people judge is judged in buckets of six hours where hours have fewer judgments than that. */
const slowMetrics: readonly SeriesKey['metric'][] = ['SUCCESS_SHARE', 'AVERAGE_RATING'];
const slowBelow = 10;
const hourMs = 3_600_000;

/** How long the buckets of a series are, by how often it was measured on these days. */
export const bucketMsOf = (metric: SeriesKey['metric'], { days, count }: { days: number; count: number }): number =>
  slowMetrics.includes(metric) && count / days / 24 < slowBelow ? 6 * hourMs : hourMs;

/** Whether a series has enough measurements to be watched. `days`: on how many of the last eight it has some; `count`: of these days. */
export function isWatched(
  { metric, dimension }: Pick<SeriesKey, 'metric' | 'dimension'>,
  { days, count }: { days: number; count: number },
): boolean {
  if (days < enough.days || count < enough.measurements) return false;
  const weekly = (count * 7) / days;
  if (metric === 'LATENCY_P95') return weekly >= anHour.percentile * hoursOfWeek;
  return !isSumOf(metric) || dimension === 'WORKSPACE' || weekly >= anHour.sum * hoursOfWeek;
}
/** The most that is watched. */
export const most = { valuesOfDimension: 60, series: 500 };

/**
 * Drifts are found of what people want to stay as it is. Numbers of messages, tokens and costs of a model go where its users go: of these, sudden
 * changes alone are findings.
 */
export const isDriftFound = (metric: SeriesKey['metric']): boolean =>
  metric !== 'MESSAGE_COUNT' && metric !== 'TOKENS' && metric !== 'COST';

/** The messages of a series. */
export function filterOf({ dimension, value }: Omit<SeriesKey, 'metric'>): AnalyticsFilter {
  switch (dimension) {
    case 'MODEL':
      return { models: [value] };
    case 'PROVIDER':
      return { providers: [value] };
    case 'ENVIRONMENT':
      return { environments: [value] };
    case 'TOOL':
      return { tools: [value] };
    case 'EXPERIMENT':
      return { experiments: [value] };
    case 'WORKSPACE':
    case 'TRAINING_JOB':
      return {};
    default:
      return dimension satisfies never;
  }
}

/** Nothing is found before 72 buckets with a value; bands are wide until weekends were seen three times. */
export const learningOf = ({ valueCount, bucketMs }: { valueCount: number; bucketMs: number }): SeriesLearning =>
  valueCount < 72 ? 'LEARNING' : valueCount * bucketMs < 21 * 24 * hourMs ? 'WIDE' : 'LEARNED';
