import type { SeriesStyle } from '../theme/series.ts';
import { otherStyle, seriesStyle } from '../theme/series.ts';

/** Points of all series as columns, ascending in x: places are what a reader stops at. */
export interface Cloud<Row> {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Place in `series` of each point. */
  readonly seriesAt: Uint16Array;
  readonly rows: readonly Row[];
  readonly series: readonly { readonly key: string; readonly label: string; readonly style: SeriesStyle }[];
}

/** Reads rows into columns; a row without either number is left out, because it has no place. */
export function cloudOf<Row>(
  data: readonly Row[],
  of: { readonly x: (row: Row) => number | null | undefined; readonly y: (row: Row) => number | null | undefined; readonly series?: ((row: Row) => string) | undefined },
  { labelOf, styleOf }: { readonly labelOf: (key: string) => string; readonly styleOf?: ((key: string) => SeriesStyle) | undefined },
): Cloud<Row> {
  const keys = new Map<string, number>();
  const points: { readonly x: number; readonly y: number; readonly series: number; readonly row: Row }[] = [];
  for (const row of data) {
    const x = of.x(row) ?? Number.NaN;
    const y = of.y(row) ?? Number.NaN;
    const key = of.series?.(row) ?? '';
    const series = keys.get(key) ?? keys.size;
    keys.set(key, series);
    if (Number.isFinite(x) && Number.isFinite(y)) points.push({ x, y, series, row });
  }
  points.sort((one, other) => one.x - other.x);
  return {
    x: Float64Array.from(points, (point) => point.x),
    y: Float64Array.from(points, (point) => point.y),
    seriesAt: Uint16Array.from(points, (point) => point.series),
    rows: points.map((point) => point.row),
    series: Array.from(keys, ([key, place]) => ({ key, label: labelOf(key), style: styleOf?.(key) ?? (place < 64 ? seriesStyle(place) : otherStyle) })),
  };
}

/** Index of the point nearest to a place, all in px, and no further than `reach`; -1 when there is none. One pass. */
export function nearestPoint(xs: Float64Array, ys: Float64Array, px: number, py: number, reach: number): number {
  let best = -1;
  let least = reach * reach;
  for (let place = 0; place < xs.length; place += 1) {
    const dx = (xs[place] as number) - px;
    const dy = (ys[place] as number) - py;
    const distance = dx * dx + dy * dy;
    if (distance <= least) {
      least = distance;
      best = place;
    }
  }
  return best;
}

/** Pearson's correlation; null with fewer than three points, or where one number doesn't vary. */
export function correlation(x: Float64Array, y: Float64Array): number | null {
  const n = x.length;
  if (n < 3) return null;
  let [meanX, meanY, xx, yy, xy] = [0, 0, 0, 0, 0];
  for (let place = 0; place < n; place += 1) {
    const dx = (x[place] as number) - meanX;
    const dy = (y[place] as number) - meanY;
    meanX += dx / (place + 1);
    meanY += dy / (place + 1);
    xx += dx * ((x[place] as number) - meanX);
    yy += dy * ((y[place] as number) - meanY);
    xy += dx * ((y[place] as number) - meanY);
  }
  return xx === 0 || yy === 0 ? null : xy / Math.sqrt(xx * yy);
}
