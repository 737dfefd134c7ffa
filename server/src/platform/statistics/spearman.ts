import { answer, noAnswer, type Answer, type Interval } from './answer.ts';
import { studentTails } from './distributions/student.ts';
import { z975 } from './wilson.ts';

export interface RankCorrelation extends Interval {
  readonly coefficient: number;
  readonly n: number;
  /** Of no correlation, two-sided, by Student's t. */
  readonly pValue: number;
}

/**
 * Spearman's rank correlation of pairs, tied values with the mean of their ranks. The interval, 95 %, by Fisher's transformation with the
 * variance of Bonett and Wright (2000), (1 + r²/2) / (n − 3).
 */
export function spearman(pairs: readonly (readonly [x: number, y: number])[]): Answer<RankCorrelation> {
  if (pairs.some(([x, y]) => !Number.isFinite(x) || !Number.isFinite(y))) return noAnswer('NOT_A_NUMBER');
  const n = pairs.length;
  if (n === 0) return noAnswer('NO_UNITS');
  if (n < 4) return noAnswer('TOO_FEW_UNITS');
  const ranksX = ranksOf(pairs.map(([x]) => x));
  const ranksY = ranksOf(pairs.map(([, y]) => y));
  const middle = (n + 1) / 2;
  let [xx, yy, xy] = [0, 0, 0];
  for (const [place, rank] of ranksX.entries()) {
    const [fromX, fromY] = [rank - middle, (ranksY[place] as number) - middle];
    xx += fromX * fromX;
    yy += fromY * fromY;
    xy += fromX * fromY;
  }
  if (xx === 0 || yy === 0) return noAnswer('ALL_TIED');
  const coefficient = Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
  const reach = z975 * Math.sqrt((1 + coefficient ** 2 / 2) / (n - 3));
  const at = Math.atanh(coefficient);
  const t = coefficient * Math.sqrt((n - 2) / Math.max(Number.MIN_VALUE, 1 - coefficient ** 2));
  const { below, above } = studentTails(t, n - 2);
  const pValue = Math.min(1, 2 * Math.min(below, above));
  return answer({ coefficient, n, low: Math.tanh(at - reach), high: Math.tanh(at + reach), pValue });
}

/** From 1; equal values have the mean of their ranks. */
function ranksOf(values: readonly number[]): number[] {
  const order = values.map((value, place) => ({ value, place })).toSorted((one, other) => one.value - other.value);
  const ranks = values.map(() => 0);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && order[to + 1]?.value === order[from]?.value) to += 1;
    for (let at = from; at <= to; at += 1) ranks[(order[at] as { place: number }).place] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranks;
}
