import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { SignalDimension, SignalMetric } from '../types.ts';

export const SignalMetricRef = describedEnum<SignalMetric>('SignalMetric', 'Metric that is watched, forecast and alerted on.', {
  MESSAGE_COUNT: 'Number of assistant messages.',
  SUCCESS_SHARE: 'Share of verdicts that are success, 0 to 1.',
  AVERAGE_RATING: 'Mean of the ratings, 1 to 5.',
  ERROR_SHARE: 'Share of messages that ended in an error, 0 to 1.',
  LATENCY_P50: 'Median latency in milliseconds.',
  LATENCY_P95: '95th percentile of latency in milliseconds.',
  COST: 'Cost in US dollars of the messages with a known price.',
  TOKENS: 'Number of input and output tokens.',
  TOOL_FAILURE_SHARE: 'Share of tool calls that failed, 0 to 1, of those that report success or failure.',
  TRAINING_LOSS: 'Loss of a training job.',
  GRADIENT_NORM: 'Norm of the gradient of a training job.',
  TRAINING_THROUGHPUT: 'Steps or tokens a second of a training job.',
});

export const SignalDimensionRef = describedEnum<SignalDimension>('SignalDimension', 'What series of a metric are kept apart by.', {
  WORKSPACE: 'All messages of the workspace in one series.',
  MODEL: 'A series for each model.',
  PROVIDER: 'A series for each provider.',
  ENVIRONMENT: 'A series for each environment.',
  TOOL: 'A series for each tool, of the calls of that tool.',
  EXPERIMENT: 'A series for each experiment.',
  TRAINING_JOB: 'A series for each training job.',
});
