import type { ScaleKind } from '../../axes/scale.ts';
import type { Unit } from '../../format/unit.ts';
import { yDomainOf } from '../parts/y-domain.ts';
import type { LossScale } from './loss-view.ts';

/** Values beyond one end of the y axis: how many, and the farthest. */
export interface Outside {
  readonly count: number;
  readonly value: number;
  readonly x: number;
}

export interface LossYAxis {
  readonly domain: readonly [number, number];
  readonly scale: ScaleKind;
  /** Values of 0 and below, which a scale of logs has no place for. */
  readonly unplacedCount: number;
  /** Of how many values in all. */
  readonly valueCount: number;
  readonly above: Outside | null;
  readonly below: Outside | null;
}

/** One line's part that is in view. */
export interface Seen {
  readonly x: Float64Array;
  readonly value: Float64Array;
}

/** Ends of what "ignore outliers" scales to, as TensorBoard has them. */
const INNER = [0.05, 0.95] as const;
/** Fewer values than this have no outliers. */
const LEAST_FOR_OUTLIERS = 20;

export interface LossYOptions {
  readonly scale: LossScale;
  readonly ignoresOutliers: boolean;
  readonly unit: Unit;
  readonly baseline: 'zero' | 'data';
  readonly heightPx: number;
}

/** The y axis for what is in view, and what has no place on it: a note counts these values, none is dropped silently. */
export function lossYAxis(seen: readonly Seen[], { scale, ignoresOutliers, unit, baseline, heightPx }: LossYOptions): LossYAxis {
  const placed = scale === 'log' ? seen.map((one) => positiveOf(one.value)) : seen.map((one) => one.value);
  // Where nothing is above 0 the axis falls back to linear, and everything has a place again.
  const hasLog = scale === 'log' && placed.some((values) => values.some(Number.isFinite));
  const used = scale === 'log' && !hasLog ? seen.map((one) => one.value) : placed;
  const ends = ignoresOutliers ? [innerEnds(used)] : used;
  const axis = yDomainOf(ends, { unit, baseline, scale, heightPx, thresholds: [] });
  let unplacedCount = 0;
  let valueCount = 0;
  let above: Outside | null = null;
  let below: Outside | null = null;
  for (const { x, value } of seen) {
    for (let place = 0; place < value.length; place += 1) {
      const one = value[place] as number;
      if (!Number.isFinite(one)) continue;
      valueCount += 1;
      const at = x[place] as number;
      if (axis.scale === 'log' && one <= 0) unplacedCount += 1;
      else if (one > axis.domain[1]) above = farther(above, one, at, one > (above?.value ?? -Infinity));
      else if (one < axis.domain[0]) below = farther(below, one, at, one < (below?.value ?? Infinity));
    }
  }
  return { domain: axis.domain, scale: axis.scale, unplacedCount, valueCount, above, below };
}

function farther(outside: Outside | null, value: number, x: number, isFarther: boolean): Outside {
  const count = (outside?.count ?? 0) + 1;
  return isFarther || outside === null ? { count, value, x } : { ...outside, count };
}

/** The same values, those of 0 and below as gaps; the column itself where there are none. */
export function positiveOf(values: Float64Array): Float64Array {
  return values.some((value) => value <= 0) ? values.map((value) => (value > 0 ? value : Number.NaN)) : values;
}

/** The 5th and the 95th percentile of all values by nearest rank; all of them where there are too few for outliers. */
function innerEnds(columns: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(columns.reduce((count, column) => count + column.length, 0));
  let count = 0;
  for (const column of columns) {
    for (let place = 0; place < column.length; place += 1) if (Number.isFinite(column[place])) all[count++] = column[place] as number;
  }
  const sorted = all.subarray(0, count).sort();
  if (count < LEAST_FOR_OUTLIERS) return sorted;
  return Float64Array.from(INNER, (share) => sorted[Math.min(count - 1, Math.floor(share * count))] as number);
}
