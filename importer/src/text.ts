import type { SourceFile } from './records.ts';

const maxLineLength = 64 * 1024 * 1024;

const maxWholeLength = 256 * 1024 * 1024;

/** All of a file, for formats that are one value. Errors: throws where it is too long to be held. */
export async function wholeText(file: SourceFile): Promise<string> {
  const pieces: string[] = [];
  let length = 0;
  for await (const piece of file.open()) {
    length += piece.length;
    if (length > maxWholeLength) throw new Error(`it is one value of more than ${maxWholeLength} characters; split it into several files`);
    pieces.push(piece);
  }
  return pieces.join('');
}

export interface Line {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** Each line without its end (LF or CRLF). `hasReturns`: the CR of a CRLF stays, as a cell of several lines needs it. */
export async function* linesOf(chunks: AsyncIterable<string>, hasReturns = false): AsyncIterable<Line> {
  let rest = '';
  let line = 0;
  for await (const chunk of chunks) {
    if (!chunk.includes('\n')) {
      rest += chunk;
      if (rest.length > maxLineLength) throw new Error(`line ${line + 1} is longer than ${maxLineLength} characters`);
      continue;
    }
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() as string;
    for (const text of lines) yield { line: (line += 1), text: !hasReturns && text.endsWith('\r') ? text.slice(0, -1) : text };
  }
  if (rest !== '') yield { line: line + 1, text: rest };
}

/**
 * Each element of a JSON array as text, with the line it starts at: only one element is held at a time.
 * Errors  throws where the text ends inside an element, where one is longer than 64 Mi characters, or something follows the array.
 */
export async function* elementsOf(chunks: AsyncIterable<string>): AsyncIterable<{ line: number; text: string }> {
  let element = '';
  let line = 1;
  let startLine = 1;
  let depth = 0; // 1: between the elements
  let isInString = false;
  let isEscaped = false;
  let isOver = false;
  for await (const chunk of chunks) {
    let from = 0;
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
      if (isOver) throw new Error(`line ${line}: something follows the end of the array`);
      if (depth === 0) {
        if (char !== 91) throw new Error(`line ${line}: the file is no JSON array`);
        depth = 1;
        from = at + 1;
        continue;
      }
      if (depth === 1 && (char === 44 || char === 93)) {
        element += chunk.slice(from, at);
        if (element.trim() !== '') yield { line: startLine, text: element };
        element = '';
        from = at + 1;
        isOver = char === 93;
        continue;
      }
      if (depth === 1 && (element + chunk.slice(from, at)).trim() === '') startLine = line;
      if (char === 34) isInString = true;
      else if (char === 91 || char === 123) depth += 1;
      else if (char === 93 || char === 125) depth -= 1;
    }
    if (!isOver) element += chunk.slice(from);
    if (element.length > maxLineLength) throw new Error(`line ${startLine}: an element is longer than ${maxLineLength} characters`);
  }
  if (!isOver) throw new Error(`line ${line}: the file ends before its array does`);
}

/** One stray NUL does not make a table a picture or an archive. */
export const isBinary = (head: string): boolean => head.split('\0', head.length).length - 1 > head.length / 50;
