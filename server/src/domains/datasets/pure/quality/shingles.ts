/** Words of a shingle: texts of ten words have eight of them, and two texts of common words few in common. */
const shingleWords = 3;

/** Mixes 32 bits, so that numbers that differ in few bits differ in all. */
export function mixed(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Scripts whose words stand without blanks between them: each character counts as a word. */
const isWordAlone = (code: number): boolean => code >= 0x2e80 && code < 0xd800;

const isLetter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code > 127 && code !== 0xa0 && !(code >= 0x2000 && code <= 0x206f));

/**
 * Hashes of the shingles of a text, each once and sorted: three words in a row, whatever their case and what stands between them. A text of fewer
 * words is one shingle; one without words has none.
 */
export function shinglesOf(text: string): Uint32Array {
  const words = wordHashes(text.toLowerCase());
  if (words.length === 0) return new Uint32Array();
  const count = Math.max(1, words.length - shingleWords + 1);
  const hashes = new Uint32Array(count);
  for (let at = 0; at < count; at += 1) {
    let hash = 0;
    for (let word = at; word < Math.min(at + shingleWords, words.length); word += 1)
      hash = mixed(Math.imul(hash, 0x9e3779b1) + (words[word] as number));
    hashes[at] = hash;
  }
  hashes.sort();
  let distinct = 1;
  for (let at = 1; at < count; at += 1)
    if (hashes[at] !== hashes[at - 1]) {
      hashes[distinct] = hashes[at] as number;
      distinct += 1;
    }
  return hashes.subarray(0, distinct);
}

function wordHashes(text: string): number[] {
  const words: number[] = [];
  let hash = 0;
  let isWithin = false;
  const end = (): void => {
    if (isWithin) words.push(hash >>> 0);
    isWithin = false;
  };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isWordAlone(code)) {
      end();
      words.push(mixed(code));
      continue;
    }
    if (!isLetter(code)) {
      end();
      continue;
    }
    if (!isWithin) hash = 0x811c9dc5;
    isWithin = true;
    hash = Math.imul(hash ^ code, 0x01000193);
  }
  end();
  return words;
}

/** Share of the shingles of either that both have, of two sorted lists (Jaccard). */
export function jaccard(one: Uint32Array, other: Uint32Array): number {
  let [both, a, b] = [0, 0, 0];
  while (a < one.length && b < other.length) {
    const difference = (one[a] as number) - (other[b] as number);
    if (difference === 0) both += 1;
    if (difference <= 0) a += 1;
    if (difference >= 0) b += 1;
  }
  const all = one.length + other.length - both;
  return all === 0 ? 1 : both / all;
}
