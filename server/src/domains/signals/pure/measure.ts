import type { MessageMetric } from '../types.ts';
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
  AVERAGE_RATING: { kind: 'AMOUNT', parts: ['ratings'], of: ({ ratingSum, ratedCount }) => shareOf(ratingSum, ratedCount) },
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
