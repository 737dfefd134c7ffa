import { jaccard, mixed, shinglesOf } from './shingles.ts';

/** Jaccard similarity of three words in a row, from which texts are nearly the same. */
export const nearThreshold = 0.8;

/**
 * Hash functions, as bands of rows: two texts are compared where all rows of a band agree. Of texts with Jaccard 0.8 that is so for
 * 1 − (1 − 0.8⁷)¹⁸ = 98.6 %, of those with 0.5 for 13 %; whatever is compared is compared exactly.
 */
const bandCount = 18;
const bandRows = 7;
const functionCount = bandCount * bandRows;
/** Texts of one band and bucket that a text is compared with; the first of each cluster stand for it. */
const mostCompared = 16;

const multipliers = Uint32Array.from({ length: functionCount }, (_, at) => mixed(at * 2 + 1) | 1);
const offsets = Uint32Array.from({ length: functionCount }, (_, at) => mixed(0x5bd1e995 + at));

export interface DuplicatePair {
  /** Places of texts, the earlier first. */
  readonly one: number;
  readonly other: number;
  readonly similarity: number;
}

export interface Duplicates {
  /** Place of the first text of each text's cluster: its own where it has no duplicate. */
  readonly clusterOf: Int32Array;
  /** Pairs that were compared and reach the threshold; of a cluster enough to hold it together. */
  readonly pairs: readonly DuplicatePair[];
  readonly comparedCount: number;
}

/** Numbers that are added one by one, without objects around them. */
class Numbers {
  #values = new Uint32Array(1_024);
  length = 0;

  add(values: Uint32Array): void {
    if (this.length + values.length > this.#values.length) {
      const larger = new Uint32Array(Math.max(this.#values.length * 2, this.length + values.length));
      larger.set(this.#values.subarray(0, this.length));
      this.#values = larger;
    }
    this.#values.set(values, this.length);
    this.length += values.length;
  }

  slice(from: number, to: number): Uint32Array {
    return this.#values.subarray(from, to);
  }
}

/**
 * Texts that are nearly the same, by MinHash with bands (Broder 1997; Leskovec, Rajaraman, Ullman 2014, chapter 3) and an exact comparison of
 * what the bands bring together. Memory: a number for each shingle and for each band of each text. Texts without words are no duplicates.
 */
export class NearDuplicates {
  readonly #shingles = new Numbers();
  readonly #keys = new Numbers();
  readonly #ends: number[] = [];

  get count(): number {
    return this.#ends.length;
  }

  /** The next text. */
  add(text: string): void {
    const shingles = shinglesOf(text);
    this.#shingles.add(shingles);
    this.#ends.push(this.#shingles.length);
    this.#keys.add(bandKeys(shingles));
  }

  /** Pairs whose shingles have at least so much in common, and the clusters that they make. */
  find(threshold: number): Duplicates {
    const parents = Int32Array.from({ length: this.count }, (_, at) => at);
    const pairs: DuplicatePair[] = [];
    let comparedCount = 0;
    const order = Uint32Array.from({ length: this.count }, (_, at) => at);
    for (let band = 0; band < bandCount; band += 1) {
      const keyOf = (text: number): number => this.#keys.slice(text * bandCount + band, text * bandCount + band + 1)[0] as number;
      const keys = Uint32Array.from({ length: this.count }, (_, text) => keyOf(text));
      order.sort((one, other) => (keys[one] as number) - (keys[other] as number) || one - other);
      for (let from = 0; from < order.length;) {
        let to = from + 1;
        while (to < order.length && keys[order[to] as number] === keys[order[from] as number]) to += 1;
        if (to - from > 1) comparedCount += this.#compare(order.subarray(from, to), threshold, parents, pairs);
        from = to;
      }
    }
    return { clusterOf: parents.map((_, text) => rootOf(parents, text)), pairs, comparedCount };
  }

  /** Compares texts of one bucket: each with those that stand for the clusters found in it so far. */
  #compare(bucket: Uint32Array, threshold: number, parents: Int32Array, pairs: DuplicatePair[]): number {
    const leaders: number[] = [];
    let comparedCount = 0;
    for (const text of bucket) {
      const own = this.#of(text);
      if (own.length === 0) continue;
      let isNew = true;
      for (const leader of leaders) {
        if (rootOf(parents, leader) === rootOf(parents, text)) {
          isNew = false;
          continue;
        }
        comparedCount += 1;
        const similarity = jaccard(own, this.#of(leader));
        if (similarity < threshold) continue;
        isNew = false;
        const [one, other] = leader < text ? [leader, text] : [text, leader];
        pairs.push({ one, other, similarity });
        join(parents, leader, text);
      }
      if (isNew && leaders.length < mostCompared) leaders.push(text);
    }
    return comparedCount;
  }

  #of(text: number): Uint32Array {
    return this.#shingles.slice(text === 0 ? 0 : (this.#ends[text - 1] as number), this.#ends[text] as number);
  }
}

const least = new Uint32Array(functionCount);

/** A number for each band: that of two texts is the same where the least hashes of all its functions are. */
function bandKeys(shingles: Uint32Array): Uint32Array {
  least.fill(0xffff_ffff);
  for (const shingle of shingles)
    for (let at = 0; at < functionCount; at += 1) {
      let hash = Math.imul(shingle ^ (offsets[at] as number), multipliers[at] as number);
      hash = (hash ^ (hash >>> 15)) >>> 0;
      if (hash < (least[at] as number)) least[at] = hash;
    }
  const keys = new Uint32Array(bandCount);
  for (let band = 0; band < bandCount; band += 1) {
    let key = band;
    for (let row = 0; row < bandRows; row += 1) key = mixed(Math.imul(key, 0x9e3779b1) + (least[band * bandRows + row] as number));
    keys[band] = key;
  }
  return keys;
}

function rootOf(parents: Int32Array, text: number): number {
  let root = text;
  while (parents[root] !== root) root = parents[root] as number;
  for (let at = text; at !== root;) {
    const next = parents[at] as number;
    parents[at] = root;
    at = next;
  }
  return root;
}

function join(parents: Int32Array, one: number, other: number): void {
  const [a, b] = [rootOf(parents, one), rootOf(parents, other)];
  parents[Math.max(a, b)] = Math.min(a, b);
}
