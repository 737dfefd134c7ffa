import { medianOf } from './models.ts';
import { seasonalParts } from './seasonality.ts';

const settings = {
  /** A shift lies at least so many values from both ends. */
  least: 10,
  /** It is so many times what values usually differ from their level. */
  away: 4,
  /** Right behind it there is at least this share of it: what comes slowly is none. */
  atOnce: 0.6,
};

/**
 * Where a series last came to another level at once, as the place of its first value there; null where it did not. Without its season, the
 * level of each side is the median; the place is the one that leaves the least squared distance from their means.
 */
export function shiftedAt(values: readonly number[], season: number): number | null {
  const side = Math.max(settings.least, 2 * season);
  if (values.length < 2 * side) return null;
  const isPositive = values.every((value) => value > 0);
  const { adjusted } = seasonalParts(values, season);
  const level = isPositive ? adjusted.map((value) => Math.log(Math.max(Number.MIN_VALUE, value))) : adjusted;
  let [sum, squares] = [0, 0];
  const sums = level.map((value) => [(sum += value), (squares += value * value)] as const);
  /** The squared distances from the mean between two places. */
  const distance = (from: number, to: number): number => {
    const [sumBefore, squaresBefore] = sums[from - 1] ?? [0, 0];
    const [sumTo, squaresTo] = sums[to - 1] as readonly [number, number];
    return squaresTo - squaresBefore - (sumTo - sumBefore) ** 2 / (to - from);
  };
  let found: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let place = side; place <= level.length - side; place += 1) {
    const total = distance(0, place) + distance(place, level.length);
    if (total < least) [found, least] = [place, total];
  }
  if (found === null) return null;
  const shift = medianOf(level.slice(found)) - medianOf(level.slice(0, found));
  const near = medianOf(level.slice(found, found + side)) - medianOf(level.slice(found - side, found));
  const sides = [level.slice(0, found), level.slice(found)];
  const usual = sides.reduce((total, part) => total + medianOf(distancesOf(part)) / 2, 0);
  return Math.abs(shift) > settings.away * usual && near / shift > settings.atOnce ? found : null;
}

function distancesOf(values: readonly number[]): number[] {
  const middle = medianOf(values);
  return values.map((value) => Math.abs(value - middle));
}
