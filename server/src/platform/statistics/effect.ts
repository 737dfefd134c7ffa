import { answer, isLevel, noAnswer, type Answer, type Interval } from './answer.ts';
import type { Arms } from './arms.ts';
import { studentQuantile, studentTails } from './distributions/student.ts';

/** ABSOLUTE: variant − base. RELATIVE: (variant − base) / |base|. */
export type Scale = 'ABSOLUTE' | 'RELATIVE';

/** An estimated difference of two variants, with its variance. */
export interface Effect {
  readonly value: number;
  /** The square of its standard error. */
  readonly variance: number;
  /** Units of both variants together. */
  readonly n: number;
  /** Welch and Satterthwaite's degrees of freedom. */
  readonly freedom: number;
  /** What one of an absolute effect is on this scale, to bring a prior or a minimal effect onto it. */
  readonly perAbsolute: number;
}

/**
 * The effect of a variant. Relative, its variance is by the delta method, v_B / (n_B m_A²) + v_A m_B² / (n_A m_A⁴), with the means before
 * an adjustment, as gbstats computes it: chosen over Fieller's interval because it stays finite and symmetric, so that sequential and
 * Bayesian analyses take the same number. The two agree where the base is several standard errors from 0 (`fiellerInterval`).
 */
export function effectOf({ base, variant }: Arms, scale: Scale = 'ABSOLUTE'): Answer<Effect> {
  const [ofBase, ofVariant] = [base.variance / base.n, variant.variance / variant.n];
  if (!Number.isFinite(ofBase + ofVariant + base.mean + variant.mean)) return noAnswer('NOT_A_NUMBER');
  if (base.n < 2 || variant.n < 2) return noAnswer(Math.min(base.n, variant.n) < 1 ? 'NO_UNITS' : 'TOO_FEW_UNITS');
  if (scale === 'RELATIVE' && base.unadjustedMean === 0) return noAnswer('BASE_IS_ZERO');
  if (ofBase + ofVariant <= 0) return noAnswer('NO_VARIANCE');
  const size = Math.abs(base.unadjustedMean);
  const difference = variant.mean - base.mean;
  const variance =
    scale === 'ABSOLUTE' ? ofBase + ofVariant : ofVariant / size ** 2 + (ofBase / size ** 2) * (variant.unadjustedMean / size) ** 2;
  const freedom = (ofBase + ofVariant) ** 2 / (ofVariant ** 2 / (variant.n - 1) + ofBase ** 2 / (base.n - 1));
  const perAbsolute = scale === 'ABSOLUTE' ? 1 : 1 / size;
  const effect = { value: difference * perAbsolute, variance, n: base.n + variant.n, freedom, perAbsolute };
  return Number.isFinite(effect.value + variance) && variance > 0 ? answer(effect) : noAnswer('NOT_A_NUMBER');
}

/** TWO_SIDED: is there a difference; ABOVE: is the effect above; BELOW: is it below. Of a one-sided test one end is infinite. */
export type Sidedness = 'TWO_SIDED' | 'ABOVE' | 'BELOW';

export interface TestResult {
  readonly value: number;
  readonly interval: Interval;
  /** Standard errors from `testValue`. */
  readonly statistic: number;
  readonly pValue: number;
  /** The logarithm of the p-value, which stays exact where that is 0. */
  readonly logPValue: number;
}

export interface TestOptions {
  /** How often a difference is found where there is none; 0.05 by default. */
  readonly alpha?: number;
  readonly side?: Sidedness;
  /** The effect that is tested against; 0 by default. */
  readonly testValue?: number;
}

/** Welch's t test of a plan with a fixed end: its p-value and interval hold when they are looked at once. */
export function welchTest(effect: Effect, { alpha = 0.05, side = 'TWO_SIDED', testValue = 0 }: TestOptions = {}): Answer<TestResult> {
  if (!isLevel(alpha)) return noAnswer('BAD_LEVEL');
  const error = Math.sqrt(effect.variance);
  const statistic = (effect.value - testValue) / error;
  const tails = studentTails(statistic, effect.freedom);
  const half = studentQuantile({ above: side === 'TWO_SIDED' ? alpha / 2 : alpha }, effect.freedom) * error;
  const logPValue =
    side === 'ABOVE' ? tails.logAbove : side === 'BELOW' ? tails.logBelow : Math.LN2 + Math.min(tails.logAbove, tails.logBelow);
  return answer({
    value: effect.value,
    interval: sided(effect.value, half, side),
    statistic,
    pValue: Math.min(1, Math.exp(logPValue)),
    logPValue: Math.min(0, logPValue),
  });
}

export const sided = (value: number, half: number, side: Sidedness): Interval => ({
  low: side === 'BELOW' ? -Infinity : value - half,
  high: side === 'ABOVE' ? Infinity : value + half,
});

/**
 * Fieller's interval (1954) of variant / base − 1: exact where both means are normal, unsymmetric, and null where the base does not differ
 * from 0 at the level, because then the interval is unbounded. For a base that is not above 0 use the delta method.
 */
export function fiellerInterval({ base, variant }: Arms, alpha = 0.05): Interval | null {
  const effect = effectOf({ base, variant });
  if (!effect.ok || !isLevel(alpha) || !(base.mean > 0)) return null;
  const t = studentQuantile({ above: alpha / 2 }, effect.value.freedom);
  const g = ((t / base.mean) ** 2 * base.variance) / base.n;
  if (g >= 1) return null;
  const ratio = variant.mean / base.mean;
  const half = (t / base.mean) * Math.sqrt((1 - g) * (variant.variance / variant.n) + ratio ** 2 * (base.variance / base.n));
  return { low: (ratio - half) / (1 - g) - 1, high: (ratio + half) / (1 - g) - 1 };
}
