import { readings } from '../../drift/pure/features.ts';
import { trainingMetrics, type SignalDimension, type SignalMetric } from '../../signals/types.ts';
import { isOfTraining, type AlertComparison, type Condition, type DriftRole, type TrainingEvent } from '../types.ts';

/** Names of metrics within a sentence. */
export const metricNames: Readonly<Record<SignalMetric, string>> = {
  MESSAGE_COUNT: 'number of messages',
  SUCCESS_SHARE: 'success share',
  AVERAGE_RATING: 'average rating',
  ERROR_SHARE: 'error share',
  LATENCY_P50: 'median latency',
  LATENCY_P95: '95th percentile of latency',
  COST: 'cost',
  TOKENS: 'number of tokens',
  TOOL_FAILURE_SHARE: 'share of failed tool calls',
  TRAINING_LOSS: 'training loss',
  GRADIENT_NORM: 'gradient norm',
  TRAINING_THROUGHPUT: 'training throughput',
};

const countedNames: Readonly<Record<SignalMetric, string>> = {
  MESSAGE_COUNT: 'messages',
  SUCCESS_SHARE: 'verdicts',
  AVERAGE_RATING: 'ratings',
  ERROR_SHARE: 'messages',
  LATENCY_P50: 'latencies',
  LATENCY_P95: 'latencies',
  COST: 'priced messages',
  TOKENS: 'messages',
  TOOL_FAILURE_SHARE: 'tool calls',
  TRAINING_LOSS: 'points',
  GRADIENT_NORM: 'points',
  TRAINING_THROUGHPUT: 'points',
};

const dimensionNames: Readonly<Record<SignalDimension, string>> = {
  WORKSPACE: 'the workspace',
  MODEL: 'model',
  PROVIDER: 'provider',
  ENVIRONMENT: 'environment',
  TOOL: 'tool',
  EXPERIMENT: 'experiment',
  TRAINING_JOB: 'training job',
};

const comparisonNames: Readonly<Record<AlertComparison, string>> = {
  WINDOW_BEFORE: 'the window before',
  DAY_BEFORE: 'the same time of the day before',
  WEEK_BEFORE: 'the same time of the week before',
};

const eventNames: Readonly<Record<TrainingEvent, string>> = {
  JOB_FAILED: 'a training job fails or is lost',
  JOB_STALLED: 'a training job stalls',
  HEALTH_WARNING: 'a health warning of a training job is raised',
};

const driftNames: Readonly<Record<DriftRole, string>> = { BOTH: 'messages', USER: "users' messages", ASSISTANT: 'answers' };

const formats = [0, 1, 2, 3, 4].map((digits) => new Intl.NumberFormat('en-US', { maximumFractionDigits: digits }));
const number = (value: number, digits: 0 | 1 | 2 | 3 | 4): string => (formats[digits] as Intl.NumberFormat).format(value);
const significant = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });
const shares: ReadonlySet<SignalMetric> = new Set(['SUCCESS_SHARE', 'ERROR_SHARE', 'TOOL_FAILURE_SHARE']);

/** A number of any size, such as a loss. */
export const pointText = (value: number): string => significant.format(value);

/** A value with its unit. */
export function valueText(metric: SignalMetric, value: number): string {
  if (shares.has(metric)) return `${number(value * 100, 1)} %`;
  if (metric === 'LATENCY_P50' || metric === 'LATENCY_P95') return `${number(value, 0)} ms`;
  if (metric === 'COST') return usdText(value);
  if (metric === 'TRAINING_THROUGHPUT') return `${pointText(value)} a second`;
  // Losses are often below 0.01.
  return (trainingMetrics as readonly SignalMetric[]).includes(metric) ? pointText(value) : number(value, 2);
}

export const usdText = (usd: number): string => `$${number(usd, Math.abs(usd) < 1 ? 4 : 2)}`;
export const percentText = (percent: number): string => `${percent > 0 ? '+' : ''}${number(percent, 1)} %`;

export function minutesText(minutes: number): string {
  const unit = (count: number, name: string): string => `${number(count, 1)} ${name}${count === 1 ? '' : 's'}`;
  if (minutes >= 1_440 && minutes % 1_440 === 0) return unit(minutes / 1_440, 'day');
  if (minutes >= 60 && minutes % 60 === 0) return unit(minutes / 60, 'hour');
  return unit(minutes, 'minute');
}

/** " of model gpt-4o"; empty: of the workspace. */
export const seriesText = (dimension: SignalDimension, key: string): string =>
  dimension === 'WORKSPACE'
    ? ''
    : key === ''
      ? ` of messages without ${dimensionNames[dimension]}`
      : ` of ${dimensionNames[dimension]} ${key}`;

/** What an anomaly is of: "error share of model gpt-4o". */
export const anomalyName = ({
  metric,
  dimension,
  value,
}: {
  readonly metric: SignalMetric;
  readonly dimension: SignalDimension;
  readonly value: string;
}): string => `${metricNames[metric]}${seriesText(dimension, value)}`;

/** Of what a value was made: "of 214 messages". */
export const ofText = (metric: SignalMetric, of: number): string =>
  metric === 'MESSAGE_COUNT' ? '' : ` of ${number(of, 0)} ${countedNames[metric]}`;

