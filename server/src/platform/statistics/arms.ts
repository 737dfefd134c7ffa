import { answer, countProblem, noAnswer, type Answer, type StatisticProblem } from './answer.ts';
import { afterOf, mergePairs, mergeQuads, varianceOf, type Moments, type PairMoments, type QuadMoments } from './moments.ts';

/** One variant, as every test takes it: whatever the metric is, its estimate is as a mean of `n` units of this variance. */
export interface Arm {
  readonly n: number;
  readonly mean: number;
  /** Of one unit: the square of the standard error is variance / n. */
  readonly variance: number;
  /** Before an adjustment by CUPED: what a relative effect is relative to. */
  readonly unadjustedMean: number;
}

/** How many of how many units. */
export interface Share {
  readonly count: number;
  readonly of: number;
}

export function shareProblem({ count, of }: Share): StatisticProblem | null {
  const problem = countProblem(of) ?? countProblem(count);
  if (problem !== null) return problem;
  return count > of ? 'MORE_SUCCESSES_THAN_UNITS' : of === 0 ? 'NO_UNITS' : null;
}

/** A share, with the variance p (1 − p) of one unit. */
export function armOfShare(share: Share): Answer<Arm> {
  const problem = shareProblem(share);
  if (problem !== null) return noAnswer(problem);
  const mean = share.count / share.of;
  return answer({ n: share.of, mean, variance: mean * (1 - mean), unadjustedMean: mean });
}

/**
 * A share whose variance counts one success and one failure more (Agresti and Caffo 2000): for looks at few units or rare successes, where
 * p (1 − p) is too small, or 0. The share itself stays as it is.
 */
export function cautiousShare(share: Share): Answer<Arm> {
  const plain = armOfShare(share);
  if (!plain.ok) return plain;
  const p = (share.count + 1) / (share.of + 2);
  return answer({ ...plain.value, variance: Math.max(plain.value.variance, p * (1 - p)) });
}

/** A mean of one value a unit. */
export function armOfMean(moments: Moments): Answer<Arm> {
  const problem = momentProblem(moments.n, [moments.mean], [moments.squares]);
  if (problem !== null) return noAnswer(problem);
  return answer({ n: moments.n, mean: moments.mean, variance: varianceOf(moments), unadjustedMean: moments.mean });
}

/**
 * A ratio Σy / Σx over units, each with any number of events: the delta method,
 * (σ²_y − 2 R σ_yx + R² σ²_x) / μ_x² with R = μ_y / μ_x (Deng et al. 2018; gbstats' RatioStatistic). Units are the clusters.
 */
export function armOfRatio(moments: PairMoments): Answer<Arm> {
  const problem = pairProblem(moments);
  if (problem !== null) return noAnswer(problem);
  if (moments.meanX === 0) return noAnswer('DENOMINATOR_IS_ZERO');
  const ratio = moments.meanY / moments.meanX;
  const squares = moments.squaresY - 2 * ratio * moments.products + ratio ** 2 * moments.squaresX;
  const variance = Math.max(0, squares) / (moments.n - 1) / moments.meanX ** 2;
  return answer({ n: moments.n, mean: ratio, variance, unadjustedMean: ratio });
}

/** Two variants that are compared: `base` is what the other is measured against. */
export interface Arms {
  readonly base: Arm;
  readonly variant: Arm;
}

export interface AdjustedArms extends Arms {
  /** What one of the value before counts for the value after. */
  readonly theta: number;
  /** 1 − variance of the adjusted difference / variance of the plain one: 0, nothing was saved; 0.5, half as many units suffice. */
  readonly varianceSaved: number;
}

/**
 * CUPED (Deng et al. 2013): the value after, less θ times the value before the start, where θ = cov(after, before) / var(before) over both
 * variants together. What happened before can't be an effect of the variant, so that the difference stays unbiased and its variance falls
 * by the square of the correlation. Two variants whose value before does not vary stay as they are, with θ = 0.
 */
export function cupedArms(base: PairMoments, variant: PairMoments): Answer<AdjustedArms> {
  const problem = pairProblem(base) ?? pairProblem(variant);
  if (problem !== null) return noAnswer(problem);
  const pooled = mergePairs(base, variant);
  const theta = pooled.squaresX > 0 && pooled.squaresY > 0 ? pooled.products / pooled.squaresX : 0;
  const meanBefore = pooled.meanX;
  const adjust = ({ n, meanY, meanX, squaresY, squaresX, products }: PairMoments): Arm => ({
    n,
    // Less the pooled mean before, so that the adjusted mean stays where the plain one is; the difference does not change by it.
    mean: meanY - theta * (meanX - meanBefore),
    variance: Math.max(0, squaresY + theta ** 2 * squaresX - 2 * theta * products) / (n - 1),
    unadjustedMean: meanY,
  });
  const [first, second] = [adjust(base), adjust(variant)];
  const plain = {
    base: { ...first, variance: base.squaresY / (base.n - 1) },
    variant: { ...second, variance: variant.squaresY / (variant.n - 1) },
  };
  return answer({ base: first, variant: second, theta, varianceSaved: savedOf(plain, { base: first, variant: second }) });
}

