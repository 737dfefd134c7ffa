/* The normal distribution, quick enough for some million values of a density: Cody's rational approximations of erfc. */

const rootHalf = Math.SQRT1_2;
const rootPi = Math.sqrt(Math.PI);
const logRootTwoPi = 0.9189385332046727;

const near = {
  top: [0.18577770618460315, 3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694],
  bottom: [1, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171],
};
const middle = {
  top: [
    2.1531153547440383e-8, 0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001, 881.952221241769,
    1712.0476126340707, 2051.0783778260716, 1230.3393547979972,
  ],
  bottom: [
    1, 15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903, 3290.7992357334597, 4362.619090143247,
    3439.3676741437216, 1230.3393548037495,
  ],
};
const far = {
  top: [0.016315387137302097, 0.30532663496123236, 0.36034489994980445, 0.12578172611122926, 0.016083785148742275, 0.0006587491615298378],
  bottom: [1, 2.568520192289822, 1.8729528499234604, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918],
};

function ratio({ top, bottom }: { readonly top: readonly number[]; readonly bottom: readonly number[] }, x: number): number {
  let above = 0;
  let below = 0;
  for (const part of top) above = above * x + part;
  for (const part of bottom) below = below * x + part;
  return above / below;
}

/** e^(x²) erfc(x) for x of 0 or more: it has digits where erfc has none left. */
export function scaledErfc(x: number): number {
  if (x <= 0.46875) return Math.exp(x * x) * (1 - x * ratio(near, x * x));
  if (x <= 4) return ratio(middle, x);
  const inverse = 1 / (x * x);
  return (1 / rootPi - inverse * ratio(far, inverse)) / x;
}

/** 1 − erf(x). */
export function erfc(x: number): number {
  const size = Math.abs(x);
  if (size <= 0.46875) return 1 - x * ratio(near, x * x);
  const tail = Math.exp(-size * size) * scaledErfc(size);
  return x > 0 ? tail : 2 - tail;
}

/** Share of the standard normal distribution below `z`. */
export const normalBelow = (z: number): number => 0.5 * erfc(-z * rootHalf);

/** Its logarithm, which goes on where the share itself is 0. */
export function logNormalBelow(z: number): number {
  if (z > 0) return Math.log1p(-0.5 * erfc(z * rootHalf));
  return Math.log(0.5 * scaledErfc(-z * rootHalf)) - 0.5 * z * z;
}

export const logNormalDensity = (z: number): number => -0.5 * z * z - logRootTwoPi;

/** Logarithm of the share between `from` and `to`, computed on the side where it keeps its digits. */
export function logMassBetween(from: number, to: number): number {
  if (from > 0) return logMassBetween(-to, -from);
  if (to > 0) return Math.log1p(-normalBelow(from) - normalBelow(-to));
  const upper = logNormalBelow(to);
  return upper + Math.log1p(-Math.exp(logNormalBelow(from) - upper));
}

/**
 * log E[max(0, z + ε)] with ε standard normal: the logarithm of a standardised expected improvement. Below z = −1 by the scaled erfc, so
 * that it is a number however far below the best a candidate is (Ament and others 2023, equation 9).
 */
export function logExpectedGain(z: number): number {
  if (z > -1) return Math.log(z * normalBelow(z) + Math.exp(logNormalDensity(z)));
  // φ(z) (1 + z Φ(z)/φ(z)); far out the two nearly cancel, and the asymptotic series has the digits: 1/z² − 3/z⁴ + 15/z⁶ − …
  if (z < -1e4) return logNormalDensity(z) - 2 * Math.log(-z) + Math.log1p(-3 / (z * z));
  return logNormalDensity(z) + Math.log1p(z * Math.sqrt(Math.PI / 2) * scaledErfc(-z * rootHalf));
}
