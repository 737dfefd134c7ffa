import { wilson95 } from '../../../platform/statistics/wilson.ts';
import { meanInterval, verdictOf } from '../../predictions/pure/interval.ts';
import type { BenchmarkNumbers, ComparisonNumbers } from '../types.ts';
import { holm } from '../../../platform/statistics/multiple.ts';
import { mcnemar, pairedDifference } from './paired.ts';

/** Sums over items (queries/numbers.ts). */
export interface Sums {
  readonly category: string | null;
  readonly itemCount: number;
  readonly resultCount: number;
  readonly errorCount: number;
  readonly decidedCount: number;
  /** The most answers of one item that are correct or wrong. */
  readonly mostAnswers: number;
  readonly shares: number;
  readonly squares: number;
  readonly meanScore: number | null;
}

/** Accuracy is the mean over items: by Wilson's score where each has one answer, else by Student's t over the items' shares. */
export function numbersOf({ mostAnswers, shares, squares, ...counts }: Sums): BenchmarkNumbers {
  const { decidedCount } = counts;
  if (decidedCount === 0) return { ...counts, accuracy: null, interval: null };
  const accuracy = shares / decidedCount;
  return {
    ...counts,
    accuracy,
    interval: mostAnswers <= 1 ? wilson95(shares, decidedCount) : within(spread(shares, squares, decidedCount), 0),
  };
}

const spread = (sum: number, squares: number, count: number) =>
  meanInterval({ count, mean: sum / count, variance: count < 2 ? null : Math.max(0, (squares - sum ** 2 / count) / (count - 1)) });

const within = (interval: { low: number; high: number } | null, least: number) =>
  interval === null ? null : { low: Math.max(least, interval.low), high: Math.min(1, interval.high) };

/** How many items have which pair of shares of correct answers. */
export interface PairCount {
  readonly category: string | null;
  readonly base: number;
  readonly other: number;
  readonly itemCount: number;
}

/** The comparison as a whole, then by category; verdicts of categories hold together (Holm). */
export function comparisonOf(pairs: readonly PairCount[]): {
  readonly whole: ComparisonNumbers;
  readonly byCategory: readonly ComparisonNumbers[];
} {
  const categories = [...new Set(pairs.flatMap(({ category }) => category ?? []))].toSorted();
  const parts = categories.map((name) =>
    compared(
      name,
      pairs.filter(({ category }) => category === name),
    ),
  );
  const adjusted = holm(parts.map(({ pValue }) => pValue ?? 0));
  return {
    whole: compared(null, pairs),
    byCategory: parts.map((part, index) =>
      part.pValue !== null && (adjusted[index] as number) > 0.05 ? { ...part, verdict: 'NOT_DECISIVE' } : part,
    ),
  };
}

function compared(category: string | null, pairs: readonly PairCount[]): ComparisonNumbers {
  const sum = (of: (pair: PairCount) => number): number => pairs.reduce((total, pair) => total + of(pair) * pair.itemCount, 0);
  const itemCount = sum(() => 1);
  const counts = {
    bothCorrect: sum(({ base, other }) => Number(base === 1 && other === 1)),
    onlyBase: sum(({ base, other }) => Number(base > other)),
    onlyOther: sum(({ base, other }) => Number(other > base)),
    neither: sum(({ base, other }) => Number(base === other && base !== 1)),
  };
  const none = { category, itemCount, ...counts, baseAccuracy: null, otherAccuracy: null, difference: null, interval: null, pValue: null };
  if (itemCount === 0) return { ...none, verdict: 'NOT_DECISIVE' };
  const accuracies = { baseAccuracy: sum(({ base }) => base) / itemCount, otherAccuracy: sum(({ other }) => other) / itemCount };
  const isOneEach = pairs.every(({ base, other }) => (base === 0 || base === 1) && (other === 0 || other === 1));
  if (isOneEach) {
    const pValue = mcnemar(counts.onlyBase, counts.onlyOther);
    const verdict = pValue > 0.05 ? 'NOT_DECISIVE' : counts.onlyOther > counts.onlyBase ? 'BETTER' : 'WORSE';
    return { ...none, ...accuracies, ...pairedDifference(counts.onlyBase, counts.onlyOther, itemCount), pValue, verdict };
  }
  const difference = accuracies.otherAccuracy - accuracies.baseAccuracy;
  const interval = within(
    spread(
      sum(({ base, other }) => other - base),
      sum(({ base, other }) => (other - base) ** 2),
      itemCount,
    ),
    -1,
  );
  return { ...none, ...accuracies, difference, interval, verdict: verdictOf(interval, false) };
}
