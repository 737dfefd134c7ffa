import type { StatisticProblem } from '../../../platform/statistics/answer.ts';
import { normalQuantile } from '../../../platform/statistics/distributions/normal.ts';
import { evennessOf, noveltyOf, pooledOf, type Novelty, type Pooled } from '../../../platform/statistics/timing.ts';
import type { Metric } from '../../metrics/types.ts';
import type { CompareOptions } from './compare-metric.ts';
import { partsOf, sizeOf, type PartResult, type PartSamples } from './parts.ts';

/** One part of a series, with each variant but the base. */
export interface SeriesPart {
  readonly parts: readonly PartResult[];
}

/** What was counted by slice, from 1 on. */
export type Slices = ReadonlyMap<number, PartSamples>;

const nothing: PartSamples = new Map();

/** Everything until each end. */
export function untilEach(
  metric: Metric,
  variants: readonly string[],
  slices: Slices,
  ends: readonly Date[],
  options: CompareOptions,
): (SeriesPart & { readonly at: Date })[] {
  return ends.map((at, place) => ({
    at,
    parts: partsOf(metric, variants, slices.get(place + 1) ?? nothing, options).map(({ part }) => part),
  }));
}

/** Days of a unit that count as its first ones. */
const earlyDays = 3;

export interface VariantNovelty {
  readonly variant: string;
  /** Mean effect of the first days and of those after, relative to the base; null: `problem` says why. */
  readonly early: number | null;
  readonly late: number | null;
  readonly pValue: number | null;
  readonly trend: Novelty['trend'] | null;
  readonly problem: StatisticProblem | null;
}

/** The effect by day since the first exposure of each unit, and whether it changes. */
export function noveltyBySince(metric: Metric, variants: readonly string[], slices: Slices, days: number, options: CompareOptions) {
  const size = sizeOf(metric, variants, slices.values(), options);
  const byDay = Array.from({ length: days }, (_, at) => partsOf(metric, variants, slices.get(at + 1) ?? nothing, options, size));
  const novelty = variants.slice(1).map((variant, place): VariantNovelty => {
    const found = noveltyOf(
      byDay.map((parts) => parts[place]?.effect ?? null),
      earlyDays,
    );
    if (!found.ok || size === null || size === 0)
      return { variant, early: null, late: null, pValue: null, trend: null, problem: found.ok ? 'BASE_IS_ZERO' : found.problem };
    const { early, late, pValue, trend } = found.value;
    return { variant, early: early / size, late: late / size, pValue, trend, problem: null };
  });
  return { byDay: byDay.map((parts, at) => ({ day: at + 1, parts: parts.map(({ part }) => part) })), novelty };
}

/** Whether the effect of a variant differs between parts by more than chance. */
export interface VariantEvenness {
  readonly variant: string;
  readonly pValue: number | null;
  /** I², 0 to 1: the part of the spread that chance does not explain. */
  readonly unevenShare: number | null;
  readonly isUneven: boolean;
  readonly problem: StatisticProblem | null;
}

export function evennessByVariant(variants: readonly string[], effects: readonly (readonly (Pooled | null)[])[]): VariantEvenness[] {
  return variants.slice(1).map((variant, place) => {
    const found = evennessOf(effects.map((parts) => parts[place] ?? null));
    if (!found.ok) return { variant, pValue: null, unevenShare: null, isUneven: false, problem: found.problem };
    const { pValue, unevenShare, isUneven } = found.value;
    return { variant, pValue, unevenShare, isUneven, problem: null };
  });
}

/** The effect by day of the week (UTC), 1 Monday: of each the days pooled by how exactly they are known, and whether they differ. */
export function weekdaysOf(
  metric: Metric,
  variants: readonly string[],
  slices: Slices,
  days: ReadonlyMap<number, Date>,
  options: CompareOptions,
) {
  const counted = new Map([...slices].filter(([slice]) => days.has(slice)));
  const size = sizeOf(metric, variants, counted.values(), options);
  const byDay = [...counted].map(([slice, samples]) => ({
    weekday: ((days.get(slice) as Date).getUTCDay() + 6) % 7,
    effects: partsOf(metric, variants, samples, options, size).map(({ effect }) => effect),
  }));
  const pooled = Array.from({ length: 7 }, (_, weekday) => {
    const own = byDay.filter((one) => one.weekday === weekday);
    return variants.slice(1).map((_variant, place) => pooledOf(own.map(({ effects }) => effects[place] ?? null)));
  });
  const z = normalQuantile({ above: options.alpha / 2 });
  const lifts = pooled.map((effects, weekday) => ({
    weekday: weekday + 1,
    dayCount: byDay.filter((one) => one.weekday === weekday).length,
    variants: effects.map((effect, place) => {
      const half = effect === null ? 0 : z * Math.sqrt(effect.variance);
      const isKnown = effect !== null && size !== null && size > 0;
      return {
        variant: variants[place + 1] as string,
        lift: isKnown ? effect.value / size : null,
        low: isKnown ? (effect.value - half) / size : null,
        high: isKnown ? (effect.value + half) / size : null,
      };
    }),
  }));
  return { weekdays: lifts, evenness: evennessByVariant(variants, pooled) };
}
