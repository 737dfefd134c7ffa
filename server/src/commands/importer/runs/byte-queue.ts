/** Bytes that come in pieces and are taken in others. Holds what was added and not taken. */
export class ByteQueue {
  private pieces: Buffer[] = [];
  private at = 0;
  length = 0;

  add(piece: Buffer): void {
    if (piece.length > 0) this.pieces.push(piece);
    this.length += piece.length;
  }

  /** The next bytes, without taking them. Errors: RangeError where there are fewer. */
  peek(count: number): Buffer {
    if (count > this.length) throw new RangeError(`${count} bytes are asked for; ${this.length} are there`);
    const first = this.pieces[0];
    if (first === undefined) return Buffer.alloc(0);
    if (first.length - this.at < count) {
      this.pieces = [Buffer.concat([first.subarray(this.at), ...this.pieces.slice(1)])];
      this.at = 0;
    }
    return (this.pieces[0] as Buffer).subarray(this.at, this.at + count);
  }

  /** Errors: as `peek`. */
  take(count: number): Buffer {
    const bytes = this.peek(count);
    this.at += count;
    this.length -= count;
    if (this.at === this.pieces[0]?.length) {
      this.pieces.shift();
      this.at = 0;
    }
    return bytes;
  }
}
