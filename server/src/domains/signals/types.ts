/** What is watched, forecast and alerted on. */
export const messageMetrics = [
  'MESSAGE_COUNT',
  'SUCCESS_SHARE',
  'AVERAGE_RATING',
  'ERROR_SHARE',
  'LATENCY_P50',
  'LATENCY_P95',
  'COST',
  'TOKENS',
  'TOOL_FAILURE_SHARE',
] as const;
/** Metrics of messages. */
export type MessageMetric = (typeof messageMetrics)[number];

export const trainingMetrics = ['TRAINING_LOSS', 'GRADIENT_NORM', 'TRAINING_THROUGHPUT'] as const;
/** Metrics of training jobs. */
export type TrainingMetric = (typeof trainingMetrics)[number];

export const signalMetrics = [...messageMetrics, ...trainingMetrics] as const;
export type SignalMetric = (typeof signalMetrics)[number];

/** What distinguishes series. WORKSPACE: all of its messages. */
export const signalDimensions = ['WORKSPACE', 'MODEL', 'PROVIDER', 'ENVIRONMENT', 'TOOL', 'EXPERIMENT', 'TRAINING_JOB'] as const;
export type SignalDimension = (typeof signalDimensions)[number];

export const anomalyKinds = ['SPIKE', 'LEVEL_SHIFT', 'DRIFT'] as const;
export type AnomalyKind = (typeof anomalyKinds)[number];
export const anomalyDirections = ['UP', 'DOWN'] as const;
export type AnomalyDirection = (typeof anomalyDirections)[number];
export const anomalySeverities = ['INFO', 'WARNING', 'CRITICAL'] as const;
export type AnomalySeverity = (typeof anomalySeverities)[number];
export const anomalyStates = ['OPEN', 'ACKNOWLEDGED', 'RESOLVED'] as const;
export type AnomalyState = (typeof anomalyStates)[number];
export const anomalyEnds = ['RECOVERED', 'NEW_LEVEL', 'SILENCE'] as const;
export type AnomalyEnd = (typeof anomalyEnds)[number];
export type { FindingVerdict as AnomalyVerdict, Sensitivity } from './pure/feedback.ts';
export const seriesLearnings = ['LEARNING', 'WIDE', 'LEARNED'] as const;
/** LEARNING: nothing is found yet. WIDE: the band is wide, since weekends were not seen often enough. */
export type SeriesLearning = (typeof seriesLearnings)[number];

/** What a series is of: a metric of all messages, or of those with one value of a dimension. */
export interface SeriesKey {
  readonly metric: SignalMetric;
  readonly dimension: SignalDimension;
  /** '' of WORKSPACE. */
  readonly value: string;
}

/** A bucket with what was expected of it. */
export interface ExpectedBucket {
  readonly at: Date;
  /** null: nothing was measured. */
  readonly value: number | null;
  /** null: the series is too new to expect anything. */
  readonly expected: number | null;
  /** Ends of the band that 95 of 100 buckets lie in; null as `expected`. */
  readonly low: number | null;
  readonly high: number | null;
  /** Whether the value lies outside of the band. */
  readonly isOut: boolean;
}
