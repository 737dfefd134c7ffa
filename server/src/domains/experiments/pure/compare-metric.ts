import { answer, valueOf, type Answer, type Interval, type StatisticProblem } from '../../../platform/statistics/answer.ts';
import type { Arms } from '../../../platform/statistics/arms.ts';
import { posteriorOf } from '../../../platform/statistics/bayes.ts';
import { effectOf, welchTest, type Effect, type TestResult } from '../../../platform/statistics/effect.ts';
import { plannedTest } from '../../../platform/statistics/planned.ts';
import { sequentialTest } from '../../../platform/statistics/sequential.ts';
import { adjustedArms, armOf, isJudgedAdjusted, valueOfSample, type MetricSample } from '../../metrics/pure/sample.ts';
import type { Metric } from '../../metrics/types.ts';
import type { ExperimentMethod, MetricRole } from '../types.ts';

interface Sampled {
  readonly of: { readonly role: MetricRole; readonly goal: 'UP' | 'DOWN' | null };
  readonly metric: Metric;
  readonly samples: readonly MetricSample[];
}

export interface CompareOptions {
  readonly method: ExperimentMethod;
  readonly alpha: number;
  /** Of base and variant; null: none are planned. */
  readonly plannedUnits: number | null;
}

/**
 * The numbers of a variant; those of its comparison with the base are null for the base, and where `problem` says why. Where `isAdjusted`,
 * they are those of the difference adjusted by what units had before.
 */
export interface VariantNumbers {
  readonly value: number | null;
  readonly isAdjusted: boolean;
  /** variant − base. */
  readonly difference: number | null;
  /** Of the metric in the base, which makes the least relative change that matters an absolute one. */
  readonly base: number | null;
  /** (variant − base) / |base|, with its intervals by the delta method. */
  readonly lift: number | null;
  readonly fixed: Interval | null;
  readonly sequential: Interval | null;
  /** Of the difference, by the method of the experiment: it decides, since the noise of the base does not blur it as it does the lift. */
  readonly decisive: Interval | null;
  /** Towards the worse side only, and always-valid whatever the method: guardrails are looked at all the time. */
  readonly oneSided: Interval | null;
  readonly pValue: number | null;
  readonly sequentialPValue: number | null;
  /** The level of the intervals, after the correction. */
  readonly alpha: number;
  readonly chanceToWin: number | null;
  /** Of choosing the variant, relative to the base. */
  readonly expectedLoss: number | null;
  readonly problem: StatisticProblem | null;
  /** The same difference, adjusted by what units had before; null: the metric has no such value, or `problem` says why. */
  readonly adjusted: AdjustedNumbers | null;
  /** The same difference as it was measured; null: the base, or `problem` says why. */
  readonly plain: PlainNumbers | null;
}

/** A difference, without what decides. */
export interface PlainNumbers {
  readonly difference: number;
  readonly lift: number | null;
  /** Of the difference, by the method of the experiment. */
  readonly interval: Interval | null;
  /** Of Welch's test, for one look. */
  readonly pValue: number | null;
}

/** By CUPED with the days before the first exposure. */
export interface AdjustedNumbers extends PlainNumbers {
  /** 0: nothing was saved; 0.5: half as many units suffice. */
  readonly varianceSaved: number;
}

interface Tests {
  readonly relative: Answer<Effect>;
  readonly absolute: Answer<Effect>;
  readonly base: number;
  readonly isAdjusted: boolean;
  /** Of the method of the experiment. */
  readonly decisive: TestResult | null;
}

const noSample: MetricSample = { units: 0, moments: null, counts: [] };

/**
 * The test that decides, of the variant at a place beside the base: of the adjusted difference where that is the one to judge by, and where
 * what units had before leaves anything of their variance.
 */
export function testsOf({ metric, samples }: Sampled, place: number, options: CompareOptions): Tests {
  const [base, variant] = [samples[0] ?? noSample, samples[place] ?? noSample];
  const adjusted = isJudgedAdjusted(metric, base, variant) ? adjustedArms(metric, base, variant) : null;
  const isAdjusted = adjusted?.ok === true && effectOf(adjusted.value).ok;
  const arms = isAdjusted ? adjusted : plainArms(metric, base, variant);
  if (!arms.ok) return { relative: arms, absolute: arms, base: 0, isAdjusted: false, decisive: null };
  const absolute = effectOf(arms.value);
  return {
    relative: effectOf(arms.value, 'RELATIVE'),
    absolute,
    base: arms.value.base.unadjustedMean,
    isAdjusted,
    decisive: absolute.ok ? valueOf(decisiveTest(absolute.value, options)) : null,
  };
}

