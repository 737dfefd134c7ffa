/**
 * A program for tables would compute a text that begins so, some of them after they have trimmed it: an apostrophe before it makes it a text
 * (csv.test.ts).
 */
const isFormula = /^(?:[\t\r\n]|[\s\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20])/;
export type CsvSeparator = ',' | ';';
const isQuoted: Readonly<Record<CsvSeparator, RegExp>> = { ',': /[",\r\n]/, ';': /[";\r\n]/ };

/** Most texts begin with a letter, and are none: blanks and signs stand up to "@", or are not of ASCII. An empty one has no first character. */
const mayBeFormula = (text: string): boolean => {
  const first = text.charCodeAt(0);
  return first <= 0x40 || first > 0x7f;
};

/** A text as one cell of RFC 4180, harmless in a program for tables. `separator`: what stands between cells. */
export function csvCell(text: string, separator: CsvSeparator = ','): string {
  const harmless = mayBeFormula(text) && isFormula.test(text) ? `'${text}` : text;
  return isQuoted[separator].test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
