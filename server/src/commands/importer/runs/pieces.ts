/** A member of the outermost object of a JSON text, or one element of the list among them that is read element by element. */
export interface Piece {
  readonly key: string;
  readonly isElement: boolean;
  readonly text: string;
  /** The line it starts at, from 1. */
  readonly line: number;
}

/**
 * The members of a JSON object one by one, and those of the list `listed` element by element: of a file whose bulk is that list, only
 * one element is held at a time. A piece is not checked to be JSON.
 * Errors  throws where the text is no object, or ends inside of it.
 */
export async function* piecesOf(chunks: AsyncIterable<string>, listed: string): AsyncIterable<Piece> {
  let piece = '';
  let key: string | null = null;
  let line = 1;
  let startLine = 1;
  let depth = 0; // 1: between the members; 2 in the list: between its elements
  let isListed = false;
  let isInString = false;
  let isEscaped = false;
  let isOver = false;
  for await (const chunk of chunks) {
    let from = 0;
    const take = (end: number): string => {
      const text = piece + chunk.slice(from, end);
      piece = '';
      from = end + 1;
      return text;
    };
    for (let at = 0; at < chunk.length; at += 1) {
      const char = chunk.charCodeAt(at);
      if (char === 10) line += 1;
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (char === 92) isEscaped = true;
        else if (char === 34) isInString = false;
        continue;
      }
      if (char === 32 || (char >= 9 && char <= 13)) continue;
      if (isOver) throw new Error(`line ${line}: something follows the end of the object`);
      if (depth === 0) {
        if (char !== 123) throw new Error(`line ${line}: the file is no JSON object`);
        depth = 1;
        from = at + 1;
        continue;
      }
      const level = isListed ? 2 : 1;
      if (depth === level && char !== 44 && char !== 93 && char !== 125 && (piece + chunk.slice(from, at)).trim() === '') startLine = line;
      if (char === 34) isInString = true;
      else if (char === 58 && depth === 1 && key === null) {
        const text = take(at);
        try {
          key = String(JSON.parse(text));
        } catch {
          throw new Error(`line ${line}: ${text.trim().slice(0, 40)} is no name of a member`);
        }
      } else if (char === 91 && depth === 1 && key === listed) {
        take(at);
        isListed = true;
        depth = 2;
      } else if (depth === level && (char === 44 || char === 125 || char === 93)) {
        const text = take(at);
        if (key !== null && text.trim() !== '') yield { key, isElement: isListed, text, line: startLine };
        if (isListed && char !== 44) {
          isListed = false;
          depth = 1;
        } else if (!isListed) {
          key = null;
          isOver = char === 125;
        }
      } else if (char === 91 || char === 123) depth += 1;
      else if (char === 93 || char === 125) depth -= 1;
    }
    if (!isOver) piece += chunk.slice(from);
  }
  if (!isOver) throw new Error(`line ${line}: the file ends before its object does`);
}
