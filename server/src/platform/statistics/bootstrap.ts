/* Samples drawn again, from a seed: the same data give the same interval. */

/** Up to so many items each one is drawn; of more, how often a group is drawn comes from Poisson's distribution with its count. */
const mostDrawn = 2_000;
/** From where Poisson's distribution is taken for a normal one. */
const manyEvents = 50;

/** Draws with replacement as many items as there are, in groups of equal items: how many of each group. */
export function resampler(counts: readonly number[], random: () => number): () => number[] {
  const itemCount = counts.reduce((sum, count) => sum + count, 0);
  return itemCount <= mostDrawn ? () => drawEach(counts, itemCount, random) : () => counts.map((count) => poisson(count, random));
}

/** Of sorted values, linear between the two nearest (type 7), as all percentiles of the product. */
export function quantileOf(sorted: readonly number[], share: number): number {
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
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
