/** UTF-8 code units that one UTF-16 code unit takes at most. */
const mostBytes = 3;
const leastCapacity = 1024 * 1024;
/**
 * Pieces of memory that are kept for the next call, and how large they may be: much memory that comes and goes makes V8 look for garbage
 * all the time.
 */
const keptCount = 48;
const keptCapacity = 8 * 1024 * 1024;
const kept: Buffer[] = [];

/**
 * Lines as UTF-8, one after the other, in one piece of memory that grows: no text is made of them that would have to be taken apart again.
 */
export class Lines {
  #bytes = kept.pop() ?? Buffer.allocUnsafeSlow(leastCapacity);
  #length = 0;

  add(line: string): void {
    const most = this.#length + line.length * mostBytes + 1;
    if (most > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(most, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#length += this.#bytes.write(line, this.#length);
    this.#bytes[this.#length] = 0x0a;
    this.#length += 1;
  }

  get byteCount(): number {
    return this.#length;
  }

  copyTo(target: Buffer, at: number): number {
    return this.#bytes.copy(target, at, 0, this.#length);
  }

  /** Gives the memory back: it must not be used after. */
  release(): void {
    if (kept.length < keptCount && this.#bytes.length <= keptCapacity) kept.push(this.#bytes);
    this.#bytes = nothing;
    this.#length = 0;
  }
}

const nothing = Buffer.alloc(0);

/**
 * The lines of several calls one after the other, in memory that is used again for the next group: what it gave before must not be used any
 * more.
 */
export class Joined {
  #bytes = nothing;

  of(parts: readonly Lines[]): Buffer {
    const length = parts.reduce((sum, { byteCount }) => sum + byteCount, 0);
    if (length > this.#bytes.length) this.#bytes = Buffer.allocUnsafeSlow(Math.ceil(length * 1.25));
    let at = 0;
    for (const part of parts) at += part.copyTo(this.#bytes, at);
    return this.#bytes.subarray(0, length);
  }
}
