import type { Result } from '../../platform/graphql/errors.ts';
import { checkInput } from '../../platform/ingest/input.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import type { Share } from '../../platform/statistics/arms.ts';
import type { AnalysisKind } from '../../platform/statistics/evidence.ts';
import type { PlannedAnalysis } from '../../platform/statistics/planning.ts';
import { BadComparison, BadPlan } from './errors.ts';
import type { CompareOptions, Mean } from './pure/compare.ts';
import type { PlanRequest } from './pure/plan.ts';

type Given<Value> = Value | null | undefined;

export interface OptionsInput {
  readonly alpha?: Given<number>;
  readonly better?: Given<'MORE' | 'LESS'>;
  readonly analysis?: Given<AnalysisKind>;
  readonly minimalEffect?: Given<number>;
  readonly plannedUnits?: Given<number>;
  readonly usesPrior?: Given<boolean>;
}

const level = (value: Given<number>, field: string, usual: number): number | Problem =>
  value == null ? usual : value > 0 && value < 1 ? value : new Problem(field, `is ${value}; it lies between 0 and 1, both excluded`);
const positive = (value: Given<number>, field: string): number | null | Problem =>
  value == null ? null : value > 0 ? value : new Problem(field, `is ${value}; it has to be above 0`);
const count = (value: number, field: string): number | Problem =>
  value >= 0 ? value : new Problem(field, `is ${value}; a count is at least 0`);
/** Beyond it, a square is no number any more. */
const largest = 1e150;
const finite = (value: number, field: string): number | Problem =>
  Math.abs(value) <= largest ? value : new Problem(field, `is ${value}; at most ${largest} is computed with`);

/** How two variants are compared, with what is usual where nothing is given. */
function checkOptions(options: OptionsInput | null | undefined, Refusal: typeof BadComparison): Result<CompareOptions, BadComparison> {
  return checkInput(
    {
      alpha: level(options?.alpha, 'options.alpha', 0.05),
      better: options?.better ?? 'MORE',
      analysis: options?.analysis ?? 'FIXED',
      minimalEffect: positive(options?.minimalEffect, 'options.minimalEffect'),
      plannedUnits: positive(options?.plannedUnits, 'options.plannedUnits'),
      usesPrior: options?.usesPrior ?? false,
    },
    Refusal,
  );
}

export interface ShareInput {
  readonly n: number;
  readonly successes: number;
}

/** Two shares to compare, or every field at fault. */
export function checkShares(a: ShareInput, b: ShareInput, options?: OptionsInput | null) {
  const share = ({ n, successes }: ShareInput, field: string): Share | Problem => {
    const [of, some] = [count(n, `${field}.n`), count(successes, `${field}.successes`)];
    if (of instanceof Problem || some instanceof Problem) return of instanceof Problem ? of : (some as Problem);
    return some > of ? new Problem(`${field}.successes`, `is ${some}, more than the ${of} units`) : { of, count: some };
  };
  return withOptions(checkInput({ a: share(a, 'a'), b: share(b, 'b') }, BadComparison), options);
}

/** Two means to compare, or every field at fault. */
export function checkMeans(a: Mean, b: Mean, options?: OptionsInput | null) {
  const mean = (given: Mean, field: string): Mean | Problem => {
    const read = [count(given.n, `${field}.n`), finite(given.mean, `${field}.mean`), finite(given.variance, `${field}.variance`)];
    const problem = read.find((one) => one instanceof Problem);
    if (problem instanceof Problem) return problem;
    return given.variance < 0 ? new Problem(`${field}.variance`, `is ${given.variance}; a variance is at least 0`) : given;
  };
  return withOptions(checkInput({ a: mean(a, 'a'), b: mean(b, 'b') }, BadComparison), options);
}

function withOptions<Sides extends object>(
  sides: Result<Sides, BadComparison>,
  options: OptionsInput | null | undefined,
): Result<Sides & { readonly options: CompareOptions }, BadComparison> {
  if (!sides.ok) return sides;
  const checked = checkOptions(options, BadComparison);
  return checked.ok ? { ok: true, value: { ...sides.value, options: checked.value } } : checked;
}

