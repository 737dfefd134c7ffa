import type { RuleInput } from '../ingest/rule.ts';

/** A rule that teams with language models mostly want, ready to be made. */
export interface AlertTemplate {
  readonly key: string;
  readonly sentence: string;
  /** Without channels, which are chosen when it is made. */
  readonly rule: RuleInput;
}

export const templates: readonly AlertTemplate[] = [
  {
    key: 'errors-by-model',
    sentence: 'Answers of a model end in errors more often than 5 % of the time.',
    rule: {
      name: 'Errors of a model',
      source: 'VALUE',
      metric: 'ERROR_SHARE',
      dimension: 'MODEL',
      trip: 0.05,
      clear: 0.03,
      windowMinutes: 15,
      forMinutes: 3,
      severity: 'CRITICAL',
    },
  },
  {
    key: 'success-drop',
    sentence: 'Fewer answers are judged as a success than in the same hour of the week before.',
    rule: {
      name: 'Success share falls',
      source: 'CHANGE',
      metric: 'SUCCESS_SHARE',
      isAbove: false,
      changePercent: 15,
      compareWith: 'WEEK_BEFORE',
      windowMinutes: 60,
      forMinutes: 15,
      severity: 'WARNING',
    },
  },
  {
    key: 'slow-answers',
    sentence: 'The slowest twentieth of a model’s answers takes longer than 15 seconds.',
    rule: {
      name: 'Slow answers',
      source: 'VALUE',
      metric: 'LATENCY_P95',
      dimension: 'MODEL',
      trip: 15_000,
      clear: 12_000,
      windowMinutes: 15,
      forMinutes: 5,
      severity: 'WARNING',
    },
  },
  {
    key: 'failing-tools',
    sentence: 'Calls of a tool fail more often than 10 % of the time.',
    rule: {
      name: 'A tool fails',
      source: 'VALUE',
      metric: 'TOOL_FAILURE_SHARE',
      dimension: 'TOOL',
      trip: 0.1,
      clear: 0.05,
      windowMinutes: 30,
      forMinutes: 5,
      severity: 'WARNING',
    },
  },
  {
    key: 'cost-jump',
    sentence: 'An hour costs twice as much as the same hour of the week before.',
    rule: {
      name: 'Cost doubles',
      source: 'CHANGE',
      metric: 'COST',
      isAbove: true,
      changePercent: 100,
      compareWith: 'WEEK_BEFORE',
      windowMinutes: 60,
      forMinutes: 10,
      severity: 'WARNING',
    },
  },
  {
    key: 'daily-budget',
    sentence: 'A day costs 100 US dollars or more; set your own limit afterwards.',
    rule: { name: 'Budget of a day', source: 'BUDGET', budgetUsd: 100, budgetPeriod: 'DAY', severity: 'WARNING' },
  },
  {
    key: 'fast-burn',
    sentence: 'The error budget of 99 % answers without an error is used up 14 times too fast: it would last two days in place of a month.',
    rule: {
      name: 'Error budget burns fast',
      source: 'BURN_RATE',
      metric: 'ERROR_SHARE',
      target: 0.99,
      longWindowMinutes: 60,
      shortWindowMinutes: 5,
      factor: 14.4,
      severity: 'CRITICAL',
    },
  },
  {
    key: 'slow-burn',
    sentence: 'The error budget of 99 % answers without an error is used up 6 times too fast over hours.',
    rule: {
      name: 'Error budget burns slowly',
      source: 'BURN_RATE',
      metric: 'ERROR_SHARE',
      target: 0.99,
      longWindowMinutes: 360,
      shortWindowMinutes: 30,
      factor: 6,
      severity: 'WARNING',
    },
  },
  {
    key: 'silence',
    sentence: 'No message has come for half an hour.',
    rule: { name: 'No messages', source: 'NO_DATA', noDataMinutes: 30, severity: 'WARNING' },
  },
  {
    key: 'anomalies',
    sentence: 'An anomaly is found that is at least a warning.',
    rule: { name: 'Anomalies', source: 'ANOMALY', minimumSeverity: 'WARNING', severity: 'WARNING' },
  },
  {
    key: 'training-trouble',
    sentence: 'A training job fails, stalls, or has a health warning.',
    rule: { name: 'Trouble in training', source: 'TRAINING_EVENT', severity: 'WARNING' },
  },
  {
    key: 'guardrails',
    sentence: 'A guardrail pauses an experiment.',
    rule: { name: 'Guardrail breached', source: 'GUARDRAIL', severity: 'CRITICAL' },
  },
];

export const templateOf = (key: string): AlertTemplate | undefined => templates.find((template) => template.key === key);
