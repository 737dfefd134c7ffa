import { decomposition, exponentialSmoothing } from './library.ts';
import { autoregression, dampedTrend, medianOf, seasonalMedian, seasonalNaive, theta, type Model } from './models.ts';
import { seasonLengthOf } from './seasonality.ts';

/** What is to be forecast. */
export interface ForecastRequest {
  /** At equal distances, oldest first; null where nothing was measured. */
  readonly values: readonly (number | null)[];
  /** Values of a season: 7 of days, 24 of hours; 1 looks for one. */
  readonly period: number;
  readonly horizon: number;
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

export interface Forecast {
  readonly model: string;
  readonly points: readonly { readonly value: number; readonly in50: Band; readonly in80: Band; readonly in95: Band }[];
  readonly backtest: Backtest;
}

/** Why there is no forecast, as a sentence. */
export interface NoForecast {
  readonly reason: string;
}

const settings = {
  /** Older values are left out: of the models by the library, and of all. */
  library: 300,
  all: 1_200,
  origins: 6,
  /** A combination is preferred to a single model that is not clearly better: of few origins, the best one is partly luck. */
  preference: 0.75,
  fewest: 14,
};

const models: Readonly<Record<string, Model>> = {
  'seasonal naive': seasonalNaive,
  'seasonal median': seasonalMedian,
  theta,
  'damped trend': dampedTrend,
  autoregression,
  'exponential smoothing': (values, period, horizon) => exponentialSmoothing(values.slice(-settings.library), period, horizon),
  'season and trend': (values, period, horizon) => decomposition(values.slice(-Math.max(settings.library, 4 * period)), period, horizon),
};
/** On the logarithm a burst weighs less, and growth is a rate. */
const onLogarithm = ['autoregression', 'season and trend'];
const combination = 'median of all';

type Run = ReadonlyMap<string, readonly number[]>;

/** Forecasts with intervals and what the model did on the past; a sentence where there is too little of it. */
export function forecastOf({ values, period, horizon }: ForecastRequest): Forecast | NoForecast {
  const known = filled(values.slice(-settings.all));
  const fewest = Math.max(settings.fewest, horizon + 4);
  if (known.length < fewest) return { reason: `There are ${known.length} values; ${fewest} are needed to forecast ${horizon}.` };
  const season = period > 1 ? period : seasonLengthOf(known);
  const runs = originsOf(known.length, horizon, season).map((end) => ({
    actual: known.slice(end, end + horizon),
    forecasts: runOf(known.slice(0, end), season, horizon),
  }));
  const [name, errors] = chosen(runs);
  const now = runOf(known, season, horizon).get(name);
  if (now === undefined) return { reason: 'No model could be fitted to these values.' };
  const isPositive = known.every((value) => value >= 0);
  const widths = widthsOf(errors, horizon);
  const points = now.map((value, step) => {
    const band = (level: number): Band => {
      const half = widths(level, step);
      return { low: isPositive ? Math.max(0, value - half) : value - half, high: value + half };
    };
    return { value: isPositive ? Math.max(0, value) : value, in50: band(0.5), in80: band(0.8), in95: band(0.95) };
  });
  return { model: name, points, backtest: backtestOf(runs, name, errors, horizon) };
}

/** Missing values between others become what a straight line has there; those before the first are left out. */
function filled(values: readonly (number | null)[]): number[] {
  const out: number[] = [];
  let gap = 0;
  for (const value of values) {
    if (value === null || !Number.isFinite(value)) {
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
  const apart = Math.max(1, Math.floor(horizon / 2));
  const least = Math.min(count - horizon, Math.max(8, Math.min(2 * season + 2, Math.floor(count / 2))));
  const origins: number[] = [];
  for (let end = count - horizon; end >= least && origins.length < settings.origins; end -= apart) origins.push(end);
  return origins;
}

function runOf(values: readonly number[], season: number, horizon: number): Run {
  const run = new Map<string, readonly number[]>();
  const isPositive = values.every((value) => value > 0);
  const most = Math.max(...values.map(Math.abs));
  const add = (name: string, found: readonly number[] | null): void => {
    // A model that runs away is none.
    if (found !== null && found.every((value) => Number.isFinite(value) && Math.abs(value) <= 10 * most + 1)) run.set(name, found);
  };
  for (const [name, model] of Object.entries(models)) add(name, model(values, season, horizon));
  if (isPositive) {
    const logarithms = values.map(Math.log);
    for (const name of onLogarithm) add(`${name}, logarithm`, models[name]?.(logarithms, season, horizon)?.map(Math.exp) ?? null);
  }
  const all = [...run].filter(([name]) => name !== 'seasonal naive' || run.size < 4).map(([, forecast]) => forecast);
  if (all.length > 1) add(combination, all[0]?.map((_, step) => medianOf(all.map((forecast) => forecast[step] as number))) ?? null);
  return run;
}

interface Tried {
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
    const total = logs.reduce((sum, log) => sum + log, 0) / logs.length + (name === combination ? Math.log(settings.preference) : 0);
    if (total < least) [best, least] = [[name, errors], total];
  }
  return best;
}

const errorsOf = (runs: readonly Tried[], name: string): number[][] =>
  runs.map(({ actual, forecasts }) => actual.map((value, step) => value - (forecasts.get(name)?.[step] ?? 0)));

/**
 * Half widths by conformal prediction: errors of the past over what is usual at their step, and of these the quantile that holds for the
 * next one too. What is usual grows by a line over the steps. Errors of one origin go together, so that the origins are what is counted.
 */
function widthsOf(errors: readonly (readonly number[])[], horizon: number): (level: number, step: number) => number {
  const usual = usualErrors(errors, horizon);
  const scores = errors
    .flatMap((row) => row.map((error, step) => Math.abs(error) / (usual[step] as number)))
    .toSorted((one, other) => one - other);
  const origins = Math.max(1, errors.length);
  return (level, step) => {
    const place = Math.min(scores.length - 1, Math.ceil(level * (scores.length + 1)) - 1);
    return (usual[step] as number) * (scores[Math.max(0, place)] ?? 0) * (1 + 1 / origins);
  };
}

function usualErrors(errors: readonly (readonly number[])[], horizon: number): number[] {
  let [n, x, y, xx, xy] = [0, 0, 0, 0, 0];
  for (const row of errors)
    for (const [step, error] of row.entries()) {
      const size = Math.abs(error);
      n += 1;
      x += step;
      y += size;
      xx += step * step;
      xy += step * size;
    }
  const slope = n > 1 && n * xx > x * x ? Math.max(0, (n * xy - x * y) / (n * xx - x * x)) : 0;
  const first = n > 0 ? (y - slope * x) / n : 0;
  const least = n > 0 ? Math.max((0.2 * y) / n, Number.MIN_VALUE) : Number.MIN_VALUE;
  return Array.from({ length: horizon }, (_, step) => Math.max(least, first + slope * step));
}

function backtestOf(runs: readonly Tried[], name: string, errors: readonly (readonly number[])[], horizon: number): Backtest {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + Math.abs(value), 0);
  const [mine, naive, actual] = [sum(errors.flat()), sum(errorsOf(runs, 'seasonal naive').flat()), sum(runs.flatMap((run) => run.actual))];
  let within = 0;
  for (const [place, row] of errors.entries()) {
    const others = errors.filter((_, other) => other !== place);
    const width = widthsOf(others.length > 0 ? others : errors, horizon);
    within += row.filter((error, step) => Math.abs(error) <= width(0.95, step)).length;
  }
  const count = errors.flat().length;
  return {
    origins: runs.length,
    error: actual > 0 ? mine / actual : null,
    skill: naive > 0 ? 1 - mine / naive : null,
    coverage95: count > 0 ? within / count : 0,
  };
}
