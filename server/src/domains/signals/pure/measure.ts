import { messageMetrics, type MessageMetric, type SignalMetric } from '../types.ts';
import type { SeriesKind } from './detect/point.ts';

/** A bucket of one metric. */
export interface MeasuredBucket {
  /** Its beginning, in ms since 1970. */
  readonly at: number;
  /** null: nothing was measured. A share from 0 to 1, ms, dollars, or a count, as the metric is. */
  readonly value: number | null;
  /** How many trials or measurements the value is of: messages, verdicts, ratings, latencies, priced messages, calls of tools. */
  readonly of: number;
}

/** The sums that metrics are made of. */
export interface Sums {
  readonly messageCount: number;
  readonly errorCount: number;
  readonly successCount: number;
  readonly failureCount: number;
  readonly ratedCount: number;
  readonly ratingSum: number;
  readonly latencyCount: number;
  /** The median and the 95th percentile. */
  readonly latencyPercentilesMs: readonly (number | null)[];
  readonly costNanoUsd: bigint;
  readonly pricedCount: number;
  readonly tokenCount: number;
  readonly toolCallCount: number;
  readonly toolFailureCount: number;
}

const nanoUsdPerUsd = 1e9;

type Value = Omit<MeasuredBucket, 'at'>;
const shareOf = (part: number, of: number): Value => ({ value: of === 0 ? null : part / of, of });
const valueOf = (value: number | null | undefined, of: number): Value => ({ value: of === 0 ? null : (value ?? null), of });

interface Measured {
  /** How a series of it is judged. */
  readonly kind: SeriesKind;
  /** What a value is judged as; absent: as it is. A rating is the share of the way from one to five stars: of few ratings no mean is far out. */
  readonly scale?: { readonly least: number; readonly most: number };
  /** Parts of a bucket that it reads. */
  readonly parts: readonly ('errors' | 'verdicts' | 'ratings' | 'latencies' | 'cost' | 'tokens' | 'tools')[];
  readonly of: (sums: Sums) => Value;
}

/** How each metric comes from sums, by the same formulas as everywhere (docs/metrics.md). */
export const measured: Readonly<Record<MessageMetric, Measured>> = {
  MESSAGE_COUNT: { kind: 'COUNT', parts: [], of: ({ messageCount }) => ({ value: messageCount, of: messageCount }) },
  SUCCESS_SHARE: {
    kind: 'SHARE',
    parts: ['verdicts'],
    of: ({ successCount, failureCount }) => shareOf(successCount, successCount + failureCount),
  },
  AVERAGE_RATING: {
    kind: 'SHARE',
    scale: { least: 1, most: 5 },
    parts: ['ratings'],
    of: ({ ratingSum, ratedCount }) => shareOf(ratingSum, ratedCount),
  },
  ERROR_SHARE: { kind: 'SHARE', parts: ['errors'], of: ({ errorCount, messageCount }) => shareOf(errorCount, messageCount) },
  LATENCY_P50: {
    kind: 'AMOUNT',
    parts: ['latencies'],
    of: ({ latencyPercentilesMs, latencyCount }) => valueOf(latencyPercentilesMs[0], latencyCount),
  },
  LATENCY_P95: {
    kind: 'AMOUNT',
    parts: ['latencies'],
    of: ({ latencyPercentilesMs, latencyCount }) => valueOf(latencyPercentilesMs[1], latencyCount),
  },
  COST: {
    kind: 'AMOUNT',
    parts: ['cost'],
    of: ({ costNanoUsd, pricedCount }) => valueOf(Number(costNanoUsd) / nanoUsdPerUsd, pricedCount),
  },
  TOKENS: { kind: 'AMOUNT', parts: ['tokens'], of: ({ tokenCount, messageCount }) => valueOf(tokenCount, messageCount) },
  TOOL_FAILURE_SHARE: {
    kind: 'SHARE',
    parts: ['tools'],
    of: ({ toolFailureCount, toolCallCount }) => shareOf(toolFailureCount, toolCallCount),
  },
};

/** What a bucket without messages has: none of them, and nothing measured. */
export const emptyValue = (metric: MessageMetric): Value => ({ value: metric === 'MESSAGE_COUNT' ? 0 : null, of: 0 });

export const isOfMessages = (metric: SignalMetric): metric is MessageMetric => (messageMetrics as readonly string[]).includes(metric);

/** How a series of a metric is judged; training has any real numbers. */
export const measuredKind = (metric: SignalMetric): SeriesKind => (isOfMessages(metric) ? measured[metric].kind : 'VALUE');

/** Between what values of a metric lie. */
export function boundsOf(metric: MessageMetric): { readonly least: number; readonly most: number } {
  const { kind, scale } = measured[metric];
  return scale ?? { least: 0, most: kind === 'SHARE' ? 1 : Number.POSITIVE_INFINITY };
}

const scaleOf = (metric: SignalMetric) => (isOfMessages(metric) ? measured[metric].scale : undefined) ?? { least: 0, most: 1 };
/** A value as it is judged. */
export const judgedValue = (metric: SignalMetric, value: number): number =>
  (value - scaleOf(metric).least) / (scaleOf(metric).most - scaleOf(metric).least);
/** A judged value in the unit of the metric. */
export const shownValueOf = (metric: SignalMetric, value: number): number =>
  scaleOf(metric).least + value * (scaleOf(metric).most - scaleOf(metric).least);

/** The unit of a metric, as charts name it. */
export function unitOf(metric: MessageMetric): 'count' | 'share' | 'rating' | 'ms' | 'usd' | 'tokens' {
  if (metric === 'AVERAGE_RATING') return 'rating';
  if (measured[metric].kind === 'SHARE') return 'share';
  if (metric === 'COST') return 'usd';
  if (metric === 'TOKENS') return 'tokens';
  return metric === 'MESSAGE_COUNT' ? 'count' : 'ms';
}
