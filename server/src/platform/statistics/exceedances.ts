/*
 * How surprising a size is after those that were seen: by their ranks in the middle, and by extreme value theory in the tail. What exceeds
 * a high quantile follows the generalised Pareto distribution (peaks over a threshold: Pickands 1975; as a stream: Siffer et al. 2017,
 * "SPOT"). Its parameters come from probability-weighted moments (Hosking and Wallis 1987): they are defined for any sample, without a search.
 */

/** What a stream of sizes has been. Scale has no part in it: sizes times any factor give the same answers. */
export interface Exceedances {
  /** The newest sizes, in a ring. */
  readonly sizes: number[];
  count: number;
  fittedAt: number;
  /** Above it lies `share` of the sizes; null before the first fit. */
  threshold: number | null;
  share: number;
  shape: number;
  scale: number;
  readonly heaviest: number;
  /** So many sizes are remembered; older ones are forgotten. */
  readonly remembered: number;
}

/** The share of sizes that counts as the tail, and the fewest of them. */
const tailShare = 0.05;
const fewestInTail = 10;
/** Before so many sizes nothing is surprising. */
const fewest = 60;
/** `heaviest`: no shape beyond it is believed. From 0.5 on a tail has no variance, which would be an accident of a short history. */
export const noExceedances = (heaviest = 0.5, remembered = 16_384): Exceedances => ({
  sizes: [],
  count: 0,
  fittedAt: 0,
  threshold: null,
  share: 0,
  shape: 0,
  scale: 0,
  heaviest,
  remembered,
});

/** −log10 of how likely a size is at least this one, by those that joined: 3 means once in a thousand. 0 while fewer than 60 did. */
export function surpriseOf(seen: Exceedances, size: number): number {
  if (seen.count >= fewest && (seen.threshold === null || seen.count - seen.fittedAt >= Math.max(20, seen.count / 20))) fit(seen);
  return seen.threshold === null ? 0 : -Math.log10(Math.max(1e-300, likelihood(seen, seen.threshold, size)));
}

/** A size joins those that others are judged by. `size`: 0 or above, finite. */
export function join(seen: Exceedances, size: number): void {
  seen.sizes[seen.count % seen.remembered] = size;
  seen.count += 1;
}

/** How likely a size is at least this one; within the body a straight line from a half at 0 to the tail's share at its threshold. */
function likelihood({ share, shape, scale }: Exceedances, threshold: number, size: number): number {
  if (size <= threshold) return threshold > 0 ? Math.max(share, 0.5 - (0.5 * size) / threshold) : 0.5;
  const excess = (size - threshold) / scale;
  return share * (shape < 1e-6 ? Math.exp(-excess) : (1 + shape * excess) ** (-1 / shape));
}

function fit(seen: Exceedances): void {
  const sorted = Float64Array.from(seen.sizes).sort();
  const count = Math.max(fewestInTail, Math.ceil(sorted.length * tailShare));
  const threshold = sorted[sorted.length - count - 1] as number;
  let [mean, weighted] = [0, 0];
  for (let place = 0; place < count; place += 1) {
    const excess = (sorted[sorted.length - count + place] as number) - threshold;
    mean += excess / count;
    weighted += (excess * (count - 1 - place)) / ((count - 1) * count);
  }
  const shape = 2 - mean / (mean - 2 * weighted);
  seen.fittedAt = seen.count;
  seen.threshold = threshold;
  seen.share = count / sorted.length;
  seen.shape = Number.isFinite(shape) ? Math.min(seen.heaviest, Math.max(0, shape)) : 0;
  // Equal sizes have no excess: a tenth of the threshold stands for it.
  seen.scale = mean > 0 ? mean * (1 - seen.shape) : Math.max(Number.MIN_VALUE, threshold / 10, 1e-9);
}
