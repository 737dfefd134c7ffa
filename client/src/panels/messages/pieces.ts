export interface Piece {
  readonly kind: 'text' | 'code';
  readonly text: string;
}

/** A message in paragraphs and blocks of code; a message that is one JSON value is one block, indented. */
export function pieces(content: string): Piece[] {
  const json = indented(content);
  if (json !== null) return [{ kind: 'code', text: json }];
  const found: Piece[] = [];
  for (const [index, part] of content.split(/^```[^\n]*\n?/m).entries()) {
    const text = index % 2 === 1 ? part.replace(/\n$/, '') : part.trim();
    if (text !== '') found.push({ kind: index % 2 === 1 ? 'code' : 'text', text });
  }
  return found;
}

/** An object or list of JSON, indented; null for anything else. */
export function indented(text: string): string | null {
  if (!/^\s*[{[]/.test(text)) return null;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return null;
  }
}
