import type { NumberParameter, Parameter, SearchSpace, StudyDirection, TrialColumns } from '../types.ts';
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

export interface PedOptions {
  /** Share of the trials that counts as best. */
  readonly topShare: number;
  /** Whether the best are compared with the trials that were made (true), or with the whole search space. */
  readonly isLocal: boolean;
}

export const pedDefaults: PedOptions = { topShare: 0.1, isLocal: true };

/**
 * Importance of each parameter, in the order of the space; not normalised.
 *
 * `rows`  complete trials, of which one may stand several times (a bootstrap's sample).
 */
export function pedAnova(
  space: SearchSpace,
  directions: readonly StudyDirection[],
  columns: TrialColumns,
  rows: readonly number[],
  { topShare, isLocal }: PedOptions = pedDefaults,
): Float64Array {
  const importances = new Float64Array(space.length);
  if (rows.length <= 1) return importances;
  const isTop = topOf(columns, directions, rows, topShare);
  const topCount = isTop.reduce((count, top) => count + (top ? 1 : 0), 0);
  for (const [place, parameter] of space.entries()) {
    if (isFixed(parameter)) continue;
    const size = gridSizeOf(parameter);
    const all = new Float64Array(size);
    const top = new Float64Array(size);
    for (const [index, row] of rows.entries()) {
      const value = columns.points[row * columns.width + place] as number;
      if (Number.isNaN(value)) continue;
      const cell = cellOf(parameter, value, size);
      (all[cell] as number) += 1;
      if (isTop[index] === true) (top[cell] as number) += 1;
    }
    const [allActive, topActive] = [sumOf(all), sumOf(top)];
    // A regime of one trial says nothing.
    if (allActive < 2 || topActive === 0) continue;
    const alpha = topActive / topCount;
    const beta = allActive / rows.length;
    const divergence = divergenceOf(
      densityOf(parameter, top),
      isLocal ? densityOf(parameter, all) : new Float64Array(size).fill(1 / size - least),
    );
    importances[place] = ((alpha * alpha) / beta) * divergence * (topCount / rows.length) ** 2;
  }
  return importances;
}

/** Whether each row is among the best: up to the value at the share, ties included; with several objectives by domination. */
function topOf(columns: TrialColumns, directions: readonly StudyDirection[], rows: readonly number[], share: number): readonly boolean[] {
  const count = Math.ceil(share * rows.length);
  if (directions.length > 1) {
    const best = new Set(bestComplete(columns, directions, [...new Set(rows)], Math.ceil(share * new Set(rows).size)));
    return rows.map((row) => best.has(row));
  }
  const losses = lossesOf(columns, directions);
  const sorted = Float64Array.from(rows, (row) => losses[row] as number).sort();
  const last = sorted[count - 1] as number;
  return rows.map((row) => (losses[row] as number) <= last);
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
  return parameter.kind === 'CATEGORICAL' ? densityOfChoices(counts, cells, total) : densityOfCells(parameter, counts, cells, total);
}

function densityOfChoices(counts: Float64Array, cells: readonly number[], total: number): Float64Array {
  const share = 1 / (cells.length + 1);
  const whole = 1 + counts.length * share;
  const held = cells.reduce((sum, cell) => sum + (counts[cell] as number), 0);
  return counts.map((count) => ((count + held * share) / whole + 1 / counts.length) / total);
}

/** Scott's rule for the width, at least so wide that nine tenths lie in one cell. */
function densityOfCells(_parameter: NumberParameter, counts: Float64Array, cells: readonly number[], total: number): Float64Array {
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
  const add = (at: number, deviation: number, weight: number): void => {
    const whole = logMassBetween((-0.5 - at) / deviation, (size - 0.5 - at) / deviation);
    for (let cell = 0; cell < size; cell += 1)
      (density[cell] as number) += weight * Math.exp(logMassBetween((cell - 0.5 - at) / deviation, (cell + 0.5 - at) / deviation) - whole);
  };
  for (const cell of cells) add(cell, width, (counts[cell] as number) / total);
  add((size - 1) / 2, size, 1 / total);
  return density;
}
