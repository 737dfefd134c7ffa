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
/** Metrics of points of training jobs. */
export type TrainingSignal = (typeof trainingMetrics)[number];

export const signalMetrics = [...messageMetrics, ...trainingMetrics] as const;
export type SignalMetric = (typeof signalMetrics)[number];

/** What series are told apart by. WORKSPACE: all of its messages. */
export const signalDimensions = ['WORKSPACE', 'MODEL', 'PROVIDER', 'ENVIRONMENT', 'TOOL', 'EXPERIMENT', 'TRAINING_JOB'] as const;
export type SignalDimension = (typeof signalDimensions)[number];
