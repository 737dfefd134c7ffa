import type { Parameter, SearchSpace, StudyDirection, TrialColumns } from '../types.ts';
import { logMassBetween } from './gauss.ts';
import { lossesOf } from './losses.ts';
import { isFixed } from './space.ts';
import { bestComplete } from './split.ts';

/*
 * PED-ANOVA (Watanabe and others 2023, arXiv 2304.10255; conditions: arXiv 2601.20800): how much the density of a parameter's values differs
 * between the best trials and all of them. The same numbers as Optuna 5 gives with its defaults.
 */

const steps = 50;
const least = 1e-12;

interface PedOptions {
  /** Share of the trials that counts as best. */
  readonly topShare: number;
  /** Whether the best are compared with the trials that were made (true), or with the whole search space. */
  readonly isLocal: boolean;
}

const pedDefaults: PedOptions = { topShare: 0.1, isLocal: true };

/** Trials as the computation takes them, for any sample of them. */
interface PedTrials {
  readonly space: SearchSpace;
  /** Of each parameter the cell of each trial; -1: it has none. */
  readonly cells: readonly Int32Array[];
  readonly sizes: readonly number[];
  /** Places of the trials, best first, and their losses; with several objectives only whether each is among the best. */
  readonly order: readonly number[];
  readonly losses: Float64Array;
  readonly fixedTop: readonly boolean[] | null;
}

/** `rows`  complete trials. */
export function pedTrialsOf(
  space: SearchSpace,
  directions: readonly StudyDirection[],
  columns: TrialColumns,
  rows: readonly number[],
  { topShare }: PedOptions = pedDefaults,
): PedTrials {
  const sizes = space.map((parameter) => (isFixed(parameter) ? 0 : gridSizeOf(parameter)));
  const cells = space.map((parameter, place) =>
    Int32Array.from(rows, (row) => {
      const value = columns.points[row * columns.width + place] as number;
      return Number.isNaN(value) || sizes[place] === 0 ? -1 : cellOf(parameter, value, sizes[place] as number);
    }),
  );
  const all = lossesOf(columns, directions);
  const losses = Float64Array.from(rows, (row) => all[row * columns.objectiveCount] as number);
  if (directions.length === 1) {
    const order = Array.from(rows.keys()).sort((one, other) => (losses[one] as number) - (losses[other] as number));
    return { space, cells, sizes, order, losses, fixedTop: null };
  }
  const best = new Set(bestComplete(columns, directions, rows, Math.ceil(topShare * rows.length)));
  return { space, cells, sizes, order: [], losses, fixedTop: rows.map((row) => best.has(row)) };
}

/**
 * Importance of each parameter, in the order of the space; not normalised.
 *
 * `weights`  how often each trial counts: 1, or as often as a sample has it.
 */
export function pedAnovaOf(trials: PedTrials, weights: Float64Array, { topShare, isLocal }: PedOptions = pedDefaults): Float64Array {
  const { space, sizes } = trials;
  const importances = new Float64Array(space.length);
  const count = sumOf(weights);
  if (count <= 1) return importances;
  const isTop = topOf(trials, weights, Math.ceil(topShare * count));
  const topCount = weights.reduce((sum, weight, trial) => sum + (isTop[trial] === 1 ? weight : 0), 0);
  if (topCount === 0) return importances;
  for (const [place, parameter] of space.entries()) {
    const size = sizes[place] as number;
    if (size === 0) continue;
    const all = new Float64Array(size);
    const top = new Float64Array(size);
    const cells = trials.cells[place] as Int32Array;
    for (let trial = 0; trial < cells.length; trial += 1) {
      const cell = cells[trial] as number;
      if (cell < 0) continue;
      (all[cell] as number) += weights[trial] as number;
      if (isTop[trial] === 1) (top[cell] as number) += weights[trial] as number;
    }
    const [allActive, topActive] = [sumOf(all), sumOf(top)];
    // A regime of one trial says nothing.
    if (allActive < 2 || topActive === 0) continue;
    const alpha = topActive / topCount;
    const beta = allActive / count;
    const divergence = divergenceOf(
      densityOf(parameter, top),
      isLocal ? densityOf(parameter, all) : new Float64Array(size).fill(1 / size - least),
    );
    importances[place] = ((alpha * alpha) / beta) * divergence * (topCount / count) ** 2;
  }
  return importances;
}

/** The same for trials that count once each. */
export const pedAnova = (
  space: SearchSpace,
  directions: readonly StudyDirection[],
  columns: TrialColumns,
  rows: readonly number[],
  options: PedOptions = pedDefaults,
): Float64Array => pedAnovaOf(pedTrialsOf(space, directions, columns, rows, options), new Float64Array(rows.length).fill(1), options);

