import type { Numbers } from './queries/numbers.ts';
import type { Rating } from './pure/measures.ts';
import { wilson95, type Interval95 } from '../../platform/statistics/wilson.ts';

/** Percentiles and average in milliseconds; all null when there are no values. */
export interface Quantiles {
  readonly p50Ms: number | null;
  readonly p90Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
  readonly averageMs: number | null;
}

/** The numbers of some assistant messages; docs/metrics.md has the formula of each. Null: no data. */
export interface Overview {
  readonly messageCount: number;
  readonly conversationCount: number;
  readonly userCount: number;
  readonly inputTokens: bigint;
  readonly outputTokens: bigint;
  readonly cacheReadTokens: bigint;
  readonly cacheWriteTokens: bigint;
  readonly reasoningTokens: bigint;
  readonly costUsd: number | null;
  readonly costPerMessageUsd: number | null;
  readonly pricedCount: number;
  readonly evaluatedCount: number;
  readonly ratedCount: number;
  readonly judgedCount: number;
  readonly successShare: number | null;
  readonly successInterval: Interval95 | null;
  readonly averageRating: number | null;
  readonly errorShare: number | null;
  readonly errorCount: number;
  readonly costPerSuccessUsd: number | null;
  readonly latencyMs: Quantiles;
  readonly timeToFirstTokenMs: Quantiles;
}

/** Divides what the store has summed up; nothing divided by nothing is no data, never zero. */
export function overviewOf(numbers: Numbers): Overview {
  const { uncachedInputTokens, cacheReadTokens, cacheWriteTokens, visibleOutputTokens, reasoningTokens } = numbers;
  const { pricedCount, successCount, failureCount } = numbers;
  const ratings = ratingCounts(numbers);
  const ratedCount = ratings.reduce((sum, { count }) => sum + count, 0);
  const ratingSum = ratings.reduce((sum, { rating, count }) => sum + rating * count, 0);
  const judgedCount = successCount + failureCount;
  const costUsd = pricedCount === 0 ? null : usdOf(numbers.costNanoUsd);
  return {
    messageCount: numbers.messageCount,
    conversationCount: numbers.conversationCount,
    userCount: numbers.userCount,
    inputTokens: uncachedInputTokens + cacheReadTokens + cacheWriteTokens,
    outputTokens: visibleOutputTokens + reasoningTokens,
    cacheReadTokens,
    cacheWriteTokens,
    reasoningTokens,
    costUsd,
    costPerMessageUsd: costUsd === null ? null : usdOf(numbers.costNanoUsd, pricedCount),
    pricedCount,
    evaluatedCount: numbers.evaluatedCount,
    ratedCount,
    judgedCount,
    successShare: shareOf(successCount, judgedCount),
    successInterval: wilson95(successCount, judgedCount),
    averageRating: shareOf(ratingSum, ratedCount),
    errorShare: shareOf(numbers.errorCount, numbers.messageCount),
    errorCount: numbers.errorCount,
    costPerSuccessUsd: costUsd === null || successCount === 0 ? null : usdOf(numbers.costNanoUsd, successCount),
    latencyMs: quantilesOf(numbers.latencyPercentilesMs, numbers.latencySumMs, numbers.latencyCount),
    timeToFirstTokenMs: quantilesOf(numbers.firstTokenPercentilesMs, numbers.firstTokenSumMs, numbers.firstTokenCount),
  };
}

/** How often each rating was given, 1 to 5; zeros included. */
export function ratingCounts(numbers: Numbers): { rating: Rating; count: number }[] {
  return [
    { rating: 1, count: numbers.rating1Count },
    { rating: 2, count: numbers.rating2Count },
    { rating: 3, count: numbers.rating3Count },
    { rating: 4, count: numbers.rating4Count },
    { rating: 5, count: numbers.rating5Count },
  ];
}

/** Part of a whole; null when the whole is nothing. */
export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

export function quantilesOf(levels: readonly (number | null)[], sumMs: bigint, count: number): Quantiles {
  if (count === 0) return { p50Ms: null, p90Ms: null, p95Ms: null, p99Ms: null, averageMs: null };
  const [p50 = null, p90 = null, p95 = null, p99 = null] = levels.map(withoutNoise);
  return { p50Ms: p50, p90Ms: p90, p95Ms: p95, p99Ms: p99, averageMs: Number(sumMs) / count };
}

/**
 * Interpolation in floating point leaves 5181.399999999998 where 5181.4 is meant. Levels have two decimals and values none, so
 * what lies between has two.
 */
const withoutNoise = (ms: number | null): number | null => (ms === null ? null : Math.round(ms * 100) / 100);

const nanoUsdPerUsd = 1e9;
/** Dollars for each of `shares`. */
export const usdPer = (nanoUsd: bigint, shares: number): number => Number(nanoUsd) / shares / nanoUsdPerUsd;
const usdOf = (nanoUsd: bigint, shares = 1): number => usdPer(nanoUsd, shares);
