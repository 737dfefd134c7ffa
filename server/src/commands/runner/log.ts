import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

const everyMs = 250;
const chunkLength = 500_000;
const mostLines = 5_000;
/** A longer line is stored as several. */
const maxLineLength = 60_000;
/** The command waits where so much is not stored yet. */
const mostWaiting = 8_000_000;
const tailLines = 30;

export type Append = (firstLine: number, lines: readonly string[]) => Promise<void>;

/** Reads what a command writes, numbers its lines, and hands them on in order until each is stored. */
export class LogStream {
  readonly #append: Append;
  readonly #sources: Readable[] = [];
  #waiting: string[] = [];
  #waitingLength = 0;
  #storedLines = 0;
  #tail: string[] = [];
  #isEnded = false;
  #wake: () => void = () => {};
  readonly #done: Promise<void>;

  constructor(append: Append) {
    this.#append = append;
    this.#done = this.#run();
    this.#done.catch(() => {});
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
      if (this.#waitingLength > mostWaiting) for (const one of this.#sources) one.pause();
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
        this.#waiting.push(text);
        this.#waitingLength += text.length + 1;
        this.#tail.push(text);
      }
    if (this.#tail.length > tailLines) this.#tail = this.#tail.slice(-tailLines);
  }

  /** Resolves when the last line is stored. */
  async end(): Promise<void> {
    this.#isEnded = true;
    this.#wake();
    await this.#done;
  }

  async #run(): Promise<void> {
    while (!this.#isEnded || this.#waiting.length > 0) {
      if (this.#waiting.length === 0) {
        const woken = new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        await Promise.race([woken, sleep(everyMs)]);
        continue;
      }
      let [count, length] = [0, 0];
      while (count < this.#waiting.length && count < mostLines && (count === 0 || length < chunkLength))
        length += (this.#waiting[count++] as string).length + 1;
      await this.#append(this.#storedLines + 1, this.#waiting.slice(0, count));
      this.#waiting = this.#waiting.slice(count);
      this.#waitingLength = Math.max(0, this.#waitingLength - length);
      this.#storedLines += count;
      if (this.#waitingLength <= mostWaiting / 2) for (const one of this.#sources) one.resume();
      if (!this.#isEnded) await Promise.race([sleep(everyMs), new Promise<void>((resolve) => (this.#wake = resolve))]);
    }
  }
}
