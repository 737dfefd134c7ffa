/** One value found in a text: [start, end). */
export interface Found {
  readonly start: number;
  readonly end: number;
}

const flagsOf = (test: RegExp): Uint8Array => Uint8Array.from({ length: 128 }, (_, code) => (test.test(String.fromCharCode(code)) ? 1 : 0));
const wordCharacters = flagsOf(/[0-9A-Za-z_]/);

export const isDigit = (code: number): boolean => code >= 48 && code <= 57;
export const isLetter = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
/** Letters, digits and the underscore, of ASCII. False past the text's end. */
export const isWord = (code: number): boolean => code < 128 && wordCharacters[code] === 1;

/**
 * Whether a value may begin at `start`: what stands before is no letter, digit or underscore. A line break that is written out
 * (`\n` inside of JSON that is stored as text) is none of these.
 */
export function beginsAt(text: string, start: number): boolean {
  return start === 0 || !isWord(text.charCodeAt(start - 1)) || isEscape(text, start - 1);
}

/** Whether the letter at `at` belongs to a written-out `\n`, `\r` or `\t`. */
export function isEscape(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code === 110 || code === 114 || code === 116) && at > 0 && text.charCodeAt(at - 1) === 92;
}

export function digitsEnd(text: string, start: number): number {
  let end = start;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return end;
}

/** Where `pattern`, which is sticky, ends when it begins at `start`; -1: it does not begin there. */
export function endOf(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : -1;
}
