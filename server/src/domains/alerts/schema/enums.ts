import { describedEnum } from '../../../platform/graphql/enums.ts';
import type {
  AlertComparison,
  AlertSeverity,
  AlertSource,
  AlertState,
  AlertTransition,
  BudgetPeriod,
  ChannelKind,
  DeliveryState,
  EpisodeState,
  TrainingEvent,
} from '../types.ts';

export const AlertSourceRef = describedEnum<AlertSource>('AlertSource', 'What an alert rule watches.', {
  VALUE: 'The value of a metric over a window.',
  CHANGE: 'The change of a metric against an earlier window.',
  ANOMALY: 'Anomalies, from when on they are found until they end.',
  FORECAST: 'The forecast of a metric, whether it crosses a level.',
  BURN_RATE: 'The speed at which the error budget of a target is used up, in two windows.',
  TRAINING_EVENT: 'Training jobs that fail or stall, and health warnings.',
  BUDGET: 'The cost of the day or month.',
  NO_DATA: 'The time since the last message.',
  GUARDRAIL: 'Experiments that a guardrail has paused.',
  DRIFT: 'Features of messages that have drifted from those of a baseline.',
});

export const AlertSeverityRef = describedEnum<AlertSeverity>('AlertSeverity', 'Severity of an alert.', {
  INFO: 'Something to know of.',
  WARNING: 'Something to look at.',
  CRITICAL: 'Something to act on now.',
});

export const AlertChannelKindRef = describedEnum<ChannelKind>('AlertChannelKind', 'Ways on which notices of alerts go out.', {
  EMAIL: 'Mails to members of the workspace.',
  SLACK: 'An incoming webhook of Slack.',
  TEAMS: 'A workflow of Microsoft Teams that starts with a webhook request.',
  PAGERDUTY: 'The Events API v2 of PagerDuty.',
  WEBHOOK: 'A signed webhook, as Standard Webhooks describes it.',
});

export const AlertStateRef = describedEnum<AlertState>('AlertState', 'State of an alert rule, or of one of its series.', {
  OK: 'Nothing is bad.',
  PENDING: 'The value is bad, and not for long enough yet.',
  FIRING: 'An episode is open.',
  UNKNOWN: 'The last evaluation is not known, or there was none: messages wait to be counted, or a store did not answer.',
  NO_DATA: 'The last evaluation found nothing to measure.',
  MUTED: 'No notices go out at present.',
});

export const EpisodeStateRef = describedEnum<EpisodeState>('EpisodeState', 'State of an episode of an alert rule.', {
  FIRING: 'Bad, and not acknowledged.',
  ACKNOWLEDGED: 'Bad, and a person has acknowledged the episode: no reminders, no escalation.',
  RESOLVED: 'Over: the value is good again, or the rule was changed or deleted.',
});

export const AlertTransitionRef = describedEnum<AlertTransition>('AlertTransition', 'What a notice of an alert is about.', {
  FIRED: 'An episode has opened.',
  REMINDED: 'An episode is still open, and not acknowledged.',
  ESCALATED: 'An episode was not acknowledged in time.',
  ACKNOWLEDGED: 'A person has acknowledged the episode; for PagerDuty and webhooks alone.',
  RESOLVED: 'An episode is over.',
  TEST: 'A person has tried the channel.',
});

export const AlertDeliveryStateRef = describedEnum<DeliveryState>('AlertDeliveryState', 'State of a notice on its way to a channel.', {
  WAITING: 'The next attempt is to come.',
  SENT: 'The receiver has taken the notice.',
  FAILED: 'The receiver does not take the notice, now or later.',
  GIVEN_UP: 'No attempt has succeeded, and none is to come.',
});

export const AlertComparisonRef = describedEnum<AlertComparison>('AlertComparison', 'Window that a change is measured against.', {
  WINDOW_BEFORE: 'The window just before.',
  DAY_BEFORE: 'The same window a day before.',
  WEEK_BEFORE: 'The same window a week before.',
});

export const AlertBudgetPeriodRef = describedEnum<BudgetPeriod>(
  'AlertBudgetPeriod',
  "Time that a budget is for, in the workspace's zone.",
  {
    DAY: 'Each day of the calendar.',
    MONTH: 'Each month of the calendar.',
  },
);

export const AlertTrainingEventRef = describedEnum<TrainingEvent>(
  'AlertTrainingEvent',
  'Events of training jobs that an alert rule watches.',
  {
    JOB_FAILED: 'A job has failed, or was lost with its runner; for a day, unless the job runs again.',
    JOB_STALLED: 'A job sends nothing any more.',
    HEALTH_WARNING: 'A health warning of a job holds.',
  },
);
