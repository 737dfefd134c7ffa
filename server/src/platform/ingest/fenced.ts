const opening = /^\s*```(?:json)?[^\S\n]*\n/i;

/**
 * The text within the fence that a whole answer stands in: "```json", lines, "```", with blanks around it. Null: no such fence. In time that grows with
 * the length of the text: models answer with thousands of empty lines.
 */
export function fencedText(answer: string): string | null {
  const [begin] = opening.exec(answer.slice(0, mostBlanks)) ?? [];
  if (begin === undefined) return null;
  const end = answer.trimEnd();
  return end.endsWith('```') && end.length >= begin.length + 3 ? end.slice(begin.length, -3).trim() : null;
}

/** Blanks before a fence that are looked at, with the fence. */
const mostBlanks = 1_000;
