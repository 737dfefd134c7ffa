import { betaTails } from './beta.ts';
import { gammaTails } from './gamma.ts';
import { tailsOf, type Tails } from './parts.ts';

/**
 * The negative binomial distribution with variance mean + dispersion · mean²: how likely a count is at most `count`, and above it.
 * P(X ≤ k) = I_p(1/dispersion, k + 1) with p = 1 / (1 + dispersion · mean) (Johnson, Kemp and Kotz 2005, 5.31); without dispersion Poisson's.
 * `mean` above 0, `dispersion` 0 or above; `count` is rounded down.
 */
export function negativeBinomialTails(count: number, mean: number, dispersion: number): Tails {
  const k = Math.floor(count);
  if (k < 0) return tailsOf(-Infinity, 'below');
  if (k === Infinity) return tailsOf(-Infinity, 'above');
  // Below it the two differ by less than the digits of the incomplete beta function.
  if (dispersion * mean < 1e-9) {
    const { below, above, logBelow, logAbove } = gammaTails(mean, k + 1);
    return { below: above, above: below, logBelow: logAbove, logAbove: logBelow };
  }
  const more = dispersion * mean;
  return betaTails(1 / (1 + more), more / (1 + more), 1 / dispersion, k + 1);
}
