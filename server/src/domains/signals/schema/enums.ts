import { describedEnum } from '../../../platform/graphql/enums.ts';
import type {
  AnomalyDirection,
  AnomalyEnd,
  AnomalyKind,
  AnomalySeverity,
  AnomalyState,
  AnomalyVerdict,
  Sensitivity,
  SeriesLearning,
  SignalDimension,
  SignalMetric,
} from '../types.ts';

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

export const AnomalyKindRef = describedEnum<AnomalyKind>('AnomalyKind', 'Course of a finding.', {
  SPIKE: 'Values that are out for less than a day.',
  LEVEL_SHIFT: 'Values that stay at another level: out for a day or longer.',
  DRIFT: 'Values that move away slowly, none of which is out by itself.',
});

export const AnomalyDirectionRef = describedEnum<AnomalyDirection>('AnomalyDirection', 'Side of the expected range on which values lie.', {
  UP: 'Above the expected range.',
  DOWN: 'Below the expected range.',
});

export const AnomalySeverityRef = describedEnum<AnomalySeverity>(
  'AnomalySeverity',
  'How much an anomaly matters: by its effect, and by the users and the money that were touched.',
  {
    INFO: 'A small effect, few users, or a change for the better.',
    WARNING: 'A large effect on ten users or a quarter of the messages, or 10 US dollars above what was expected.',
    CRITICAL:
      'A large effect on a hundred users, a threefold one on a quarter of the messages and ten users, or 100 US dollars above what was expected.',
  },
);

export const AnomalyStateRef = describedEnum<AnomalyState>('AnomalyState', 'State of the work on an anomaly.', {
  OPEN: 'The anomaly goes on, and no person has acknowledged it.',
  ACKNOWLEDGED: 'A person has acknowledged the anomaly.',
  RESOLVED: 'The anomaly is over, or was resolved or judged as no work by a person.',
});

export const AnomalyEndRef = describedEnum<AnomalyEnd>('AnomalyEnd', 'How a finding ended.', {
  RECOVERED: 'Values are within the expected range again.',
  NEW_LEVEL: 'Values stayed at another level for so long that the expected range has moved to that level.',
  SILENCE: 'There was no value for a week; of a short bucket, for an hour; of a training job, it has ended.',
});

export const AnomalyVerdictRef = describedEnum<AnomalyVerdict>('AnomalyVerdict', 'Judgment of a person on an anomaly.', {
  REAL: 'Something happened that was worth the notice.',
  NOT_REAL: 'Nothing happened: findings of these series must be stronger from now on.',
  EXPECTED: 'Something happened, and the reason was known, such as a deployment or a campaign; thresholds stay.',
});

export const SensitivityRef = describedEnum<Sensitivity>('Sensitivity', 'How much is reported in a workspace.', {
  FEW: 'Only findings that are 1.25 times as strong as BALANCED takes.',
  BALANCED: 'The default of a workspace.',
  ALL: 'Findings that are three quarters as strong as BALANCED takes, too.',
});

export const SeriesLearningRef = describedEnum<SeriesLearning>('SeriesLearning', 'How well a series is learned.', {
  LEARNING: 'Fewer than 72 hours with a value: nothing is found yet.',
  WIDE: 'Weekends were not seen three times: the expected range is wide.',
  LEARNED: 'Day and week are learned.',
});

export const ExpectedIntervalRef = describedEnum<'HOUR' | 'DAY'>('ExpectedInterval', 'Length of buckets with an expected value.', {
  HOUR: 'Hours of UTC.',
  DAY: 'Days of the zone of the filter or the workspace.',
});
