import { alphaOf, type AgreementLevel, type AlphaInterval, type Tally } from './alpha.ts';

const resampleCount = 1_000;
const coverage = 0.95;
/** Up to so many items each one is drawn; of more, how often a pattern is drawn comes from Poisson's distribution with its count. */
const mostDrawn = 2_000;
/** From where Poisson's distribution is taken for a normal one. */
const manyEvents = 50;

/**
 * Where the true alpha lies, 95 %: percentiles of the alphas of 1,000 samples of items, drawn with replacement from the same seed, so that
 * the same judgments give the same interval. Null: fewer than two items, or most samples have but one value.
 */
export function alphaInterval(tally: Tally, level: AgreementLevel, seed = 1): AlphaInterval | null {
  const itemCount = tally.weights.reduce((sum, weight) => sum + weight, 0);
  if (itemCount < 2) return null;
  const random = randomOf(seed);
  const draw =
    itemCount <= mostDrawn
      ? () => drawEach(tally.weights, itemCount, random)
      : () => tally.weights.map((weight) => poisson(weight, random));
  const alphas: number[] = [];
  for (let round = 0; round < resampleCount; round += 1) {
    const { alpha } = alphaOf(tally, level, draw());
    if (alpha !== null) alphas.push(alpha);
  }
  if (alphas.length < resampleCount / 2) return null;
  alphas.sort((one, other) => one - other);
  return { low: quantile(alphas, (1 - coverage) / 2), high: quantile(alphas, (1 + coverage) / 2) };
}

/** Linear between the two nearest, as all percentiles of the product. */
function quantile(sorted: readonly number[], share: number): number {
  const position = share * (sorted.length - 1);
  const below = sorted[Math.floor(position)] as number;
  const above = sorted[Math.ceil(position)] as number;
  return below + (above - below) * (position - Math.floor(position));
}

function drawEach(weights: readonly number[], itemCount: number, random: () => number): number[] {
  const drawn = weights.map(() => 0);
  const ends: number[] = [];
  let end = 0;
  for (const weight of weights) ends.push((end += weight));
  for (let item = 0; item < itemCount; item += 1) {
    const at = random() * itemCount;
    let low = 0;
    let high = ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at < (ends[middle] as number)) high = middle;
      else low = middle + 1;
    }
    (drawn[low] as number) += 1;
  }
  return drawn;
}

function poisson(mean: number, random: () => number): number {
  if (mean > manyEvents) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}

/** Mulberry32: numbers from 0 to below 1 that follow from the seed. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
