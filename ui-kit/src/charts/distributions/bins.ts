import { niceStep } from '../../axes/scale.ts';

/** How often values fall into stretches of equal width. */
export interface Bins {
  /** One more than there are bins, ascending. A bin holds [edge, next edge); the last holds its upper edge too. */
  readonly edges: Float64Array;
  readonly counts: Float64Array;
  /** Values outside the edges, where a domain was given. */
  readonly belowCount: number;
  readonly aboveCount: number;
  /** All finite values, inside and outside. */
  readonly totalCount: number;
}

const FEWEST = 5;
const MOST = 60;

/**
 * Counts finite values into bins of a round width: by Freedman and Diaconis from the middle half of the values, so that a few far ones
 * don't widen all bins, kept between 5 and 60. With `domain` values outside are counted, not drawn.
 */
export function binsOf(values: Iterable<number | null | undefined>, domain?: readonly [number, number]): Bins {
  const sorted = Float64Array.from(
    Array.from(values).filter((value): value is number => typeof value === 'number' && Number.isFinite(value)),
  ).sort();
  const inside = domain === undefined ? sorted : sorted.filter((value) => value >= domain[0] && value <= domain[1]);
  const low = domain?.[0] ?? inside[0] ?? 0;
  const high = domain?.[1] ?? inside.at(-1) ?? 1;
  const width = binWidth(inside, low, high);
  let from = Math.floor(low / width);
  let to = Math.max(from + 1, Math.ceil(high / width));
  const edge = (place: number) => Number((place * width).toPrecision(15));
  // Rounding must not leave the lowest or highest value outside.
  if (edge(from) > low) from -= 1;
  if (edge(to) < high) to += 1;
  // A single bin would be a wall: with empty neighbours it can be seen that there is nothing beside it.
  if (domain === undefined && to - from === 1) [from, to] = [from - 2, to + 2];
  const count = to - from;
  const edges = Float64Array.from({ length: count + 1 }, (_, place) => edge(from + place));
  const counts = new Float64Array(count);
  for (const value of inside) {
    let bin = Math.min(count - 1, Math.max(0, Math.floor(value / width) - from));
    // Division may land a value that lies on an edge one bin off.
    if (value < (edges[bin] as number)) bin -= 1;
    else if (bin + 1 < count && value >= (edges[bin + 1] as number)) bin += 1;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const belowCount = domain === undefined ? 0 : sorted.filter((value) => value < domain[0]).length;
  return { edges, counts, belowCount, aboveCount: sorted.length - inside.length - belowCount, totalCount: sorted.length };
}

function binWidth(sorted: Float64Array, low: number, high: number): number {
  // Values closer together than numbers of their size can tell apart are one value; so are those at the smallest numbers there are.
  if (high - low <= Math.max(Math.abs(low), Math.abs(high)) * 1e-12 || high - low < 1e-300) return niceStep(Math.max(Math.abs(low), 1), 10);
  const spread = quantile(sorted, 0.75) - quantile(sorted, 0.25);
  const wished = spread > 0 ? (high - low) / ((2 * spread) / Math.cbrt(sorted.length)) : Math.sqrt(sorted.length);
  return niceStep(high - low, Math.min(MOST, Math.max(FEWEST, wished)));
}

/** Value below which a share of sorted values lies, between neighbours by line; NaN of none. */
export function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
