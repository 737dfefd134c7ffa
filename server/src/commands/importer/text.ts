import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { SourceFile } from './records.ts';

export interface CountedFile extends SourceFile {
  sizeBytes: number;
  modifiedAt: Date;
  /** Bytes read so far. */
  readBytes(): number;
}

/** A file to import. Errors: rejects where there is none, or it is a folder. */
export async function openFile(path: string): Promise<CountedFile> {
  const status = await stat(path);
  if (!status.isFile()) throw new Error('it is not a file');
  let readBytes = 0;
  async function* bytes(): AsyncIterable<Buffer> {
    readBytes = 0;
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
      readBytes += chunk.length;
      yield chunk;
    }
  }
  return {
    path,
    name: basename(path, extname(path)),
    sizeBytes: status.size,
    modifiedAt: status.mtime,
    readBytes: () => readBytes,
    bytes,
    async *open() {
      const decoder = new TextDecoder(); // drops a byte order mark, too
      for await (const chunk of bytes()) yield decoder.decode(chunk, { stream: true });
      yield decoder.decode();
    },
  };
}

const headBytes = 256 * 1024;

/** How a file starts: enough to tell its format. */
export async function headOf(path: string): Promise<string> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(headBytes), position: 0 });
    return new TextDecoder().decode(buffer.subarray(0, bytesRead), { stream: true });
  } finally {
    await handle.close();
  }
}

const tailBytes = 64 * 1024;

/** The last whole lines of a file. */
export async function lastLinesOf(path: string): Promise<string[]> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const from = Math.max(0, size - tailBytes);
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(tailBytes), position: from });
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n');
    return from === 0 ? lines : lines.slice(1);
  } finally {
    await handle.close();
  }
}

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

/** Each line with its number from 1, without its end (LF or CRLF). */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncIterable<{ line: number; text: string }> {
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
    for (const text of lines) yield { line: (line += 1), text: text.endsWith('\r') ? text.slice(0, -1) : text };
  }
  if (rest !== '') yield { line: line + 1, text: rest };
}

/**
 * Each element of a JSON array as text, with the line it starts at: only one element is held at a time.
 * Errors  throws where the text ends inside an element, or something follows the array.
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
  }
  if (!isOver) throw new Error(`line ${line}: the file ends before its array does`);
}
