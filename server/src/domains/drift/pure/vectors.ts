import { randomOf } from '../../../platform/statistics/bootstrap.ts';

/** Similarities of all pairs of pooled vectors. */
export interface Kernel {
  readonly size: number;
  readonly values: Float64Array;
}

const squaredDistance = (one: ArrayLike<number>, other: ArrayLike<number>): number => {
  let sum = 0;
  for (let place = 0; place < one.length; place++) sum += ((one[place] as number) - (other[place] as number)) ** 2;
  return sum;
};

/** exp(-d² / 2m²), where m is the median distance of all pairs. */
export function gaussianKernel(vectors: readonly ArrayLike<number>[]): Kernel {
  const size = vectors.length;
  const distances = new Float64Array(size * size);
  const pairs: number[] = [];
  for (let row = 0; row < size; row++)
    for (let column = row + 1; column < size; column++) {
      const distance = squaredDistance(vectors[row] as ArrayLike<number>, vectors[column] as ArrayLike<number>);
      distances[row * size + column] = distance;
      distances[column * size + row] = distance;
      pairs.push(distance);
    }
  const sorted = Float64Array.from(pairs).sort();
  const median = sorted[Math.floor(sorted.length / 2)] || 1;
  return { size, values: distances.map((distance) => Math.exp(-distance / (2 * median))) };
}

/** The unbiased squared maximum mean discrepancy of both samples: about 0 where they are of one distribution. */
export function mmdOf({ size, values }: Kernel, labels: Uint8Array): number {
  let [within, other, between, currentCount] = [0, 0, 0, 0];
  for (let row = 0; row < size; row++) {
    const isCurrent = labels[row] === 1;
    if (isCurrent) currentCount++;
    for (let column = row + 1; column < size; column++) {
      const value = values[row * size + column] as number;
      if ((labels[column] === 1) !== isCurrent) between += value;
      else if (isCurrent) within += value;
      else other += value;
    }
  }
  const baselineCount = size - currentCount;
  return (
    (2 * within) / (currentCount * (currentCount - 1)) +
    (2 * other) / (baselineCount * (baselineCount - 1)) -
    (2 * between) / (currentCount * baselineCount)
  );
}

const foldCount = 2;
const stepCount = 30;
const [rate, ridge] = [1, 0.01];

/**
 * How well a logistic regression distinguishes the samples: the area under the curve of predictions for vectors that it was not fitted to (two
 * folds), 0.5 by chance. Folds follow from a fixed seed, and not from the labels.
 */
export function aucOf(vectors: readonly ArrayLike<number>[], labels: Uint8Array): number {
  const random = randomOf(7);
  const folds = Uint8Array.from(vectors, () => Math.floor(foldCount * random()));
  const scores = new Float64Array(vectors.length);
  for (let fold = 0; fold < foldCount; fold++) {
    const weights = fitted(vectors, labels, (place) => folds[place] !== fold);
    for (let place = 0; place < vectors.length; place++)
      if (folds[place] === fold) scores[place] = scoreOf(weights, vectors[place] as ArrayLike<number>);
  }
  let area = 0;
  // Scores of different fits do not compare: each fold has its own area, weighed by its pairs.
  let pairCount = 0;
  for (let fold = 0; fold < foldCount; fold++) {
    const places = Array.from(folds.keys()).filter((place) => folds[place] === fold);
    places.sort((one, other) => (scores[one] as number) - (scores[other] as number));
    let [below, own] = [0, 0];
    for (const place of places)
      if (labels[place] === 1) {
        area += below;
        own++;
      } else below++;
    pairCount += own * below;
  }
  return pairCount === 0 ? 0.5 : area / pairCount;
}

function scoreOf(weights: Float64Array, vector: ArrayLike<number>): number {
  let sum = weights.at(-1) as number;
  for (let place = 0; place < vector.length; place++) sum += (weights[place] as number) * (vector[place] as number);
  return sum;
}

function fitted(vectors: readonly ArrayLike<number>[], labels: Uint8Array, isIn: (place: number) => boolean): Float64Array {
  const width = vectors[0]?.length ?? 0;
  const weights = new Float64Array(width + 1);
  const places = Array.from(labels.keys()).filter(isIn);
  for (let step = 0; step < stepCount; step++) {
    const gradient = new Float64Array(width + 1);
    for (const place of places) {
      const vector = vectors[place] as ArrayLike<number>;
      const missed = (labels[place] as number) - 1 / (1 + Math.exp(-scoreOf(weights, vector)));
      for (let column = 0; column < width; column++) gradient[column] = (gradient[column] as number) + missed * (vector[column] as number);
      gradient[width] = (gradient[width] as number) + missed;
    }
    for (let column = 0; column <= width; column++)
      weights[column] =
        (weights[column] as number) + rate * ((gradient[column] as number) / places.length - ridge * (weights[column] as number));
  }
  return weights;
}
