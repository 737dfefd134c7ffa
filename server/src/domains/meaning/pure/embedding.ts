import { weighed, type Features } from './features.ts';

/** Numbers of an embedding. */
const dimensions = 256;
/** A place is spread over so many numbers, so that two of them rarely share all. */
const spread = 4;
/** Words that the table of rarities does not know are rare: other languages have their own. */
const unknownRarity = 9;

/**
 * A text as 256 numbers from -127 to 127, its length about 127: a random projection of its words and runs of characters, each weighed by how
 * rare it is. Texts with the same telling words point the same way, in any language; paraphrases without a common word do not. Empty: the text
 * has no word.
 */
export function embeddingOf(features: Features, rarity: ArrayLike<number>): number[] {
  const { places, values } = weighed(features, (place) => rarity[place] || unknownRarity);
  if (places.length === 0) return [];
  const sums = new Float64Array(dimensions);
  for (let at = 0; at < places.length; at += 1) {
    let hash = Math.imul((places[at] as number) + 1, 0x9e3779b1);
    for (let time = 0; time < spread; time += 1) {
      hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
      const place = (hash >>> 8) & (dimensions - 1);
      sums[place] = (sums[place] as number) + (hash & 0x80 ? 1 : -1) * (values[at] as number);
    }
  }
  const length = Math.hypot(...sums);
  return length === 0 ? [] : Array.from(sums, (sum) => Math.round((127 * sum) / length));
}
