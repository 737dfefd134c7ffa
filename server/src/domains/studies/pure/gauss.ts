/* The normal distribution, quick enough for some million values of a density: Cody's rational approximations of erfc. */

const rootHalf = Math.SQRT1_2;
const rootPi = Math.sqrt(Math.PI);
const logRootTwoPi = 0.918_938_533_204_672_7;

const near = {
  top: [
    1.857_777_061_846_031_53e-1, 3.161_123_743_870_565_6, 1.138_641_541_510_501_56e2, 3.774_852_376_853_020_21e2,
    3.209_377_589_138_469_47e3,
  ],
  bottom: [1, 2.360_129_095_234_412_09e1, 2.440_246_379_344_441_73e2, 1.282_616_526_077_372_28e3, 2.844_236_833_439_170_62e3],
};
const middle = {
  top: [
    2.153_115_354_744_038_46e-8, 5.641_884_969_886_700_89e-1, 8.883_149_794_388_375_94, 6.611_919_063_714_162_95e1,
    2.986_351_381_974_001_31e2, 8.819_522_212_417_690_9e2, 1.712_047_612_634_070_58e3, 2.051_078_377_826_071_47e3,
    1.230_339_354_797_997_25e3,
  ],
  bottom: [
    1, 1.574_492_611_070_983_47e1, 1.176_939_508_913_124_99e2, 5.371_811_018_620_098_58e2, 1.621_389_574_566_690_19e3,
    3.290_799_235_733_459_63e3, 4.362_619_090_143_247_16e3, 3.439_367_674_143_721_64e3, 1.230_339_354_803_749_42e3,
  ],
};
const far = {
  top: [
    1.631_538_713_730_209_78e-2, 3.053_266_349_612_323_44e-1, 3.603_448_999_498_044_39e-1, 1.257_817_261_112_292_46e-1,
    1.608_378_514_874_227_66e-2, 6.587_491_615_298_378_03e-4,
  ],
  bottom: [
    1, 2.568_520_192_289_822_42, 1.872_952_849_923_460_47, 5.279_051_029_514_284_12e-1, 6.051_834_131_244_131_91e-2,
    2.335_204_976_268_691_85e-3,
  ],
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
  if (x <= 0.468_75) return Math.exp(x * x) * (1 - x * ratio(near, x * x));
  if (x <= 4) return ratio(middle, x);
  const inverse = 1 / (x * x);
  return (1 / rootPi - inverse * ratio(far, inverse)) / x;
}

/** 1 − erf(x). */
export function erfc(x: number): number {
  const size = Math.abs(x);
  if (size <= 0.468_75) return 1 - x * ratio(near, x * x);
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
