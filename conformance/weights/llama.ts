import { readFile } from 'node:fs/promises';

/** A language model of the Llama architecture, as llama2.c stores its weights (version 0). */
export interface Llama {
  readonly vocabularySize: number;
  /** Tokens that it can see at once. */
  readonly contextLength: number;
  /** A text that grows token by token. */
  begin(): Reading;
}

export interface Reading {
  /** Number of tokens that were read. */
  readonly length: number;
  /** Reads a token, and gives how likely each token is to be the next: logarithms, not normed. Valid until the next call. */
  read(token: number): Float32Array;
  /** Forgets all tokens from a place on, to try another continuation. */
  rewind(length: number): void;
}

interface Shape {
  readonly dim: number;
  readonly hidden: number;
  readonly layers: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly vocabulary: number;
  readonly context: number;
}

type Weights = Readonly<
  Record<
    'embedding' | 'attentionNorm' | 'query' | 'key' | 'value' | 'output' | 'hiddenNorm' | 'gate' | 'down' | 'up' | 'lastNorm' | 'logits',
    Float32Array
  >
>;

export async function openLlama(path: string): Promise<Llama> {
  const bytes = await readFile(path);
  const [dim, hidden, layers, heads, kvHeads, vocabulary, context] = Array.from({ length: 7 }, (_, index) =>
    bytes.readInt32LE(index * 4),
  ) as [number, number, number, number, number, number, number];
  const shape: Shape = { dim, hidden, layers, heads, kvHeads, vocabulary: Math.abs(vocabulary), context };
  const floats = new Float32Array(bytes.buffer.slice(bytes.byteOffset + 28, bytes.byteOffset + bytes.byteLength));
  const weights = weightsIn(floats, shape, vocabulary > 0);
  return { vocabularySize: shape.vocabulary, contextLength: context, begin: () => new LlamaReading(shape, weights) };
}

function weightsIn(floats: Float32Array, { dim, hidden, layers, heads, kvHeads, vocabulary, context }: Shape, isShared: boolean): Weights {
  let at = 0;
  const take = (length: number): Float32Array => floats.subarray(at, (at += length));
  const [headSize, kvDim] = [dim / heads, (dim / heads) * kvHeads];
  const embedding = take(vocabulary * dim);
  const parts = {
    embedding,
    attentionNorm: take(layers * dim),
    query: take(layers * dim * dim),
    key: take(layers * dim * kvDim),
    value: take(layers * dim * kvDim),
    output: take(layers * dim * dim),
    hiddenNorm: take(layers * dim),
    gate: take(layers * dim * hidden),
    down: take(layers * hidden * dim),
    up: take(layers * dim * hidden),
    lastNorm: take(dim),
  };
  take(context * headSize); // rotations, which are computed
  const logits = isShared ? embedding : take(vocabulary * dim);
  if (at !== floats.length) throw new Error(`The weights have ${floats.length} numbers, and their header describes ${at}.`);
  return { ...parts, logits };
}

/** `out` = matrix (rows by `x.length`, from `from` on) times `x`. */
function multiply(out: Float32Array, matrix: Float32Array, from: number, x: Float32Array): void {
  const width = x.length;
  for (let row = 0; row < out.length; row += 1) {
    let sum = 0;
    const start = from + row * width;
    for (let column = 0; column < width; column += 1) sum += (matrix[start + column] as number) * (x[column] as number);
    out[row] = sum;
  }
}

function norm(out: Float32Array, x: Float32Array, weights: Float32Array, from: number): void {
  let squares = 0;
  for (const value of x) squares += value * value;
  const scale = 1 / Math.sqrt(squares / x.length + 1e-5);
  for (let index = 0; index < x.length; index += 1) out[index] = (weights[from + index] as number) * scale * (x[index] as number);
}

class LlamaReading implements Reading {
  readonly #shape: Shape;
  readonly #weights: Weights;
  readonly #keys: Float32Array;
  readonly #values: Float32Array;
  readonly #kvDim: number;
  length = 0;

