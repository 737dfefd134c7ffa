import { answer, isLevel, noAnswer, type Answer, type Interval } from './answer.ts';
import { normalDensity, normalQuantile, normalTails } from './distributions/normal.ts';
import type { Effect } from './effect.ts';

/** What is believed of the effect before the data; `sd` and `mean` on the scale of a relative effect unless `isAbsolute`. */
export interface Prior {
  readonly mean: number;
  readonly sd: number;
  readonly isAbsolute?: boolean;
}

/** GrowthBook's prior where one is switched on: relative effects of about ±30 %. */
export const usualPrior: Prior = { mean: 0, sd: 0.3 };

export interface Posterior {
  readonly mean: number;
  readonly sd: number;
  /** How likely the variant has more than the base; for a metric of which less is better, 1 less this. */
  readonly chanceAbove: number;
  readonly credible: Interval;
  /** What is lost on average by choosing the variant, where it has less than the base: E[max(0, −effect)], at least 0. */
  readonly lossOfVariant: number;
  /** What is lost on average by staying with the base: E[max(0, effect)]. */
  readonly lossOfBase: number;
}

export interface BayesOptions {
  readonly alpha?: number;
  /** Null: flat, so that only the data count. */
  readonly prior?: Prior | null;
  /** The mean of the base, which brings a relative prior onto an absolute effect. */
  readonly baseMean?: number;
}

/**
 * The Gaussian posterior of an effect, as gbstats' EffectBayesianABTest: precisions add up, and the expected losses are those of a normal
 * distribution, E[max(0, X)] = μ Φ(μ/σ) + σ φ(μ/σ).
 */
export function posteriorOf(effect: Effect, { alpha = 0.05, prior = null, baseMean }: BayesOptions = {}): Answer<Posterior> {
  if (!isLevel(alpha) || (prior !== null && !(prior.sd > 0 && Number.isFinite(prior.mean)))) return noAnswer('BAD_LEVEL');
  const scale = prior === null ? 1 : scaleOf(effect, prior, baseMean);
  if (scale === null) return noAnswer('BASE_IS_ZERO');
  const ofPrior = prior === null ? 0 : 1 / (prior.sd * scale) ** 2;
  const precision = 1 / effect.variance + ofPrior;
  const mean = (effect.value / effect.variance + (prior?.mean ?? 0) * scale * ofPrior) / precision;
  const sd = Math.sqrt(1 / precision);
  const half = normalQuantile({ above: alpha / 2 }) * sd;
  return answer({
    mean,
    sd,
    chanceAbove: normalTails(mean / sd).below,
    credible: { low: mean - half, high: mean + half },
    lossOfVariant: positivePart(-mean / sd) * sd,
    lossOfBase: positivePart(mean / sd) * sd,
  });
}

/** What one of the prior's scale is on that of the effect; null: relative to a base of 0, or to one that is not given. */
function scaleOf(effect: Effect, prior: Prior, baseMean: number | undefined): number | null {
  if (prior.isAbsolute === true) return effect.perAbsolute;
  const size = baseMean === undefined ? NaN : Math.abs(baseMean);
  if (effect.perAbsolute !== 1) return 1;
  return size > 0 ? size : null;
}

/** E[max(0, Z + m)] of a standard normal Z. Far below 0 the two terms cancel: there by the asymptotic series of Mills' ratio. */
function positivePart(m: number): number {
  const density = normalDensity(m);
  if (m > -12) return Math.max(0, m * normalTails(m).below + density);
  const s = 1 / (m * m);
  return density * s * (1 - 3 * s * (1 - 5 * s * (1 - 7 * s)));
}
