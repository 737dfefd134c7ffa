/**
 * What is known of the values of some units: enough for every mean, interval and test, and small enough to be summed up by a store.
 * `squares` is Σ (x − mean)², which keeps its digits where Σ x² does not.
 */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly squares: number;
}

/**
 * Of two values of each unit: `y` and `x` of a ratio Σy / Σx, or `y` after and `x` before the start (CUPED).
 * `products` is Σ (y − meanY)(x − meanX).
 */
export interface PairMoments {
  readonly n: number;
  readonly meanY: number;
  readonly meanX: number;
  readonly squaresY: number;
  readonly squaresX: number;
  readonly products: number;
}

/** From a variance by n − 1, as `varSamp` of ClickHouse gives it. */
export const momentsOf = (n: number, mean: number, variance: number): Moments => ({ n, mean, squares: variance * Math.max(0, n - 1) });

/** From variances and a covariance by n − 1, as `varSamp` and `covarSamp` of ClickHouse give them. */
export const pairMomentsOf = (sample: {
  readonly n: number;
  readonly meanY: number;
  readonly meanX: number;
  readonly varianceY: number;
  readonly varianceX: number;
  readonly covariance: number;
}): PairMoments => {
  const by = Math.max(0, sample.n - 1);
  return {
    n: sample.n,
    meanY: sample.meanY,
    meanX: sample.meanX,
    squaresY: sample.varianceY * by,
    squaresX: sample.varianceX * by,
    products: sample.covariance * by,
  };
};

/** By n − 1; 0 of fewer than two. */
export const varianceOf = ({ n, squares }: Moments): number => (n < 2 ? 0 : squares / (n - 1));

/** The moments of both together (Chan, Golub and LeVeque 1983). */
export function mergePairs(a: PairMoments, b: PairMoments): PairMoments {
  const n = a.n + b.n;
  if (a.n === 0 || b.n === 0) return a.n === 0 ? b : a;
  const [dy, dx] = [b.meanY - a.meanY, b.meanX - a.meanX];
  const part = b.n / n;
  const between = a.n * part;
  return {
    n,
    meanY: a.meanY + dy * part,
    meanX: a.meanX + dx * part,
    squaresY: a.squaresY + b.squaresY + dy * dy * between,
    squaresX: a.squaresX + b.squaresX + dx * dx * between,
    products: a.products + b.products + dy * dx * between,
  };
}

/** Moments of values at hand (Welford 1962). */
export function momentsOfValues(values: Iterable<number>): Moments {
  let [n, mean, squares] = [0, 0, 0];
  for (const value of values) {
    n += 1;
    const from = value - mean;
    mean += from / n;
    squares += from * (value - mean);
  }
  return { n, mean, squares };
}

/** Moments of pairs [y, x] at hand. */
export function momentsOfPairs(pairs: Iterable<readonly [y: number, x: number]>): PairMoments {
  let [n, meanY, meanX, squaresY, squaresX, products] = [0, 0, 0, 0, 0, 0];
  for (const [y, x] of pairs) {
    n += 1;
    const [fromY, fromX] = [y - meanY, x - meanX];
    meanY += fromY / n;
    meanX += fromX / n;
    squaresY += fromY * (y - meanY);
    squaresX += fromX * (x - meanX);
    products += fromY * (x - meanX);
  }
  return { n, meanY, meanX, squaresY, squaresX, products };
}
