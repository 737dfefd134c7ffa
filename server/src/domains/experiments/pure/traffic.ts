import type { Answer } from '../../../platform/statistics/answer.ts';
import type { Arm } from '../../../platform/statistics/arms.ts';
import type { Metric } from '../../metrics/types.ts';

/** Where units were seen: in answers, or in events where there are no answers. */
export const trafficSources = ['MESSAGES', 'EVENTS'] as const;
export type TrafficSource = (typeof trafficSources)[number];

/** A metric of the units of the first days, all units together, as one variant would have it. */
export interface Span {
  readonly days: number;
  readonly arm: Answer<Arm>;
  /** The part of the variance of a unit that the days before take away (CUPED). */
  readonly saved: number;
}

export interface MeasuredTraffic {
  readonly metric: Metric;
  /** From few days to all. */
  readonly spans: readonly Span[];
}

/** Units of the past, as an experiment of any of its lengths would have had them. */
export interface Traffic {
  readonly from: Date;
  readonly to: Date;
  readonly source: TrafficSource;
  /** How many different units there were until the end of each day; empty: none. */
  readonly unitsByDay: readonly number[];
  readonly metrics: readonly MeasuredTraffic[];
}

export const trafficDays = 28;
const measuredSpans = [1, 2, 4, 7, 14, trafficDays];

/** Lengths, in days, at which metrics are measured where there are so many days. */
export const spansWithin = (days: number): readonly number[] => [...measuredSpans.filter((span) => span < days), days];

/** How many units come for the first time on a day after the measured ones: as on the days of their second half. */
export function newUnitsPerDay({ unitsByDay }: Pick<Traffic, 'unitsByDay'>): number {
  const days = unitsByDay.length;
  const last = unitsByDay.at(-1) ?? 0;
  const half = Math.floor(days / 2);
  return days === 0 ? 0 : (last - (unitsByDay[half - 1] ?? 0)) / (days - half);
}

/** How many different units there are until the end of a day: as measured, and after that as many more each day as came last. */
export function unitsUntil(traffic: Pick<Traffic, 'unitsByDay'>, day: number): number {
  const { unitsByDay } = traffic;
  const measured = unitsByDay[day - 1];
  return measured ?? (unitsByDay.at(-1) ?? 0) + (day - unitsByDay.length) * newUnitsPerDay(traffic);
}

/** What one unit shows of a metric. */
export interface UnitSpread {
  readonly mean: number;
  readonly variance: number;
  readonly saved: number;
}

/**
 * Mean and variance of a unit that is followed for as many days: between two measured lengths on the line between them, beyond the last as
 * there. null: no length has them.
 */
export function spreadAfter(spans: readonly Span[], day: number): UnitSpread | null {
  const known = spans.flatMap(({ days, arm, saved }) =>
    arm.ok ? [{ days, mean: arm.value.mean, variance: arm.value.variance, saved }] : [],
  );
  const above = known.find(({ days }) => days >= day);
  const below = known.findLast(({ days }) => days <= day);
  const one = above ?? below;
  if (one === undefined) return null;
  if (above === undefined || below === undefined || above === below) return { mean: one.mean, variance: one.variance, saved: one.saved };
  const part = (day - below.days) / (above.days - below.days);
  const between = (of: keyof UnitSpread): number => below[of] + part * (above[of] - below[of]);
  return { mean: between('mean'), variance: between('variance'), saved: between('saved') };
}