function plainArms(metric: Metric, baseSample: MetricSample, variantSample: MetricSample): Answer<Arms> {
  const [base, variant] = [armOf(metric, baseSample), armOf(metric, variantSample)];
  if (!base.ok) return base;
  return variant.ok ? answer({ base: base.value, variant: variant.value }) : variant;
}

const alwaysValid = (effect: Effect, { alpha, plannedUnits }: CompareOptions, side?: 'ABOVE' | 'BELOW'): Answer<TestResult> => {
  const options = { alpha, ...(side !== undefined && { side }) };
  return plannedUnits === null ? sequentialTest(effect, options) : plannedTest(effect, { ...options, plannedUnits });
};

const decisiveTest = (effect: Effect, options: CompareOptions): Answer<TestResult> =>
  options.method === 'SEQUENTIAL' ? alwaysValid(effect, options) : welchTest(effect, { alpha: options.alpha });

/** Everything that is shown of one variant and metric. */
export function compareMetric(one: Sampled, place: number, options: CompareOptions): VariantNumbers {
  const { metric, samples, of } = one;
  const sample = samples[place];
  const value = sample === undefined ? null : valueOfSample(metric, sample);
  const { alpha } = options;
  if (place === 0) return { ...nothing, value, alpha };
  const { relative, absolute, base, isAdjusted, decisive } = testsOf(one, place, options);
  if (!absolute.ok) return { ...nothing, value, alpha, problem: absolute.problem };
  const isMore = (of.goal ?? metric.better) === 'UP';
  const effect = absolute.value;
  const lift = relative.ok ? relative.value : null;
  const posterior = valueOf(posteriorOf(effect, { alpha }));
  const loss = posterior === null ? null : isMore ? posterior.lossOfVariant : posterior.lossOfBase;
  return {
    value,
    isAdjusted,
    difference: effect.value,
    lift: lift?.value ?? null,
    fixed: lift === null ? null : (valueOf(welchTest(lift, { alpha }))?.interval ?? null),
    sequential: lift === null ? null : (valueOf(alwaysValid(lift, options))?.interval ?? null),
    decisive: decisive?.interval ?? null,
    oneSided: valueOf(alwaysValid(effect, options, isMore ? 'BELOW' : 'ABOVE'))?.interval ?? null,
    base,
    pValue: valueOf(welchTest(effect, { alpha }))?.pValue ?? null,
    sequentialPValue: valueOf(alwaysValid(effect, options))?.pValue ?? null,
    alpha,
    chanceToWin: posterior === null ? null : isMore ? posterior.chanceAbove : 1 - posterior.chanceAbove,
    expectedLoss: loss === null || base === 0 ? null : loss / Math.abs(base),
    problem: relative.ok ? null : relative.problem,
    adjusted: adjustedOf(one, place, options),
    plain: plainOf(plainArms(metric, samples[0] ?? noSample, sample ?? noSample), options),
  };
}

function adjustedOf({ metric, samples }: Sampled, place: number, options: CompareOptions): AdjustedNumbers | null {
  const arms = adjustedArms(metric, samples[0] ?? noSample, samples[place] ?? noSample);
  const numbers = arms === null ? null : plainOf(arms, options);
  return arms?.ok === true && numbers !== null ? { ...numbers, varianceSaved: arms.value.varianceSaved } : null;
}

function plainOf(arms: Answer<Arms>, options: CompareOptions): PlainNumbers | null {
  const absolute = arms.ok ? valueOf(effectOf(arms.value)) : null;
  if (!arms.ok || absolute === null) return null;
  return {
    difference: absolute.value,
    lift: valueOf(effectOf(arms.value, 'RELATIVE'))?.value ?? null,
    interval: valueOf(decisiveTest(absolute, options))?.interval ?? null,
    pValue: valueOf(welchTest(absolute, { alpha: options.alpha }))?.pValue ?? null,
  };
}

const nothing: Omit<VariantNumbers, 'value' | 'alpha'> = {
  isAdjusted: false,
  difference: null,
  base: null,
  lift: null,
  fixed: null,
  sequential: null,
  decisive: null,
  oneSided: null,
  pValue: null,
  sequentialPValue: null,
  chanceToWin: null,
  expectedLoss: null,
  problem: null,
  adjusted: null,
  plain: null,
};
