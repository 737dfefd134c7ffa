/**
 * How many tokens a text takes at most in the vocabularies of common models: a token for three and a half letters of prose and JSON, and one
 * for each letter of other scripts. An estimate, above what they count.
 */
export function tokensOf(text: string): number {
  const other = text.match(/[^\p{Script=Latin}\p{Script=Common}]/gu)?.join('').length ?? 0;
  return Math.ceil((text.length - other) / 3.5) + other;
}
