import { backwardSolve, cholesky, forwardSolve, inverseOf } from './matrix.ts';
import { minimise } from './minimise.ts';

/*
 * A Gaussian process with Matérn's kernel 5/2 and a length for each dimension, over points whose numbers lie between 0 and 1. Choices are
 * either the same or not; a parameter that is not active (NaN) is as far from one that is as two choices are from each other.
 */

interface KernelParameters {
  /** 1 / length², of each dimension. */
  readonly inverseSquares: Float64Array;
  /** Variance of the function. */
  readonly scale: number;
  /** Variance of the noise. */
  readonly noise: number;
}

/** `points` are rows of `width` numbers. */
interface Sample {
  readonly points: Float64Array;
  readonly width: number;
  readonly values: Float64Array;
  /** Of each dimension: whether it is a choice. */
  readonly isChoice: readonly boolean[];
}

const leastNoise = 1e-6;
const rootFive = Math.sqrt(5);

/** The square of the distance in one dimension, before it is divided by the length's. */
function squareBetween(one: number, other: number, isChoice: boolean): number {
  if (isChoice || one !== one || other !== other) return one === other || (one !== one && other !== other) ? 0 : 1;
  return (one - other) * (one - other);
}

/** Matérn 5/2 of a squared distance in lengths, with variance 1. */
function matern(square: number): number {
  const distance = rootFive * Math.sqrt(square);
  return (1 + distance + (5 / 3) * square) * Math.exp(-distance);
}

/** Its slope by the squared distance. */
function maternSlope(square: number): number {
  const distance = rootFive * Math.sqrt(square);
  return (-5 / 6) * (1 + distance) * Math.exp(-distance);
}

/** A process that knows a sample: what it expects at any point. */
export interface Process {
  readonly sample: Sample;
  readonly parameters: KernelParameters;
  readonly lower: Float64Array;
  /** K⁻¹ y. */
  readonly weights: Float64Array;
}

export function processOf(sample: Sample, parameters: KernelParameters): Process {
  const size = sample.values.length;
  for (let jitter = 0; ; jitter = Math.max(1e-9, jitter * 10)) {
    const lower = cholesky(covarianceOf(sample, parameters, jitter), size);
    if (lower === null) continue;
    return { sample, parameters, lower, weights: backwardSolve(lower, size, forwardSolve(lower, size, sample.values.slice())) };
  }
}

function covarianceOf(
  { points, width, values, isChoice }: Sample,
  { inverseSquares, scale, noise }: KernelParameters,
  jitter: number,
): Float64Array {
  const size = values.length;
  const covariance = new Float64Array(size * size);
  for (let one = 0; one < size; one += 1) {
    covariance[one * size + one] = scale + noise + jitter;
    for (let other = 0; other < one; other += 1) {
      let square = 0;
      for (let place = 0; place < width; place += 1)
        square +=
          (inverseSquares[place] as number) *
          squareBetween(points[one * width + place] as number, points[other * width + place] as number, isChoice[place] as boolean);
      covariance[one * size + other] = covariance[other * size + one] = scale * matern(square);
    }
  }
  return covariance;
}

interface Posterior {
  readonly mean: number;
  /** Of the function, without noise. */
  readonly variance: number;
}

/** What the process expects of the function at a point. `slopes`: also how both change with each number of the point. */
export function posteriorAt(process: Process, point: Float64Array): Posterior;
export function posteriorAt(
  process: Process,
  point: Float64Array,
  slopes: true,
): Posterior & { readonly meanSlopes: Float64Array; readonly varianceSlopes: Float64Array };
export function posteriorAt(
  { sample: { points, width, values, isChoice }, parameters: { inverseSquares, scale }, lower, weights }: Process,
  point: Float64Array,
  slopes?: true,
): Posterior & { readonly meanSlopes?: Float64Array; readonly varianceSlopes?: Float64Array } {
  const size = values.length;
  const squares = new Float64Array(size);
  const solved = new Float64Array(size);
  let mean = 0;
  for (let row = 0; row < size; row += 1) {
    let square = 0;
    for (let place = 0; place < width; place += 1)
      square +=
        (inverseSquares[place] as number) *
        squareBetween(point[place] as number, points[row * width + place] as number, isChoice[place] as boolean);
    squares[row] = square;
    const covariance = scale * matern(square);
    solved[row] = covariance;
    mean += covariance * (weights[row] as number);
  }
  forwardSolve(lower, size, solved);
  let known = 0;
  for (let row = 0; row < size; row += 1) known += (solved[row] as number) * (solved[row] as number);
  const variance = Math.max(1e-18 * scale, scale - known);
  if (slopes !== true) return { mean, variance };
  backwardSolve(lower, size, solved);
  const meanSlopes = new Float64Array(width);
  const varianceSlopes = new Float64Array(width);
  for (let row = 0; row < size; row += 1) {
    const slope = scale * maternSlope(squares[row] as number);
    for (let place = 0; place < width; place += 1) {
      if (isChoice[place] === true) continue;
      const apart = (point[place] as number) - (points[row * width + place] as number);
      if (apart !== apart) continue;
      const change = slope * 2 * (inverseSquares[place] as number) * apart;
      (meanSlopes[place] as number) += change * (weights[row] as number);
      (varianceSlopes[place] as number) -= 2 * change * (solved[row] as number);
    }
  }
  return { mean, variance, meanSlopes, varianceSlopes };
}

