/** Longer texts are shown as they came: laying them out would stop the page. */
const MOST_CHARACTERS = 100_000;

/** Marks that plain sentences do not have. */
const marks = [
  /^ {0,3}#{1,6} \S/m,
  /^ {0,3}(?:```|~~~)/m,
  /^ {0,3}>\s?\S/m,
  /^ {0,3}(?:[-*+]|\d{1,3}[.)]) \S/m,
  /^\s*\|.+\|\s*$/m,
  /\*\*[^\s*](?:[^*\n]*[^\s*])?\*\*/,
  /(?:^|[\s(])`[^`\n]+`/,
  /!?\[[^\]\n]+\]\([^)\s]+\)/,
  /^ {0,3}(?:---|\*\*\*|___)\s*$/m,
  /(?:^|\s)https?:\/\/\S/,
];

/** Whether a text has anything that Markdown draws. JSON has not: it is code as a whole. */
export function looksLikeMarkdown(text: string): boolean {
  if (text.length > MOST_CHARACTERS || /^\s*[{[]/.test(text)) return false;
  return marks.some((mark) => mark.test(text));
}
