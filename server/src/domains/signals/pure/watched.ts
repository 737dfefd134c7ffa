import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { messageMetrics, type MessageMetric, type SeriesKey, type SeriesLearning, type SignalDimension } from '../types.ts';

/** What is watched of each dimension. A tool has calls, and no messages of its own. */
export const metricsOf = (dimension: SignalDimension): readonly MessageMetric[] =>
  dimension === 'TOOL' ? ['TOOL_FAILURE_SHARE'] : dimension === 'TRAINING_JOB' ? [] : messageMetrics;

/** Dimensions of messages, all messages first; null: not told apart. */
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
export const enough = { measurements: 100, days: 2 };
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

/** Nothing is found before three days of hours with a value; bands are wide until weekends were seen three times. */
export const learningOf = (valueCount: number): SeriesLearning =>
  valueCount < 72 ? 'LEARNING' : valueCount < 21 * 24 ? 'WIDE' : 'LEARNED';
