/** Letters, marks and digits together; each character by itself where words have no spaces between them. */
const words =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])[\p{L}\p{M}\p{N}])+/gu;

/** Of ASCII texts the same words as `rouge_score` takes; it knows no letters beyond a to z. */
export const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(words) ?? [];

const bitsOfWord = 32;

/**
 * ROUGE-L of a prediction against one reference, 0 to 1: the F score of the longest common subsequence of words (Lin 2004), precision and
 * recall alike, regardless of case and punctuation, without stemming.
 *
 * Source  `rouge_score.rouge_scorer`, `rougeL` (scores.test.ts, conformance/scores.test.ts).
 */
export function rougeL(prediction: string, reference: string): number {
  const [made, wanted] = [wordsOf(prediction), wordsOf(reference)];
  const common = commonLength(made, wanted);
  return common === 0 ? 0 : (2 * common) / (made.length + wanted.length);
}

/**
 * Length of the longest common subsequence, 32 columns of the usual table at a time (Hyyrö 2004): `row` has a 0 bit for each column at
 * which the length grows.
 */
export function commonLength(one: readonly string[], other: readonly string[]): number {
  const size = Math.ceil(one.length / bitsOfWord);
  const places = new Map<string, Uint32Array>();
  for (const [at, word] of one.entries()) {
    let bits = places.get(word);
    if (bits === undefined) places.set(word, (bits = new Uint32Array(size)));
    bits[at >>> 5] = (bits[at >>> 5] as number) | (1 << (at & 31));
  }
  const row = new Uint32Array(size).fill(0xffffffff);
  for (const word of other) {
    const bits = places.get(word);
    if (bits === undefined) continue;
    let carry = 0;
    for (let part = 0; part < size; part += 1) {
      const held = row[part] as number;
      const matched = (held & (bits[part] as number)) >>> 0;
      const sum = held + matched + carry;
      carry = sum > 0xffffffff ? 1 : 0;
      row[part] = sum | (held & ~matched);
    }
  }
  let length = 0;
  for (let at = 0; at < one.length; at += 1) if ((((row[at >>> 5] as number) >>> (at & 31)) & 1) === 0) length += 1;
  return length;
}
