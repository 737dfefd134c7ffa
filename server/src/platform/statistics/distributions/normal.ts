import { continuedFraction, smallerSide, tailsOf, type Side, type Tails } from './parts.ts';

const logRootTwoPi = 0.918_938_533_204_672_7;

export const normalDensity = (z: number): number => Math.exp(-0.5 * z * z - logRootTwoPi);

/**
 * The standard normal distribution on both sides of `z`. Near 0 by Φ(z) − ½ = φ(z) Σ z^(2k+1) / (1·3·…·(2k+1)), beyond 2 by the
 * continued fraction of Mills' ratio, z + 1/(z + 2/(z + …)) (Abramowitz and Stegun 26.2.11, 26.2.14).
 */
export function normalTails(z: number): Tails {
  const size = Math.abs(z);
  if (size > 2) {
    const log =
      size === Infinity ? -Infinity : -0.5 * size * size - logRootTwoPi - Math.log(continuedFraction(size, (step) => [step, size]));
    return tailsOf(log, z > 0 ? 'above' : 'below');
  }
  let term = size;
  let sum = size;
  for (let odd = 3; term > sum * 1e-17; odd += 2) sum += term *= (size * size) / odd;
  const half = normalDensity(size) * sum;
  return tailsOf(Math.log(0.5 - half), z > 0 ? 'above' : 'below');
}

/** The point of the standard normal distribution with so much on one side. ±Infinity at 0; NaN outside 0 to 1. */
export function normalQuantile(side: Side): number {
  const { side: name, p } = smallerSide(side);
  if (!(p >= 0)) return NaN;
  if (p === 0.5) return 0;
  if (p === 0) return name === 'below' ? -Infinity : Infinity;
  // Abramowitz and Stegun 26.2.23 is within 4.5e-4; then the exact tail decides.
  const t = Math.sqrt(-2 * Math.log(p));
  let z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let step = 0; step < 4; step += 1) {
    // Newton's step on the logarithm of the tail, whose slope is −φ/(1 − Φ).
    const { logAbove } = normalTails(z);
    const hazard = Math.exp(-0.5 * z * z - logRootTwoPi - logAbove);
    const move = (logAbove - Math.log(p)) / hazard;
    z += move;
    if (Math.abs(move) < 1e-16 * Math.abs(z)) break;
  }
  return name === 'below' ? -z : z;
}
