import { atTheLevelOfNow, widthsOf } from './intervals.ts';
import { preferenceOf, runOf, type Run } from './runs.ts';
import { seasonLengthOf } from './seasonality.ts';
import { shiftedAt } from './shift.ts';

/** What is to be forecast. */
export interface ForecastRequest {
  /** At equal distances, oldest first; null where nothing was measured. */
  readonly values: readonly (number | null)[];
  /** Values of a season: 7 of days, 24 of hours; 1 looks for one. */
  readonly period: number;
  readonly horizon: number;
  /** Bounds of values and intervals, of a share 0 and 1. Without `least` it is 0 where no value is below 0. */
  readonly least?: number;
  readonly most?: number;
}

export interface Band {
  readonly low: number;
  readonly high: number;
}

/** What the chosen model did on the past, each time without what it was to forecast. */
export interface Backtest {
  readonly origins: number;
  /** Absolute errors over absolute values (WAPE); null where all values are 0. */
  readonly error: number | null;
  /** 1 − the model's error over the seasonal naive one's: above 0 is better than what was one season ago. null where that one has no error. */
  readonly skill: number | null;
  /** How many of the past values lay within the 95 % interval that the other origins give. */
  readonly coverage95: number;
}

/** A value with the intervals that hold it 50, 80 and 95 times of 100. */
export interface Foreseen {
  readonly value: number;
  readonly in50: Band;
  readonly in80: Band;
  readonly in95: Band;
}

export interface Forecast {
  readonly model: string;
  readonly points: readonly Foreseen[];
  /** The sum of all points, with intervals from what sums were off in the past. */
  readonly total: Foreseen;
  /** The place in the values that were given of the first one on another level, where they last came to one at once; null where they did not. */
  readonly shiftedAt: number | null;
  readonly backtest: Backtest;
}

/** Why there is no forecast, as a sentence. */
export interface NoForecast {
  readonly reason: string;
}

const settings = {
  /** Older values are left out. */
  all: 1_200,
  /** So many origins, and more where the series has so many horizons. */
  origins: { usual: 6, many: 10 },
  fewest: 14,
};

