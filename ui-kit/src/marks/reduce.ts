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
  let current = -Infinity;
  let first = -1;
  let lowest = -1;
  let highest = -1;
  let last = -1;
  let gap = -1; // a not finite value since the last finite one

  const flush = () => {
    if (first < 0) return;
    const [a, b] = lowest < highest ? [lowest, highest] : [highest, lowest];
    kept[length++] = first;
    if (a > first) kept[length++] = a;
    if (b > a) kept[length++] = b;
    if (last > b) kept[length++] = last;
  };

  for (let place = start; place < end; place += 1) {
    const value = y[place] as number;
    if (!Number.isFinite(value)) {
      gap = place;
      continue;
    }
    const at = x[place] as number;
    const column = Math.min(columns, Math.max(-1, Math.floor(pxOf === undefined ? (at - from) * perColumn : pxOf(at))));
    if (column !== current) {
      flush();
      if (gap >= 0 && length > 0) kept[length++] = gap;
      current = column;
      first = lowest = highest = last = place;
    } else {
      if (value < (y[lowest] as number)) lowest = place;
      if (value > (y[highest] as number)) highest = place;
      last = place;
    }
    gap = -1;
  }
  flush();
  return kept.slice(0, length);
}
