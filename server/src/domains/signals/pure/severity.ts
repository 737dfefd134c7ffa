import type { AnomalyDirection, AnomalySeverity, SignalMetric } from '../types.ts';
import { judgedValue, measuredKind } from './measure.ts';

/** What an incident has touched. */
export interface Touched {
  readonly metric: SignalMetric;
  readonly direction: AnomalyDirection;
  readonly value: number;
  readonly expected: number;
  readonly userCount: number;
  readonly messageCount: number;
  /** Of all messages of the workspace in that time. */
  readonly messageShare: number;
  /** null: costs are as expected, or not known. */
  readonly excessCostUsd: number | null;
}

const settings = {
  /** Of a share its difference; of others the factor. */
  large: { share: 0.1, factor: 1.5 },
  huge: { share: 0.25, factor: 3 },
  /** Users, and dollars. */
  some: { users: 10, usd: 10 },
  many: { users: 100, usd: 100 },
  /** Of the messages. */
  broad: 0.25,
};

/** Directions in which people are better off; a metric that is not here has none. */
const betterOf: Partial<Record<SignalMetric, AnomalyDirection>> = {
  SUCCESS_SHARE: 'UP',
  AVERAGE_RATING: 'UP',
  ERROR_SHARE: 'DOWN',
  LATENCY_P50: 'DOWN',
  LATENCY_P95: 'DOWN',
  TOOL_FAILURE_SHARE: 'DOWN',
  COST: 'DOWN',
  TRAINING_THROUGHPUT: 'UP',
};

/** Whether people are better off by a change. */
export const isBetter = (metric: SignalMetric, direction: AnomalyDirection): boolean => betterOf[metric] === direction;

/**
 * From the effect, and from how many users or how much money it has touched; never from how unlikely it was.
 *
 * CRITICAL  a large effect on 100 users or more, a huge one on a quarter of the messages and 10 users, or 100 dollars above what was expected.
 * WARNING   a large effect on 10 users or on a quarter of the messages, or 10 dollars.
 * INFO      all else, and what has become better.
 */
export function severityOf(touched: Touched): AnomalySeverity {
  const { metric, direction, userCount, messageShare, excessCostUsd } = touched;
  if (isBetter(metric, direction)) return 'INFO';
  const usd = excessCostUsd ?? 0;
  const isLarge = isBeyond(touched, settings.large);
  if (usd >= settings.many.usd || (isLarge && userCount >= settings.many.users)) return 'CRITICAL';
  if (isBeyond(touched, settings.huge) && messageShare >= settings.broad && userCount >= settings.some.users) return 'CRITICAL';
  return usd >= settings.some.usd || (isLarge && (userCount >= settings.some.users || messageShare >= settings.broad)) ? 'WARNING' : 'INFO';
}

function isBeyond({ metric, value, expected }: Touched, { share, factor }: { readonly share: number; readonly factor: number }): boolean {
  if (measuredKind(metric) === 'SHARE') return Math.abs(judgedValue(metric, value) - judgedValue(metric, expected)) >= share;
  const [low, high] = [Math.min(value, expected), Math.max(value, expected)];
  return high > 0 && (low <= 0 || high / low >= factor);
}