/**
 * Lengths, scale and noise that the sample makes most likely together with priors on them: lengths near that of the range, a scale near 1, little
 * noise. Values are taken as standardised. The priors are those of Optuna's sampler.
 */
export function fitKernel(sample: Sample): KernelParameters {
  const { width } = sample;
  const loss = negativeLogPosterior(sample);
  const starts = [0, 2.5].map((log) => {
    const start = new Float64Array(width + 2).fill(log);
    start[width] = 0;
    start[width + 1] = log === 0 ? -4 : -8;
    return start;
  });
  const found = starts.map((start) => minimise(loss, start, { steps: 60, tolerance: 1e-2, low: -12, high: 12 }));
  const best = found.reduce((one, other) => (other.value < one.value ? other : one));
  return parametersAt(best.x, width);
}

const parametersAt = (logs: Float64Array, width: number): KernelParameters => ({
  inverseSquares: logs.slice(0, width).map(Math.exp),
  scale: Math.exp(logs[width] as number),
  noise: Math.exp(logs[width + 1] as number) + leastNoise,
});

function negativeLogPosterior(sample: Sample): (logs: Float64Array) => { value: number; gradient: Float64Array } {
  const { points, width, values, isChoice } = sample;
  const size = values.length;
  const pairs = (size * (size - 1)) / 2;
  const squares = new Float64Array(pairs * width);
  for (let one = 1, pair = 0; one < size; one += 1)
    for (let other = 0; other < one; other += 1, pair += 1)
      for (let place = 0; place < width; place += 1)
        squares[pair * width + place] = squareBetween(
          points[one * width + place] as number,
          points[other * width + place] as number,
          isChoice[place] as boolean,
        );
  const covariance = new Float64Array(size * size);
  const slopes = new Float64Array(pairs);
  return (logs) => {
    const { inverseSquares, scale, noise } = parametersAt(logs, width);
    for (let one = 0, pair = 0; one < size; one += 1) {
      covariance[one * size + one] = scale + noise;
      for (let other = 0; other < one; other += 1, pair += 1) {
        let square = 0;
        for (let place = 0; place < width; place += 1)
          square += (inverseSquares[place] as number) * (squares[pair * width + place] as number);
        const distance = rootFive * Math.sqrt(square);
        const decay = Math.exp(-distance);
        covariance[one * size + other] = scale * (1 + distance + (5 / 3) * square) * decay;
        slopes[pair] = scale * (-5 / 6) * (1 + distance) * decay;
      }
    }
    const gradient = new Float64Array(width + 2);
    const lower = cholesky(covariance, size);
    if (lower === null) return { value: Infinity, gradient };
    const solved = forwardSolve(lower, size, values.slice());
    let value = 0;
    for (let row = 0; row < size; row += 1) value += 0.5 * (solved[row] as number) ** 2 + Math.log(lower[row * size + row] as number);
    const weights = backwardSolve(lower, size, solved);
    const inverse = inverseOf(lower, size);
    let trace = 0;
    let ofScale = 0;
    for (let one = 0, pair = 0; one < size; one += 1) {
      const diagonal = (inverse[one * size + one] as number) - (weights[one] as number) ** 2;
      trace += diagonal;
      ofScale += diagonal * scale;
      for (let other = 0; other < one; other += 1, pair += 1) {
        const pull = (inverse[one * size + other] as number) - (weights[one] as number) * (weights[other] as number);
        ofScale += 2 * pull * (covariance[one * size + other] as number);
        const change = pull * (slopes[pair] as number);
        for (let place = 0; place < width; place += 1) (gradient[place] as number) += change * (squares[pair * width + place] as number);
      }
    }
    for (let place = 0; place < width; place += 1) {
      const inverseSquare = inverseSquares[place] as number;
      value += 0.1 / inverseSquare + 0.1 * inverseSquare;
      gradient[place] = (gradient[place] as number) * inverseSquare - 0.1 / inverseSquare + 0.1 * inverseSquare;
    }
    value += scale - Math.log(scale) + 30 * noise - 0.1 * Math.log(noise);
    gradient[width] = 0.5 * ofScale + scale - 1;
    gradient[width + 1] = (0.5 * trace + 30 - 0.1 / noise) * (noise - leastNoise);
    return { value, gradient };
  };
}
