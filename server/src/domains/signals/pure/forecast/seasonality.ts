/** A series without its season, and the season of any later place put back. */
export interface SeasonalParts {
  readonly adjusted: readonly number[];
  readonly seasonAt: (place: number, value: number) => number;
}

/**
 * Classical decomposition, as the M competitions have it: where the autocorrelation at the period is beyond its 90 % bound, the mean
 * distance from the centred moving average is the season; as a ratio where all values are above 0, else as a difference.
 */
export function seasonalParts(values: readonly number[], period: number): SeasonalParts {
  const plain: SeasonalParts = { adjusted: values, seasonAt: (_, value) => value };
  if (period < 2 || values.length < 3 * period || !isSeasonal(values, period)) return plain;
  const isRatio = values.every((value) => value > 0);
  const half = Math.floor(period / 2);
  const sums = Array.from({ length: period }, () => ({ sum: 0, count: 0 }));
  for (let place = half; place < values.length - half; place += 1) {
    let average = 0;
    for (let offset = -half; offset <= half; offset += 1) {
      const isEnd = period % 2 === 0 && Math.abs(offset) === half;
      average += ((values[place + offset] as number) * (isEnd ? 0.5 : 1)) / period;
    }
    const slot = sums[place % period] as { sum: number; count: number };
    slot.sum += isRatio ? (values[place] as number) / average : (values[place] as number) - average;
    slot.count += 1;
  }
  const raw = sums.map(({ sum, count }) => (count === 0 ? (isRatio ? 1 : 0) : sum / count));
  const middle = raw.reduce((sum, value) => sum + value, 0) / period;
  const season = raw.map((value) => (isRatio ? value / middle : value - middle));
  if (isRatio && season.some((value) => !(value > 1e-6))) return plain;
  const of = (place: number): number => season[place % period] as number;
  return {
    adjusted: values.map((value, place) => (isRatio ? value / of(place) : value - of(place))),
    seasonAt: (place, value) => (isRatio ? value * of(place) : value + of(place)),
  };
}

function isSeasonal(values: readonly number[], period: number): boolean {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  if (variance === 0) return false;
  const correlationAt = (lag: number): number => {
    let sum = 0;
    for (let place = lag; place < values.length; place += 1)
      sum += ((values[place] as number) - mean) * ((values[place - lag] as number) - mean);
    return sum / variance;
  };
  let squares = 0;
  for (let lag = 1; lag < period; lag += 1) squares += correlationAt(lag) ** 2;
  return Math.abs(correlationAt(period)) > 1.645 * Math.sqrt((1 + 2 * squares) / values.length);
}

/** Lengths that seasons of equal steps have: quarters, days of a week, months, hours, weeks of a year. */
const lengths = [4, 7, 12, 24, 52];

/** The length among the usual ones at which changes of a series repeat most, or 1. */
export function seasonLengthOf(values: readonly number[]): number {
  const changes = values.slice(1).map((value, place) => value - (values[place] as number));
  const variance = changes.reduce((sum, change) => sum + change * change, 0);
  let [best, highest] = [1, 1.645 / Math.sqrt(changes.length)];
  if (variance === 0) return best;
  for (const length of lengths) {
    if (values.length < 2.5 * length + 8) continue;
    let sum = 0;
    for (let place = length; place < changes.length; place += 1) sum += (changes[place] as number) * (changes[place - length] as number);
    if (sum / variance > highest) [best, highest] = [length, sum / variance];
  }
  return best;
}