/**
 * CUPED of a ratio: the ratio after, less θ times the ratio before. Both are taken as means of their linear parts, (y − R x) / x̄ and
 * (b − Q a) / ā with R = ȳ / x̄ and Q = b̄ / ā, as the delta method has them; θ is the regression of the one on the other over both variants
 * together, as for means. A variant in which nothing was counted before leaves both as they are, with θ = 0.
 */
export function cupedRatioArms(base: QuadMoments, variant: QuadMoments): Answer<AdjustedArms> {
  const [plainBase, plainVariant] = [armOfRatio(afterOf(base)), armOfRatio(afterOf(variant))];
  if (!plainBase.ok) return plainBase;
  if (!plainVariant.ok) return plainVariant;
  const plain = { base: plainBase.value, variant: plainVariant.value };
  const [ofBase, ofVariant, pooled] = [linearOf(base), linearOf(variant), linearOf(mergeQuads(base, variant))];
  if (ofBase === null || ofVariant === null || pooled === null || pooled.squaresBefore <= 0)
    return answer({ ...plain, theta: 0, varianceSaved: 0 });
  const theta = pooled.products / pooled.squaresBefore;
  const adjust = (arm: Arm, { squares, squaresBefore, products, before }: Linear): Arm => ({
    n: arm.n,
    mean: arm.mean - theta * (before - pooled.before),
    variance: Math.max(0, squares + theta ** 2 * squaresBefore - 2 * theta * products) / (arm.n - 1),
    unadjustedMean: arm.mean,
  });
  const adjusted = { base: adjust(plain.base, ofBase), variant: adjust(plain.variant, ofVariant) };
  return answer({ ...adjusted, theta, varianceSaved: savedOf(plain, adjusted) });
}

const errorOf = ({ base, variant }: Arms): number => base.variance / base.n + variant.variance / variant.n;
const savedOf = (plain: Arms, adjusted: Arms): number => (errorOf(plain) > 0 ? 1 - errorOf(adjusted) / errorOf(plain) : 0);

interface Linear {
  readonly before: number;
  readonly squares: number;
  readonly squaresBefore: number;
  readonly products: number;
}

/** Squares and product of the linear parts of a ratio after and before; null: one of the two has no denominator. */
function linearOf({ mean, squares, products }: QuadMoments): Linear | null {
  if (mean.x === 0 || mean.a === 0) return null;
  const [after, before] = [mean.y / mean.x, mean.b / mean.a];
  return {
    before,
    squares: (squares.y - 2 * after * products.yx + after ** 2 * squares.x) / mean.x ** 2,
    squaresBefore: (squares.b - 2 * before * products.ba + before ** 2 * squares.a) / mean.a ** 2,
    products: (products.yb - before * products.ya - after * products.xb + after * before * products.xa) / (mean.x * mean.a),
  };
}

/** A variant whose estimate and standard error come from elsewhere, as those of a percentile do. */
export function armOfEstimate(estimate: { readonly n: number; readonly value: number; readonly standardError: number }): Answer<Arm> {
  const { n, value, standardError } = estimate;
  const problem = momentProblem(n, [value], [standardError]);
  return problem === null ? answer({ n, mean: value, variance: standardError ** 2 * n, unadjustedMean: value }) : noAnswer(problem);
}

function pairProblem({ n, meanY, meanX, squaresY, squaresX, products }: PairMoments): StatisticProblem | null {
  return momentProblem(n, [meanY, meanX, products], [squaresY, squaresX]);
}

function momentProblem(n: number, numbers: readonly number[], squares: readonly number[]): StatisticProblem | null {
  const problem = countProblem(n);
  if (problem !== null) return problem;
  if (n === 0) return 'NO_UNITS';
  if (![...numbers, ...squares].every(Number.isFinite)) return 'NOT_A_NUMBER';
  if (squares.some((value) => value < 0)) return 'NEGATIVE_COUNT';
  return n === 1 ? 'TOO_FEW_UNITS' : null;
}
