import { normalTails } from '../../../platform/statistics/distributions/normal.ts';
import type { Cluster } from './interval.ts';
import { rateOf } from './effects.ts';
import type { Sums } from './leaves.ts';
import type { FoundCause } from './search.ts';

/** How much less groups of conversations say than as many messages that have nothing to do with each other: 1 is not less. */
export interface Dependence {
  readonly parts: number;
  readonly messages: number;
}

/** From the baseline: the variance of sums of groups of conversations by what it were if messages were independent. `unit`: the size of one event. */
export function dependenceOf(clusters: readonly Cluster[], unit: number): Dependence {
  const whole = clusters.flatMap(({ of }) => of.slice(0, 1));
  return {
    parts: excessVariance(
      whole.map(({ baselinePart }) => baselinePart),
      unit,
    ),
    messages: excessVariance(
      whole.map(({ baselineOf }) => baselineOf),
      1,
    ),
  };
}

function excessVariance(sums: readonly number[], unit: number): number {
  if (sums.length < 2) return 1;
  const mean = sums.reduce((sum, one) => sum + one, 0) / sums.length;
  if (mean <= 0) return 1;
  const variance = sums.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (sums.length - 1);
  return Math.max(1, variance / (mean * unit));
}

export interface Tested {
  readonly unit: number;
  readonly dependence: Dependence;
  /** By the number of conditions, from 1. */
  readonly testedCounts: readonly number[];
}

/**
 * The chance of so large a change of a group, in its direction, where nothing has changed: by the signed root of the likelihood ratio of two
 * Poisson counts, in events that are independent. Corrected by Bonferroni for the groups with as many conditions, and for the sizes of groups that
 * were looked at; at most 1.
 */
export function adjustedChance({ effect, sums, dimensions }: FoundCause, total: Sums, { unit, dependence, testedCounts }: Tested): number {
  const isMix = effect === 'MIX';
  const size = isMix ? dependence.messages : unit * dependence.parts;
  const [now, before] = isMix ? [sums.currentOf, sums.baselineOf] : [sums.currentPart, sums.baselinePart];
  // What falls into the current window where nothing changed: of a mean, by the messages of the group; of the mix, by those of all.
  const [exposedNow, exposedBefore] =
    effect === 'RATE' ? [sums.currentOf, sums.baselineOf] : isMix ? [total.currentOf, total.baselineOf] : [1, 1];
  const expectedShare = rateOf(exposedNow, exposedNow + exposedBefore);
  const all = (now + before) / size;
  const term = (count: number, share: number): number => (count <= 0 ? 0 : (count / size) * Math.log(count / size / (all * share)));
  if (all === 0 || expectedShare <= 0 || expectedShare >= 1) return 1;
  const ratio = 2 * (term(now, expectedShare) + term(before, 1 - expectedShare));
  return Math.min(1, normalTails(Math.sqrt(Math.max(0, ratio))).above * (testedCounts[dimensions.length - 1] ?? 1) * testedCounts.length);
}
