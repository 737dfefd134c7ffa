import { noAnswer, valueOf, type Answer } from '../../../platform/statistics/answer.ts';
import { armOfMean, armOfRatio, cupedArms, cupedRatioArms, type AdjustedArms, type Arm } from '../../../platform/statistics/arms.ts';
import { afterAndBeforeOf, afterOf } from '../../../platform/statistics/moments.ts';
import { armOfPercentile, percentileOf, type Counted } from '../../../platform/statistics/percentiles.ts';
import type { Metric } from '../types.ts';
import { expressionOf } from './expressions.ts';
import type { GroupMoments } from './moments.ts';

/** What was counted of a metric in a group of units. */
export interface MetricSample {
  /** Units of the group, those without any answer or event too. */
  readonly units: number;
  /** Null: the group has no unit. */
  readonly moments: GroupMoments | null;
  /** Of a percentile: its values. */
  readonly counts: readonly Counted[];
}

/** Whether a metric is Σ numerator ÷ Σ denominator; else it is the mean of what units have. */
export const isRatio = (metric: Metric): boolean =>
  metric.kind === 'RETENTION' || metric.kind === 'PERCENTILE' || expressionOf(metric).denominator !== null;

/** A metric of a group of units as an arm: an estimate as a mean of units, with its variance. */
export function armOf(metric: Metric, { units, moments, counts }: MetricSample): Answer<Arm> {
  if (moments === null) return noAnswer('NO_UNITS');
  if (metric.percentile !== null) {
    const found = percentileOf(counts, metric.percentile, afterOf(moments));
    return found.ok ? armOfPercentile(found.value, units) : found;
  }
  if (isRatio(metric)) return armOfRatio(afterOf(moments));
  return armOfMean({ n: moments.n, mean: moments.mean.y, squares: moments.squares.y });
}

/** The value of a metric in a group of units; null: nothing was measured, or it is too large for a number. */
export function valueOfSample(metric: Metric, sample: MetricSample): number | null {
  const value = measuredValue(metric, sample);
  return value !== null && Number.isFinite(value) ? value : null;
}

function measuredValue(metric: Metric, { moments, counts }: MetricSample): number | null {
  if (moments === null || moments.n === 0) return null;
  if (metric.percentile !== null) return valueOf(percentileOf(counts, metric.percentile, afterOf(moments)))?.value ?? null;
  if (!isRatio(metric)) return moments.mean.y;
  return moments.mean.x === 0 ? null : moments.mean.y / moments.mean.x;
}

/** Units of each group that must have had something before, so that differences are judged by what CUPED makes of them. */
export const fewestBefore = 50;

/**
 * Whether the adjusted difference of two groups is the one that is judged: decided by the metric and by how many units had anything before,
 * which no variant changes, and never by what the adjustment comes to.
 */
export const isJudgedAdjusted = (metric: Metric, base: MetricSample, variant: MetricSample): boolean =>
  hasBefore(metric) && Math.min(base.moments?.before ?? 0, variant.moments?.before ?? 0) >= fewestBefore;

const hasBefore = ({ percentile, kind }: Metric): boolean => percentile === null && kind !== 'RETENTION';

/** Both groups adjusted by what their units had before (CUPED); null: the metric has no such value. */
export function adjustedArms(metric: Metric, base: MetricSample, variant: MetricSample): Answer<AdjustedArms> | null {
  if (!hasBefore(metric)) return null;
  if (base.moments === null || variant.moments === null) return noAnswer('NO_UNITS');
  return isRatio(metric)
    ? cupedRatioArms(base.moments, variant.moments)
    : cupedArms(afterAndBeforeOf(base.moments), afterAndBeforeOf(variant.moments));
}

/** Most that is taken for saved: what is left is what a plan is made of. */
const mostSaved = 0.99;

/**
 * The part of the variance of one unit that what it had before takes away (CUPED), where that would be judged in two groups that are halves
 * of this one; 0: nothing.
 */
export function savedOfSample(metric: Metric, sample: MetricSample): number {
  if (!isJudgedAdjusted(metric, sample, sample) || (sample.moments?.before ?? 0) < 2 * fewestBefore) return 0;
  const arms = adjustedArms(metric, sample, sample);
  return arms?.ok === true ? Math.min(mostSaved, Math.max(0, arms.value.varianceSaved)) : 0;
}
