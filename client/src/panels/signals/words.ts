import type { BadgeTone } from 'ui-kit/badge';
import type { SeverityNames } from 'ui-kit/anomaly-band';
import { format } from 'ui-kit/format';
import type { Locale, Unit } from 'ui-kit/format';
import { visible } from 'ui-kit/visible';
import type {
  AnomalyDirection,
  AnomalyEnd,
  AnomalyKind,
  AnomalySeverity,
  AnomalyState,
  AnomalyVerdict,
  SignalDimension,
  SignalMetric,
} from '../../graphql/generated/graphql.ts';
import { minuteMs } from '../../primitives/times.ts';

interface MetricWords {
  /** As a title says it. */
  readonly name: string;
  readonly unit: Unit;
  readonly baseline: 'zero' | 'data';
}

/** What is watched: its name, and what its values are in. */
export const metrics: Readonly<Record<SignalMetric, MetricWords>> = {
  MESSAGE_COUNT: { name: 'Messages', unit: 'count', baseline: 'zero' },
  SUCCESS_SHARE: { name: 'Success rate', unit: 'share', baseline: 'data' },
  AVERAGE_RATING: { name: 'Average rating', unit: 'rating', baseline: 'data' },
  ERROR_SHARE: { name: 'Error rate', unit: 'share', baseline: 'zero' },
  LATENCY_P50: { name: 'Response time, p50', unit: 'ms', baseline: 'zero' },
  LATENCY_P95: { name: 'Response time, p95', unit: 'ms', baseline: 'zero' },
  COST: { name: 'Cost', unit: 'usd', baseline: 'zero' },
  TOKENS: { name: 'Tokens', unit: 'tokens', baseline: 'zero' },
  TOOL_FAILURE_SHARE: { name: 'Tool failures', unit: 'share', baseline: 'zero' },
  TRAINING_LOSS: { name: 'Training loss', unit: 'number', baseline: 'data' },
  GRADIENT_NORM: { name: 'Gradient norm', unit: 'number', baseline: 'zero' },
  TRAINING_THROUGHPUT: { name: 'Training throughput', unit: 'number', baseline: 'zero' },
};

export const metricNames = Object.keys(metrics) as SignalMetric[];

const dimensions: Readonly<Record<SignalDimension, string>> = {
  WORKSPACE: 'whole workspace',
  MODEL: 'model',
  PROVIDER: 'provider',
  ENVIRONMENT: 'environment',
  TOOL: 'tool',
  EXPERIMENT: 'experiment',
  TRAINING_JOB: 'training job',
};

export const dimensionName = (dimension: SignalDimension): string => dimensions[dimension];

/** `model gpt-4o`, or the whole workspace. */
export const whereWords = (dimension: SignalDimension, value: string | null): string =>
  value === null ? dimensions.WORKSPACE : `${dimensions[dimension]} ${value === '' ? '(not named)' : visible(value)}`;

/** `Error rate of model gpt-4o` */
export const seriesWords = (metric: SignalMetric, dimension: SignalDimension, value: string | null): string =>
  value === null ? metrics[metric].name : `${metrics[metric].name}, ${whereWords(dimension, value)}`;

interface Severity {
  readonly name: string;
  readonly tone: BadgeTone;
  /** What charts of the kit call it. */
  readonly kit: keyof SeverityNames;
}

export const severities: Readonly<Record<AnomalySeverity, Severity>> = {
  CRITICAL: { name: 'critical', tone: 'bad', kit: 'high' },
  WARNING: { name: 'warning', tone: 'warn', kit: 'medium' },
  INFO: { name: 'info', tone: 'neutral', kit: 'low' },
};

export const severityNames: SeverityNames = { high: 'critical', medium: 'warning', low: 'info' };

export const states: Readonly<Record<AnomalyState, { readonly name: string; readonly tone: BadgeTone }>> = {
  OPEN: { name: 'open', tone: 'accent' },
  ACKNOWLEDGED: { name: 'acknowledged', tone: 'neutral' },
  RESOLVED: { name: 'resolved', tone: 'good' },
};

export const verdicts: Readonly<Record<AnomalyVerdict, string>> = { REAL: 'real', NOT_REAL: 'not real', EXPECTED: 'expected' };

export const kinds: Readonly<Record<AnomalyKind, string>> = { SPIKE: 'spike', LEVEL_SHIFT: 'new level', DRIFT: 'drift' };

export const directions: Readonly<Record<AnomalyDirection, string>> = { UP: 'up', DOWN: 'down' };

export const ends: Readonly<Record<AnomalyEnd, string>> = {
  RECOVERED: 'back in its range',
  NEW_LEVEL: 'stayed at its new level',
  SILENCE: 'no more values came',
};

/** Below this part of the upper end a lower end is written as 0: its digits mean nothing beside it. */
const LEAST_PART = 1 / 1_000;

/** `1,100 ms to 1,480 ms`: a range that was expected. */
export const rangeWords = (metric: SignalMetric, low: number, high: number, locale: Locale): string =>
  `${format(Math.abs(low) < Math.abs(high) * LEAST_PART ? 0 : low, metrics[metric].unit, locale)} to ${format(high, metrics[metric].unit, locale)}`;

/** Between what values of a metric lie; of training, any. */
function boundsOf(metric: SignalMetric): readonly [low: number, high: number] {
  if (metrics[metric].unit === 'share') return [0, 1];
  if (metrics[metric].unit === 'rating') return [1, 5];
  return [metric === 'TRAINING_LOSS' ? Number.NEGATIVE_INFINITY : 0, Number.POSITIVE_INFINITY];
}

/**
 * The range that is usual of a series, `half` its half width around a value, within what its metric can be: a range that reaches over an end of that is
 * as wide, and begins or ends there.
 */
export function usualRange(metric: SignalMetric, level: number, half: number): readonly [low: number, high: number] {
  const [least, most] = boundsOf(metric);
  const [low, high] = [level - half, level + half];
  if (low < least) return [least, Math.max(level, Math.min(most, least + 2 * half))];
  return high > most ? [Math.min(level, Math.max(least, most - 2 * half)), most] : [low, high];
}

/** How long something lasted: `5 h`, `2 d 3 h`, `40 min`. */
export function lastedWords(fromMs: number, toMs: number): string {
  const minutes = Math.max(1, Math.round((toMs - fromMs) / minuteMs));
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  if (hours < 48) return `${hours} h`;
  const [days, rest] = [Math.floor(hours / 24), hours % 24];
  return rest === 0 ? `${days} d` : `${days} d ${rest} h`;
}
