import { causesOfChange } from '../pure/change.ts';
import { changeOf, shareOfChange, tooLittleOf } from '../pure/contribution.ts';
import { addLeaf, noSums, totalOf, type Leaves, type Sums } from '../pure/leaves.ts';
import type { FoundCause } from '../pure/search.ts';
import type { CountedLeaf } from '../queries/leaves.ts';
import type { CauseDimension } from '../types.ts';
import { leavesBetween, type Counted } from './counted.ts';

/** The same search between the baseline and the window before it; null: too few messages. Shares are of the change that is explained. */
export function quietOf(
  rows: readonly CountedLeaf[],
  dimensions: readonly CauseDimension[],
  counted: Counted,
  searched: { readonly direction: 1 | -1; readonly unit: number; readonly maximumDimensions: number; readonly leaves: Leaves },
  change: number,
): { readonly change: number; readonly bestShare: number; readonly shareOf: (cause: FoundCause) => number } | null {
  const leaves = leavesBetween(rows, dimensions, counted, 'baseline');
  const total = totalOf(leaves);
  if (tooLittleOf(counted.metric, total) !== null) return null;
  const [first] = causesOfChange({ ...searched, metric: counted.metric, leaves, total }).causes;
  const share = (sums: Sums): number => shareOfChange(counted.metric, sums, total, change);
  return {
    change: changeOf(counted.metric, total),
    bestShare: first === undefined ? 0 : Math.max(0, share(first.sums)),
    shareOf: (cause) => {
      const sums = noSums();
      const codes = cause.dimensions.map((dimension, place) =>
        leaves.values[dimension]?.indexOf(searched.leaves.values[dimension]?.[cause.codes[place] as number] as string),
      );
      for (let leaf = 0; leaf < leaves.currentOf.length; leaf++)
        if (cause.dimensions.every((dimension, place) => leaves.codes[dimension]?.[leaf] === codes[place])) addLeaf(sums, leaves, leaf);
      return share(sums);
    },
  };
}