  constructor(shape: Shape, weights: Weights) {
    this.#shape = shape;
    this.#weights = weights;
    this.#kvDim = (shape.dim / shape.heads) * shape.kvHeads;
    this.#keys = new Float32Array(shape.layers * shape.context * this.#kvDim);
    this.#values = new Float32Array(this.#keys.length);
  }

  rewind(length: number): void {
    this.length = length;
  }

  read(token: number): Float32Array {
    const { dim, hidden, layers, vocabulary, context } = this.#shape;
    const weights = this.#weights;
    if (this.length >= context) throw new Error(`The model sees ${context} tokens, and no more.`);
    const x = weights.embedding.slice(token * dim, (token + 1) * dim);
    const normed = new Float32Array(dim);
    const [gate, up] = [new Float32Array(hidden), new Float32Array(hidden)];
    const added = new Float32Array(dim);
    const add = (): void => {
      for (let index = 0; index < dim; index += 1) x[index] = (x[index] as number) + (added[index] as number);
    };
    for (let layer = 0; layer < layers; layer += 1) {
      norm(normed, x, weights.attentionNorm, layer * dim);
      this.#attend(layer, normed, added);
      add();
      norm(normed, x, weights.hiddenNorm, layer * dim);
      multiply(gate, weights.gate, layer * dim * hidden, normed);
      multiply(up, weights.up, layer * dim * hidden, normed);
      for (let index = 0; index < hidden; index += 1) {
        const value = gate[index] as number;
        gate[index] = (value / (1 + Math.exp(-value))) * (up[index] as number);
      }
      multiply(added, weights.down, layer * hidden * dim, gate);
      add();
    }
    norm(normed, x, weights.lastNorm, 0);
    const logits = new Float32Array(vocabulary);
    multiply(logits, weights.logits, 0, normed);
    this.length += 1;
    return logits;
  }

  #attend(layer: number, x: Float32Array, out: Float32Array): void {
    const { dim, heads, kvHeads, context } = this.#shape;
    const { query: queries, key: keys, value: values, output } = this.#weights;
    const [kvDim, headSize, at] = [this.#kvDim, dim / heads, this.length];
    const query = new Float32Array(dim);
    const place = (layer * context + at) * kvDim;
    const [key, value] = [this.#keys.subarray(place, place + kvDim), this.#values.subarray(place, place + kvDim)];
    multiply(query, queries, layer * dim * dim, x);
    multiply(key, keys, layer * dim * kvDim, x);
    multiply(value, values, layer * dim * kvDim, x);
    rotate(query, headSize, at);
    rotate(key, headSize, at);
    const mixed = new Float32Array(dim);
    const scores = new Float32Array(at + 1);
    for (let head = 0; head < heads; head += 1) {
      const kvFrom = Math.floor(head / (heads / kvHeads)) * headSize;
      let most = -Infinity;
      for (let past = 0; past <= at; past += 1) {
        const from = (layer * context + past) * kvDim + kvFrom;
        let score = 0;
        for (let index = 0; index < headSize; index += 1)
          score += (query[head * headSize + index] as number) * (this.#keys[from + index] as number);
        scores[past] = score / Math.sqrt(headSize);
        most = Math.max(most, scores[past] as number);
      }
      let sum = 0;
      for (let past = 0; past <= at; past += 1) sum += scores[past] = Math.exp((scores[past] as number) - most);
      for (let past = 0; past <= at; past += 1) {
        const from = (layer * context + past) * kvDim + kvFrom;
        const weight = (scores[past] as number) / sum;
        for (let index = 0; index < headSize; index += 1)
          mixed[head * headSize + index] = (mixed[head * headSize + index] as number) + weight * (this.#values[from + index] as number);
      }
    }
    multiply(out, output, layer * dim * dim, mixed);
  }
}

/** Rotary embedding: pairs of neighbours are turned by an angle of their place. */
function rotate(vector: Float32Array, headSize: number, at: number): void {
  for (let index = 0; index < vector.length; index += 2) {
    const angle = at / 10_000 ** ((index % headSize) / headSize);
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const [one, other] = [vector[index] as number, vector[index + 1] as number];
    vector[index] = one * cos - other * sin;
    vector[index + 1] = one * sin + other * cos;
  }
}
