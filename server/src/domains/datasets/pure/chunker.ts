import type { RowLine } from '../types.ts';

/** Of the lines of a chunk: a page of rows reads one or two. */
export const chunkBytes = 1_048_576;
const maxRowsOfChunk = 4_000;

/** Groups lines into chunks of about a mebibyte, in their order. */
export class Chunker {
  #lines: RowLine[] = [];
  #size = 0;

  /** The lines of a chunk that the new line does not fit into any more; null: it is not full. */
  add(line: RowLine): readonly RowLine[] | null {
    const isFull = this.#lines.length > 0 && (this.#size + line.text.length > chunkBytes || this.#lines.length === maxRowsOfChunk);
    const full = isFull ? this.rest() : null;
    this.#lines.push(line);
    this.#size += line.text.length + 1;
    return full;
  }

  /** Gives what is left, and begins again. */
  rest(): readonly RowLine[] {
    const lines = this.#lines;
    this.#lines = [];
    this.#size = 0;
    return lines;
  }
}

export function chunksOf(lines: Iterable<RowLine>): (readonly RowLine[])[] {
  const chunker = new Chunker();
  const chunks: (readonly RowLine[])[] = [];
  for (const line of lines) {
    const full = chunker.add(line);
    if (full !== null) chunks.push(full);
  }
  const rest = chunker.rest();
  return rest.length > 0 ? [...chunks, rest] : chunks;
}
