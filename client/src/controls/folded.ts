/**
 * A text in the one form in which texts are searched, as the server does: letters that are written in several ways are one (composed and
 * decomposed, upper and lower case, ß and ss).
 */
export const foldedText = (text: string): string =>
  text.normalize('NFKC').toUpperCase().toLowerCase().replaceAll('ς', 'σ').replaceAll('i\u0307', 'i').normalize('NFKC');
