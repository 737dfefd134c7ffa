import { jit, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import { normalFrom, randomFrom } from '../random.ts';
import type { Batch } from '../text/batches.ts';

type Values = np.Array;

/** Sizes of the model, which fix the shapes of its weights. */
export interface Shape {
  readonly vocabulary: number;
  /** Tokens that the model sees at once. */
  readonly length: number;
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
}

// `type` and not `interface`: jax-js accepts only those as trees.
type Block = { normAttention: Values; queryKeyValue: Values; attentionOut: Values; normMlp: Values; up: Values; down: Values };
export type Weights = { tokens: Values; places: Values; blocks: Block[]; norm: Values };

/** Weights, and the two running means of their gradients that Adam keeps. */
export type Moments = { weights: Weights; mean: Weights; square: Weights };

const BETA_MEAN = 0.9;
const BETA_SQUARE = 0.99;
const EPSILON = 1e-8;
const MAX_GRADIENT_NORM = 1;

/** Random weights that follow from a seed. */
export function randomWeights(shape: Shape, seed: number): Weights {
  const { width, layers } = shape;
  const normal = normalFrom(randomFrom(seed));
  const matrix = (rows: number, columns: number, deviation: number): Values =>
    np.array(Float32Array.from({ length: rows * columns }, () => normal() * deviation)).reshape([rows, columns]);
  const inner = 1 / Math.sqrt(width);
  // What a block adds is scaled down by their number, so that the sum keeps its size.
  const outer = 1 / Math.sqrt(2 * layers);
  return {
    tokens: matrix(shape.vocabulary, width, 0.06),
    places: matrix(shape.length, width, 0.02),
    blocks: Array.from({ length: layers }, () => ({
      normAttention: np.ones([width]),
      queryKeyValue: matrix(width, 3 * width, inner),
      attentionOut: matrix(width, width, inner * outer),
      normMlp: np.ones([width]),
      up: matrix(width, 4 * width, inner),
      down: matrix(4 * width, width, inner * outer * 0.5),
    })),
    norm: np.ones([width]),
  };
}

export const zeroMoments = (weights: Weights): Moments => ({
  weights,
  mean: tree.map((leaf: Values) => np.zerosLike(leaf), tree.ref(weights)),
  square: tree.map((leaf: Values) => np.zerosLike(leaf), tree.ref(weights)),
});

/** What one step measured. */
export interface StepNumbers {
  readonly loss: number;
  /** Before it is clipped to 1. */
  readonly gradientNorm: number;
}

/** The compiled model of one shape and number of rows. jax-js counts references: what is handed over is used up. */
export class Gpt {
  readonly shape: Shape;
  readonly rows: number;
  readonly #step: (state: Moments, inputs: Values, targets: Values, factors: Values) => [Values, Values, Moments];
  readonly #loss: (weights: Weights, inputs: Values, targets: Values) => Values;
  readonly #logits: (weights: Weights, inputs: Values) => Values;

  constructor(shape: Shape, rows: number) {
    this.shape = shape;
    this.rows = rows;
    const loss = (weights: Weights, inputs: Values, targets: Values): Values => {
      // Token 0 stands for what the training text lacked: as a target it counts nowhere.
      const isCounted = np.array(Float32Array.from({ length: shape.vocabulary }, (_, token) => (token === 0 ? 0 : 1)));
      const counted = nn.oneHot(targets, shape.vocabulary).mul(isCounted);
      const count = counted.ref.sum();
      return nn
        .logSoftmax(logitsOf(shape, weights, inputs))
        .mul(counted)
        .sum()
        .mul(-1)
        .div(count);
    };
    this.#step = jit((state: Moments, inputs: Values, targets: Values, factors: Values) => adamStep(loss, state, inputs, targets, factors));
    this.#loss = jit(loss);
    this.#logits = jit((weights: Weights, inputs: Values) => logitsOf(shape, weights, inputs));
  }

  /** One step of AdamW with clipped gradients; `count` is the number of steps done, from 0. Uses up the state that it is given. */
  async step(
    state: Moments,
    batch: Batch,
    change: { learningRate: number; weightDecay: number; count: number },
  ): Promise<{ state: Moments; numbers: StepNumbers }> {
    const { learningRate, weightDecay, count } = change;
    const factors = np.array([
      learningRate / (1 - BETA_MEAN ** (count + 1)),
      1 / (1 - BETA_SQUARE ** (count + 1)),
      learningRate * weightDecay,
    ]);
    const [loss, norm, next] = this.#step(state, this.#rowsOf(batch.inputs), this.#rowsOf(batch.targets), factors);
    return { state: next, numbers: { loss: await scalar(loss), gradientNorm: await scalar(norm) } };
  }

  /** Mean loss of batches; keeps the weights. */
  async loss(weights: Weights, batches: readonly Batch[]): Promise<number> {
    let sum = 0;
    for (const { inputs, targets } of batches)
      sum += await scalar(this.#loss(tree.ref(weights), this.#rowsOf(inputs), this.#rowsOf(targets)));
    return sum / batches.length;
  }

  /** Continues each text, one likeliest token after the other; keeps the weights. At most `rows` texts. */
  async continueTexts(weights: Weights, texts: readonly (readonly number[])[], count: number): Promise<number[][]> {
    const { length, vocabulary } = this.shape;
    const all = texts.map((text) => [...text]);
    for (let made = 0; made < count; made += 1) {
      const inputs = new Int32Array(this.rows * length);
      for (const [row, text] of all.entries()) inputs.set(text.slice(-length), row * length);
      const logits = await this.#logits(tree.ref(weights), this.#rowsOf(inputs)).data();
      for (const [row, text] of all.entries()) {
        const place = (row * length + Math.min(text.length, length) - 1) * vocabulary;
        text.push(likeliest(logits.subarray(place, place + vocabulary) as Float32Array));
      }
    }
    return all.map((text, row) => text.slice((texts[row] as readonly number[]).length));
  }

  #rowsOf(numbers: Int32Array<ArrayBuffer>): Values {
    return np.array(numbers).reshape([this.rows, this.shape.length]);
  }
}

function logitsOf({ width, heads, vocabulary }: Shape, weights: Weights, inputs: Values): Values {
  const [rows, length] = inputs.shape as [number, number];
  let stream = np.matmul(nn.oneHot(inputs, vocabulary), weights.tokens.ref).add(weights.places);
  for (const block of weights.blocks) {
    const joined = np
      .matmul(normed(stream.ref, block.normAttention), block.queryKeyValue)
      .reshape([rows, length, 3 * heads, width / heads]);
    const [query, key, value] = np.split(joined, 3, 2) as [Values, Values, Values];
    const seen = nn.dotProductAttention(query, key, value, { isCausal: true }).reshape([rows, length, width]);
    stream = stream.add(np.matmul(seen, block.attentionOut));
    const raised = np.square(nn.relu(np.matmul(normed(stream.ref, block.normMlp), block.up)));
    stream = stream.add(np.matmul(raised, block.down));
  }
  return np.matmul(normed(stream, weights.norm), weights.tokens.transpose());
}

/** Divided by the root of the mean square, and scaled. */
function normed(values: Values, scale: Values): Values {
  const size = np.sqrt(np.mean(np.square(values.ref), -1, { keepdims: true }).add(1e-5));
  return values.div(size).mul(scale);
}

type Loss = (weights: Weights, inputs: Values, targets: Values) => Values;

function adamStep(loss: Loss, state: Moments, inputs: Values, targets: Values, factors: Values): [Values, Values, Moments] {
  const [value, gradient] = valueAndGrad(loss)(tree.ref(state.weights), inputs, targets) as [Values, Weights];
  const squares = tree.leaves<Values>(tree.ref(gradient)).map((leaf) => np.square(leaf).sum());
  const norm = np.sqrt(squares.reduce((sum, square) => sum.add(square)));
  const clip = np.minimum(MAX_GRADIENT_NORM, np.reciprocal(norm.ref.add(1e-6)).mul(MAX_GRADIENT_NORM));
  const clipped = tree.map((leaf: Values) => leaf.mul(clip.ref), gradient);
  clip.dispose();
  const mean = tree.map((old: Values, now: Values) => old.mul(BETA_MEAN).add(now.mul(1 - BETA_MEAN)), state.mean, tree.ref(clipped));
  const square = tree.map(
    (old: Values, now: Values) => old.mul(BETA_SQUARE).add(np.square(now).mul(1 - BETA_SQUARE)),
    state.square,
    clipped,
  );
  const [rate, squareFactor, decay] = np.split(factors, 3) as [Values, Values, Values];
  const weights = tree.map(
    (weight: Values, m: Values, v: Values) => {
      const change = m.div(np.sqrt(v.mul(squareFactor.ref)).add(EPSILON)).mul(rate.ref);
      // Matrices decay; the scales of the norms do not.
      return weight.ndim < 2 ? weight.sub(change) : weight.ref.sub(change).sub(weight.mul(decay.ref));
    },
    state.weights,
    tree.ref(mean),
    tree.ref(square),
  );
  for (const factor of [rate, squareFactor, decay]) factor.dispose();
  return [value, norm, { weights, mean, square }];
}

async function scalar(value: Values): Promise<number> {
  return (await value.data())[0] as number;
}

function likeliest(logits: Float32Array): number {
  let best = 0;
  for (let index = 1; index < logits.length; index += 1) if ((logits[index] as number) > (logits[best] as number)) best = index;
  return best;
}
