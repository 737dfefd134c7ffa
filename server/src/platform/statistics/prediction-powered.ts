import { answer, noAnswer, type Answer, type Interval } from './answer.ts';
import { student975 } from './distributions/student.ts';
import { varianceOf, type Moments, type PairMoments } from './moments.ts';

export interface PoweredMean extends Interval {
  readonly mean: number;
  /** How far the predictions are relied on: 0 not at all, 1 in full. */
  readonly tuning: number;
}

export interface Predicted {
  /** Of what people and the predictor have both judged: `y` what people say, `x` what is predicted. */
  readonly labelled: PairMoments;
  /** Of predictions alone. */
  readonly unlabelled: Moments;
}

/**
 * The mean of what people would say of all, from what they say of some and what is predicted of the others: prediction-powered inference
 * (Angelopoulos et al. 2023), tuned to the least variance (PPI++, Angelopoulos, Duchi and Zrnic 2023). With n labelled and N others, means ȳ
 * and f̄ of the labelled, f̄' of the others, and λ = cov(y, f) / ((1 + n/N) var f):
 *
 *   mean = ȳ + λ (f̄' − f̄),   variance = var(y − λf) / n + λ² var f' / N
 *
 * Where the predictor is worthless λ is near 0, and the interval that of people alone. The interval, 95 %, is by Student's t at n − 1; λ stays
 * within 0 to 1, as a judge that contradicts people is not turned around.
 */
export function predictionPoweredMean({ labelled, unlabelled }: Predicted): Answer<PoweredMean> {
  const { n, meanY, meanX, squaresY, squaresX, products } = labelled;
  if (![meanY, meanX, squaresY, squaresX, products, unlabelled.mean, unlabelled.squares].every(Number.isFinite))
    return noAnswer('NOT_A_NUMBER');
  if (n === 0) return noAnswer('NO_UNITS');
  if (n === 1) return noAnswer('TOO_FEW_UNITS');
  const others = unlabelled.n;
  const varianceF = pooledVariance(labelled, unlabelled);
  const covariance = products / (n - 1);
  const tuning = others < 2 || varianceF === 0 ? 0 : Math.max(0, Math.min(1, covariance / ((1 + n / others) * varianceF)));
  const residual = Math.max(0, squaresY - 2 * tuning * products + tuning ** 2 * squaresX) / (n - 1);
  const variance = residual / n + (others < 2 ? 0 : (tuning ** 2 * varianceOf(unlabelled)) / others);
  if (variance === 0) return noAnswer('NO_VARIANCE');
  const mean = meanY + (others < 2 ? 0 : tuning * (unlabelled.mean - meanX));
  const reach = student975(n - 1) * Math.sqrt(variance);
  return answer({ mean, tuning, low: mean - reach, high: mean + reach });
}

/** Of all predictions, of labelled ones and others. */
function pooledVariance({ n, meanX, squaresX }: PairMoments, others: Moments): number {
  const all = n + others.n;
  const squares = squaresX + others.squares + ((others.n === 0 ? 0 : others.mean - meanX) ** 2 * n * others.n) / all;
  return squares / (all - 1);
}
