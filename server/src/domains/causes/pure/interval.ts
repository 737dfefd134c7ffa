import { quantileOf, randomOf } from '../../../platform/statistics/bootstrap.ts';
import { contributionOf, changeOf } from './contribution.ts';
import type { Sums } from './leaves.ts';
import type { CauseMetric } from './metric.ts';

/** Sums of one group of conversations: `of[0]` of all its messages, `of[n]` of those of the n-th cause. */
export interface Cluster {
  readonly of: readonly Sums[];
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface Intervals {
  /** Of the change of the metric. */
  readonly change: Interval;
  /** Of the share of the change that each cause explains. */
  readonly shares: readonly Interval[];
}

const drawCount = 1_000;
const seed = 18;

/**
 * Intervals of 95 % by drawing groups of conversations again, with replacement: messages of one conversation are alike, so that they are drawn
 * together. Null: fewer than two groups have messages.
 */
export function intervalsOf(metric: CauseMetric, clusters: readonly Cluster[]): Intervals | null {
  if (clusters.length < 2) return null;
  const count = clusters[0]?.of.length ?? 0;
  const random = randomOf(seed);
  const changes: number[] = [];
  const shares: number[][] = Array.from({ length: count - 1 }, () => []);
  for (let draw = 0; draw < drawCount; draw++) {
    const sums = Array.from({ length: count }, (): Sums => ({ currentPart: 0, currentOf: 0, baselinePart: 0, baselineOf: 0 }));
    for (let drawn = 0; drawn < clusters.length; drawn++) {
      const cluster = clusters[Math.floor(random() * clusters.length)] as Cluster;
      cluster.of.forEach((from, place) => {
        const to = sums[place] as Sums;
        to.currentPart += from.currentPart;
        to.currentOf += from.currentOf;
        to.baselinePart += from.baselinePart;
        to.baselineOf += from.baselineOf;
      });
    }
    const total = sums[0] as Sums;
    const change = changeOf(metric, total);
    changes.push(change);
    if (change === 0) continue;
    shares.forEach((of, place) => {
      const { mix, rate } = contributionOf(metric, sums[place + 1] as Sums, total);
      of.push((mix + rate) / change);
    });
  }
  return { change: intervalOf(changes), shares: shares.map(intervalOf) };
}

function intervalOf(values: readonly number[]): Interval {
  if (values.length === 0) return { low: 0, high: 0 };
  const sorted = values.toSorted((one, other) => one - other);
  return { low: quantileOf(sorted, 0.025), high: quantileOf(sorted, 0.975) };
}
