import type { AnomalyKind, SeriesKey, SignalDimension, SignalMetric } from '../types.ts';
import { measuredKind } from './measure.ts';

/** Names of metrics, as they stand in sentences. */
export const metricWords: Readonly<Record<SignalMetric, string>> = {
  MESSAGE_COUNT: 'messages an hour',
  SUCCESS_SHARE: 'success rate',
  AVERAGE_RATING: 'average rating',
  ERROR_SHARE: 'error rate',
  LATENCY_P50: 'median latency',
  LATENCY_P95: 'p95 latency',
  COST: 'cost an hour',
  TOKENS: 'tokens an hour',
  TOOL_FAILURE_SHARE: 'failure rate of tools',
  TRAINING_LOSS: 'training loss',
  GRADIENT_NORM: 'gradient norm',
  TRAINING_THROUGHPUT: 'training throughput',
};

const dimensionWords: Readonly<Record<Exclude<SignalDimension, 'WORKSPACE'>, string>> = {
  MODEL: 'the model',
  PROVIDER: 'the provider',
  ENVIRONMENT: 'the environment',
  TOOL: 'the tool',
  EXPERIMENT: 'the experiment',
  TRAINING_JOB: 'the training job',
};

/** What a series is of: " of the model gpt-4o"; nothing of all messages. */
export const ofWords = ({ dimension, value }: Omit<SeriesKey, 'metric'>): string =>
  dimension === 'WORKSPACE' ? '' : ` of ${dimensionWords[dimension]} ${value === '' ? 'that is not named' : `"${value}"`}`;

const rounded = (value: number): string =>
  Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(3)));

/** A value of a metric with its unit. */
export function valueWords(metric: SignalMetric, value: number): string {
  if (metric === 'AVERAGE_RATING') return String(Number(value.toFixed(2)));
  if (measuredKind(metric) === 'SHARE') return `${Number((100 * value).toFixed(1))} %`;
  if (metric === 'LATENCY_P50' || metric === 'LATENCY_P95') return `${Math.round(value).toLocaleString('en-US')} ms`;
  if (metric === 'COST')
    return `$${value >= 100 ? Math.round(value).toLocaleString('en-US') : value >= 1 ? value.toFixed(2) : Number(value.toPrecision(3))}`;
  if (metric === 'TRAINING_THROUGHPUT') return `${rounded(value)} a second`;
  return rounded(value);
}

interface Worst {
  readonly value: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}

const moved: Readonly<Record<AnomalyKind, Readonly<Record<'UP' | 'DOWN', string>>>> = {
  SPIKE: { UP: 'rose to', DOWN: 'fell to' },
  LEVEL_SHIFT: { UP: 'rose to a new level, up to', DOWN: 'fell to a new level, down to' },
  DRIFT: { UP: 'has risen slowly, up to', DOWN: 'has fallen slowly, down to' },
};

/**
 * "The p95 latency of the model "a" rose to 4,210 ms; 1,100 ms to 1,480 ms was expected." A finding of several hours together may have a worst
 * hour that lies inside its own range, which is wide where an hour has few messages: then the sentence says what is usual.
 */
export function anomalySentence(
  { metric, dimension, value: name }: SeriesKey,
  { kind, direction, worst }: { readonly kind: AnomalyKind; readonly direction: 'UP' | 'DOWN'; readonly worst: Worst },
): string {
  const isInside = worst.value >= worst.low && worst.value <= worst.high;
  const beside = isInside
    ? `${valueWords(metric, worst.expected)} is usual`
    : `${valueWords(metric, worst.low)} to ${valueWords(metric, worst.high)} was expected`;
  return `The ${metricWords[metric]}${ofWords({ dimension, value: name })} ${moved[kind][direction]} ${valueWords(metric, worst.value)}; ${beside}.`;
}
