import type { Llama, Reading } from './llama.ts';
import { beginToken, endToken, type Tokens } from './tokens.ts';

/** What of a JSON Schema tools use. */
export interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
}

const longestText = 12;
const mostProperties = 6;

/**
 * A model that writes within a grammar: what is certain is put before it, and where there is a choice the model's own likelihoods decide. What it
 * writes is always well formed; that it is right, 260,000 parameters can't promise.
 */
export class Writer {
  readonly #tokens: Tokens;
  readonly #reading: Reading;
  #next: Float32Array;
  /** Tokens that were read, and those that were written. */
  readonly promptTokens: number;

  constructor(model: Llama, tokens: Tokens, prompt: string) {
    this.#tokens = tokens;
    this.#reading = model.begin();
    this.#next = this.#reading.read(beginToken);
    // Of a prompt the end; the rest of the context is for what is written.
    for (const token of tokens.encode(` ${prompt}`).slice(-Math.floor(model.contextLength / 4))) this.#next = this.#reading.read(token);
    this.promptTokens = this.#reading.length;
  }

  get writtenTokens(): number {
    return this.#reading.length - this.promptTokens;
  }

  /** Puts a text before the model. */
  put(text: string): void {
    for (const token of this.#tokens.encode(text)) this.#next = this.#reading.read(token);
  }

  /** The text that the model finds likeliest, for each token of it. */
  choose(texts: readonly string[]): string {
    const at = this.#reading.length;
    const before = this.#next;
    const scored = texts.map((text) => {
      this.#reading.rewind(at);
      this.#next = before;
      const tokens = this.#tokens.encode(text);
      let sum = 0;
      for (const token of tokens) {
        sum += logarithmOf(this.#next, token);
        this.#next = this.#reading.read(token);
      }
      return { text, score: sum / Math.max(1, tokens.length) };
    });
    this.#reading.rewind(at);
    this.#next = before;
    const [best] = scored.toSorted((one, other) => other.score - one.score);
    if (best === undefined) throw new Error('There is nothing to choose from.');
    this.put(best.text);
    return best.text;
  }

  /** Tokens of the model's own, the likeliest each time, until one is not allowed, or it ends its text. */
  say(most: number, isAllowed: (piece: string) => boolean, each: (piece: string) => void = () => {}): string {
    let text = '';
    for (let count = 0; count < most; count += 1) {
      const token = likeliest(this.#next);
      const piece = this.#tokens.pieceOf(token);
      if (token === endToken || token === beginToken || !isAllowed(piece)) break;
      this.#next = this.#reading.read(token);
      text += piece;
      each(piece);
    }
    return text;
  }

  /** JSON of a schema, as text. */
  json(schema: Schema): string {
    if (schema.enum !== undefined) return this.choose(schema.enum.map((value) => JSON.stringify(value)));
    if (schema.type === 'boolean') return this.choose(['true', 'false']);
    if (schema.type === 'integer' || schema.type === 'number') return this.choose(['1', '2', '3', '5', '10']);
    if (schema.type === 'array') return this.#between('[', ']', () => this.json(schema.items ?? {}));
    if (schema.type === 'object') return this.#object(schema);
    return this.#between('"', '"', () =>
      JSON.stringify(this.say(longestText, (piece) => !/["\\\n]/.test(piece)).trim() || 'x').slice(1, -1),
    );
  }

  /** What is required, and of the rest what has listed values, where the model rather goes on with it than ends: a name that it makes up is the name of nothing. */
  #object({ properties = {}, required = [] }: Schema): string {
    let text = '{';
    this.put('{');
    let count = 0;
    for (const [name, schema] of Object.entries(properties)) {
      const isListed = schema.enum !== undefined || schema.type === 'boolean';
      const isWanted = required.includes(name) || (isListed && count < mostProperties && this.#wants(`"${name}":`, '}'));
      if (!isWanted) continue;
      const lead = `${count === 0 ? '' : ','}${JSON.stringify(name)}:`;
      this.put(lead);
      text += lead + this.json(schema);
      count += 1;
    }
    this.put('}');
    return `${text}}`;
  }

  /** Whether the model finds one text likelier than another; neither is put before it. */
  #wants(one: string, other: string): boolean {
    const [at, before] = [this.#reading.length, this.#next];
    const chosen = this.choose([one, other]);
    this.#reading.rewind(at);
    this.#next = before;
    return chosen === one;
  }

  #between(open: string, close: string, inner: () => string): string {
    this.put(open);
    const text = inner();
    this.put(close);
    return open + text + close;
  }
}

const likeliest = (logits: Float32Array): number =>
  logits.reduce((best, value, token) => (value > (logits[best] as number) ? token : best), 0);

function logarithmOf(logits: Float32Array, token: number): number {
  const most = logits.reduce((one, other) => Math.max(one, other), -Infinity);
  const sum = logits.reduce((all, value) => all + Math.exp(value - most), 0);
  return (logits[token] as number) - most - Math.log(sum);
}
