import { decomposition, exponentialSmoothing } from './library.ts';
import { autoregression, dampedTrend, medianOf, reversion, seasonalMedian, seasonalNaive, theta, type Model } from './models.ts';

/** Older values are left out of the models by the library. */
const libraryValues = 300;

const models: Readonly<Record<string, Model>> = {
  'seasonal naive': seasonalNaive,
  'seasonal median': seasonalMedian,
  theta,
  'damped trend': dampedTrend,
  autoregression,
  'exponential smoothing': (values, period, horizon) => exponentialSmoothing(values.slice(-libraryValues), period, horizon),
  'season and trend': (values, period, horizon) => decomposition(values.slice(-Math.max(libraryValues, 4 * period)), period, horizon),
};
/** On the logarithm a burst weighs less, and growth is a rate. */
const onLogarithm: Readonly<Record<string, Model>> = {
  'autoregression, logarithm': autoregression,
  'season and trend, logarithm': models['season and trend'] as Model,
  'theta, logarithm': theta,
  'reversion, logarithm': reversion,
};
/**
 * Combinations of others, by their name: the median at each step. Of few origins the best single model is partly luck, so that a combination
 * is taken unless one is better by more than `preference`. Of series with bursts the best are those that no burst moves.
 */
const combinations: Readonly<Record<string, { readonly preference: number; readonly isPart: (name: string) => boolean }>> = {
  'median of all': { preference: 0.75, isPart: () => true },
  'median on the logarithm': { preference: 0.7, isPart: (name) => name === 'seasonal median' || name in onLogarithm },
};
/** What the error of a model counts, as a factor. */
export const preferenceOf = (name: string): number => combinations[name]?.preference ?? 1;

/** What each model forecasts, by its name; those that a series is too short for, and those that run away, are left out. */
export type Run = ReadonlyMap<string, readonly number[]>;

export function runOf(values: readonly number[], season: number, horizon: number): Run {
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
    for (const [name, model] of Object.entries(onLogarithm)) add(name, model(logarithms, season, horizon)?.map(Math.exp) ?? null);
  }
  const single = [...run].filter(([name]) => name !== 'seasonal naive' || run.size < 4);
  for (const [name, { isPart }] of Object.entries(combinations)) {
    const parts = single.filter(([part]) => isPart(part)).map(([, forecast]) => forecast);
    if (parts.length > 1) add(name, parts[0]?.map((_, step) => medianOf(parts.map((forecast) => forecast[step] as number))) ?? null);
  }
  return run;
}
