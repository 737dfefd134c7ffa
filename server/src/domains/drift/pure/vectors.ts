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
export function mmdOf(kernel: Kernel, labels: Uint8Array): number {
  const { size, values } = kernel;
  const { sums, total } = sumsOf(kernel);
  const current: number[] = [];
  for (let row = 0; row < size; row++) if (labels[row] === 1) current.push(row);
  // Of all pairs, only those within one sample are looked at: the others follow from the sums of the rows.
  let [within, touching] = [0, 0];
  for (let one = 0; one < current.length; one++) {
    const row = current[one] as number;
    touching += sums[row] as number;
    for (let other = one + 1; other < current.length; other++) within += values[row * size + (current[other] as number)] as number;
  }
  const between = touching - 2 * within;
  const outside = total - within - between;
  const [currentCount, baselineCount] = [current.length, size - current.length];
  return (
    (2 * within) / (currentCount * (currentCount - 1)) +
    (2 * outside) / (baselineCount * (baselineCount - 1)) -
    (2 * between) / (currentCount * baselineCount)
  );
}

const sumsByKernel = new WeakMap<Kernel, { readonly sums: Float64Array; readonly total: number }>();

/** Of each row the sum over all others, and the sum over all pairs. */
function sumsOf(kernel: Kernel): { readonly sums: Float64Array; readonly total: number } {
  const known = sumsByKernel.get(kernel);
  if (known !== undefined) return known;
  const { size, values } = kernel;
  const sums = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    let sum = 0;
    for (let column = 0; column < size; column++) if (column !== row) sum += values[row * size + column] as number;
    sums[row] = sum;
  }
  const found = { sums, total: sums.reduce((sum, one) => sum + one, 0) / 2 };
  sumsByKernel.set(kernel, found);
  return found;
}

const foldCount = 2;
/** Penalty on squared weights of the classifier, for vectors of about unit length. */
const ridge = 1;

/** One fold: which vectors it predicts, and how each prediction follows from the labels of the others. */
interface Fold {
  readonly places: readonly number[];
  readonly others: readonly number[];
  /** Rows: `places`; columns: `others`. */
  readonly weights: Float64Array;
}

/**
 * How well a linear classifier (least squares with a penalty) distinguishes samples of these vectors: by labels, the area under the curve of predictions
 * for vectors that it was not fitted to (two folds), 0.5 by chance. Folds follow from a fixed seed, and not from the labels. Predictions are linear in
 * the labels, so that it is fitted once for all labels that are tried.
 */
export function classifierOf(vectors: readonly ArrayLike<number>[]): (labels: Uint8Array) => number {
  const random = randomOf(7);
  const foldOf = Uint8Array.from(vectors, () => Math.floor(foldCount * random()));
  const folds = Array.from({ length: foldCount }, (_, fold) => fittedFold(vectors, foldOf, fold));
  return (labels) => {
    let [area, pairCount] = [0, 0];
    // Scores of different fits do not compare: each fold has its own area, weighed by its pairs.
    for (const { places, others, weights } of folds) {
      const mean = others.reduce((sum, place) => sum + (labels[place] as number), 0) / (others.length || 1);
      const scored = places.map((place, row) => {
        let score = 0;
        for (let column = 0; column < others.length; column++)
          score += (weights[row * others.length + column] as number) * ((labels[others[column] as number] as number) - mean);
        return { label: labels[place] as number, score };
      });
      scored.sort((one, other) => one.score - other.score);
      let [below, own] = [0, 0];
      for (const { label } of scored)
        if (label === 1) {
          area += below;
          own++;
        } else below++;
      pairCount += own * below;
    }
    return pairCount === 0 ? 0.5 : area / pairCount;
  };
}

/** Centred products of vectors, by which predictions of ridge regression are K' (K + ridge)⁻¹ labels. */
function fittedFold(vectors: readonly ArrayLike<number>[], foldOf: Uint8Array, fold: number): Fold {
  const places = [...foldOf.keys()].filter((place) => foldOf[place] === fold);
  const others = [...foldOf.keys()].filter((place) => foldOf[place] !== fold);
  const mean = meanOf(others.map((place) => vectors[place] as ArrayLike<number>));
  const centred = (place: number): Float64Array =>
    Float64Array.from(vectors[place] as ArrayLike<number>, (value, at) => value - (mean[at] as number));
  const [rows, columns] = [places.map(centred), others.map(centred)];
  const size = columns.length;
  const products = new Float64Array(size * size);
  for (let row = 0; row < size; row++)
    for (let column = row; column < size; column++) {
      const product = dot(columns[row] as Float64Array, columns[column] as Float64Array) + (row === column ? ridge : 0);
      products[row * size + column] = product;
      products[column * size + row] = product;
    }
  const factor = cholesky(products, size);
  const weights = new Float64Array(rows.length * size);
  rows.forEach((row, at) => {
    weights.set(
      solved(
        factor,
        columns.map((column) => dot(row, column)),
      ),
      at * size,
    );
  });
  return { places, others, weights };
}

function meanOf(vectors: readonly ArrayLike<number>[]): Float64Array {
  const mean = new Float64Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) for (let at = 0; at < mean.length; at++) mean[at] = (mean[at] as number) + (vector[at] as number);
  return mean.map((sum) => sum / vectors.length);
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] as number) * (other[at] as number);
  return sum;
}

/** The lower triangle L of a positive definite matrix LLᵀ. */
function cholesky(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++)
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column] as number;
      for (let at = 0; at < column; at++) sum -= (lower[row * size + at] as number) * (lower[column * size + at] as number);
      lower[row * size + column] = row === column ? Math.sqrt(sum) : sum / (lower[column * size + column] as number);
    }
  return lower;
}

/** x of LLᵀx = y. */
function solved(lower: Float64Array, y: readonly number[]): Float64Array {
  const size = y.length;
  const x = Float64Array.from(y);
  for (let row = 0; row < size; row++) {
    let sum = x[row] as number;
    for (let at = 0; at < row; at++) sum -= (lower[row * size + at] as number) * (x[at] as number);
    x[row] = sum / (lower[row * size + row] as number);
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = x[row] as number;
    for (let at = row + 1; at < size; at++) sum -= (lower[at * size + row] as number) * (x[at] as number);
    x[row] = sum / (lower[row * size + row] as number);
  }
  return x;
}