export interface PlanInput {
  readonly metric: 'SHARE' | 'MEAN';
  readonly baseShare?: Given<number>;
  readonly standardDeviation?: Given<number>;
  readonly effect?: Given<number>;
  readonly alpha?: Given<number>;
  readonly power?: Given<number>;
  readonly weights?: Given<readonly number[]>;
  readonly correlation?: Given<number>;
  readonly analysis?: Given<PlannedAnalysis>;
  readonly goalCount?: Given<number>;
  readonly unitsPerDay?: Given<number>;
  readonly units?: Given<number>;
}

const mostVariants = 20;

/** An experiment to plan, or every field at fault. */
export function checkPlan(input: PlanInput): Result<PlanRequest, BadPlan> {
  const isShare = input.metric === 'SHARE';
  return checkInput(
    {
      metric: input.metric,
      spread: isShare ? readShare(input.baseShare) : readSpread(input.standardDeviation),
      effect: readEffect(input),
      alpha: level(input.alpha, 'alpha', 0.05),
      power: readPower(input),
      weights: readWeights(input.weights),
      correlation: readCorrelation(input.correlation),
      analysis: input.analysis ?? 'SEQUENTIAL',
      goalCount: readGoalCount(input.goalCount),
      unitsPerDay: positive(input.unitsPerDay, 'unitsPerDay'),
      units: readUnits(input.units),
    },
    BadPlan,
  );
}

const readShare = (share: Given<number>): number | Problem =>
  share == null
    ? new Problem('baseShare', 'is missing: the share of the base, 0 to 1, of a metric SHARE')
    : share >= 0 && share <= 1
      ? share
      : new Problem('baseShare', `is ${share}; a share lies between 0 and 1`);

const readSpread = (sd: Given<number>): number | Problem =>
  sd == null
    ? new Problem('standardDeviation', 'is missing: that of one unit, of a metric MEAN')
    : sd > 0 && sd <= largest
      ? sd
      : new Problem('standardDeviation', `is ${sd}; it has to be above 0 and at most ${largest}`);

function readEffect({ metric, baseShare, effect, units }: PlanInput): number | null | Problem {
  if (effect == null)
    return units == null ? new Problem('effect', 'is missing: give the effect to be found, or the units that there are') : null;
  if (effect === 0 || Math.abs(effect) > largest)
    return new Problem('effect', `is ${effect}; it is above or below 0, and at most ${largest}`);
  if (metric === 'SHARE' && baseShare != null && !(baseShare + effect >= 0 && baseShare + effect <= 1))
    return new Problem('effect', `makes ${baseShare + effect} of the base's share ${baseShare}; a share lies between 0 and 1`);
  return effect;
}

function readPower({ power, alpha }: PlanInput): number | Problem {
  const read = level(power, 'power', 0.8);
  return read instanceof Problem || read > (alpha ?? 0.05) ? read : new Problem('power', `is ${read}; it has to be above alpha`);
}

function readWeights(weights: Given<readonly number[]>): readonly number[] | Problem {
  if (weights == null) return [1, 1];
  if (weights.length < 2 || weights.length > mostVariants)
    return new Problem('weights', `has ${weights.length}; give one for the base and each variant, 2 to ${mostVariants}`);
  const bad = weights.findIndex((weight) => !(weight > 0 && weight <= 1e9));
  return bad === -1 ? weights : new Problem(`weights[${bad}]`, `is ${weights[bad]}; a weight is above 0, as a part of the sum`);
}

const readCorrelation = (rho: Given<number>): number | Problem =>
  rho == null ? 0 : Math.abs(rho) < 1 ? rho : new Problem('correlation', `is ${rho}; it lies between -1 and 1, both excluded`);

const readGoalCount = (goals: Given<number>): number | Problem =>
  goals == null ? 1 : goals >= 1 && goals <= 100 ? goals : new Problem('goalCount', `is ${goals}; 1 to 100 goals are corrected together`);

const readUnits = (units: Given<number>): number | null | Problem =>
  units == null ? null : units >= 4 ? units : new Problem('units', `is ${units}; at least 4 units, of all variants together`);