/** Which trials are among the best: up to the loss at the share, ties included. */
function topOf({ order, losses, fixedTop }: PedTrials, weights: Float64Array, count: number): Uint8Array {
  if (fixedTop !== null) return Uint8Array.from(fixedTop, (top) => (top ? 1 : 0));
  const isTop = new Uint8Array(losses.length);
  let taken = 0;
  let last = Infinity;
  for (const trial of order) {
    const loss = losses[trial] as number;
    if (loss > last) break;
    isTop[trial] = 1;
    taken += weights[trial] as number;
    if (taken >= count) last = Math.min(last, loss);
  }
  return isTop;
}

function gridSizeOf(parameter: Parameter): number {
  if (parameter.kind === 'CATEGORICAL') return parameter.choices.length;
  const { kind, low, high, step, isLog } = parameter;
  if (kind === 'INT' && isLog) return Math.min(Math.ceil(Math.log(high - low + 1) / Math.LN2) + 1, steps);
  return step === null ? steps : Math.min(Math.round((high - low) / step) + 1, steps);
}

function cellOf(parameter: Parameter, value: number, size: number): number {
  if (parameter.kind === 'CATEGORICAL') return value;
  const [low, high] = parameter.isLog ? [Math.log(parameter.low), Math.log(parameter.high)] : [parameter.low, parameter.high];
  // A value in the middle between two goes to the lower one.
  const cell = Math.ceil(((parameter.isLog ? Math.log(value) : value) - low) / ((high - low) / (size - 1)) - 0.5);
  return Math.min(size - 1, Math.max(0, cell));
}

const sumOf = (counts: Float64Array): number => counts.reduce((sum, count) => sum + count, 0);

const divergenceOf = (top: Float64Array, local: Float64Array): number =>
  local.reduce((sum, density, cell) => sum + (density + least) * (((top[cell] as number) + least) / (density + least) - 1) ** 2, 0);

/** The share of each cell, by kernels at the cells that have trials and one over all. */
function densityOf(parameter: Parameter, counts: Float64Array): Float64Array {
  const cells = [...counts.keys()].filter((cell) => (counts[cell] as number) > 0);
  const total = sumOf(counts) + 1;
  return parameter.kind === 'CATEGORICAL' ? densityOfChoices(counts, cells, total) : densityOfCells(counts, cells, total);
}

function densityOfChoices(counts: Float64Array, cells: readonly number[], total: number): Float64Array {
  const share = 1 / (cells.length + 1);
  const whole = 1 + counts.length * share;
  const held = cells.reduce((sum, cell) => sum + (counts[cell] as number), 0);
  return counts.map((count) => ((count + held * share) / whole + 1 / counts.length) / total);
}

/** Scott's rule for the width, at least so wide that nine tenths lie in one cell. */
function densityOfCells(counts: Float64Array, cells: readonly number[], total: number): Float64Array {
  const size = counts.length;
  const held = total - 1;
  const mean = cells.reduce((sum, cell) => sum + cell * (counts[cell] as number), 0) / held;
  const spread = Math.sqrt(cells.reduce((sum, cell) => sum + (cell - mean) ** 2 * (counts[cell] as number), 0) / Math.max(1, held - 1));
  let sum = 0;
  const sums = cells.map((cell) => (sum += counts[cell] as number));
  const first = sums.findIndex((upTo) => upTo >= Math.floor(held / 4));
  const past = sums.findIndex((upTo) => upTo > Math.floor((held * 3) / 4));
  const third = past < 0 ? cells.length - 1 : past;
  const quartiles = (cells[third] as number) - (cells[first] as number);
  const width = Math.max(1.059 * Math.min(quartiles / 1.34, spread) * held ** -0.2, 0.5 / 1.64);
  const density = new Float64Array(size);
  // Kernels of one width: the share of a cell depends on its distance alone.
  const byDistance = Float64Array.from({ length: size }, (_, distance) =>
    logMassBetween((distance - 0.5) / width, (distance + 0.5) / width),
  );
  for (const cell of cells) {
    const whole = logMassBetween((-0.5 - cell) / width, (size - 0.5 - cell) / width);
    const weight = (counts[cell] as number) / total;
    for (let other = 0; other < size; other += 1)
      (density[other] as number) += weight * Math.exp((byDistance[Math.abs(other - cell)] as number) - whole);
  }
  const middle = (size - 1) / 2;
  const whole = logMassBetween((-0.5 - middle) / size, (size - 0.5 - middle) / size);
  for (let cell = 0; cell < size; cell += 1)
    (density[cell] as number) += Math.exp(logMassBetween((cell - 0.5 - middle) / size, (cell + 0.5 - middle) / size) - whole) / total;
  return density;
}
