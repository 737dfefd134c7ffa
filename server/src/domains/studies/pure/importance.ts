import { quantileOf, randomOf } from '../../../platform/statistics/bootstrap.ts';
import type { SearchSpace, StudyDirection, TrialColumns } from '../types.ts';
import { rowsIn } from './losses.ts';
import { pedAnovaOf, pedTrialsOf } from './ped-anova.ts';

/** Complete trials below which no importance is given: the best tenth is then less than two trials. */
export const minImportanceTrials = 20;
const coverage = 0.95;
const resampleCount = 200;
const samplesOfStep = 10;

export interface Importance {
  readonly parameter: string;
  /** Share of all importances, 0 to 1. */
  readonly value: number;
  /** 95 % of the shares of samples of the trials. */
  readonly low: number;
  readonly high: number;
}

/**
 * Importance of each parameter by PED-ANOVA, as a share of their sum, with the interval of 200 samples of the trials drawn with replacement;
 * most important first. With several objectives the best stay the best in every sample. Null: fewer than 20 complete trials.
 *
 * In parts of some tens of milliseconds, after each of which others may have a turn.
 */
export function* importanceSteps(
  space: SearchSpace,
  directions: readonly StudyDirection[],
  columns: TrialColumns,
  seed = 1,
): Generator<undefined, readonly Importance[] | null> {
  const rows = rowsIn(columns, 'COMPLETE');
  if (rows.length < minImportanceTrials) return null;
  const random = randomOf(seed);
  const trials = pedTrialsOf(space, directions, columns, rows);
  const whole = sharesOf(pedAnovaOf(trials, new Float64Array(rows.length).fill(1)));
  const samples: Float64Array[] = [];
  for (let sample = 1; sample <= resampleCount; sample += 1) {
    const weights = new Float64Array(rows.length);
    for (let draw = 0; draw < rows.length; draw += 1) (weights[Math.floor(random() * rows.length)] as number) += 1;
    samples.push(sharesOf(pedAnovaOf(trials, weights)));
    if (sample % samplesOfStep === 0) yield;
  }
  return withIntervals(space, whole, samples);
}

/** Shares of the sum; all the same where the sum is 0, as Optuna gives them. */
export function sharesOf(importances: Float64Array): Float64Array {
  const sum = importances.reduce((total, importance) => total + importance, 0);
  return importances.map((importance) => (sum > 0 ? importance / sum : 1 / importances.length));
}

export function withIntervals(space: SearchSpace, whole: Float64Array, samples: readonly Float64Array[]): readonly Importance[] {
  return space
    .map(({ name }, place) => {
      const drawn = samples.map((sample) => sample[place] as number).sort((one, other) => one - other);
      const value = whole[place] as number;
      const ends = drawn.length === 0 ? [value, value] : [quantileOf(drawn, (1 - coverage) / 2), quantileOf(drawn, (1 + coverage) / 2)];
      return { parameter: name, value, low: Math.min(value, ends[0] as number), high: Math.max(value, ends[1] as number) };
    })
    .sort((one, other) => other.value - one.value);
}
