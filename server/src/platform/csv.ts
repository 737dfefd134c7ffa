/** A program for tables would compute a text that begins so: an apostrophe before it makes it a text (csv.test.ts). */
const isFormula = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const isQuoted = /[",\r\n]/;
/** Either: most texts are neither, and are looked at once. */
const isSpecial = /[",\r\n]|^[=+\-@\t\uff1d\uff0b\uff0d\uff20]/;

/** A text as one cell of RFC 4180, harmless in a program for tables. */
export function csvCell(text: string): string {
  if (!isSpecial.test(text)) return text;
  const harmless = isFormula.test(text) ? `'${text}` : text;
  return isQuoted.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
