import type { Dismissal, InsightKind, InsightReason } from '../types.ts';

/** What one dismissal leaves of the weight of insights like it: of the same kind and dimension, and of the same kind alone. */
const left: Readonly<Record<InsightReason, { readonly ofDimension: number; readonly ofKind: number }>> = {
  NOT_IMPORTANT: { ofDimension: 0.5, ofKind: 0.8 },
  WRONG: { ofDimension: 0.4, ofKind: 0.7 },
  // It says of others nothing: that one alone is known.
  KNOWN: { ofDimension: 1, ofKind: 1 },
};
/** What weighs less is not shown. */
const leastWeight = 0.1;
/** Of one kind, so that a bad week of many metrics leaves room for others. */
const mostOfKind = 3;

/** What dismissals leave of the weight of an insight, 0 to 1. */
export const factorOf = (
  { kind, dimension }: { readonly kind: InsightKind; readonly dimension: string },
  dismissals: readonly Dismissal[],
): number =>
  dismissals.reduce((factor, one) => {
    if (one.kind !== kind) return factor;
    const { ofDimension, ofKind } = left[one.reason];
    return factor * (one.dimension === dimension ? ofDimension : ofKind);
  }, 1);

interface Ranked {
  readonly kind: InsightKind;
  readonly dimension: string;
  readonly weight: number;
  readonly createdAt: Date;
}

/** Insights that are worth a line, those that matter most first: at most three of a kind, and `first` as a whole. Of equal weight the newer is first. */
export function ranked<Insight extends Ranked>(insights: readonly Insight[], dismissals: readonly Dismissal[], first: number): Insight[] {
  const weighed = insights
    .map((insight) => ({ insight, weight: insight.weight * factorOf(insight, dismissals) }))
    .filter(({ weight }) => weight >= leastWeight)
    .toSorted((one, other) => other.weight - one.weight || other.insight.createdAt.getTime() - one.insight.createdAt.getTime());
  const counts = new Map<InsightKind, number>();
  const kept: Insight[] = [];
  for (const { insight } of weighed) {
    const count = counts.get(insight.kind) ?? 0;
    if (count >= mostOfKind || kept.length >= first) continue;
    counts.set(insight.kind, count + 1);
    kept.push(insight);
  }
  return kept;
}
