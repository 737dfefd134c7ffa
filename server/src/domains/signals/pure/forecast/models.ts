import { seasonalParts } from './seasonality.ts';

/** Forecasts the next `horizon` values, or null where a series is too short for it. */
export type Model = (values: readonly number[], period: number, horizon: number) => number[] | null;

const steps = (horizon: number): number[] => Array.from({ length: horizon }, (_, step) => step);
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
/** Of an even number of values the mean of the two in the middle. */
export const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  return ((sorted[(sorted.length - 1) >> 1] as number) + (sorted[sorted.length >> 1] as number)) / 2;
};

/** What was one season ago; without a season the last value. */
export const seasonalNaive: Model = (values, period, horizon) =>
  values.length < period ? null : steps(horizon).map((step) => values[values.length - period + (step % period)] as number);

/** The median of the last six values at the same place of the season: bursts leave it as it is. */
export const seasonalMedian: Model = (values, period, horizon) => {
  if (values.length < 3 * period) return null;
  return steps(horizon).map((step) => {
    const place = values.length - period + (step % period);
    const same = Array.from({ length: 6 }, (_, back) => values[place - back * period]);
    return medianOf(same.filter((value) => value !== undefined));
  });
};

/** Simple exponential smoothing: the weight with the least squared error of one step, and the last level. */
function smoothed(values: readonly number[]): { readonly level: number; readonly weight: number } {
  let best = { level: values.at(-1) as number, weight: 1, error: Number.POSITIVE_INFINITY };
  for (let weight = 0.05; weight <= 1.0001; weight += 0.05) {
    let [level, error] = [meanOf(values.slice(0, Math.min(4, values.length))), 0];
    for (const value of values) {
      error += (value - level) ** 2;
      level += weight * (value - level);
    }
    if (error < best.error) best = { level, weight, error };
  }
  return best;
}

/** Theta (Assimakopoulos and Nikolopoulos 2000): smoothing of the deseasonalised series, with half of its linear trend as drift. */
export const theta: Model = (values, period, horizon) => {
  if (values.length < 4) return null;
  const { adjusted, seasonAt } = seasonalParts(values, period);
  const n = adjusted.length;
  const middle = (n - 1) / 2;
  const average = meanOf(adjusted);
  let [cross, square] = [0, 0];
  for (const [place, value] of adjusted.entries()) {
    cross += (place - middle) * (value - average);
    square += (place - middle) ** 2;
  }
  const slope = cross / square;
  const { level, weight } = smoothed(adjusted);
  return steps(horizon).map((step) => seasonAt(n + step, level + (slope / 2) * (step + 1 / weight - (1 - weight) ** n / weight)));
};

