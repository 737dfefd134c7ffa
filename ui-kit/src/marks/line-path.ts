import type { Scale } from '../axes/scale.ts';
import type { SeriesColumns } from './columns.ts';
import { reduceToColumns } from './reduce.ts';
import { largestTriangles } from './triangles.ts';

/**
 * How a line is thinned where it has more points than px: `extremes` keeps the first, lowest, highest and last of every px
 * column, so that no spike is lost; `triangles` keeps the points that shape it most (LTTB): smoother, may lose a spike.
 */
export type Thinning = 'extremes' | 'triangles';

/** A tenth of a px is as fine as anyone sees; more digits only make the path longer. */
export function tenth(px: number): number {
  return Math.round(px * 10) / 10;
}

/** Where marks draw: scales to px, and the width they have. */
export interface LineGround {
  readonly x: Scale;
  readonly y: Scale;
  readonly width: number;
}

/** Points of a line that its px columns need, by index. */
export function indexesOf(
  { x: xs, y: ys }: Pick<SeriesColumns, 'x' | 'y'>,
  { x, width }: Pick<LineGround, 'x' | 'width'>,
  thinning: Thinning,
): Uint32Array {
  const columns = Math.max(1, Math.round(width));
  if (thinning === 'triangles') return largestTriangles(xs, ys, x.domain, columns * 2);
  const left = x.toPx(x.domain[0]);
  return reduceToColumns(xs, ys, x.domain, columns, x.kind === 'linear' ? undefined : (at) => x.toPx(at) - left);
}

/** A path through points of a line; a gap where a point has no number, and where one stands alone. */
export function linePath({ x: xs, y: ys }: Pick<SeriesColumns, 'x' | 'y'>, indexes: Uint32Array, { x, y }: LineGround): string {
  // Written out by hand: this is most of a chart's time, and a path of straight lines is a row of numbers.
  let path = '';
  let isBroken = true;
  let start: string | null = null;
  for (let place = 0; place < indexes.length; place += 1) {
    const index = indexes[place] as number;
    const value = ys[index] as number;
    if (!isDrawable(value, y)) {
      isBroken = true;
      continue;
    }
    const point = `${tenth(x.toPx(xs[index] as number))},${tenth(y.toPx(value))}`;
    if (isBroken) start = point;
    else {
      path += start === null ? `L${point}` : `M${start}L${point}`;
      start = null;
    }
    isBroken = false;
  }
  return path;
}

/** Travel up and down in one px column, px on average, from which a line is noise rather than a curve. */
const NOISE_PX = 4;

/** A line with several points in every px column that goes up and down in each: `noisePath` draws it. */
export function isNoise({ y: ys }: Pick<SeriesColumns, 'y'>, indexes: Uint32Array, { y, width }: LineGround): boolean {
  if (indexes.length < width * 2) return false;
  let travel = 0;
  let before = Number.NaN;
  for (let place = 0; place < indexes.length; place += 1) {
    const value = ys[indexes[place] as number] as number;
    const py = isDrawable(value, y) ? y.toPx(value) : Number.NaN;
    if (py - before === py - before) travel += Math.abs(py - before);
    before = py;
  }
  return travel > width * NOISE_PX;
}

/**
 * The same line as upright strokes, one per px column from its lowest to its highest point and to where the column before it
 * ended. It covers what a stroke along the points would cover, and is painted many times faster.
 */
export function noisePath({ x: xs, y: ys }: Pick<SeriesColumns, 'x' | 'y'>, indexes: Uint32Array, { x, y }: LineGround): string {
  let path = '';
  let column = Number.NaN;
  let top = Infinity;
  let bottom = -Infinity;
  let last = Number.NaN;
  let lastPx = 0;
  const flush = () => {
    // Half a px more at either end: a flat piece is as thick as it is long.
    if (top <= bottom) path += `M${column + 0.5},${tenth(top - 0.5)}V${tenth(bottom + 0.5)}`;
    top = Infinity;
    bottom = -Infinity;
  };
  for (let place = 0; place < indexes.length; place += 1) {
    const index = indexes[place] as number;
    const value = ys[index] as number;
    if (!isDrawable(value, y)) {
      last = Number.NaN;
      continue;
    }
    const py = y.toPx(value);
    const px = x.toPx(xs[index] as number);
    const at = Math.floor(px);
    if (at !== column) {
      flush();
      const isNext = at === column + 1;
      column = at;
      if (last === last && isNext) top = bottom = last;
      // Columns without a point, on a log axis for instance: straight across.
      else if (last === last) path += `M${tenth(lastPx)},${tenth(last)}L${tenth(px)},${tenth(py)}`;
    }
    top = Math.min(top, py);
    bottom = Math.max(bottom, py);
    last = py;
    lastPx = px;
  }
  flush();
  return path;
}

/** A log scale has no place for zero and below: a gap there. */
export function isDrawable(value: number, y: Scale): boolean {
  return Number.isFinite(value) && (y.kind !== 'log' || value > 0);
}

/** Dots for points with a gap on both sides: a line would not show them. */
export function lonePath({ x: xs, y: ys }: Pick<SeriesColumns, 'x' | 'y'>, indexes: Uint32Array, { x, y }: LineGround): string {
  const isGap = (place: number) => place < 0 || place >= indexes.length || !isDrawable(ys[indexes[place] as number] as number, y);
  let path = '';
  for (let place = 0; place < indexes.length; place += 1) {
    if (isGap(place) || !isGap(place - 1) || !isGap(place + 1)) continue;
    const index = indexes[place] as number;
    path += `M${tenth(x.toPx(xs[index] as number))},${tenth(y.toPx(ys[index] as number))}h0`;
  }
  return path;
}

/** Half the size of a cross, px; crosses that would touch become one strip. */
const CROSS_PX = 3;

/** Crosses at the foot of the drawing where values are no numbers; many side by side are one strip between two of them. */
export function invalidPath(invalid: Float64Array, { x, y }: Pick<LineGround, 'x' | 'y'>): string {
  const [from, to] = x.domain;
  const foot = y.toPx(y.domain[0]) - CROSS_PX - 2;
  const cross = (px: number) => `M${tenth(px - CROSS_PX)},${foot - CROSS_PX}l6,6m0,-6l-6,6`;
  let path = '';
  let start = -Infinity;
  let end = -Infinity;
  const flush = () => {
    if (end === -Infinity) return;
    path += end - start < CROSS_PX ? cross(start) : `${cross(start)}M${tenth(start)},${foot}H${tenth(end)}${cross(end)}`;
  };
  for (const at of invalid) {
    if (at < from || at > to) continue;
    const px = x.toPx(at);
    if (px - end > CROSS_PX * 2) {
      flush();
      start = px;
    }
    end = px;
  }
  flush();
  return path;
}
