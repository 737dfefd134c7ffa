import type { QuadMoments } from '../../../platform/statistics/moments.ts';

/** Moments of a group of units. */
export interface GroupMoments extends QuadMoments {
  /** Units with anything in the days before: of a ratio a denominator, else a value other than 0. */
  readonly before: number;
}

/** Moments of a group of units: of the list that `momentsOf` (queries/moments.ts) makes for a metric. Without a denominator x and a are 0. */
export function readMoments(n: number, list: readonly number[]): GroupMoments {
  const at = (place: number): number => list[place] ?? 0;
  if (list.length === 6)
    return {
      n,
      mean: { y: at(0), x: 0, b: at(1), a: 0 },
      squares: { y: at(2), x: 0, b: at(3), a: 0 },
      products: { yx: 0, yb: at(4), ya: 0, xb: 0, xa: 0, ba: 0 },
      before: at(5),
    };
  return {
    n,
    mean: { y: at(0), x: at(1), b: at(2), a: at(3) },
    squares: { y: at(4), x: at(5), b: at(6), a: at(7) },
    products: { yx: at(8), yb: at(9), ya: at(10), xb: at(11), xa: at(12), ba: at(13) },
    before: at(14),
  };
}
