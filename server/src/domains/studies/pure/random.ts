import { randomOf } from '../../../platform/statistics/bootstrap.ts';
import { normalQuantile } from '../../../platform/statistics/distributions/normal.ts';
import { normalBelow } from './gauss.ts';

/** Numbers for one trial of a study: the same seed and number give the same trial, whichever server computes it. */
export function randomOfTrial(seed: number, number: number): () => number {
  const random = randomOf(Math.imul(seed ^ 0x9e37_79b9, 0x85eb_ca6b) ^ Math.imul(number + 1, 0xc2b2_ae35));
  // The first numbers of neighbouring seeds are alike.
  for (let turn = 0; turn < 8; turn += 1) random();
  return random;
}

/** A number of the standard normal distribution. */
export const normalOf = (random: () => number): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** A number of a normal distribution that is cut off at `low` and `high`, with its mean between them. */
export function truncatedNormal(mean: number, deviation: number, low: number, high: number, random: () => number): number {
  const from = normalBelow((low - mean) / deviation);
  const to = normalBelow((high - mean) / deviation);
  const z = normalQuantile({ below: from + random() * (to - from) });
  return Math.min(high, Math.max(low, mean + deviation * z));
}

/** A place, as likely as its weight. `sums`: of the weights up to each place. */
export function placeOf(sums: Float64Array, random: () => number): number {
  const at = random() * (sums.at(-1) as number);
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at < (sums[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}
