import { answer, isLevel, noAnswer, type Answer } from './answer.ts';
import { normalTails } from './distributions/normal.ts';
import { rootOf } from './distributions/parts.ts';
import { sided, type Effect, type TestOptions, type TestResult } from './effect.ts';

/** Units of both variants at which the interval is narrowest, where nothing is planned (GrowthBook's default). */
export const usualTuning = 5_000;

export interface SequentialOptions extends TestOptions {
  /** Units of both variants that are planned: the interval is made to be narrowest there. It must stand before the first look. */
  readonly tuning?: number;
  /** The plain formula, as gbstats computes it, without the correction for few units (`fromStudent`). */
  readonly isAsymptotic?: boolean;
}

/**
 * ρ of the mixture whose interval is narrowest at `tuning` units: √((−2 ln α + ln(−2 ln α + 1)) / N*)
 * (Waudby-Smith et al. 2021, arXiv 2103.06476, eq. 161; gbstats). A one-sided interval is tuned with 2α.
 */
const mixtureRho = (alpha: number, tuning: number): number =>
  Math.sqrt((-2 * Math.log(alpha) + Math.log(-2 * Math.log(alpha) + 1)) / tuning);

/**
 * How many standard errors wide the interval is to one side, at n units: √(2 (nρ² + 1) ln(√(nρ² + 1) / α) / (nρ²)), the normal mixture
 * boundary (eq. 9 of the same). One-sided: the mixture over the positive half only, whose boundary u solves
 * 2 Φ(u √(k / (k + 1))) e^(u² k / (2 (k + 1))) / √(k + 1) = 1 / α with k = nρ², found exactly and not by its bound.
 */
export function boundaryAt(n: number, { alpha = 0.05, tuning = usualTuning, side = 'TWO_SIDED' }: SequentialOptions): number {
  if (side === 'TWO_SIDED') {
    const k = n * mixtureRho(alpha, tuning) ** 2;
    return Math.sqrt(((2 * (k + 1)) / k) * (0.5 * Math.log1p(k) - Math.log(alpha)));
  }
  const k = n * mixtureRho(Math.min(2 * alpha, 0.5), tuning) ** 2;
  return rootOf((u) => logHalfMixture(u, k) + Math.log(alpha), 3, true);
}

/** The logarithm of how much the data speak for an effect above 0, beside none: a mixture over effects of the positive half. */
function logHalfMixture(z: number, k: number): number {
  const shrunk = z * Math.sqrt(k / (k + 1));
  return Math.LN2 + normalTails(shrunk).logBelow + 0.5 * shrunk ** 2 - 0.5 * Math.log1p(k);
}

/**
 * The normal value as far out as a Student's t, in closed form: √(ν ln(1 + t²/ν)) (8ν + 1)/(8ν + 3) (Wallace 1959). The boundaries hold for
 * known variances; with few units at the first looks, an estimated one would leave the interval too narrow.
 */
export const fromStudent = (t: number, freedom: number): number =>
  (Math.sign(t) * Math.sqrt(freedom * Math.log1p((t * t) / freedom)) * (8 * freedom + 1)) / (8 * freedom + 3);

/** The way back. */
export const toStudent = (z: number, freedom: number): number =>
  Math.sign(z) * Math.sqrt(freedom * Math.expm1(((z * (8 * freedom + 3)) / (8 * freedom + 1)) ** 2 / freedom));

/**
 * The always-valid test: an asymptotic confidence sequence (Waudby-Smith et al. 2021; GrowthBook's sequential test). Its interval holds the
 * true effect at all looks together with 1 − α, so that the experiment may be looked at, and stopped, at any time. The p-value is 1 over the
 * evidence of the mixture. Whatever the metric is, it takes its effect and its standard error, adjusted ones too; of shares, that of
 * `cautiousShare`.
 */
export function sequentialTest(effect: Effect, options: SequentialOptions = {}): Answer<TestResult> {
  const { alpha = 0.05, tuning = usualTuning, side = 'TWO_SIDED', testValue = 0, isAsymptotic = false } = options;
  if (!isLevel(alpha) || !(tuning > 0) || !Number.isFinite(tuning)) return noAnswer('BAD_LEVEL');
  const error = Math.sqrt(effect.variance);
  const statistic = (effect.value - testValue) / error;
  const boundary = boundaryAt(effect.n, { alpha, tuning, side });
  const half = (isAsymptotic ? boundary : toStudent(boundary, effect.freedom)) * error;
  const z = isAsymptotic ? statistic : fromStudent(statistic, effect.freedom);
  const logPValue = Math.min(0, -logEvidence(z, effect.n, { alpha, tuning, side }));
  return answer({ value: effect.value, interval: sided(effect.value, half, side), statistic, pValue: Math.exp(logPValue), logPValue });
}

function logEvidence(
  z: number,
  n: number,
  { alpha, tuning, side }: Required<Pick<SequentialOptions, 'alpha' | 'tuning' | 'side'>>,
): number {
  if (side !== 'TWO_SIDED') return logHalfMixture(side === 'ABOVE' ? z : -z, n * mixtureRho(Math.min(2 * alpha, 0.5), tuning) ** 2);
  const k = n * mixtureRho(alpha, tuning) ** 2;
  return (z ** 2 * k) / (2 * (k + 1)) - 0.5 * Math.log1p(k);
}
