import type { RuleInput } from '../ingest/rule-fields.ts';
import {
  budgetLevel,
  errorLevel,
  errorTarget,
  latencyLevel,
  proposalDays,
  silenceMinutes,
  toolLevel,
  type Usual,
} from '../pure/proposals.ts';
import { minutesText } from '../pure/words.ts';

/** A rule that teams with language models mostly want, ready to be made. */
export interface AlertTemplate {
  readonly key: string;
  readonly sentence: string;
  /** Whether its level follows from the last days of the workspace; false: it is a fixed one. */
  readonly isProposed: boolean;
  /** Without channels, which are chosen when it is made. */
  readonly rule: RuleInput;
}

const percent = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;
const seconds = (ms: number): string => `${Number((ms / 1_000).toPrecision(3))} seconds`;
const ofLastDays = ` The level follows from the last ${proposalDays} days.`;
const fixedLevel = ` Too little is known of the last ${proposalDays} days to propose a level: set your own afterwards.`;

type Template = Omit<AlertTemplate, 'isProposed'>;

/** The templates, with levels from what was usual in the last days. Where too little is known of them, levels are fixed. */
export function templatesWith(usual: Usual): readonly AlertTemplate[] {
  const [errors, latency, tools] = [errorLevel(usual), latencyLevel(usual), toolLevel(usual)];
  const [budgetUsd, target, noDataMinutes] = [budgetLevel(usual), errorTarget(usual), silenceMinutes(usual)];
  const proposed = new Set(
    [
      errors !== null && 'errors-by-model',
      latency !== null && 'slow-answers',
      tools !== null && 'failing-tools',
      budgetUsd !== null && 'daily-budget',
      ...(target === null ? [] : ['fast-burn', 'slow-burn']),
      noDataMinutes !== null && 'silence',
    ].filter((key) => key !== false),
  );
  return templates({
    errors: errors ?? { trip: 0.05, clear: 0.03 },
    latency: latency ?? { trip: 15_000, clear: 12_000 },
    tools: tools ?? { trip: 0.1, clear: 0.05 },
    budgetUsd: budgetUsd ?? 100,
    target: target ?? 0.99,
    noDataMinutes: noDataMinutes ?? 30,
  }).map((template) => {
    const isProposed = proposed.has(template.key);
    const how = isProposed ? ofLastDays : withLevels.includes(template.key) ? fixedLevel : '';
    return { ...template, isProposed, sentence: `${template.sentence}${how}` };
  });
}

/** Templates whose level is proposed. */
const withLevels = ['errors-by-model', 'slow-answers', 'failing-tools', 'daily-budget', 'fast-burn', 'slow-burn', 'silence'];

interface Levels {
  readonly errors: { readonly trip: number; readonly clear: number };
  readonly latency: { readonly trip: number; readonly clear: number };
  readonly tools: { readonly trip: number; readonly clear: number };
  readonly budgetUsd: number;
  readonly target: number;
  readonly noDataMinutes: number;
}

const templates = ({ errors, latency, tools, budgetUsd, target, noDataMinutes }: Levels): readonly Template[] => [
  {
    key: 'errors-by-model',
    sentence: `Answers of a model end in errors more often than ${percent(errors.trip)} of the time.`,
    rule: {
      name: 'Errors of a model',
      source: 'VALUE',
      metric: 'ERROR_SHARE',
      dimension: 'MODEL',
      ...errors,
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
    sentence: `The slowest twentieth of a model’s answers takes longer than ${seconds(latency.trip)}.`,
    rule: {
      name: 'Slow answers',
      source: 'VALUE',
      metric: 'LATENCY_P95',
      dimension: 'MODEL',
      ...latency,
      windowMinutes: 15,
      forMinutes: 5,
      severity: 'WARNING',
    },
  },
  {
    key: 'failing-tools',
    sentence: `Calls of a tool fail more often than ${percent(tools.trip)} of the time.`,
    rule: {
      name: 'A tool fails',
      source: 'VALUE',
      metric: 'TOOL_FAILURE_SHARE',
      dimension: 'TOOL',
      ...tools,
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
    sentence: `A day costs ${budgetUsd.toLocaleString('en-US')} US dollars or more.`,
    rule: { name: 'Budget of a day', source: 'BUDGET', budgetUsd, budgetPeriod: 'DAY', severity: 'WARNING' },
  },
  {
    key: 'fast-burn',
    sentence: `The error budget of ${percent(target)} answers without an error is used up 14 times too fast: it would last two days in place of a month.`,
    rule: {
      name: 'Error budget burns fast',
      source: 'BURN_RATE',
      metric: 'ERROR_SHARE',
      target,
      longWindowMinutes: 60,
      shortWindowMinutes: 5,
      factor: 14.4,
      severity: 'CRITICAL',
    },
  },
  {
    key: 'slow-burn',
    sentence: `The error budget of ${percent(target)} answers without an error is used up 6 times too fast over hours.`,
    rule: {
      name: 'Error budget burns slowly',
      source: 'BURN_RATE',
      metric: 'ERROR_SHARE',
      target,
      longWindowMinutes: 360,
      shortWindowMinutes: 30,
      factor: 6,
      severity: 'WARNING',
    },
  },
  {
    key: 'silence',
    sentence: `No message has come for ${minutesText(noDataMinutes)}.`,
    rule: { name: 'No messages', source: 'NO_DATA', noDataMinutes, severity: 'WARNING' },
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
