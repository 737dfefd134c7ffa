/** Text as numbers: each token is a character, or a piece that characters were merged into. */
export interface Tokenizer {
  /** Text of each token; the first stands for characters that the training text lacked. */
  readonly tokens: readonly string[];
  /** Pairs to merge, the most frequent first; none: a token is a character. */
  readonly merges: readonly (readonly [string, string])[];
}

const UNKNOWN = '\u{fffd}';
/** Merges stay within a word with the space before it, so that a piece does not span words. */
const WORDS = /\s?[^\s]+|\s/gu;

/** A tokenizer for a text: of its characters, and of the most frequent pairs until there are `size` tokens. */
export function learnTokenizer(text: string, size: number): Tokenizer {
  const characters = [...new Set(text)].sort();
  const tokens = [UNKNOWN, ...characters];
  const merges: [string, string][] = [];
  const words = countWords(text);
  while (tokens.length < size) {
    const pair = mostFrequentPair(words);
    if (pair === null) break;
    merges.push(pair);
    tokens.push(pair.join(''));
    for (const word of words) word.pieces = merge(word.pieces, pair);
  }
  return { tokens, merges };
}

/** The numbers of a text's tokens. */
export function encode({ tokens, merges }: Tokenizer, text: string): Int32Array {
  const numbers = new Map(tokens.map((token, index) => [token, index]));
  const known = new Map<string, number[]>();
  const encodeWord = (word: string): number[] => {
    const pieces = merges.reduce<readonly string[]>((current, pair) => merge(current, pair), [...word]);
    return pieces.map((piece) => numbers.get(piece) ?? 0);
  };
  const found: number[] = [];
  for (const [word] of text.matchAll(WORDS)) {
    const encoded = known.get(word) ?? encodeWord(word);
    known.set(word, encoded);
    for (const number of encoded) found.push(number);
  }
  return Int32Array.from(found);
}

/** The text of tokens. */
export const decode = ({ tokens }: Tokenizer, numbers: Iterable<number>): string =>
  Array.from(numbers, (number) => tokens[number] ?? UNKNOWN).join('');

interface Word {
  pieces: readonly string[];
  readonly count: number;
}

function countWords(text: string): Word[] {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(WORDS)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return Array.from(counts, ([word, count]) => ({ pieces: [...word], count }));
}

/** Null when no pair comes twice. Of equally frequent ones the first in the text. */
function mostFrequentPair(words: readonly Word[]): [string, string] | null {
  const counts = new Map<string, number>();
  const pairs = new Map<string, [string, string]>();
  for (const { pieces, count } of words) {
    for (let index = 1; index < pieces.length; index += 1) {
      const pair: [string, string] = [pieces[index - 1] as string, pieces[index] as string];
      const key = pair.join('\u0000');
      pairs.set(key, pair);
      counts.set(key, (counts.get(key) ?? 0) + count);
    }
  }
  let [best, most] = ['', 1];
  for (const [key, count] of counts) if (count > most) [best, most] = [key, count];
  return pairs.get(best) ?? null;
}

function merge(pieces: readonly string[], [left, right]: readonly [string, string]): readonly string[] {
  const found = pieces.findIndex((piece, index) => piece === left && pieces[index + 1] === right);
  if (found === -1) return pieces;
  const merged: string[] = [];
  for (let index = 0; index < pieces.length; index += 1) {
    if (pieces[index] === left && pieces[index + 1] === right) {
      merged.push(left + right);
      index += 1;
    } else {
      merged.push(pieces[index] as string);
    }
  }
  return merged;
}
