const stop = new Set(
  'a an and are as at be been by can could did do does for from had has have how i in is it its me my of on or our please show tell that the their there these this those to us was we were what when where which who why will with would you your give list get all any many much'.split(
    ' ',
  ),
);

/** A word without its common endings, so that "jobs", "job" and "job's" are one. */
export function stem(word: string): string {
  const plain = word.toLowerCase().replace(/['’]s$/, '');
  if (plain.length <= 3) return plain;
  if (plain.endsWith('ies')) return `${plain.slice(0, -3)}y`;
  if (/(?:ss|us|is)$/.test(plain)) return plain;
  if (/(?:ches|shes|xes|sses)$/.test(plain)) return plain.slice(0, -2);
  return plain.endsWith('s') ? plain.slice(0, -1) : plain;
}

/** The words of a text that say something, stemmed. */
export const wordsOf = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’]s)?/gu) ?? []).map(stem).filter((word) => !stop.has(word));
