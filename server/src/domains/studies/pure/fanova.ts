import { quantileOf, randomOf } from '../../../platform/statistics/bootstrap.ts';
import type { SearchSpace, StudyDirection, TrialColumns } from '../types.ts';
import { growTree, type Features } from './fanova/forest.ts';
import { pairsOf, variancesOf } from './fanova/variance.ts';
import { minImportanceTrials, sharesOf, withIntervals, type Importance } from './importance.ts';
import { lossesOf, rowsIn } from './losses.ts';
import { isFixed } from './space.ts';

/** Trees of a forest: half as many more as Optuna's evaluator has, so that chance moves less. */
const treeCount = 96;
/** Trials of which a forest is made: of more, so many are drawn. */
const mostRows = 250;
/** Resamples of the trials, and trees that are grown in one go. */
const resampleCount = 12;
const treesOfResample = 12;
/** Pairs that are computed: those of the most important parameters. */
const mostPaired = 8;
const coverage = 0.95;

export interface Interaction {
  readonly a: string;
  readonly b: string;
  /** Share of the variance of the objective that only the two together explain, 0 to 1. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface Fanova {
  /** Share of the variance that each parameter explains alone, of the sum over the parameters. */
  readonly importances: readonly Importance[];
  readonly interactions: readonly Interaction[];
}

interface Shares {
  readonly alone: Float64Array;
  readonly together: Float64Array;
}

/**
 * Functional ANOVA: a random forest stands for the objective, and its variance over the whole space is divided between parameters, and pairs
 * of them. Only parameters that all trials have; numbers count on their plain scale, as in Optuna. Null: fewer than 20 complete trials.
 */
export function fanova(space: SearchSpace, directions: readonly StudyDirection[], columns: TrialColumns, seed = 1): Fanova | null {
  const steps = fanovaSteps(space, directions, columns, seed);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same in parts of some tens of milliseconds, after each of which others may have a turn. */
export function* fanovaSteps(
  space: SearchSpace,
  directions: readonly StudyDirection[],
  columns: TrialColumns,
  seed = 1,
): Generator<undefined, Fanova | null> {
  const random = randomOf(seed);
  const all = rowsIn(columns, 'COMPLETE');
  if (all.length < minImportanceTrials) return null;
  const rows = all.length <= mostRows ? all : drawn(all, mostRows, random);
  const places = space.flatMap((parameter, place) =>
    isFixed(parameter) || all.some((row) => Number.isNaN(columns.points[row * columns.width + place])) ? [] : [place],
  );
  const parameters = places.map((place) => space[place] as SearchSpace[number]);
  const losses = lossesOf(columns, directions);
  const features: Features = {
    parameters,
    columns: places.map((place) => Float64Array.from(rows, (row) => columns.points[row * columns.width + place] as number)),
    target: Float64Array.from(rows, (row) => losses[row * columns.objectiveCount] as number),
  };
  const indices = rows.map((_, index) => index);
  const forest: Shares[] = [];
  for (let part = 0; part < treeCount / treesOfResample; part += 1) {
    forest.push(forestOf(features, indices, treesOfResample, random));
    yield;
  }
  const whole = meanOf(forest);
  const samples: Shares[] = [];
  for (let resample = 0; resample < resampleCount; resample += 1) {
    const sample = indices.map(() => Math.floor(random() * indices.length));
    samples.push(forestOf(features, sample, treesOfResample, random));
    yield;
  }
  return {
    importances: withIntervals(
      parameters,
      sharesOf(whole.alone),
      samples.map(({ alone }) => sharesOf(alone)),
    ),
    interactions: interactionsOf(parameters, whole, samples),
  };
}

const drawn = (rows: readonly number[], count: number, random: () => number): readonly number[] =>
  rows
    .map((row) => [random(), row] as const)
    .sort(([one], [other]) => one - other)
    .slice(0, count)
    .map(([, row]) => row);

/** Means over the trees of a forest; a tree without variance is left out. */
function forestOf(features: Features, rows: readonly number[], trees: number, random: () => number): Shares {
  const alone = new Float64Array(features.parameters.length);
  const together = new Float64Array(pairsOf(features.parameters.length).length);
  let count = 0;
  const hasPairs = features.parameters.length <= mostPaired;
  for (let tree = 0; tree < trees; tree += 1) {
    const sample = rows.map(() => rows[Math.floor(random() * rows.length)] as number);
    const variances = variancesOf(features.parameters, growTree(features, sample, random), hasPairs);
    if (!(variances.whole > 0)) continue;
    count += 1;
    for (let place = 0; place < alone.length; place += 1) (alone[place] as number) += (variances.alone[place] as number) / variances.whole;
    for (let pair = 0; pair < variances.together.length; pair += 1)
      (together[pair] as number) += (variances.together[pair] as number) / variances.whole;
  }
  const mean = (sum: number): number => (count === 0 ? 0 : sum / count);
  return { alone: alone.map(mean), together: together.map(mean) };
}

function meanOf(parts: readonly Shares[]): Shares {
  const mean = (read: (part: Shares) => Float64Array): Float64Array =>
    read(parts[0] as Shares).map((_, place) => parts.reduce((sum, part) => sum + (read(part)[place] as number), 0) / parts.length);
  return { alone: mean(({ alone }) => alone), together: mean(({ together }) => together) };
}

function interactionsOf(parameters: SearchSpace, whole: Shares, samples: readonly Shares[]): readonly Interaction[] {
  if (parameters.length > mostPaired) return [];
  return pairsOf(parameters.length)
    .map(([one, other], pair) => {
      const drawnValues = samples.map(({ together }) => together[pair] as number).sort((left, right) => left - right);
      const value = whole.together[pair] as number;
      return {
        a: parameters[one]?.name ?? '',
        b: parameters[other]?.name ?? '',
        value,
        low: Math.min(value, quantileOf(drawnValues, (1 - coverage) / 2)),
        high: Math.max(value, quantileOf(drawnValues, (1 + coverage) / 2)),
      };
    })
    .sort((left, right) => right.value - left.value);
}
