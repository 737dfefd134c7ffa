/** Of a longer text its first characters are read for language and feelings: a mood shows early, and the cost is bounded. */
const readCharacterCount = 4_000;

const fenced = /(```|~~~)[\s\S]*?(?:\1|$)/g;
const inlineCode = /`[^`\n]{1,200}`/g;
const link = /\b(?:https?:\/\/|www\.)\S+/gi;
const unbroken = /\S+/g;
/** Base64, hashes, identifiers: runs of letters and digits that no language has. */
const blob = /[A-Za-z0-9+/=_-]{32,}/g;
/** What makes a line one of code. */
const codeMark = /[{}]|=>|\(\)|::|<\/|;[ \t\r]*$/;

/**
 * What a person wrote of a text: without code, addresses, and runs that are no words. Of more than 4,000 characters the first 4,000 (an
 * unpaired half of a character at the cut is harmless: it is no letter).
 */
export function proseOf(content: string): string {
  const text = content
    .slice(0, readCharacterCount)
    .replaceAll(fenced, ' ')
    .replaceAll(inlineCode, ' ')
    .replaceAll(link, ' ')
    .replaceAll(blob, ' ');
  const lines = text.replaceAll(unbroken, (run) => (isAddress(run) ? ' ' : run)).split('\n');
  return lines
    .map((line) => (codeMark.test(line) ? ' ' : line))
    .join('\n')
    .trim();
}

/** An address of mail: an "@" with something before it, and behind it a "." between two things. Each run is read once: thousands of "@" are no work. */
function isAddress(run: string): boolean {
  const at = run.indexOf('@', 1);
  return at > 0 && run.lastIndexOf('.', run.length - 2) >= at + 2;
}

const letters = /\p{L}/gu;
/** Letters of a text; counts no further than `enough`. */
export function letterCount(text: string, enough: number): number {
  let count = 0;
  letters.lastIndex = 0;
  while (count < enough && letters.test(text)) count += 1;
  return count;
}

const words = /[\p{L}\p{N}]+(?:['’][\p{L}]+)?/gu;
/** Words of a whole text; of languages without spaces, runs of their letters. */
export function wordCount(text: string): number {
  let count = 0;
  words.lastIndex = 0;
  while (words.test(text)) count += 1;
  return count;
}