/** Forecasts with intervals and what the model did on the past; a sentence where there is too little of it. */
export function forecastOf({ values, period, horizon, least, most }: ForecastRequest): Forecast | NoForecast {
  const recent = values.slice(-settings.all);
  const known = filled(recent);
  const fewest = Math.max(settings.fewest, horizon + 4);
  if (known.length < fewest) return { reason: `There are ${known.length} values; ${fewest} are needed to forecast ${horizon}.` };
  const season = period > 1 ? period : seasonLengthOf(known);
  const runs = originsOf(known.length, horizon, season).map((end) => ({
    end,
    actual: known.slice(end, end + horizon),
    forecasts: runOf(known.slice(0, end), season, horizon),
  }));
  const [name, errors] = chosen(runs);
  const scaled = atTheLevelOfNow(
    errors,
    runs.map(({ end }) => end),
    known,
    season,
  );
  const now = runOf(known, season, horizon).get(name);
  if (now === undefined) return { reason: 'No model could be fitted to these values.' };
  const lowest = least ?? (known.every((value) => value >= 0) ? 0 : Number.NEGATIVE_INFINITY);
  const highest = most ?? Number.POSITIVE_INFINITY;
  const widths = widthsOf(scaled, horizon, known.length);
  const points = now.map((value, step) => foreseen(value, (level) => widths(level, step), lowest, highest));
  const widthsOfTotal = widthsOf(
    scaled.map((row) => [sumOf(row)]),
    1,
    known.length,
  );
  const total = sumOf(points.map(({ value }) => value));
  const shift = shiftedAt(known, season);
  return {
    model: name,
    points,
    total: foreseen(total, (level) => widthsOfTotal(level, 0), lowest * horizon, highest * horizon),
    shiftedAt: shift === null ? null : values.length - recent.length + recent.findIndex(isKnown) + shift,
    backtest: backtestOf(runs, name, { errors, scaled }, horizon),
  };
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function foreseen(value: number, widthOf: (level: number) => number, least: number, most: number): Foreseen {
  const within = (one: number): number => Math.max(least, Math.min(most, one));
  const band = (level: number): Band => ({ low: within(value - widthOf(level)), high: within(value + widthOf(level)) });
  return { value: within(value), in50: band(0.5), in80: band(0.8), in95: band(0.95) };
}

const isKnown = (value: number | null): value is number => value !== null && Number.isFinite(value);

/** Missing values between others become what a straight line has there; those before the first are left out. */
function filled(values: readonly (number | null)[]): number[] {
  const out: number[] = [];
  let gap = 0;
  for (const value of values) {
    if (!isKnown(value)) {
      gap += out.length > 0 ? 1 : 0;
      continue;
    }
    const last = out.at(-1);
    for (let step = 1; step <= gap && last !== undefined; step += 1) out.push(last + ((value - last) * step) / (gap + 1));
    gap = 0;
    out.push(value);
  }
  return out;
}

/** Where the past is cut: half a horizon apart, the newest first, as long as enough stands before. */
function originsOf(count: number, horizon: number, season: number): number[] {
  const most = count >= settings.origins.many * horizon ? settings.origins.many : settings.origins.usual;
  const apart = Math.max(1, Math.floor(horizon / 2));
  const least = Math.min(count - horizon, Math.max(8, Math.min(2 * season + 2, Math.floor(count / 2))));
  const origins: number[] = [];
  for (let end = count - horizon; end >= least && origins.length < most; end -= apart) origins.push(end);
  return origins;
}

interface Tried {
  readonly end: number;
  readonly actual: readonly number[];
  readonly forecasts: Run;
}

/** The model with the smallest error over the origins, and its errors: a row an origin. By the geometric mean, so that no burst decides alone. */
function chosen(runs: readonly Tried[]): [name: string, errors: number[][]] {
  const names = [...(runs[0]?.forecasts.keys() ?? [])].filter((name) => runs.every(({ forecasts }) => forecasts.has(name)));
  let best: [string, number[][]] = ['seasonal naive', []];
  let least = Number.POSITIVE_INFINITY;
  const tiny = 1e-9 * runs.flatMap(({ actual }) => actual).reduce((sum, value) => sum + Math.abs(value), 0) + Number.MIN_VALUE;
  for (const name of names) {
    const errors = errorsOf(runs, name);
    const logs = errors.map((row) => Math.log(row.reduce((sum, error) => sum + Math.abs(error), 0) / row.length + tiny));
    const total = logs.reduce((sum, log) => sum + log, 0) / logs.length + Math.log(preferenceOf(name));
    if (total < least) [best, least] = [[name, errors], total];
  }
  return best;
}

const errorsOf = (runs: readonly Tried[], name: string): number[][] =>
  runs.map(({ actual, forecasts }) => actual.map((value, step) => value - (forecasts.get(name)?.[step] ?? 0)));

function backtestOf(
  runs: readonly Tried[],
  name: string,
  { errors, scaled }: { readonly errors: readonly (readonly number[])[]; readonly scaled: readonly (readonly number[])[] },
  horizon: number,
): Backtest {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + Math.abs(value), 0);
  const [mine, naive, actual] = [sum(errors.flat()), sum(errorsOf(runs, 'seasonal naive').flat()), sum(runs.flatMap((run) => run.actual))];
  let within = 0;
  for (const [place, row] of scaled.entries()) {
    const others = scaled.filter((_, other) => other !== place);
    const width = widthsOf(others.length > 0 ? others : scaled, horizon, runs[place]?.end ?? horizon);
    within += row.filter((error, step) => Math.abs(error) <= width(0.95, step)).length;
  }
  const count = scaled.flat().length;
  return {
    origins: runs.length,
    error: actual > 0 ? mine / actual : null,
    skill: naive > 0 ? 1 - mine / naive : null,
    coverage95: count > 0 ? within / count : 0,
  };
}
