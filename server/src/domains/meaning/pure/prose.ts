/** Of a longer text its first characters are read for language and feelings: a mood shows early, and the cost is bounded. */
const readCharacterCount = 4_000;

const fenced = /(```|~~~)[\s\S]*?(?:\1|$)/g;
const inlineCode = /`[^`\n]{1,200}`/g;
const address = /\b(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+/gi;
/** Base64, hashes, identifiers: runs of letters and digits that no language has. */
const blob = /[A-Za-z0-9+/=_-]{32,}/g;
const codeLike = /^[^\n]*(?:[{}]|=>|\(\)|::|<\/|;[ \t]*$)[^\n]*$/gm;

/**
 * What a person wrote of a text: without code, addresses, and runs that are no words. Of more than 4,000 characters the first 4,000 (an
 * unpaired half of a character at the cut is harmless: it is no letter).
 */
export function proseOf(content: string): string {
  return content
    .slice(0, readCharacterCount)
    .replaceAll(fenced, ' ')
    .replaceAll(inlineCode, ' ')
    .replaceAll(address, ' ')
    .replaceAll(blob, ' ')
    .replaceAll(codeLike, ' ')
    .trim();
}

const letters = /\p{L}/gu;
export const letterCount = (text: string): number => text.match(letters)?.length ?? 0;

const words = /[\p{L}\p{N}]+(?:['’][\p{L}]+)?/gu;
/** Words of a whole text; of languages without spaces, runs of their letters. */
export function wordCount(text: string): number {
  let count = 0;
  words.lastIndex = 0;
  while (words.test(text)) count += 1;
  return count;
}
