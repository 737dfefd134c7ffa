import { valueOf, type Interval, type StatisticProblem } from '../../../platform/statistics/answer.ts';
import type { Effect } from '../../../platform/statistics/effect.ts';
import { armOf, valueOfSample, type MetricSample } from '../../metrics/pure/sample.ts';
import type { Metric } from '../../metrics/types.ts';
import { testsOf, type CompareOptions } from './compare-metric.ts';

/** A variant beside the base in one part of the data: until a day, on a day, in a segment. */
export interface PartResult {
  readonly variant: string;
  /** Units of the variant in the part. */
  readonly n: number;
  /** Units of the base in the part. */
  readonly baseN: number;
  readonly value: number | null;
  /** Of the base in the same part. */
  readonly baseValue: number | null;
  readonly difference: number | null;
  readonly interval: Interval | null;
  /** Difference and interval relative to the size of the base. */
  readonly lift: number | null;
  readonly liftInterval: Interval | null;
  readonly pValue: number | null;
  readonly problem: StatisticProblem | null;
}

/** What was counted in one part, by variant. */
export type PartSamples = ReadonlyMap<string, MetricSample>;

const noUnits: MetricSample = { units: 0, moments: null, counts: [] };

export interface PartEffect {
  readonly part: PartResult;
  /** Absolute; null: `problem` says why. */
  readonly effect: Effect | null;
}

/** Each variant but the first beside it. `size`: what differences are relative to; absent: the base of the part. */
export function partsOf(
  metric: Metric,
  variants: readonly string[],
  samples: PartSamples,
  options: CompareOptions,
  size?: number | null,
): PartEffect[] {
  const base = samples.get(variants[0] ?? '') ?? noUnits;
  const baseValue = valueOfSample(metric, base);
  const by = Math.abs((size === undefined ? baseValue : size) ?? 0);
  return variants.slice(1).map((variant) => {
    const sample = samples.get(variant) ?? noUnits;
    const one = { of: { role: 'SECONDARY' as const, goal: null }, metric, samples: [base, sample] };
    const { absolute, decisive } = testsOf(one, 1, options);
    const effect = valueOf(absolute);
    const interval = decisive?.interval ?? null;
    return {
      effect,
      part: {
        variant,
        n: sample.units,
        baseN: base.units,
        value: valueOfSample(metric, sample),
        baseValue,
        difference: effect?.value ?? null,
        interval,
        lift: effect === null || by === 0 ? null : effect.value / by,
        liftInterval: interval === null || by === 0 ? null : { low: interval.low / by, high: interval.high / by },
        pValue: decisive?.pValue ?? null,
        problem: absolute.ok ? (by === 0 ? 'BASE_IS_ZERO' : null) : absolute.problem,
      },
    };
  });
}

/** The size of the base over the parts that have an effect: the mean of its values, each with the units behind it. null: none has. */
export function sizeOf(metric: Metric, variants: readonly string[], parts: Iterable<PartSamples>, options: CompareOptions): number | null {
  let [sum, units] = [0, 0];
  for (const samples of parts) {
    const arm = armOf(metric, samples.get(variants[0] ?? '') ?? noUnits);
    if (!arm.ok || partsOf(metric, variants, samples, options).every(({ effect }) => effect === null)) continue;
    sum += arm.value.mean * arm.value.n;
    units += arm.value.n;
  }
  return units === 0 ? null : Math.abs(sum / units);
}
