import { quantileOf, randomOf, resampler } from '../../../platform/statistics/bootstrap.ts';
import { alphaOf, type AgreementLevel, type AlphaInterval, type Tally } from './alpha.ts';

const resampleCount = 1_000;
const coverage = 0.95;

/**
 * Where the true alpha lies, 95 %: percentiles of the alphas of 1,000 samples of items, drawn with replacement from the same seed, so that
 * the same judgments give the same interval. Null: fewer than two items, or most samples have but one value.
 */
export function alphaInterval(tally: Tally, level: AgreementLevel, seed = 1): AlphaInterval | null {
  const itemCount = tally.weights.reduce((sum, weight) => sum + weight, 0);
  if (itemCount < 2) return null;
  const draw = resampler(tally.weights, randomOf(seed));
  const alphas: number[] = [];
  for (let round = 0; round < resampleCount; round += 1) {
    const { alpha } = alphaOf(tally, level, draw());
    if (alpha !== null) alphas.push(alpha);
  }
  if (alphas.length < resampleCount / 2) return null;
  alphas.sort((one, other) => one - other);
  return { low: quantileOf(alphas, (1 - coverage) / 2), high: quantileOf(alphas, (1 + coverage) / 2) };
}
