import type { NumberParameter, Parameter, TrialColumns } from '../types.ts';
import { logMassBetween, logNormalDensity } from './gauss.ts';
import { placeOf, truncatedNormal } from './random.ts';
import { numberOf, rangeOf } from './space.ts';

/*
 * Densities of good and of other trials, as Optuna's tree-structured Parzen estimator forms them (Bergstra and others 2011; Watanabe 2023,
 * arXiv 2304.11127): a kernel at each trial and one over the whole range. Several parameters at once: a kernel is the product over them.
 */

interface Kernels {
  readonly parameter: Parameter;
  /** Logarithm of the density of kernel `index` at a value. */
  readonly logDensity: (index: number, at: number) => number;
  readonly sample: (index: number, random: () => number) => number;
}

export interface Parzen {
  /** Values of the parameters, in their order. */
  readonly sample: (random: () => number) => number[];
  readonly logDensity: (values: readonly number[]) => number;
}

/** Weights of trials in the order of their numbers: the last 25 count fully, earlier ones less the older they are. */
export function agedWeights(count: number): Float64Array {
  const weights = new Float64Array(count).fill(1);
  const old = count - 25;
  if (old === 1) weights[0] = 1 / count;
  else for (let place = 0; place < old; place += 1) weights[place] = 1 / count + ((1 - 1 / count) * place) / (old - 1);
  return weights;
}

/**
 * The density of the trials at `rows`, for the parameters at `places`; rows in which one of them is not active are to be left out.
 *
 * `weights`  of each row; the kernel over the whole range weighs 1.
 */
export function parzenOf(
  parameters: readonly Parameter[],
  places: readonly number[],
  columns: TrialColumns,
  rows: readonly number[],
  weights: Float64Array,
): Parzen {
  const sums = new Float64Array(rows.length + 1);
  for (let index = 0; index < rows.length; index += 1)
    sums[index] = (weights[index] as number) + (index === 0 ? 0 : (sums[index - 1] as number));
  sums[rows.length] = 1 + (sums[rows.length - 1] ?? 0);
  const total = sums[rows.length] as number;
  const logWeights = Float64Array.from(sums, (sum, index) => Math.log((sum - (sums[index - 1] ?? 0)) / total));
  const kernels = parameters.map((parameter, index) => {
    const place = places[index] as number;
    const seen = Float64Array.from(rows, (row) => columns.points[row * columns.width + place] as number);
    return parameter.kind === 'CATEGORICAL' ? choiceKernels(parameter, parameter.choices.length, seen) : numberKernels(parameter, seen);
  });
  return {
    sample: (random) => {
      const index = placeOf(sums, random);
      return kernels.map(({ sample }) => sample(index, random));
    },
    logDensity: (values) => {
      const logs = logWeights.slice();
      for (const [place, { logDensity }] of kernels.entries())
        for (let index = 0; index < logs.length; index += 1) (logs[index] as number) += logDensity(index, values[place] as number);
      const most = logs.reduce((greatest, log) => Math.max(greatest, log), -Infinity);
      return most === -Infinity ? most : most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0));
    },
  };
}

function choiceKernels(parameter: Parameter, choiceCount: number, seen: Float64Array): Kernels {
  const share = 1 / (seen.length + 1);
  const whole = 1 + choiceCount * share;
  const [logHit, logMiss, logAny] = [Math.log((1 + share) / whole), Math.log(share / whole), -Math.log(choiceCount)];
  return {
    parameter,
    logDensity: (index, at) => (index === seen.length ? logAny : seen[index] === at ? logHit : logMiss),
    sample: (index, random) => {
      const any = Math.min(choiceCount - 1, Math.floor(random() * choiceCount));
      return index === seen.length || random() * whole >= 1 ? any : (seen[index] as number);
    },
  };
}

function numberKernels(parameter: NumberParameter, seen: Float64Array): Kernels {
  const [low, high] = rangeOf(parameter);
  const means = new Float64Array(seen.length + 1);
  for (let index = 0; index < seen.length; index += 1)
    means[index] = parameter.isLog ? Math.log(seen[index] as number) : (seen[index] as number);
  means[seen.length] = (low + high) / 2;
  const widths = kernelWidths(means.subarray(0, seen.length), low, high);
  const logMasses = Float64Array.from(means, (mean, index) =>
    logMassBetween((low - mean) / (widths[index] as number), (high - mean) / (widths[index] as number)),
  );
  const { step, isLog } = parameter;
  const scaled = (at: number): number => (isLog ? Math.log(at) : at);
  return {
    parameter,
    logDensity: (index, at) => {
      const mean = means[index] as number;
      const width = widths[index] as number;
      if (step === null) return logNormalDensity((scaled(at) - mean) / width) - Math.log(width) - (logMasses[index] as number);
      const [from, to] = [scaled(at - step / 2), scaled(at + step / 2)];
      return logMassBetween((from - mean) / width, (to - mean) / width) - (logMasses[index] as number);
    },
    sample: (index, random) => numberOf(parameter, truncatedNormal(means[index] as number, widths[index] as number, low, high, random)),
  };
}

/**
 * A kernel is as wide as the way to its farther neighbour; the ends of the range count as neighbours of a lone trial only. None is narrower
 * than the range by the number of kernels (at most 100), and the last one is that over the whole range.
 */
function kernelWidths(means: Float64Array, low: number, high: number): Float64Array {
  const order = Array.from(means.keys()).sort((one, other) => (means[one] as number) - (means[other] as number));
  const range = high - low;
  const least = range / Math.min(100, means.length + 2);
  const widths = new Float64Array(means.length + 1);
  for (const [place, index] of order.entries()) {
    const at = means[index] as number;
    const before = place === 0 ? low : (means[order[place - 1] as number] as number);
    const after = place === order.length - 1 ? high : (means[order[place + 1] as number] as number);
    let width = Math.max(at - before, after - at);
    if (order.length > 1 && place === 0) width = after - at;
    if (order.length > 1 && place === order.length - 1) width = at - before;
    widths[index] = Math.min(range, Math.max(least, width));
  }
  widths[means.length] = range;
  return widths;
}
