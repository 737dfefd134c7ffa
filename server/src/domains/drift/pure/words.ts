/** Words of a text, in lower case. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Numbers in the vector of a text. */
export const vocabularyWidth = 64;

/** A text as a vector of unit length: the roots of how often its words come, by a hash of the word. */
export function vocabularyVector(text: string): Float64Array {
  const vector = new Float64Array(vocabularyWidth);
  for (const word of wordsOf(text)) vector[hashOf(word) % vocabularyWidth] = (vector[hashOf(word) % vocabularyWidth] as number) + 1;
  const length = Math.sqrt(vector.reduce((sum, count) => sum + count, 0)) || 1;
  return vector.map((count) => Math.sqrt(count) / length);
}

/** FNV-1a, 32 bits. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < word.length; place++) hash = Math.imul(hash ^ word.charCodeAt(place), 0x01000193);
  return hash >>> 0;
}

export interface ChangedWord {
  readonly word: string;
  /** Shares of the texts that have the word. */
  readonly baselineShare: number;
  readonly currentShare: number;
}

/** Words whose share of the texts has changed most, in standard errors of the difference: at most `count`. */
export function changedWords(baseline: readonly string[], current: readonly string[], count: number): ChangedWord[] {
  const frequencies = (texts: readonly string[]): Map<string, number> => {
    const found = new Map<string, number>();
    for (const text of texts) for (const word of new Set(wordsOf(text))) found.set(word, (found.get(word) ?? 0) + 1);
    return found;
  };
  const [before, now] = [frequencies(baseline), frequencies(current)];
  const [n, m] = [baseline.length, current.length];
  const scored = [...new Set([...before.keys(), ...now.keys()])].map((word) => {
    const [p, q] = [(before.get(word) ?? 0) / n, (now.get(word) ?? 0) / m];
    const both = (p * n + q * m + 1) / (n + m + 2);
    return { word, baselineShare: p, currentShare: q, score: Math.abs(p - q) / Math.sqrt(both * (1 - both) * (1 / n + 1 / m)) };
  });
  return scored
    .toSorted((one, other) => other.score - one.score || (one.word < other.word ? -1 : 1))
    .slice(0, count)
    .map(({ score: _, ...word }) => word);
}
