import { extent, logDomain, niceDomain } from '../../axes/scale.ts';
import type { ScaleKind } from '../../axes/scale.ts';
import { firstAtOrAfter } from '../../marks/columns.ts';
import type { SeriesStyle } from '../../theme/series.ts';
import { otherStyle, seriesStyle } from '../../theme/series.ts';

/** Points of all series as columns, ascending in x: places are what a reader stops at. */
export interface Cloud<Row> {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Place in `series` of each point. */
  readonly seriesAt: Uint16Array;
  readonly rows: readonly Row[];
  readonly series: readonly { readonly key: string; readonly label: string; readonly style: SeriesStyle }[];
}

/** Reads rows into columns; a row without either number is left out, because it has no place. Counted loops: a crowd is many. */
export function cloudOf<Row>(
  data: readonly Row[],
  of: {
    readonly x: (row: Row) => number | null | undefined;
    readonly y: (row: Row) => number | null | undefined;
    readonly series?: ((row: Row) => string) | undefined;
  },
  { labelOf, styleOf }: { readonly labelOf: (key: string) => string; readonly styleOf?: ((key: string) => SeriesStyle) | undefined },
): Cloud<Row> {
  const keys = new Map<string, number>();
  const x = new Float64Array(data.length);
  const y = new Float64Array(data.length);
  const seriesAt = new Uint16Array(data.length);
  const rows: Row[] = [];
  for (let index = 0; index < data.length; index += 1) {
    const row = data[index] as Row;
    const key = of.series?.(row) ?? '';
    let series = keys.get(key);
    if (series === undefined) keys.set(key, (series = keys.size));
    const [rowX, rowY] = [of.x(row) ?? Number.NaN, of.y(row) ?? Number.NaN];
    if (!Number.isFinite(rowX) || !Number.isFinite(rowY)) continue;
    const place = rows.push(row) - 1;
    x[place] = rowX;
    y[place] = rowY;
    seriesAt[place] = series;
  }
  const order = ascending(x.subarray(0, rows.length));
  return {
    x: Float64Array.from(order, (place) => x[place] as number),
    y: Float64Array.from(order, (place) => y[place] as number),
    seriesAt: Uint16Array.from(order, (place) => seriesAt[place] as number),
    rows: Array.from(order, (place) => rows[place] as Row),
    series: Array.from(keys, ([key, place]) => ({
      key,
      label: labelOf(key),
      style: styleOf?.(key) ?? (place < 64 ? seriesStyle(place) : otherStyle),
    })),
  };
}

/** Places in ascending order of their values, equal ones as they came: bare numbers sort several times faster than places do. */
function ascending(values: Float64Array): Uint32Array {
  const sorted = values.slice().sort();
  const taken = new Uint32Array(values.length);
  const order = new Uint32Array(values.length);
  for (let place = 0; place < values.length; place += 1) {
    const first = firstAtOrAfter(sorted, values[place] as number);
    order[first + (taken[first] as number)] = place;
    taken[first] = (taken[first] as number) + 1;
  }
  return order;
}

/** The points of the series that are not hidden. */
export function shownOf<Row>(cloud: Cloud<Row>, hidden: ReadonlySet<string>): Cloud<Row> {
  if (hidden.size === 0) return cloud;
  const isHidden = cloud.series.map((one) => hidden.has(one.key));
  const kept = Uint32Array.from(cloud.x.keys()).filter((place) => isHidden[cloud.seriesAt[place] as number] !== true);
  return {
    ...cloud,
    x: Float64Array.from(kept, (place) => cloud.x[place] as number),
    y: Float64Array.from(kept, (place) => cloud.y[place] as number),
    seriesAt: Uint16Array.from(kept, (place) => cloud.seriesAt[place] as number),
    rows: Array.from(kept, (place) => cloud.rows[place] as Row),
  };
}

/** The x axis: round ends around the values; a scale of logs falls back to linear when nothing is above 0. */
export function xDomainOfCloud(x: Float64Array, scale: ScaleKind): { readonly domain: [number, number]; readonly scale: ScaleKind } {
  const ends = extent(x) ?? [0, 1];
  const logs = scale === 'log' ? logDomain(ends) : null;
  if (logs !== null) return { domain: logs, scale };
  return { domain: niceDomain(ends, 6), scale: scale === 'log' ? 'linear' : scale };
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
