/** A line of a file as bytes, without its end; or that it was too long to be kept. */
export interface ByteLine {
  /** From 1. */
  readonly line: number;
  readonly bytes: Uint8Array | null;
  readonly length: number;
}

const lineFeed = 10;
const carriageReturn = 13;

/**
 * Lines of bytes that come in pieces. A line longer than `maxBytes` is given without its bytes, of which no more than so many are ever held.
 */
export class ByteLines {
  readonly #maxBytes: number;
  #pieces: Uint8Array[] = [];
  #length = 0;
  #line = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  *add(piece: Uint8Array): Generator<ByteLine> {
    let from = 0;
    for (let end = piece.indexOf(lineFeed); end !== -1; end = piece.indexOf(lineFeed, from)) {
      yield this.#ended(piece.subarray(from, end));
      from = end + 1;
    }
    if (from < piece.length) this.#keep(piece.subarray(from));
  }

  /** The last line, where the file does not end with a line feed. */
  *end(): Generator<ByteLine> {
    if (this.#length > 0) yield this.#ended(new Uint8Array());
  }

  #keep(piece: Uint8Array): void {
    this.#length += piece.length;
    if (this.#length <= this.#maxBytes) this.#pieces.push(piece);
    else this.#pieces = [];
  }

  #ended(last: Uint8Array): ByteLine {
    this.#line += 1;
    const length = this.#length + last.length;
    const isLong = length > this.#maxBytes;
    const bytes = isLong ? null : this.#pieces.length === 0 ? last : Buffer.concat([...this.#pieces, last]);
    this.#pieces = [];
    this.#length = 0;
    if (bytes === null) return { line: this.#line, bytes, length };
    const ended = bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes;
    return { line: this.#line, bytes: ended, length };
  }
}
