import type { SeriesColumns } from './columns.ts';

/** What one reading of a series tells. Places are indexes, -1 where there is no value. */
export interface Summary {
  /** Values that are finite. */
  readonly count: number;
  readonly first: number;
  readonly last: number;
  readonly lowest: number;
  readonly highest: number;
  /** Shortest distance between neighbours in x; null with fewer than two. */
  readonly leastStep: number | null;
}

const known = new WeakMap<Float64Array, Summary>();

/** Reads a series once, however often it is asked for: over a million points each reading is felt. */
export function summaryOf({ x, y }: Pick<SeriesColumns, 'x' | 'y'>): Summary {
  let summary = known.get(y);
  if (summary === undefined) {
    summary = read(x, y);
    known.set(y, summary);
  }
  return summary;
}

function read(x: Float64Array, y: Float64Array): Summary {
  let [count, first, last, lowest, highest] = [0, -1, -1, -1, -1];
  let low = Infinity;
  let high = -Infinity;
  let leastStep = Infinity;
  let before = -Infinity;
  for (let place = 0; place < y.length; place += 1) {
    const at = x[place] as number;
    if (at - before < leastStep) leastStep = at - before;
    before = at;
    const value = y[place] as number;
    if (value - value !== 0) continue; // NaN and infinities
    count += 1;
    if (first < 0) first = place;
    last = place;
    if (value < low) {
      low = value;
      lowest = place;
    }
    if (value > high) {
      high = value;
      highest = place;
    }
  }
  return { count, first, last, lowest, highest, leastStep: leastStep === Infinity ? null : leastStep };
}
