import { betaTails } from './beta.ts';
import { tailsOf, type Tails } from './parts.ts';

/** Up to so many trials each count is summed; beyond, the beta distribution of the same mean and variance is off by less than 1 % at 1e-6. */
const summedTrials = 2_000;

/**
 * Successes of `trials` whose share varies by a beta distribution: how likely there are at most `count`, and more. `mean`: the expected
 * share, between 0 and 1. `correlation`: of two trials, 0 (binomial) to below 1; the variance is n·m·(1 − m)·(1 + (n − 1)·correlation).
 */
export function betaBinomialTails(count: number, trials: number, mean: number, correlation: number): Tails {
  const k = Math.floor(count);
  if (k < 0) return tailsOf(-Infinity, 'below');
  if (k >= trials) return tailsOf(-Infinity, 'above');
  if (correlation < 1e-9) return betaTails(1 - mean, mean, trials - k, k + 1);
  if (trials > summedTrials) {
    const spread = (1 + (trials - 1) * correlation) / trials;
    const concentration = 1 / spread - 1;
    const share = (k + 0.5) / trials;
    return betaTails(share, 1 - share, mean * concentration, (1 - mean) * concentration);
  }
  const concentration = 1 / correlation - 1;
  return summed(k, trials, mean * concentration, (1 - mean) * concentration);
}

/** Probabilities relative to the one at `k`, by the ratio of neighbours, on both sides until they vanish; the parts make the whole. */
function summed(k: number, trials: number, a: number, b: number): Tails {
  const ratio = (at: number): number => ((trials - at) / (at + 1)) * ((at + a) / (trials - at - 1 + b));
  // From the middle, so that no weight overflows: the largest one is 1.
  const middle = Math.min(trials, Math.max(0, Math.round((trials * a) / (a + b))));
  const weights = new Float64Array(trials + 1);
  weights[middle] = 1;
  for (let at = middle; at < trials; at += 1) weights[at + 1] = (weights[at] as number) * ratio(at);
  for (let at = middle - 1; at >= 0; at -= 1) weights[at] = (weights[at + 1] as number) / ratio(at);
  let [below, above] = [0, 0];
  for (let at = 0; at <= k; at += 1) below += weights[at] as number;
  for (let at = k + 1; at <= trials; at += 1) above += weights[at] as number;
  return below < above ? tailsOf(Math.log(below / (below + above)), 'below') : tailsOf(Math.log(above / (below + above)), 'above');
}
