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

/** Of four values of each unit: `y` and `x` of a ratio Σy / Σx after the start, `b` and `a` of the same ratio before it. */
export interface QuadMoments {
  readonly n: number;
  readonly mean: Quad;
  /** Σ of squared deviations from the mean. */
  readonly squares: Quad;
  /** Σ of products of two deviations. */
  readonly products: {
    readonly yx: number;
    readonly yb: number;
    readonly ya: number;
    readonly xb: number;
    readonly xa: number;
    readonly ba: number;
  };
}

export interface Quad {
  readonly y: number;
  readonly x: number;
  readonly b: number;
  readonly a: number;
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

/** The same of four values of each unit. */
export function mergeQuads(one: QuadMoments, other: QuadMoments): QuadMoments {
  if (one.n === 0 || other.n === 0) return one.n === 0 ? other : one;
  const n = one.n + other.n;
  const part = other.n / n;
  const between = one.n * part;
  const d = quadOf((of) => other.mean[of] - one.mean[of]);
  const product = (key: keyof QuadMoments['products']): number => {
    const [first, second] = [...key] as [keyof Quad, keyof Quad];
    return one.products[key] + other.products[key] + d[first] * d[second] * between;
  };
  return {
    n,
    mean: quadOf((of) => one.mean[of] + d[of] * part),
    squares: quadOf((of) => one.squares[of] + other.squares[of] + d[of] ** 2 * between),
    products: {
      yx: product('yx'),
      yb: product('yb'),
      ya: product('ya'),
      xb: product('xb'),
      xa: product('xa'),
      ba: product('ba'),
    },
  };
}

const quadOf = (value: (of: keyof Quad) => number): Quad => ({ y: value('y'), x: value('x'), b: value('b'), a: value('a') });

/** Numerator and denominator after the start. */
export const afterOf = ({ n, mean, squares, products }: QuadMoments): PairMoments => ({
  n,
  meanY: mean.y,
  meanX: mean.x,
  squaresY: squares.y,
  squaresX: squares.x,
  products: products.yx,
});

/** The numerator after the start, and before it. */
export const afterAndBeforeOf = ({ n, mean, squares, products }: QuadMoments): PairMoments => ({
  n,
  meanY: mean.y,
  meanX: mean.b,
  squaresY: squares.y,
  squaresX: squares.b,
  products: products.yb,
});

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
