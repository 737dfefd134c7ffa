import { meanEffects, sumEffects, type Effects } from './effects.ts';
import type { Leaves, Sums } from './leaves.ts';
import type { Cell } from './cuboids.ts';
import type { CauseMetric } from './metric.ts';

/** How a group's sums add to the change of the metric, in its unit. Sums of the baseline are scaled to the length of the current window. */
export function contributionOf({ kind, sign }: CauseMetric, sums: Sums, total: Sums): Effects {
  const { mix, rate } = kind === 'MEAN' ? meanEffects(sums, total) : sumEffects(sums);
  return { mix: sign * mix, rate: sign * rate };
}

/** The metric of a group in both windows; null: it has no messages there. */
export const valuesOf = (
  { valueOf }: CauseMetric,
  { baselinePart, baselineOf, currentPart, currentOf }: Sums,
): { readonly baseline: number | null; readonly current: number | null } => ({
  baseline: valueOf(baselinePart, baselineOf),
  current: valueOf(currentPart, currentOf),
});

/** The change of the metric of all messages; 0 where a window has none. */
export function changeOf(metric: CauseMetric, total: Sums): number {
  const { baseline, current } = valuesOf(metric, total);
  return baseline === null || current === null ? 0 : current - baseline;
}

/** The effects of each dimension by its values: what its mix and what the values within it account for. Together they are the change. */
export function effectsByDimension(
  metric: CauseMetric,
  leaves: Leaves,
  total: Sums,
): { readonly dimension: string; readonly effects: Effects }[] {
  return leaves.dimensions.map((dimension, place) => {
    const groups = new Map<number, Sums>();
    leaves.codes[place]?.forEach((code, leaf) => {
      const sums = groups.get(code) ?? { currentPart: 0, currentOf: 0, baselinePart: 0, baselineOf: 0 };
      sums.currentPart += leaves.currentPart[leaf] as number;
      sums.currentOf += leaves.currentOf[leaf] as number;
      sums.baselinePart += leaves.baselinePart[leaf] as number;
      sums.baselineOf += leaves.baselineOf[leaf] as number;
      groups.set(code, sums);
    });
    const effects = [...groups.values()].map((sums) => contributionOf(metric, sums, total));
    return {
      dimension,
      effects: { mix: effects.reduce((sum, { mix }) => sum + mix, 0), rate: effects.reduce((sum, { rate }) => sum + rate, 0) },
    };
  });
}

/** The share of the messages of two groups, of both windows, that are in both: 0 to 1. */
export function overlapOf(leaves: Leaves, one: Cell, other: Cell): number {
  const isIn = ({ dimensions, codes }: Cell, leaf: number): boolean =>
    dimensions.every((dimension, place) => leaves.codes[dimension]?.[leaf] === codes[place]);
  let [both, either] = [0, 0];
  for (let leaf = 0; leaf < leaves.currentOf.length; leaf++) {
    const [inOne, inOther] = [isIn(one, leaf), isIn(other, leaf)];
    const size = (leaves.currentOf[leaf] as number) + (leaves.baselineOf[leaf] as number);
    if (inOne || inOther) either += size;
    if (inOne && inOther) both += size;
  }
  return either === 0 ? 0 : both / either;
}

/** The part of a change that a group accounts for. */
export function shareOfChange(metric: CauseMetric, sums: Sums, total: Sums, change: number): number {
  const { mix, rate } = contributionOf(metric, sums, total);
  return (mix + rate) / change;
}

/** Fewer in either window explain nothing. */
const leastCount = 30;

/** Why two windows can't be compared; null: they can. */
export function tooLittleOf({ isOfCalls }: CauseMetric, { currentOf, baselineOf }: Sums): string | null {
  const noun = isOfCalls ? 'calls' : 'measured messages';
  const least = Math.min(currentOf, baselineOf);
  if (currentOf === 0 && baselineOf === 0) return `There are no ${noun} in either window.`;
  return least >= leastCount
    ? null
    : `The ${currentOf < baselineOf ? 'current window' : 'baseline'} has ${Math.round(least)} ${noun}; at least ${leastCount} are needed in each window.`;
}
