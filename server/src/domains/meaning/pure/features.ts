/**
 * A text as a sparse vector: words alone and in pairs, and runs of three to five characters within words, each hashed to one of 2^18 places.
 * One form for training and for use, so that both see the same vector.
 */

const placeBits = 18;
export const placeCount = 1 << placeBits;

/** Longer texts have their first part read: the cost of a text is bounded. */
const longestWord = 40;
const tokens = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}]+)?|[!?]+|\p{Extended_Pictographic}|[:;=8][-']?[)(DPp/\\|]/gu;
const handle = /@\w+/g;
const link = /https?:\/\/\S+/gi;

/** FNV-1a over code units, from a seed, not yet mixed. */
function hashed(text: string, from: number, to: number, seed: number): number {
  let hash = seed;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

function placeOf(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> (32 - placeBits);
}

const wordSeed = 0x811c9dc5;
const pairSeed = 0x1b873593;
const runSeed = 0x2c1b3c6d;

/** The words of a text, as they are hashed. */
export function wordsOf(text: string): string[] {
  const plain = text.toLowerCase().replaceAll(link, ' ').replaceAll(handle, '@').replaceAll('’', "'");
  return (plain.match(tokens) ?? []).map((word) => (word.length > longestWord ? word.slice(0, longestWord) : word));
}

/** Places of the features of a text, with repetitions: how often a place comes is how often its feature does. */
export interface Features {
  /** Words, alone and in pairs. */
  readonly words: readonly number[];
  /** Runs of characters. */
  readonly runs: readonly number[];
}

export function featuresOf(text: string): Features {
  const places = { words: [] as number[], runs: [] as number[] };
  let before = '';
  for (const word of wordsOf(text)) {
    places.words.push(placeOf(hashed(word, 0, word.length, wordSeed)));
    if (before !== '') places.words.push(placeOf(hashed(word, 0, word.length, hashed(before, 0, before.length, pairSeed) ^ 0x20)));
    before = word;
    const padded = ` ${word} `;
    for (let length = 3; length <= 5; length += 1)
      for (let at = 0; at + length <= padded.length; at += 1) places.runs.push(placeOf(hashed(padded, at, at + length, runSeed + length)));
  }
  return places;
}

/** A sparse vector: its places, and the value at each. */
export interface SparseVector {
  readonly places: readonly number[];
  readonly values: readonly number[];
}

/** How often each place comes in the text that is weighed; all zero between two texts. A map takes three times as long. */
const counts = new Uint32Array(placeCount);
const weightOfCount = Array.from({ length: 64 }, (_, count) => 1 + Math.log(count));

/**
 * Weighs each place by how often it comes (1 + ln) and how rare it is; words and runs are each scaled to length 1, so that the many runs do
 * not outvote the few words. No features: an empty vector.
 */
export function weighed({ words, runs }: Features, rarity: ArrayLike<number> | ((place: number) => number)): SparseVector {
  const rarityOf = typeof rarity === 'function' ? rarity : (place: number): number => rarity[place] as number;
  const places: number[] = [];
  const values: number[] = [];
  for (const group of [words, runs]) {
    const unique: number[] = [];
    for (const place of group) {
      if (counts[place] === 0) unique.push(place);
      counts[place] = (counts[place] as number) + 1;
    }
    const first = values.length;
    let square = 0;
    for (const place of unique) {
      const count = counts[place] as number;
      counts[place] = 0;
      const value = (weightOfCount[count] ?? 1 + Math.log(count)) * rarityOf(place);
      if (value === 0) continue;
      places.push(place);
      values.push(value);
      square += value * value;
    }
    const scale = square === 0 ? 0 : 1 / Math.sqrt(square);
    for (let at = first; at < values.length; at += 1) values[at] = (values[at] as number) * scale;
  }
  return { places, values };
}
