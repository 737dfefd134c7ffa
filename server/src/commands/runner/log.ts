import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

const everyMs = 250;
const chunkLength = 500_000;
const mostLines = 10_000;
/** A longer line is stored as several. */
const maxLineLength = 60_000;
/** The command waits where so much is not stored yet; an empty line counts, too. */
const mostWaiting = 8_000_000;
/** Beside its text, what a line takes in memory. */
const lineLength = 32;
const tailLines = 30;

export type Append = (firstLine: number, lines: readonly string[]) => Promise<void>;

/** Reads what a command writes, numbers its lines, and hands them on in order until each is stored. */
export class LogStream {
  /** Resolves when lines cannot be stored, with the reason; what the command writes from then on is read and dropped. */
  readonly failed: Promise<unknown>;
  readonly #append: Append;
  readonly #sources: Readable[] = [];
  readonly #done: Promise<void>;
  #waiting: string[] = [];
  #waitingLength = 0;
  #storedLines = 0;
  #tail: string[] = [];
  #isEnded = false;
  #isDropping = false;
  #wake: () => void = () => {};

  constructor(append: Append) {
    this.#append = append;
    this.#done = this.#run();
    this.failed = new Promise((resolve) => {
      this.#done.catch((error: unknown) => {
        this.#isDropping = true;
        this.#waiting = [];
        for (const source of this.#sources) source.resume();
        resolve(error);
      });
    });
  }

  /** The last lines, for the message of a failure. */
  get tail(): string {
    return this.#tail.join('\n');
  }

  read(source: Readable): void {
    const decoder = new StringDecoder('utf8');
    let rest = '';
    this.#sources.push(source);
    source.on('data', (bytes: Buffer) => {
      const lines = (rest + decoder.write(bytes)).split(/\r?\n/);
      rest = lines.pop() as string;
      while (rest.length > maxLineLength) {
        lines.push(rest.slice(0, maxLineLength));
        rest = rest.slice(maxLineLength);
      }
      this.add(lines);
      if (this.#waitingLength > mostWaiting && !this.#isDropping) for (const one of this.#sources) one.pause();
    });
    source.on('end', () => {
      rest += decoder.end();
      if (rest !== '') this.add([rest]);
    });
  }

  add(lines: readonly string[]): void {
    for (const line of lines)
      for (let from = 0; from === 0 || from < line.length; from += maxLineLength) {
        const text = line.slice(from, from + maxLineLength);
        if (!this.#isDropping) {
          this.#waiting.push(text);
          this.#waitingLength += text.length + lineLength;
        }
        this.#tail.push(text);
      }
    if (this.#tail.length > tailLines) this.#tail = this.#tail.slice(-tailLines);
    if (this.#waitingLength >= chunkLength) this.#wake();
  }

  /** Resolves when the last line is stored. Errors: rejects where lines could not be stored. */
  async end(): Promise<void> {
    this.#isEnded = true;
    this.#wake();
    await this.#done;
  }

  async #run(): Promise<void> {
    while (!this.#isEnded || this.#waiting.length > 0) {
      if (!this.#isEnded && this.#waitingLength < chunkLength) await this.#rest();
      const taken = this.#waiting;
      this.#waiting = [];
      for (let from = 0; from < taken.length;) {
        let [to, length] = [from, 0];
        while (to < taken.length && to - from < mostLines && (to === from || length < chunkLength))
          length += (taken[to++] as string).length + lineLength;
        const lines = taken.slice(from, to);
        await this.#append(this.#storedLines + 1, lines);
        this.#storedLines += lines.length;
        this.#waitingLength -= length;
        if (this.#waitingLength <= mostWaiting / 2) for (const one of this.#sources) one.resume();
        from = to;
      }
    }
  }

  /** Waits for more to store: a while, or until there is much, or until the end. */
  async #rest(): Promise<void> {
    const over = new AbortController();
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    await Promise.race([woken, sleep(everyMs, null, { signal: over.signal }).catch(() => null)]);
    over.abort();
  }
}
