import { wilsonInterval } from '../parts/wilson.ts';

/** A stretch that should hold a stated part of what comes. */
export interface ForecastBand {
  /** 0–1: 0.8 should hold 80 %. */
  readonly level: number;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Columns in the order of x; NaN where there is nothing. */
export interface Forecast {
  readonly x: Float64Array;
  readonly actual: Float64Array;
  readonly median: Float64Array;
  /** The inmost first. */
  readonly bands: readonly ForecastBand[];
}

/** Fewer than this say nothing about a band. */
export const LEAST_FOR_COVERAGE = 20;

/** How much of what came a band has held, where both are known. */
export interface Coverage {
  readonly level: number;
  readonly heldCount: number;
  readonly count: number;
  /** `narrow`: it holds less than it should, and that is no chance (95 %). */
  readonly verdict: 'right' | 'narrow' | 'wide' | 'few';
}

/** Ends count as inside. */
export function coverageOf({ actual }: Pick<Forecast, 'actual'>, { level, low, high }: ForecastBand): Coverage {
  let heldCount = 0;
  let count = 0;
  for (let place = 0; place < actual.length; place += 1) {
    const value = actual[place] as number;
    const [from, to] = [low[place] as number, high[place] as number];
    if (!Number.isFinite(value) || !Number.isFinite(from) || !Number.isFinite(to)) continue;
    count += 1;
    if (value >= from && value <= to) heldCount += 1;
  }
  const [least, most] = wilsonInterval(heldCount, count);
  const verdict = count < LEAST_FOR_COVERAGE ? 'few' : most < level ? 'narrow' : least > level ? 'wide' : 'right';
  return { level, heldCount, count, verdict };
}

/** Place of the last actual value; -1 when there is none. */
export function lastActual({ actual }: Pick<Forecast, 'actual'>): number {
  for (let place = actual.length - 1; place >= 0; place -= 1) if (Number.isFinite(actual[place])) return place;
  return -1;
}

/** The part of a forecast that has not come yet, joined to the last actual value so that the fan opens there. */
export function fanOf({ x, actual, median, bands }: Forecast, nowPlace: number): Forecast {
  const start = Math.max(0, nowPlace);
  const join = (column: Float64Array): Float64Array => {
    const part = column.slice(start);
    if (nowPlace >= 0) part[0] = actual[nowPlace] as number;
    return part;
  };
  return {
    x: x.subarray(start),
    actual: actual.subarray(start),
    median: join(median),
    bands: bands.map(({ level, low, high }) => ({ level, low: join(low), high: join(high) })),
  };
}

/**
 * Where a path first reaches a limit, between two known values by a straight line; null when it does not. From below or above, as it
 * begins.
 */
export function crossingOf(x: Float64Array, path: Float64Array, limit: number): number | null {
  let before = -1;
  for (let place = 0; place < path.length; place += 1) {
    const value = path[place] as number;
    if (!Number.isFinite(value)) continue;
    if (value === limit) return x[place] as number;
    if (before >= 0 && (path[before] as number) < limit !== value < limit) {
      const [from, to] = [path[before] as number, value];
      const share = (limit - from) / (to - from);
      return (x[before] as number) + share * ((x[place] as number) - (x[before] as number));
    }
    before = place;
  }
  return null;
}

/** When a forecast reaches a limit. */
export interface LimitCrossing {
  /** The last actual value is beyond it already; since when, or null when it always was. */
  readonly isBeyond: boolean;
  readonly since: number | null;
  readonly isRising: boolean;
  readonly median: number | null;
  /** Earliest and latest by the band; null: not within the forecast. */
  readonly earliest: number | null;
  readonly latest: number | null;
}

/**
 * What a fan says about a limit. A limit that lies above the last value is reached from below, else from above; `band` gives
 * the earliest and latest. `isCeiling` tells whether beyond is above.
 */
export function limitCrossing(
  fan: Forecast,
  history: Pick<Forecast, 'x' | 'actual'>,
  limit: number,
  isCeiling: boolean,
  band: ForecastBand | undefined,
): LimitCrossing {
  const nowPlace = lastActual(history);
  const now = nowPlace >= 0 ? (history.actual[nowPlace] as number) : (fan.median.find(Number.isFinite) ?? Number.NaN);
  const isBeyond = isCeiling ? now > limit : now < limit;
  const edges =
    band === undefined ? ([null, null] as const) : ([crossingOf(fan.x, band.high, limit), crossingOf(fan.x, band.low, limit)] as const);
  const isRising = now < limit;
  return {
    isBeyond,
    isRising,
    since: isBeyond ? lastCrossing(history.x, history.actual, limit) : null,
    median: crossingOf(fan.x, fan.median, limit),
    earliest: isRising ? edges[0] : edges[1],
    latest: isRising ? edges[1] : edges[0],
  };
}

function lastCrossing(x: Float64Array, path: Float64Array, limit: number): number | null {
  const backwards = crossingOf(x.map((at) => -at).reverse(), path.toReversed(), limit);
  return backwards === null ? null : -backwards;
}