/** A level with a trend that dies away (Gardner and McKenzie 1985), on the deseasonalised series; weights by the least squared error. */
export const dampedTrend: Model = (values, period, horizon) => {
  if (values.length < 6) return null;
  const { adjusted, seasonAt } = seasonalParts(values, period);
  let best = { level: 0, trend: 0, damping: 1, error: Number.POSITIVE_INFINITY };
  for (const weight of [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
    for (const share of [0.02, 0.1, 0.3, 0.6])
      for (const damping of [0.8, 0.9, 0.95, 0.98]) {
        let level = adjusted[0] as number;
        let trend = (adjusted[1] as number) - level;
        let error = 0;
        for (const value of adjusted.slice(1)) {
          const expected = level + damping * trend;
          error += (value - expected) ** 2;
          const next = expected + weight * (value - expected);
          trend = share * (next - level) + (1 - share) * damping * trend;
          level = next;
        }
        if (error < best.error) best = { level, trend, damping, error };
      }
  let [at, trend] = [best.level, best.trend];
  return steps(horizon).map((step) => {
    trend *= best.damping;
    at += trend;
    return seasonAt(adjusted.length + step, at);
  });
};

/**
 * Back to what is usual: the level of late, without its season, fades towards the median of the last twelve seasons, at the pace that had
 * the least absolute error over a horizon. To be used on the logarithm of series with bursts.
 */
export const reversion: Model = (values, period, horizon) => {
  const season = Math.max(1, period);
  const n = values.length;
  if (n < Math.max(4 * season, 30)) return null;
  const profile = profileOf(values, season);
  // Slots of the profile count back from the newest value.
  const seasonAt = (place: number): number => profile[(((n - 1 - place) % season) + season) % season] as number;
  const adjusted = values.map((value, place) => value - seasonAt(place));
  const levelOf = (end: number, length: number): number => medianOf(adjusted.slice(Math.max(0, end - length), end));
  const ahead = Math.min(horizon, Math.floor(n / 4));
  const first = Math.max(2 * season, n - 26 * season);
  const ends: number[] = [];
  for (let end = n - ahead; end >= first; end -= Math.max(1, Math.ceil((n - ahead - first) / 24))) ends.push(end);
  const levels = ends.map((end) => ({ end, now: levelOf(end, season), usual: levelOf(end, 12 * season) }));
  let best = { fading: 0, error: Number.POSITIVE_INFINITY };
  for (const fading of [0, 0.8, 0.9, 0.95, 0.98, 1]) {
    let error = 0;
    for (const { end, now, usual } of levels)
      for (let step = 0; step < ahead; step += 1)
        error += Math.abs((adjusted[end + step] as number) - usual - fading ** (step + 1) * (now - usual));
    if (error < best.error) best = { fading, error };
  }
  const [now, usual] = [levelOf(n, season), levelOf(n, 12 * season)];
  return steps(horizon).map((step) => usual + best.fading ** (step + 1) * (now - usual) + seasonAt(n + step));
};

/** Of each place of a season, counted back from the newest value: the median distance from the mean of the season around it. */
function profileOf(values: readonly number[], season: number): number[] {
  const sums = [0];
  for (const value of values) sums.push((sums.at(-1) as number) + value);
  const n = values.length;
  const around = (place: number): number => {
    const begin = Math.max(0, Math.min(n - season, place - Math.floor(season / 2)));
    return ((sums[begin + season] as number) - (sums[begin] as number)) / season;
  };
  return steps(season).map((slot) => {
    const distances: number[] = [];
    for (let place = n - 1 - slot; place >= Math.max(0, n - 26 * season); place -= season)
      distances.push((values[place] as number) - around(place));
    return medianOf(distances);
  });
}

/** Changes explained by their last ones and by those a season ago: least squares with a small ridge (a seasonal autoregression). */
export const autoregression: Model = (values, period, horizon) => {
  const changes = values.slice(1).map((value, place) => value - (values[place] as number));
  const lags = [1, 2, 3, 4, ...(period > 4 && changes.length > 2.5 * period ? [period - 1, period, period + 1] : [])];
  const most = Math.max(...lags);
  if (changes.length < most + 3 * lags.length + 8) return null;
  const rowOf = (series: readonly number[], at: number): number[] => [1, ...lags.map((lag) => series[at - lag] as number)];
  const size = lags.length + 1;
  const normal = Array.from({ length: size }, () => Array.from({ length: size + 1 }, () => 0));
  const variance = meanOf(changes.map((change) => change * change));
  for (let at = most; at < changes.length; at += 1) {
    const row = rowOf(changes, at);
    for (let i = 0; i < size; i += 1) {
      for (let j = 0; j < size; j += 1) (normal[i] as number[])[j] = (normal[i]?.[j] ?? 0) + (row[i] as number) * (row[j] as number);
      (normal[i] as number[])[size] = (normal[i]?.[size] ?? 0) + (row[i] as number) * (changes[at] as number);
    }
  }
  for (let i = 1; i < size; i += 1) (normal[i] as number[])[i] = (normal[i]?.[i] ?? 0) + variance * 5;
  const weights = solved(normal);
  if (weights === null) return null;
  let last = values.at(-1) as number;
  const ahead = [...changes];
  return steps(horizon).map(() => {
    const change = rowOf(ahead, ahead.length).reduce((sum, value, place) => sum + value * (weights[place] as number), 0);
    ahead.push(change);
    return (last += change);
  });
};

/** Gaussian elimination with pivots of [A | b]; null where A has no inverse. */
function solved(matrix: number[][]): number[] | null {
  const n = matrix.length;
  const at = (row: number, column: number): number => matrix[row]?.[column] ?? 0;
  for (let column = 0; column < n; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < n; row += 1) if (Math.abs(at(row, column)) > Math.abs(at(pivot, column))) pivot = row;
    if (!(Math.abs(at(pivot, column)) > 1e-12)) return null;
    [matrix[column], matrix[pivot]] = [matrix[pivot] as number[], matrix[column] as number[]];
    for (let row = 0; row < n; row += 1) {
      if (row === column) continue;
      const factor = at(row, column) / at(column, column);
      for (let k = column; k <= n; k += 1) (matrix[row] as number[])[k] = at(row, k) - factor * at(column, k);
    }
  }
  return matrix.map((row, place) => (row[n] as number) / (row[place] as number));
}
