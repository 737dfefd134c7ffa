import type { ChatMessage } from '../../types.ts';
import { readMessage } from './message.ts';

/**
 * A message as Python prints an object (agno: `role='user' content='What is …' tool_calls=None …`). null: it is none, or not all of
 * it can be read.
 */
export function pythonMessage(text: string): ChatMessage[] | null {
  if (!text.startsWith("role='") && !text.startsWith('role="')) return null;
  const fields: Record<string, unknown> = Object.create(null);
  const reader = new Reader(text);
  while (!reader.isAtEnd) {
    const name = reader.word();
    if (name === '' || !reader.skip('=')) return null;
    const value = reader.value();
    // What follows the parts that are needed may be printed in ways that cannot be read: an object's own form.
    if (value === undefined) return fields['content'] === undefined ? null : readMessage(fields);
    fields[name] = value;
    reader.skip(' ');
  }
  return readMessage(fields);
}

/** The value of a text that is a list or a dict as Python prints it (`{'role': 'user', …}`); undefined: it is none. */
export function pythonValue(text: string): unknown {
  if (!text.startsWith("{'") && !text.startsWith("[{'")) return undefined;
  const reader = new Reader(text);
  const value = reader.value();
  return reader.isAtEnd ? value : undefined;
}

const words = new Map<string, unknown>([
  ['None', null],
  ['True', true],
  ['False', false],
]);
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', a: '\u0007', '0': '\0' };

/** Reads Python's literals: texts, numbers, None, True, False, lists, tuples and dicts. undefined: something else. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  skip(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  word(): string {
    const from = this.#at;
    while (/[\w.+-]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
    return this.#text.slice(from, this.#at);
  }

  value(depth = 0): unknown {
    const sign = this.#text[this.#at];
    if (sign === "'" || sign === '"') return this.#quoted(sign);
    if (depth > 64) return undefined;
    if (sign === '[') return this.#list(']', depth);
    if (sign === '(') return this.#list(')', depth);
    if (sign === '{') return this.#dict(depth);
    const word = this.word();
    if (words.has(word)) return words.get(word);
    const number = word === '' ? Number.NaN : Number(word);
    return Number.isNaN(number) ? undefined : number;
  }

  #quoted(quote: string): string | undefined {
    this.#at += 1;
    let read = '';
    let from = this.#at;
    for (;;) {
      const sign = this.#text[this.#at];
      if (sign === undefined) return undefined;
      if (sign === quote) break;
      if (sign === '\\') {
        read += this.#text.slice(from, this.#at) + this.#escaped();
        from = this.#at;
      } else this.#at += 1;
    }
    read += this.#text.slice(from, this.#at);
    this.#at += 1;
    return read;
  }

  #escaped(): string {
    const sign = this.#text[this.#at + 1] ?? '';
    const digits = sign === 'x' ? 2 : sign === 'u' ? 4 : sign === 'U' ? 8 : 0;
    const code = digits === 0 ? Number.NaN : Number.parseInt(this.#text.slice(this.#at + 2, this.#at + 2 + digits), 16);
    this.#at += 2 + (Number.isNaN(code) ? 0 : digits);
    return Number.isNaN(code) || code > 0x10ffff ? (escapes[sign] ?? sign) : String.fromCodePoint(code);
  }

  #list(end: string, depth: number): unknown[] | undefined {
    this.#at += 1;
    const items: unknown[] = [];
    while (!this.skip(end)) {
      const item = this.value(depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
      if (!this.#separated(end)) return undefined;
    }
    return items;
  }

  #dict(depth: number): Record<string, unknown> | undefined {
    this.#at += 1;
    const fields: Record<string, unknown> = Object.create(null);
    while (!this.skip('}')) {
      const name = this.value(depth + 1);
      if (name === undefined || !this.skip(':')) return undefined;
      this.skip(' ');
      const value = this.value(depth + 1);
      if (value === undefined || !this.#separated('}')) return undefined;
      fields[String(name)] = value;
    }
    return fields;
  }

  /** After an item: a comma, or the end, which is left to be read. */
  #separated(end: string): boolean {
    if (this.skip(',')) {
      this.skip(' ');
      return true;
    }
    return this.#text[this.#at] === end;
  }
}
