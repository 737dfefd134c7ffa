import { z975 } from '../../../platform/statistics/wilson.ts';
import { studentTails } from '../../../platform/statistics/distributions/student.ts';

export interface RankCorrelation {
  readonly n: number;
  /** Spearman's coefficient: -1 to 1. */
  readonly coefficient: number;
  /** 95 %, by Fisher's transformation with the variance of Bonett and Wright (2000). */
  readonly low: number;
  readonly high: number;
  /** Of no correlation, two-sided, by Student's t. */
  readonly pValue: number;
}

/** Ranks from 1; equal values share the mean of their ranks. */
function ranksOf(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((one, other) => (values[one] as number) - (values[other] as number));
  const ranks = new Array<number>(values.length);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to] as number] === values[order[from] as number]) to += 1;
    for (let at = from; at < to; at += 1) ranks[order[at] as number] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

/** Spearman's rank correlation of pairs. Null: fewer than four pairs, or all values of one side are equal. */
export function spearman(xs: readonly number[], ys: readonly number[]): RankCorrelation | null {
  const n = xs.length;
  if (n < 4) return null;
  const [ranksX, ranksY] = [ranksOf(xs), ranksOf(ys)];
  const middle = (n + 1) / 2;
  let [product, squaresX, squaresY] = [0, 0, 0];
  for (let at = 0; at < n; at += 1) {
    const [x, y] = [(ranksX[at] as number) - middle, (ranksY[at] as number) - middle];
    product += x * y;
    squaresX += x * x;
    squaresY += y * y;
  }
  if (squaresX === 0 || squaresY === 0) return null;
  const coefficient = Math.max(-1, Math.min(1, product / Math.sqrt(squaresX * squaresY)));
  const half = z975 * Math.sqrt((1 + coefficient ** 2 / 2) / (n - 3));
  const middleZ = Math.atanh(Math.max(-1 + 1e-15, Math.min(1 - 1e-15, coefficient)));
  const t = coefficient * Math.sqrt((n - 2) / Math.max(Number.MIN_VALUE, 1 - coefficient ** 2));
  const { below, above } = studentTails(t, n - 2);
  return {
    n,
    coefficient,
    low: Math.tanh(middleZ - half),
    high: Math.tanh(middleZ + half),
    pValue: Math.min(1, 2 * Math.min(below, above)),
  };
}
