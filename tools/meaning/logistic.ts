import { randomOf } from '../../server/src/platform/statistics/bootstrap.ts';
import { featuresOf, placeCount, weighed, type Features, type SparseVector } from '../../server/src/domains/meaning/pure/features.ts';
import { probabilitiesOf, type LinearModel } from '../../server/src/domains/meaning/pure/linear-model.ts';

/** A text and which labels it has, as 0 and 1 in the order of the labels. */
export interface Example {
  readonly text: string;
  readonly has: readonly number[];
}

/** An example that the weights of the first fit were not trained on, and what that fit says of it. */
export interface HeldOut {
  readonly example: Example;
  readonly scores: readonly number[];
}

export interface TrainOptions {
  readonly epochs?: number;
  /** Strength of the penalty on squared weights, on the scale of the mean loss. */
  readonly penalty?: number;
  readonly firstRate?: number;
  readonly seed?: number;
}

/** Smoothed inverse document frequency of each place; 0: in no text. */
export function rarityOf(texts: readonly Features[]): Float32Array {
  const found = new Uint32Array(placeCount);
  for (const { words, runs } of texts) for (const place of new Set([...words, ...runs])) found[place] = (found[place] as number) + 1;
  return Float32Array.from(found, (count) => (count === 0 ? 0 : Math.log((1 + texts.length) / (1 + count)) + 1));
}

/**
 * Logistic regressions with a penalty on squared weights, all labels at once, by stochastic gradient descent whose rate falls as the optimum
 * wants it (Bottou 2012). The weights are kept as a common factor times what is stored, so that the penalty reaches also the weights of
 * features that a text lacks, at no cost.
 */
export function trained(
  vectors: readonly SparseVector[],
  has: readonly (readonly number[])[],
  labelCount: number,
  { epochs = 6, penalty = 3e-5, firstRate = 2, seed = 1 }: TrainOptions = {},
): { weights: Float32Array; biases: number[] } {
  const weights = new Float32Array(placeCount * labelCount);
  const biases = new Float64Array(labelCount);
  const sums = new Float64Array(labelCount);
  const order = Uint32Array.from(vectors.keys());
  const random = randomOf(seed);
  let factor = 1;
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (const index of order) {
      const { places, values } = vectors[index] as SparseVector;
      const rate = firstRate / (1 + penalty * firstRate * step);
      step += 1;
      sums.fill(0);
      for (let at = 0; at < places.length; at += 1) {
        const first = (places[at] as number) * labelCount;
        const value = values[at] as number;
        for (let label = 0; label < labelCount; label += 1)
          sums[label] = (sums[label] as number) + (weights[first + label] as number) * value;
      }
      const before = factor;
      factor *= 1 - rate * penalty;
      for (let label = 0; label < labelCount; label += 1) {
        const probability = 1 / (1 + Math.exp(-((sums[label] as number) * before + (biases[label] as number))));
        const gradient = ((has[index] as readonly number[])[label] as number) - probability;
        biases[label] = (biases[label] as number) + rate * 0.05 * gradient;
        sums[label] = (rate * gradient) / factor;
      }
      for (let at = 0; at < places.length; at += 1) {
        const first = (places[at] as number) * labelCount;
        const value = values[at] as number;
        for (let label = 0; label < labelCount; label += 1)
          weights[first + label] = (weights[first + label] as number) + (sums[label] as number) * value;
      }
      if (factor < 1e-3) {
        for (let at = 0; at < weights.length; at += 1) weights[at] = (weights[at] as number) * factor;
        factor = 1;
      }
    }
  }
  for (let at = 0; at < weights.length; at += 1) weights[at] = (weights[at] as number) * factor;
  return { weights, biases: [...biases] };
}

function shuffle(order: Uint32Array, random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] as number, order[at] as number];
  }
}

/**
 * A model of these examples. Each threshold is the one that gives the best F1 on a tenth of the examples that the weights were not trained
 * on; where `refit` holds, the weights are then trained again on all examples.
 */
export function modelOf(
  labels: readonly string[],
  examples: readonly Example[],
  { refit = false, ...options }: TrainOptions & { readonly refit?: boolean } = {},
): LinearModel & { readonly held: readonly HeldOut[] } {
  const features = examples.map(({ text }) => featuresOf(text));
  const rarity = rarityOf(features);
  const vectors = features.map((one) => weighed(one, rarity));
  const has = examples.map((example) => example.has);
  const isHeld = (index: number): boolean => index % 10 === 9;
  const fitted = (keep: (index: number) => boolean): Omit<LinearModel, 'thresholds'> => ({
    labels,
    rarity,
    scales: labels.map(() => 1),
    ...trained(
      vectors.filter((_vector, index) => keep(index)),
      has.filter((_has, index) => keep(index)),
      labels.length,
      options,
    ),
  });
  const first = fitted((index) => !isHeld(index));
  const held = vectors.flatMap((vector, index) => (isHeld(index) ? [{ vector, has: has[index] as readonly number[] }] : []));
  const scores = held.map(({ vector }) => probabilitiesOf({ ...first, thresholds: [] }, vector));
  const thresholds = labels.map((_label, label) =>
    bestThreshold(
      scores.map((score) => score[label] as number),
      held.map((one) => one.has[label] === 1),
    ),
  );
  const heldOut = scores.map((score, place) => ({ scores: score, example: examples[place * 10 + 9] as Example }));
  return { ...(refit ? fitted(() => true) : first), thresholds, held: heldOut };
}

export function f1Of(scores: readonly number[], has: readonly boolean[], threshold: number): number {
  let [hits, falseAlarms, misses] = [0, 0, 0];
  scores.forEach((score, index) => {
    if (score >= threshold && has[index]) hits += 1;
    else if (score >= threshold) falseAlarms += 1;
    else if (has[index]) misses += 1;
  });
  return hits === 0 ? 0 : (2 * hits) / (2 * hits + falseAlarms + misses);
}

/** Of 0.02 to 0.9 the threshold with the best F1. */
export function bestThreshold(scores: readonly number[], has: readonly boolean[]): number {
  let [best, threshold] = [0, 0.5];
  for (let tried = 2; tried <= 90; tried += 1) {
    const f1 = f1Of(scores, has, tried / 100);
    if (f1 > best) [best, threshold] = [f1, tried / 100];
  }
  return threshold;
}
