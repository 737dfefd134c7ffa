import { firstAtOrAfter } from './columns.ts';

/** Most points that one px column keeps: first, lowest, highest, last, and one gap. */
export const MOST_PER_COLUMN = 5;

/**
 * Indexes of the points that a line over [from, to] needs at `columns` px of width: of every px column the first, the
 * lowest, the highest and the last, so that no spike is lost and the picture is the same as with all points.
 *
 * A gap between two columns survives as one index of a not finite value. The nearest point beyond either edge is kept, so
 * that the line runs to the edge. Few points are returned as they are. Ascending; runs once over the values.
 * `pxOf` tells how far right (px) of the left edge an x stands, where that is not in proportion: on a log scale.
 */
export function reduceToColumns(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  [from, to]: readonly [number, number],
  columns: number,
  pxOf?: (x: number) => number,
): Uint32Array {
  const start = Math.max(0, firstAtOrAfter(x, from) - 1);
  let end = firstAtOrAfter(x, to);
  while (end < x.length && x[end] === to) end += 1;
  end = Math.min(x.length, end + 1);
  const count = end - start;
  if (count <= columns * MOST_PER_COLUMN) return Uint32Array.from({ length: Math.max(0, count) }, (_, place) => start + place);

  const kept = new Uint32Array((columns + 3) * MOST_PER_COLUMN);
  let length = 0;
  const perColumn = columns / (to - from);
  const columnAt = (place: number) => {
    const at = x[place] as number;
    return Math.min(columns, Math.max(-1, Math.floor(pxOf === undefined ? (at - from) * perColumn : pxOf(at))));
  };
  let gap = -1; // a not finite value since the last finite one

  for (let place = start; place < end;) {
    const next = endOfColumn(columnAt, place, end);
    let first = -1;
    let lowest = -1;
    let highest = -1;
    let last = -1;
    let low = Infinity;
    let high = -Infinity;
    let gapBefore = gap;
    for (let index = place; index < next; index += 1) {
      const value = y[index] as number;
      if (value - value !== 0) {
        // NaN and infinities
        gap = index;
        continue;
      }
      if (first < 0) {
        first = index;
        gapBefore = gap;
      }
      last = index;
      gap = -1;
      if (value < low) {
        low = value;
        lowest = index;
      }
      if (value > high) {
        high = value;
        highest = index;
      }
    }
    place = next;
    if (first < 0) continue;
    if (gapBefore >= 0 && length > 0) kept[length++] = gapBefore;
    const [a, b] = lowest < highest ? [lowest, highest] : [highest, lowest];
    kept[length++] = first;
    if (a > first) kept[length++] = a;
    if (b > a) kept[length++] = b;
    if (last > b) kept[length++] = last;
  }
  return kept.slice(0, length);
}

/** The first place after `start` that lies in another px column: found by steps that double, then by halving. */
function endOfColumn(columnAt: (place: number) => number, start: number, end: number): number {
  const column = columnAt(start);
  let step = 1;
  let low = start;
  while (low + step < end && columnAt(low + step) === column) {
    low += step;
    step *= 2;
  }
  let high = Math.min(end, low + step);
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (columnAt(middle) === column) low = middle;
    else high = middle;
  }
  return high;
}
