import { digits } from '../../../platform/statistics/words.ts';
import type { Parameter, StudyDirection, TrialColumns } from '../types.ts';
import { bestPoint, expectationAt } from './gp/acquire.ts';
import { modelOf, type Expectation, type Model } from './gp/model.ts';
import { lossesOf, byLoss, rowsIn } from './losses.ts';
import { randomOfTrial } from './random.ts';
import { fromUnit, isActive } from './space.ts';
import { suggest, type StudyPlan, type Suggestion } from './suggest.ts';

/* What a Gaussian process expects of trials that have not run, whatever the method of the study. */

/** Complete trials below which nothing is expected. */
export const minOutlookTrials = 10;
/** Complete trials below which no advice is given. */
export const minAdviceTrials = 20;
/** The search should stop where the best next trial is expected to gain less than this share of what the study has gained. */
const leastShare = 0.01;
const sliceSteps = 33;

export interface NextTrial extends Suggestion {
  /** Null: too few complete trials, several objectives, or all values are the same. */
  readonly expectation: Expectation | null;
}

/** The process that knows a study's complete trials; null: too few, several objectives, or all values are the same. */
export function outlookModel({ directions, space }: StudyPlan, columns: TrialColumns): Model | null {
  if (directions.length > 1 || rowsIn(columns, 'COMPLETE').length < minOutlookTrials) return null;
  return modelOf(space, directions[0] as StudyDirection, columns);
}

/** The trials that would be given now, in their order, with what is expected of each. */
export function nextTrials(plan: StudyPlan, columns: TrialColumns, model: Model | null, from: number, count: number): readonly NextTrial[] {
  return suggest(plan, columns, from, count).map((suggestion) => ({
    ...suggestion,
    expectation: model === null ? null : expectationAt(model, plan.space, suggestion.point),
  }));
}

export interface BestEstimate {
  /** Number of the trial with the best value. */
  readonly number: number;
  /** The objective that its parameters give, without the luck of the best: what the process expects there, with 95 %. */
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export function bestEstimate({ space }: StudyPlan, columns: TrialColumns, model: Model): BestEstimate {
  const row = model.rows[0] as number;
  const { mean, low, high } = expectationAt(model, space, columns.points.subarray(row * columns.width, (row + 1) * columns.width));
  return { number: columns.numbers[row] as number, mean, low, high };
}

export interface StopAdvice {
  readonly shouldStop: boolean;
  readonly sentence: string;
  /** Gain that the best next trial is expected to bring, in the objective's unit. */
  readonly expectedGain: number;
  /** 95 % of the gain of that trial. */
  readonly low: number;
  readonly high: number;
}

/**
 * Whether more trials are worth it: the greatest expected improvement of any next trial against what the study has gained from its median
 * trial to its best one. Null: fewer than 20 complete trials, or nothing can be expected.
 */
export function stopAdvice(plan: StudyPlan, objective: string, columns: TrialColumns, model: Model | null): StopAdvice | null {
  const rows = rowsIn(columns, 'COMPLETE');
  if (model === null || rows.length < minAdviceTrials) return null;
  const known = model.rows.slice(0, 3).map((row) => columns.points.slice(row * columns.width, (row + 1) * columns.width));
  const point = bestPoint(model, plan.space, known, randomOfTrial(plan.seed, -1));
  const { expectedImprovement, low, high } = expectationAt(model, plan.space, point);
  const losses = lossesOf(columns, plan.directions);
  const order = byLoss(rows, losses);
  const best = losses[order[0] as number] as number;
  const gained = (losses[order[Math.floor(order.length / 2)] as number] as number) - best;
  const ends = [model.sign * low, model.sign * high].map((loss) => Math.max(0, best - loss));
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const shouldStop = expectedImprovement < leastShare * gained;
  const share =
    gained > 0
      ? `, ${digits((100 * expectedImprovement) / gained, 2)} % of the ${digits(gained, 3)} that the best trial has over the median one`
      : '';
  const sentence = `${shouldStop ? 'The search can stop' : 'More trials are worth it'}: the best next trial is expected to improve ${objective} by ${digits(expectedImprovement, 2)} (95 %: ${digits(least, 2)} to ${digits(most, 2)})${share}.`;
  return { shouldStop, sentence, expectedGain: expectedImprovement, low: least, high: most };
}

export interface SlicePoint {
  readonly at: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface Sensitivity {
  readonly parameter: string;
  /** Distance of the greatest from the least expected objective while only this parameter moves. */
  readonly change: number;
  /** By value: a number, or the place of a choice. */
  readonly slice: readonly SlicePoint[];
}

/** How the objective is expected to move when one parameter of the best trial is changed, most first. Parameters that it lacks are left out. */
export function sensitivities({ space }: StudyPlan, columns: TrialColumns, model: Model): readonly Sensitivity[] {
  const row = model.rows[0] as number;
  const best = columns.points.slice(row * columns.width, (row + 1) * columns.width);
  return space
    .flatMap((parameter, place) => (isActive(space, place, best) ? [{ parameter, place }] : []))
    .map(({ parameter, place }) => {
      const slice = [...new Set(valuesAlong(parameter))].map((at) => {
        const { mean, low, high } = expectationAt(model, space, best.with(place, at));
        return { at, mean, low, high };
      });
      const means = slice.map(({ mean }) => mean);
      return { parameter: parameter.name, change: Math.max(...means) - Math.min(...means), slice };
    })
    .sort((one, other) => other.change - one.change);
}

const valuesAlong = (parameter: Parameter): readonly number[] =>
  parameter.kind === 'CATEGORICAL'
    ? parameter.choices.map((_, place) => place)
    : Array.from({ length: sliceSteps }, (_, index) => fromUnit(parameter, index / (sliceSteps - 1)));