export const timeText = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** What a rule does, in one sentence. */
export function ruleSentence(condition: Condition, { forMinutes }: { readonly forMinutes: number }): string {
  const held = forMinutes === 0 ? '' : ` for ${minutesText(forMinutes)}`;
  const each =
    'dimension' in condition && condition.source !== 'ANOMALY' && condition.dimension !== 'WORKSPACE'
      ? `, for each ${dimensionNames[condition.dimension]}`
      : '';
  switch (condition.source) {
    case 'VALUE': {
      const { metric, isAbove, trip, clear, windowMinutes, noDataMinutes } = condition;
      const empty =
        noDataMinutes === null
          ? ''
          : `; also when there is no value for ${minutesText(noDataMinutes)}${isOfTraining(condition) ? ' while the job runs' : ''}`;
      return `Fires when the ${metricNames[metric]} over ${minutesText(windowMinutes)} is ${valueText(metric, trip)} or ${isAbove ? 'more' : 'less'}${held}${each}; clears ${clear === trip ? (isAbove ? 'below' : 'above') : 'at'} ${valueText(metric, clear)}${empty}.`;
    }
    case 'CHANGE': {
      const { metric, isAbove, trip, clear, windowMinutes, compareWith } = condition;
      return `Fires when the ${metricNames[metric]} over ${minutesText(windowMinutes)} ${isAbove ? 'rises' : 'falls'} by ${number(Math.abs(trip), 1)} % or more against ${comparisonNames[compareWith]}${held}${each}; clears at ${percentText(clear)}.`;
    }
    case 'BURN_RATE': {
      const { metric, target, longWindowMinutes, shortWindowMinutes, factor } = condition;
      return `Fires when the error budget of the target ${number(target * 100, 3)} % (${metricNames[metric]}) is used up ${number(factor, 1)} times faster than it lasts, over both ${minutesText(longWindowMinutes)} and ${minutesText(shortWindowMinutes)}${held}${each}.`;
    }
    case 'BUDGET':
      return `Fires when the cost of the ${condition.budgetPeriod === 'DAY' ? 'day' : 'month'} reaches ${usdText(condition.budgetUsd)}${each}; clears when the next one begins.`;
    case 'NO_DATA':
      return `Fires when there is no message for ${minutesText(condition.noDataMinutes)}${each}; clears with the next message.`;
    case 'FORECAST': {
      const { metric, isAbove, trip, forecastDays } = condition;
      return `Fires when the ${metricNames[metric]} of a day is forecast to be ${valueText(metric, trip)} or ${isAbove ? 'more' : 'less'} within ${minutesText(forecastDays * 1_440)}.`;
    }
    case 'ANOMALY': {
      const { metric, dimension, minimumSeverity } = condition;
      const of = metric === null ? 'any metric' : `the ${metricNames[metric]}`;
      const by = dimension === null || dimension === 'WORKSPACE' ? '' : ` by ${dimension.toLowerCase().replace('_', ' ')}`;
      return `Fires when an anomaly of ${of}${by} is found that is at least ${minimumSeverity.toLowerCase()}; clears when the anomaly ends.`;
    }
    case 'DRIFT': {
      const { driftRole, driftFeatures, driftBaselineId, minimumEffect, windowMinutes } = condition;
      const of = driftFeatures.length === 0 ? 'any feature' : driftFeatures.map((one) => readings[one].name).join(' or ');
      const size = minimumEffect === 'NEGLIGIBLE' ? '' : ` by a difference that is at least ${minimumEffect.toLowerCase()}`;
      return `Fires when ${of} of ${driftNames[driftRole]} over ${minutesText(windowMinutes)} has drifted${size} from ${driftBaselineId === null ? 'the time before' : 'its pinned baseline'}; clears when none has.`;
    }
    case 'TRAINING_EVENT':
      return capital(
        `fires when ${condition.trainingEvents.map((event) => eventNames[event]).join(', or ')}; clears when it does not hold any more.`,
      );
    case 'GUARDRAIL':
      return 'Fires when a guardrail pauses an experiment; clears when the experiment is resumed or stopped.';
    default:
      return condition satisfies never;
  }
}

interface Seen {
  readonly seen: 'VALUE' | 'EMPTY' | 'UNKNOWN';
  readonly lastValue: number | null;
  readonly lastValueAt: number | null;
  readonly emptyCount: number;
  readonly phase: 'OK' | 'PENDING' | 'FIRING';
}

/** What was not seen, and what that changed: of an evaluation without a value. */
export function emptySentence(condition: Condition, { lastValue, lastValueAt, emptyCount, phase }: Seen): string {
  const metric = 'metric' in condition && condition.metric !== null ? condition.metric : 'MESSAGE_COUNT';
  const last =
    lastValue === null || lastValueAt === null
      ? 'there was none before'
      : `the last one was ${condition.source === 'CHANGE' ? percentText(lastValue) : condition.source === 'BURN_RATE' ? `${number(lastValue, 1)} times` : valueText(metric, lastValue)} at ${timeText(lastValueAt)}`;
  const few = 'minimumCount' in condition && condition.minimumCount > 1 ? ` (a value takes at least ${condition.minimumCount})` : '';
  const became =
    phase === 'FIRING' ? 'the alert stays open' : phase === 'PENDING' ? 'the time of waiting is not counted' : 'the state is kept';
  return `No value${few}: ${emptyCount} ${emptyCount === 1 ? 'evaluation was' : 'evaluations were'} empty; ${last}; ${became}.`;
}
